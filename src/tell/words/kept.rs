//! The words of kept runs.

/// The words of one language.
pub struct Words {
    /// Heading of the list.
    pub title: &'static str,
    /// Nothing is kept yet.
    pub none: &'static str,
    /// What is kept, and for how long.
    pub what: fn() -> String,
    /// The browser keeps nothing for this page.
    pub refused: &'static str,
    /// The browser has no room for some of them.
    pub full: &'static str,
    /// The runs of one experiment: how many.
    pub runs: fn(usize) -> String,
    /// One of them, by the number of its workers.
    pub workers: fn(usize) -> String,
    /// A run whose settings nobody knows.
    pub a_program: &'static str,
    /// Where a run came from that has no name: it was pasted, or in an address.
    pub pasted: &'static str,
    /// Shows one.
    pub show: &'static str,
    /// Chooses one of two.
    pub choose: &'static str,
    /// How two are chosen.
    pub how: &'static str,
    /// Shows the two that are chosen.
    pub beside: &'static str,
    /// Forgets one.
    pub forget: &'static str,
    /// Forgets all.
    pub forget_all: &'static str,
    /// One is shown: which.
    pub shown: fn(&str) -> String,
    /// Two are shown.
    pub both: &'static str,
    /// What is said is so of all of both, whatever moment is shown.
    pub whole: &'static str,
    /// What was asked for is kept no longer, as the end of a sentence.
    pub gone: &'static str,
    /// A run: its experiment, and how it was done.
    pub of_experiment: fn(&str, &str) -> String,
    /// Between the parts of a line.
    pub comma: &'static str,
}

super::in_each_language!(kept: Words);
