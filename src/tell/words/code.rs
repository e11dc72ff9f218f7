//! The words of the card.

use crate::config::Lang;
use crate::record::{Turn, Turns};

/// The words of one language.
pub struct Words {
    /// The settings as a program.
    pub title: &'static str,
    /// Copies the program.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied, and is marked.
    pub not_copied: &'static str,
    /// The settings make no program.
    pub none: &'static str,
    /// What the program is.
    pub note: &'static str,
    /// The same settings as the chapter's own script takes them.
    pub as_script: &'static str,
    /// What the chapter's servers are.
    pub servers: &'static str,
    /// Whom it asks in the place of the simulated origin.
    pub simulated: &'static str,
    /// The turns that lines bring about.
    pub steps: &'static str,
    /// What pointing at one of them does.
    pub step_help: &'static str,
    /// A turn.
    pub turn: fn(Turn) -> &'static str,
    /// Between two of them.
    pub comma: &'static str,
}

/// Turns in words.
#[must_use]
pub fn named(turns: Turns, lang: Lang) -> String {
    let words = of(lang);
    let names: Vec<&str> = turns.each().map(words.turn).collect();
    names.join(words.comma)
}

super::in_each_language!(code: Words);
