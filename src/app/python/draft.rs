//! What a person made of a program, which is kept in the browser.

use crate::app::browser::{self, keep, kept};
use crate::config::{Experiment, RunConfig};
use crate::python::link;

/// Under which names a changed program and its arguments are kept, each place of the page with its own.
const PROGRAM: &str = "python.program";
const ARGUMENTS: &str = "python.arguments";

fn named(name: &str, place: &str) -> String {
    format!("{name}.{place}")
}

/// The place that the address names: an experiment, or a lesson.
pub fn place() -> String {
    let (config, _) = RunConfig::from_query(&browser::query());
    match config.experiment {
        Experiment::Lessons => format!("lesson-{}", config.lesson),
        other => other.name().to_owned(),
    }
}

/// What a person made of a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The changed program, if it was changed.
    pub program: Option<String>,
    /// Whether it came with the address, and is nobody's here.
    pub is_carried: bool,
    /// What was typed as its arguments.
    pub arguments: String,
    /// Of which program of the page it is: that of an experiment, or of a lesson.
    pub place: String,
}

impl Draft {
    /// As the address has it, else as it was left the last time.
    pub fn found(place: &str) -> Self {
        let hash = browser::hash();
        let carried = hash.and_then(|hash| link::carried(&hash));
        Draft {
            is_carried: carried.is_some(),
            program: carried
                .or_else(|| kept(&named(PROGRAM, place)).filter(|text| !text.is_empty())),
            arguments: kept(&named(ARGUMENTS, place)).unwrap_or_default(),
            place: place.to_owned(),
        }
    }

    /// Keeps it for the next time.
    pub fn keep(&self) {
        if self.is_carried {
            return;
        }
        let program = self.program.as_deref().unwrap_or_default();
        keep(&named(PROGRAM, &self.place), program);
        keep(&named(ARGUMENTS, &self.place), &self.arguments);
    }
}
