//! The words of the replay.

use std::time::Duration;

/// The words of one language.
pub struct Words {
    /// Name of the group.
    pub replay: &'static str,
    /// Shows the run from the moment on, at the speed chosen.
    pub play: &'static str,
    /// Holds the picture.
    pub pause: &'static str,
    /// To the next moment at which something happened.
    pub forward: &'static str,
    /// To the last one before.
    pub back: &'static str,
    /// Name of the slider.
    pub moment: &'static str,
    /// Name of the choice of speeds.
    pub speed: &'static str,
    /// From the start, slowly.
    pub slowly: &'static str,
    /// Back to the whole run.
    pub whole: &'static str,
    /// The picture stands, while the run goes on.
    pub goes_on: &'static str,
    /// The same, when it is over.
    pub is_over: &'static str,
    /// The moment on show, of how long a run.
    pub at: fn(Duration, Duration) -> String,
}

super::in_each_language!(replay: Words);
