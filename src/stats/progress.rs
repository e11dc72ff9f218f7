//! How far a run is, as a progress bar tells it.

use std::time::Duration;

use crate::record::{Outcome, Record};
use crate::runtime::micros;

/// How far a run is: the figures of a tqdm bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Futures of which something came, a result or an error. Cancelled ones are not done.
    pub done: usize,
    /// Those of `done` that failed; 404 is an answer, and no failure.
    pub failed: usize,
    /// Futures that were cancelled.
    pub cancelled: usize,
    /// All futures.
    pub total: usize,
    /// Time since the start, or until the end.
    pub elapsed: Duration,
    /// Futures that came, per second, on average; `None` before the first.
    pub per_second: Option<f64>,
    /// Time left at that rate; `None` before the first, zero once nothing is to come.
    pub left: Option<Duration>,
}

impl Progress {
    /// The progress of `record` at `now`, the time since the run's start; after the end of the run
    /// it stands still.
    #[must_use]
    pub fn of(record: &Record, now: Duration) -> Self {
        let counts = Progress {
            done: record.came(),
            failed: record.failures(),
            cancelled: record.count(Outcome::Cancelled),
            total: record.lanes().len(),
            ..Progress::default()
        };
        counts.after(record.ended().unwrap_or(now))
    }

    /// The same counts, with rate and time left after so long.
    #[must_use]
    pub fn after(self, elapsed: Duration) -> Self {
        let measurable = self.done > 0 && !elapsed.is_zero();
        let to_come = self.total.saturating_sub(self.done + self.cancelled);
        let left = if to_come == 0 && self.total > 0 {
            Some(Duration::ZERO)
        } else {
            // Whole numbers: a product of a duration and a ratio could overflow and panic.
            micros(elapsed)
                .checked_mul(to_come as u64)
                .and_then(|micros| micros.checked_div(self.done as u64))
                .map(Duration::from_micros)
        };
        Progress {
            elapsed,
            per_second: measurable.then(|| self.done as f64 / elapsed.as_secs_f64()),
            left,
            ..self
        }
    }

    /// So many of all, 0 to 1; 0 of an empty run.
    #[must_use]
    pub fn share(&self, number: usize) -> f64 {
        number as f64 / self.total.max(1) as f64
    }
}

/// How long the run took; of one that has not ended, up to its last event.
#[must_use]
pub fn elapsed(record: &Record) -> Duration {
    record.ended().unwrap_or_else(|| record.last_at())
}

/// When the consumer got the first result: the first future that was neither an error nor cancelled.
#[must_use]
pub fn first_result(record: &Record) -> Option<Duration> {
    let mut delivered = record
        .delivered()
        .iter()
        .filter_map(|id| record.lanes().get(*id));
    delivered
        .find(|lane| lane.outcome() == Some(Outcome::Ok))?
        .delivered
}
