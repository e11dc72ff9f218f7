//! The words of the screen that opens runs.

/// The words of one language.
pub struct Words {
    /// Label of the file input.
    pub open: &'static str,
    /// What can be opened, and how else.
    pub how: &'static str,
    /// Before anything is open.
    pub ready: &'static str,
    /// What is shown is opened: the name of the file, or none.
    pub opened: fn(Option<&str>) -> String,
    /// The file has more runs than can be shown beside each other: how many.
    pub only_first: fn(usize) -> String,
    /// The file is not opened: its name, or none, and why.
    pub refused: fn(Option<&str>, &str) -> String,
    /// The browser could not read the file: why, in its words.
    pub unreadable: fn(&str) -> String,
}

super::in_each_language!(open: Words);
