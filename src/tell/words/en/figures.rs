//! Figures in the sentences of the lessons: English.

use crate::tell::words::figures::Words;

/// The words.
pub static WORDS: Words = Words {
    no_stop: "less than 50 ms",
    stop: |time| time.to_owned(),
    at_most: |time| format!("at most {time}"),
    comma: ", ",
};
