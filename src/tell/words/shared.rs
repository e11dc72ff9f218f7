//! The words of Shared memory.

use crate::app::isolation::Isolation;
use crate::lab::shared::{self, Plan, Row, SharedError, Way};

/// The words of Shared memory in one language.
pub struct SharedTexts {
    /// Before the run: what it does.
    pub ready: fn(Result<Plan, SharedError>) -> String,
    /// While it runs.
    pub running: &'static str,
    /// After it: what became of the number.
    pub done: fn(&[Row]) -> Option<String>,
    /// The settings in one line.
    pub in_short: fn(Result<Plan, SharedError>) -> String,
    /// What is counted by how often each worker does it.
    pub unit: &'static str,
    /// What a way does.
    pub way: fn(Way) -> &'static str,
    /// One worker's part of a way: which, of how many.
    pub part: fn(Way, usize, usize) -> String,
    /// What was measured of a way.
    pub finding: fn(&Row) -> String,
    /// Card of the table.
    pub table: &'static str,
    /// Its heads: way, workers, what was done, what stands there, lost, sleeps, time, a step.
    pub columns: [&'static str; 8],
    /// What the figures hold.
    pub note: &'static str,
    /// Before there is one.
    pub no_rows: &'static str,
    /// That memory cannot be shared yet, or why it cannot be.
    pub isolation: fn(Isolation) -> &'static str,
    /// Loads the page anew.
    pub reload: &'static str,
    /// Opens the lesson in a window of its own.
    pub own_window: &'static str,
}

impl SharedTexts {
    /// What the label of a worker's part says, in this language; nothing for other labels.
    #[must_use]
    pub fn label(&self, label: &str) -> Option<String> {
        let (way, nth, of) = shared::part(label)?;
        Some((self.part)(way, nth, of))
    }
}
