//! The words about a person's own function.

/// The words of one language.
pub struct Words {
    /// The field.
    pub label: &'static str,
    /// How it is called, and where it runs.
    pub note: &'static str,
    /// The same of one that came with a link.
    pub carried: &'static str,
    /// What the browser says is wrong with it, and where.
    pub wrong: fn(&str, &str) -> String,
    /// A line and a column.
    pub place: fn(usize, usize) -> String,
    /// After the last line.
    pub at_end: &'static str,
    /// There is no text.
    pub nothing: &'static str,
    /// What was thrown, where that says nothing of itself.
    pub without_words: &'static str,
    /// What it threw, and how often.
    pub threw: fn(&str, usize) -> String,
    /// Puts back the function that stood there first.
    pub take_back: &'static str,
}

super::in_each_language!(own: Words);
