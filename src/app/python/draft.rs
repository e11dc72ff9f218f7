//! What a person made of a program, which is kept in the browser.

use crate::app::browser::{self, keep, kept};
use crate::python::link;

/// Under which names the changed program and its arguments are kept.
const PROGRAM: &str = "python.program";
const ARGUMENTS: &str = "python.arguments";

/// What a person made of a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The changed program, if it was changed.
    pub program: Option<String>,
    /// Whether it came with the address, and is nobody's here.
    pub is_carried: bool,
    /// What was typed as its arguments.
    pub arguments: String,
}

impl Draft {
    /// As the address has it, else as it was left the last time.
    pub fn found() -> Self {
        let hash = browser::hash();
        let carried = hash.and_then(|hash| link::carried(&hash));
        Draft {
            is_carried: carried.is_some(),
            program: carried.or_else(|| kept(PROGRAM).filter(|text| !text.is_empty())),
            arguments: kept(ARGUMENTS).unwrap_or_default(),
        }
    }

    /// Keeps it for the next time.
    pub fn keep(&self) {
        if self.is_carried {
            return;
        }
        keep(PROGRAM, self.program.as_deref().unwrap_or_default());
        keep(ARGUMENTS, &self.arguments);
    }
}
