//! The words of the replay: English.

use crate::config::Lang;
use crate::tell::format::span_in;
use crate::tell::words::replay::Words;

/// The words.
pub static WORDS: Words = Words {
    replay: "Replay",
    play: "Play",
    pause: "Pause",
    forward: "Step forward",
    back: "Step back",
    moment: "Moment",
    speed: "Speed",
    slowly: "Again at ¼ speed",
    whole: "Whole run",
    goes_on: "The picture is paused; the run goes on.",
    is_over: "The picture is paused; the run is over.",
    at: |at, end| format!("{} of {}", span_in(Lang::En, at), span_in(Lang::En, end)),
};
