//! The words of the sheet.

use crate::app::out::files::Kind;

/// The words of one language.
pub struct Words {
    /// Heading.
    pub title: &'static str,
    /// Label of the link to the settings.
    pub link: &'static str,
    /// What that link does.
    pub link_note: &'static str,
    /// Label of the link that carries the run.
    pub carried: &'static str,
    /// What that one does.
    pub carried_note: &'static str,
    /// Copies a link.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied, and is marked.
    pub not_copied: &'static str,
    /// Heading over the files.
    pub files: &'static str,
    /// There is no run yet.
    pub nothing: &'static str,
    /// What a kind of file is for.
    pub what_for: fn(Kind) -> &'static str,
    /// A file was handed to the browser: its name.
    pub saved: fn(&str) -> String,
    /// It was not: why.
    pub failed: fn(&str) -> String,
    /// Why a picture of points cannot be made.
    pub no_picture: &'static str,
    /// Prints.
    pub print: &'static str,
    /// Closes the sheet.
    pub close: &'static str,
}

super::in_each_language!(out: Words);
