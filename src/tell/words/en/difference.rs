//! Two runs beside each other: English.

use crate::tell::words::difference::Words;

/// The words.
pub static WORDS: Words = Words {
    not_over: |a, b| format!("A went for {a}, B for {b}; not both came to their end."),
    alike: |a, b| format!("A and B took about as long: {a} and {b}."),
    sooner: |[sooner, later], by, [a, b]| {
        format!("{sooner} was over {by} sooner than {later}: A took {a}, B {b}.")
    },
    before: |a, b| format!("Before the first future was submitted, {a} passed in A, {b} in B."),
    came: |(a, of_a), (b, of_b)| format!("Of A came {a} of {of_a} results, of B {b} of {of_b}."),
    other_work: "They did not do the same work, so the times do not tell which way is faster.",
    unknown_work: "Whether they did the same work is not known: not both tell their settings.",
    other_place: "They ran on different programs or browsers.",
    protocols: |a, b| format!("The answers came over {a} in A, over {b} in B."),
    settings: |all| format!("Settings that differ (A / B): {all}."),
    none: "none",
    comma: ", ",
};
