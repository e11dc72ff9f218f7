//! What the workers of a pool did with their time.

use std::rc::Rc;
use std::time::Duration;

/// The record of one slot of a pool: its worker, and those before it.
///
/// ```
/// # use concurrent_futures::workers::{WorkerPool, WorkerStatistics};
/// fn busiest(pool: &WorkerPool) -> Option<WorkerStatistics> {
///     let workers = pool.statistics().into_iter();
///     workers.max_by(|a, b| a.utilisation().total_cmp(&b.utilisation()))
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerStatistics {
    /// Its slot, from 0.
    pub worker: usize,
    /// The name of the last worker in it.
    pub name: Rc<str>,
    /// How many workers it has had.
    pub started: u32,
    /// Whether the last one still lives.
    pub alive: bool,
    /// Jobs answered.
    pub jobs: u64,
    /// Time from the start of each worker until it took jobs.
    pub start: Duration,
    /// Time at work.
    pub run: Duration,
    /// Time without work since it took jobs.
    pub wait: Duration,
}

impl WorkerStatistics {
    pub(super) fn new(worker: usize) -> Self {
        WorkerStatistics {
            worker,
            name: "".into(),
            started: 0,
            alive: false,
            jobs: 0,
            start: Duration::ZERO,
            run: Duration::ZERO,
            wait: Duration::ZERO,
        }
    }

    /// The part of its time it was at work, from 0 to 1; its start does not count.
    #[must_use]
    pub fn utilisation(&self) -> f64 {
        let total = (self.run + self.wait).as_secs_f64();
        if total > 0.0 {
            self.run.as_secs_f64() / total
        } else {
            0.0
        }
    }
}
