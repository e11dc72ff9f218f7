//! Figures in the sentences of the lessons.

/// The words of one language.
pub struct Words {
    /// The page did not stand still, as far as is recorded.
    pub no_stop: &'static str,
    /// It did, for so long; in Chinese with the space that a number wants before it.
    pub stop: fn(&str) -> String,
    /// The same of the longest of several.
    pub at_most: fn(&str) -> String,
    /// Between names.
    pub comma: &'static str,
}

super::in_each_language!(figures: Words);
