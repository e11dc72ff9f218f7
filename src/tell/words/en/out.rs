//! The words of the sheet: English.

use crate::app::out::files::Kind;
use crate::tell::words::out::Words;

/// The words.
pub static WORDS: Words = Words {
    title: "Share and save",
    link: "Link to these settings",
    link_note: "It leads to all that the run depends on, seed and server included. Whoever opens it starts a run of their own.",
    carried: "Link with this run in it",
    carried_note: "It shows this very run. The run is in the part of the address that browsers do not send to any server.",
    copy: "Copy",
    copied: "Copied.",
    not_copied: "The browser does not let this page copy. The link is marked: copy it by the keyboard.",
    files: "Save the run",
    nothing: "Once a run is over, it can be saved here as a table, a picture or a trace.",
    what_for: |kind| match kind {
        Kind::Csv => "a row for each future, for spreadsheets",
        Kind::Svg => "the timeline, sharp at any size",
        Kind::Png => {
            "the timeline, for slides, at 2 × (a very long one as large as a browser draws)"
        }
        Kind::Trace => "for Perfetto and speedscope",
    },
    saved: |name| format!("Handed to the browser as {name}."),
    failed: |why| format!("The file could not be made: {why}"),
    no_picture: "this browser makes no picture of that size",
    print: "Print this page",
    close: "Close",
};
