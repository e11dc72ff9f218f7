//! Two runs beside each other, which are called A and B.

/// The words of one language.
pub struct Words {
    /// How long each went, of which not both came to their end.
    pub not_over: fn(&str, &str) -> String,
    /// How long each took, which is about as long.
    pub alike: fn(&str, &str) -> String,
    /// Which was over sooner than which, by how much, and how long A and B took.
    pub sooner: fn([&str; 2], &str, [&str; 2]) -> String,
    /// What passed in each before its first future was submitted.
    pub before: fn(&str, &str) -> String,
    /// How many results came of each, of how many.
    pub came: fn((usize, usize), (usize, usize)) -> String,
    /// They did not do the same work.
    pub other_work: &'static str,
    /// Whether they did is not known.
    pub unknown_work: &'static str,
    /// They ran on different programs.
    pub other_place: &'static str,
    /// By which protocol the answers of each came.
    pub protocols: fn(&str, &str) -> String,
    /// The settings that differ.
    pub settings: fn(&str) -> String,
    /// A setting that has no value.
    pub none: &'static str,
    /// Between settings.
    pub comma: &'static str,
}

super::in_each_language!(difference: Words);
