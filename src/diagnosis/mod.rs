//! What a run shows, as data; words come after.
//!
//! [`diagnose`] derives [`Finding`]s from the record of a run; what says them is [`tell`](crate::tell).

mod diagnose;
mod finding;
mod holds;
mod unreachable;

pub use diagnose::{Diagnosis, diagnose, diagnose_beside, diagnose_speedup};
pub use finding::{Baseline, Finding, Names};
pub use holds::{PER_HOST, may_hold_back};
pub use unreachable::{Unanswered, unanswered};

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
