//! The few words on the picture that is saved.

use crate::record::Outcome;

/// The words of one language.
pub struct Words {
    /// Legend.
    pub queued: &'static str,
    /// Legend: a request that the browser holds back.
    pub held: &'static str,
    /// Legend.
    pub running: &'static str,
    /// Legend: between two attempts.
    pub pausing: &'static str,
    /// Legend: a result that nobody has asked for yet.
    pub waiting: &'static str,
    /// Legend.
    pub completed: &'static str,
    /// Beside the strip that tells when the page stood still.
    pub stall: &'static str,
    /// Room for one word and its mark, in pixels.
    pub room: u32,
    /// How a future ended.
    pub outcome: fn(Outcome) -> &'static str,
}

super::in_each_language!(picture: Words);
