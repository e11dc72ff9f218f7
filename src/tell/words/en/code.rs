//! The words of the card: English.

use crate::record::Turn;
use crate::tell::words::code::Words;

/// The words.
pub static WORDS: Words = Words {
    title: "Code",
    copy: "Copy",
    copied: "Copied.",
    not_copied: "The browser does not let this page copy. The program is marked: copy it by the keyboard.",
    none: "These settings are not written as a program.",
    note: "The same run as a program, with the settings as they are now.",
    as_script: "As the chapter's own script:",
    servers: "Flags: codes, -a for all, -e for every; -l the limit, -m the max workers, -s the server, -v verbose. Its servers: LOCAL answers at once (port 8000), DELAY after 0.5 to 5 s (8001), ERROR the same, and 1 in 4 fails (8002).",
    simulated: "The simulated origin lives in this page; the program asks the server that `cargo xtask serve` starts instead.",
    steps: "Lines and lanes:",
    step_help: "Lights up these lines, and the lanes that are there at the moment on show",
    turn: |turn| match turn {
        Turn::Submit => "submitted",
        Turn::Run => "running",
        Turn::Pause => "pause before a retry",
        Turn::Deliver => "delivered",
        Turn::NotFound => "not found",
        Turn::HttpError => "HTTP error",
        Turn::NoAnswer => "no answer",
    },
    comma: ", ",
};
