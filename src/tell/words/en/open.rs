//! The words of the screen that opens runs: English.

use crate::tell::words::open::Words;

/// The words.
pub static WORDS: Words = Words {
    open: "Open a run",
    how: "A file that this page, the recorder for Python or a generated program wrote (photofinish.run/1). \
          It can also be dropped here, or pasted as text. It stays in this browser.",
    ready: "Open a run to see it as the page's own: its timeline, its order, any moment of it.",
    opened: |name| match name {
        Some(name) => format!("Opened from {name}."),
        None => "An opened run.".to_owned(),
    },
    only_first: |runs| {
        format!("It has {runs} runs, which are no comparison of strategies. The first is shown.")
    },
    refused: |name, why| match name {
        Some(name) => format!("{name} was not opened: {why}."),
        None => format!("That was not opened: {why}."),
    },
    unreadable: |why| format!("the browser could not read it ({why})"),
};
