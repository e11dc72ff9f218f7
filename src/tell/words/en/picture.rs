//! The few words on the picture: English.

use crate::record::Outcome;
use crate::tell::words::picture::Words;

/// The words.
pub static WORDS: Words = Words {
    queued: "queued",
    held: "held by browser",
    running: "running",
    pausing: "pausing to retry",
    waiting: "waiting for delivery",
    completed: "completed",
    stall: "main thread",
    room: 124,
    outcome: |outcome| match outcome {
        Outcome::Ok => "OK",
        Outcome::NotFound => "not found",
        Outcome::HttpError => "HTTP error",
        Outcome::NetworkError => "connection error",
        Outcome::Timeout => "timeout",
        Outcome::Cancelled => "cancelled",
        Outcome::Failed => "failed",
    },
};
