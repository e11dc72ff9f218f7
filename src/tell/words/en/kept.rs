//! The words of kept runs: English.

use crate::app::kept::shelf::{LONGEST, MOST, MOST_FUTURES};
use crate::tell::format::grouped;
use crate::tell::words::kept::Words;

/// The words.
pub static WORDS: Words = Words {
    title: "Runs of this visit",
    none: "Every run that ends is listed here, and every run that is opened.",
    what: || {
        let millions = LONGEST / 1_000_000;
        format!(
            "At most the last {MOST}, without those of more than {} futures or {millions} million characters. They stay \
             in this tab, over a reload, until it is closed.",
            grouped(MOST_FUTURES as u64)
        )
    },
    refused: "This browser lets the page store nothing: a reload loses these runs.",
    full: "The browser has no room to store all of these: a reload loses some of them.",
    runs: |runs| format!("{runs} runs"),
    workers: |workers| match workers {
        1 => "1 worker".to_owned(),
        several => format!("{several} workers"),
    },
    a_program: "A program",
    pasted: "opened",
    show: "Show",
    choose: "Choose",
    how: "Choose two to see them on one axis.",
    beside: "Side by side",
    forget: "Forget",
    forget_all: "Forget all",
    shown: |name| format!("From this visit: {name}."),
    both: "Two runs of this visit, on one axis.",
    whole: "This is of both runs to their end, not of the moment that is shown:",
    gone: "that run is no longer kept",
    of_experiment: |experiment, details| format!("{experiment}: {details}"),
    comma: ", ",
};
