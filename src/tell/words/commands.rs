//! The words of commands.

use crate::app::commands::Place;

/// The words of one language.
pub struct Words {
    /// Heading of the list of commands.
    pub commands: &'static str,
    /// Label of the field in which one types.
    pub search: &'static str,
    /// No command is meant by what was typed.
    pub none: &'static str,
    /// Plays a run, or holds the picture.
    pub play: &'static str,
    /// To the screen of this name.
    pub go: fn(&str) -> String,
    /// The page for a projector, or as it was.
    pub present: &'static str,
    /// The other language.
    pub language: &'static str,
    /// The next theme.
    pub theme: &'static str,
    /// Where keys act.
    pub place: fn(Place) -> &'static str,
    /// Further keys of the timeline, and what they do.
    pub also: &'static [(&'static [&'static str], &'static str)],
    /// What a key is called.
    pub key: fn(&str) -> Option<&'static str>,
    /// Between keys that do the same.
    pub or: &'static str,
    /// Whether keys without Ctrl do something outside the timeline.
    pub single: &'static str,
    /// Closes the sheet.
    pub close: &'static str,
}

super::in_each_language!(commands: Words);
