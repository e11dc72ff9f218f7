//! The words of commands: English.

use crate::app::commands::Place;
use crate::tell::words::commands::Words;

/// The words.
pub static WORDS: Words = Words {
    commands: "All commands",
    search: "Search the commands",
    none: "No command that can be given now is called that.",
    play: "Play or pause",
    go: |screen| format!("Go to {screen}"),
    present: "Presentation on or off",
    language: "中文",
    theme: "Next theme: automatic, light, dark",
    place: |place| match place {
        Place::Anywhere => "Anywhere",
        Place::Field => "In a field of the settings",
        Place::Run => "With a run, while no field or button has the focus",
        Place::Timeline => "On the timeline",
    },
    also: &[
        (&["↑", "↓"], "Through the lanes"),
        (&["Home", "End"], "To the first lane, to the last"),
        (&["Enter"], "Into the inspector"),
        (&["Shift ←", "Shift →"], "Along the axis"),
    ],
    key: |key| {
        Some(match key {
            " " => "Space",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "-" => "−",
            _ => return None,
        })
    },
    or: "or",
    single: "Keys without Ctrl act anywhere, and with a run",
    close: "Close",
};
