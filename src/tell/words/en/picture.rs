//! The few words on the picture: English.

use super::page;
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
    outcome: page::outcome,
};
