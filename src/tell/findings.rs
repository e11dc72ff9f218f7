//! The findings of a run, in sentences.

use std::fmt;

use super::words;
use crate::config::Lang;
use crate::diagnosis::{Finding, Sentence};
use crate::record::Light;

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
        words::findings::sentence(lang, self)
    }
}

/// The finding in English.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En))
    }
}
