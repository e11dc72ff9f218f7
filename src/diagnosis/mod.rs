//! What a run shows, as measured sentences: data first, words after.
//!
//! [`diagnose`] derives [`Finding`]s from the record of a run; [`Finding::sentence`] says each in
//! English or Chinese; [`report()`] and [`headline`] are the last line of a run and of a comparison.

mod chinese;
mod diagnose;
mod english;
mod finding;
mod holds;
mod report;
mod unreachable;
mod words;

pub use diagnose::{diagnose, diagnose_beside, diagnose_speedup};
pub use finding::{Baseline, Finding, Names};
pub use holds::{PER_HOST, may_hold_back};
pub use report::{headline, report};
pub use unreachable::{Unanswered, unanswered};

use std::fmt;

use crate::config::Lang;
use crate::record::Light;

/// A sentence about a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The sentence, without a full stop.
    pub text: String,
    /// The lanes and turns that it is about, where that is exact.
    pub light: Option<Light>,
}

/// About nothing that could be pointed at.
impl From<String> for Sentence {
    fn from(text: String) -> Self {
        let light = None;
        Sentence { text, light }
    }
}

impl Finding {
    /// The finding in words, with what it is about.
    #[must_use]
    pub fn told(&self, lang: Lang) -> Sentence {
        let light = match self {
            Finding::TimedOut { .. } => Some(Light::TimedOut),
            Finding::Failed { .. } => Some(Light::Failed),
            Finding::Retried { .. } => Some(Light::Retried),
            Finding::HeadOfLine { .. } => Some(Light::Waited),
            _ => None,
        };
        let text = self.sentence(lang);
        Sentence { text, light }
    }

    /// The finding in words, without a full stop.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        match lang {
            Lang::En => english::sentence(self),
            Lang::Zh => chinese::sentence(self),
        }
    }
}

/// The finding in English.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}
