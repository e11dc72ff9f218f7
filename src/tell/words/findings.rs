//! The findings of a run.

use crate::config::Lang;
use crate::diagnosis::Finding;

/// A finding in words, without a full stop.
#[must_use]
pub fn sentence(lang: Lang, finding: &Finding) -> String {
    super::in_language!(lang, findings as said: said::sentence(finding))
}
