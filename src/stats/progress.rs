//! How far a run is, as a progress bar tells it.

use std::time::Duration;

use crate::record::Record;
use crate::runtime::micros;

/// How far a run is: the figures of a tqdm bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Futures that have settled.
    pub done: usize,
    /// All futures.
    pub total: usize,
    /// Time since the start, or until the end.
    pub elapsed: Duration,
    /// Settled futures per second, on average; `None` before the first.
    pub per_second: Option<f64>,
    /// Time left at that rate; `None` before the first, zero at the end.
    pub left: Option<Duration>,
}

impl Progress {
    /// The progress of `record` at `now`, the time since the run's start; after the end of the run
    /// it stands still.
    #[must_use]
    pub fn of(record: &Record, now: Duration) -> Self {
        let (done, total) = (record.settled(), record.lanes().len());
        let elapsed = record.ended().unwrap_or(now);
        let measurable = done > 0 && !elapsed.is_zero();
        let per_second = measurable.then(|| done as f64 / elapsed.as_secs_f64());
        let left = if done == total && total > 0 {
            Some(Duration::ZERO)
        } else {
            // Whole numbers: a product of a duration and a ratio could overflow and panic.
            micros(elapsed)
                .checked_mul((total - done) as u64)
                .and_then(|micros| micros.checked_div(done as u64))
                .map(Duration::from_micros)
        };
        Progress {
            done,
            total,
            elapsed,
            per_second,
            left,
        }
    }

    /// The share that is done, 0 to 1; 0 of an empty run.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        self.done as f64 / self.total.max(1) as f64
    }
}

/// How long the run took; of one that has not ended, up to its last event.
#[must_use]
pub fn elapsed(record: &Record) -> Duration {
    record.ended().unwrap_or_else(|| record.last_at())
}

/// When the consumer got the first future.
#[must_use]
pub fn first_result(record: &Record) -> Option<Duration> {
    let first = record.delivered().first()?;
    record.lanes().get(*first)?.delivered
}
