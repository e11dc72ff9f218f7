//! The words about a person's own function: English.

use crate::tell::strong as quoted;
use crate::tell::words::own::Words;

/// The words.
pub static WORDS: Words = Words {
    label: "Your function in JavaScript",
    note: "Each job calls it with n, the size, and its own number from 0. It runs in workers that have no network, no storage and \
           nothing of this page. A call that takes longer than 10 s, or than the time limit says, is ended.",
    carried: "This function came with the link that you followed: somebody else may have written it. It runs when you press Start, in \
              workers that have no network, no storage and nothing of this page, and it is ended after the time limit.",
    wrong: |said, place| format!("This is no JavaScript expression: {}{place}.", quoted(said)),
    place: |line, column| format!(" (line {line}, column {column})"),
    at_end: " (at its end)",
    nothing: "There is no function: n => n * 2 would be one.",
    without_words: "something that has no text",
    threw: |said, times| match times {
        1 => format!("your function threw {said}"),
        times => format!("your function threw {said}, {times} times"),
    },
    take_back: "Take back my changes",
};
