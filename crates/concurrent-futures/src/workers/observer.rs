//! Watching the workers of a pool: what the states of futures do not tell.

use std::time::Duration;

/// When a job was where, on the page's clock ([`Runtime::now`](crate::runtime::Runtime::now)).
/// Each is no earlier than the one before it: what the page saw itself holds, and what the worker
/// measured is placed in between, right up to the time a message takes even if one of the two
/// clocks was set or stood still while the machine slept.
///
/// ```
/// # use std::time::Duration;
/// use concurrent_futures::workers::JobTimes;
///
/// let at = Duration::from_millis;
/// let times = JobTimes { sent: at(0), received: at(1), started: at(1), finished: at(5), returned: at(7) };
/// assert_eq!((times.send(), times.queue(), times.compute(), times.back()), (at(1), at(0), at(4), at(2)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobTimes {
    /// Handed over to the browser.
    pub sent: Duration,
    /// Taken up by the worker, with the other jobs of its message.
    pub received: Duration,
    /// Begun.
    pub started: Duration,
    /// Over, in the worker.
    pub finished: Duration,
    /// Its result has reached the page.
    pub returned: Duration,
}

impl JobTimes {
    /// On the way to the worker.
    #[must_use]
    pub fn send(&self) -> Duration {
        self.received.saturating_sub(self.sent)
    }

    /// In the worker, behind other jobs.
    #[must_use]
    pub fn queue(&self) -> Duration {
        self.started.saturating_sub(self.received)
    }

    /// At work.
    #[must_use]
    pub fn compute(&self) -> Duration {
        self.finished.saturating_sub(self.started)
    }

    /// On the way back.
    #[must_use]
    pub fn back(&self) -> Duration {
        self.returned.saturating_sub(self.finished)
    }
}

/// Told of what happens in the workers, synchronously. Must not call back into the pool.
///
/// `worker` is the slot: from 0, below `max_workers`, and taken over by a replacement.
///
/// ```no_run
/// # use std::rc::Rc;
/// # use concurrent_futures::{Error, workers::WorkerPool};
/// use concurrent_futures::workers::{JobObserver, JobTimes};
///
/// struct Log;
///
/// impl JobObserver for Log {
///     fn job_answered(&self, job: u64, worker: usize, times: JobTimes) {
///         println!("{job} on {worker}: {:?}", times.compute());
///     }
/// }
///
/// # fn make() -> Result<(), Error> {
/// let pool = WorkerPool::options().job_observer(Rc::new(Log)).build()?;
/// # Ok(())
/// # }
/// ```
pub trait JobObserver {
    /// A worker has been started in this slot, under this name.
    fn worker_started(&self, worker: usize, name: &str) {
        let _ = (worker, name);
    }

    /// The worker takes jobs from now on.
    fn worker_ready(&self, worker: usize) {
        let _ = worker;
    }

    /// The worker is no more; `failure` says why if it was not meant to end.
    fn worker_ended(&self, worker: usize, failure: Option<&str>) {
        let _ = (worker, failure);
    }

    /// The worker has come to this job, as far as the page knows: the jobs sent before it are
    /// answered. A job that is put back when its worker dies is begun again.
    fn job_begun(&self, future: u64, worker: usize) {
        let _ = (future, worker);
    }

    /// The job told its progress, from 0 to 1.
    fn job_progress(&self, future: u64, worker: usize, fraction: f64) {
        let _ = (future, worker, fraction);
    }

    /// The job has been answered; called just before its future settles.
    fn job_answered(&self, future: u64, worker: usize, times: JobTimes) {
        let _ = (future, worker, times);
    }
}
