//! What can be asked of a pool and of one job.

use std::rc::Rc;
use std::time::Duration;

use super::observer::JobObserver;
use super::supervisor::Request;
use super::work::Work;

/// What happens to a pool when one of its workers dies unasked.
///
/// ```no_run
/// # use concurrent_futures::{Error, workers::WorkerPool};
/// use concurrent_futures::workers::CrashPolicy;
///
/// # fn make() -> Result<(), Error> {
/// let pool = WorkerPool::options().crash_policy(CrashPolicy::Break).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CrashPolicy {
    /// The job it ran fails, what it had not started goes back to the head of the queue, and the
    /// worker is replaced.
    #[default]
    Respawn,
    /// The pool is broken, as `BrokenProcessPool` in Python: every future not yet done fails, and
    /// so does every later `submit`.
    Break,
}

/// What can be asked for one job.
///
/// ```no_run
/// # use std::{rc::Rc, time::Duration};
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::workers::JobOptions;
///
/// # async fn run() -> Result<(), Error> {
/// let options = JobOptions {
///     timeout: Some(Duration::from_secs(1)),
///     priority: 1,
///     on_progress: Some(Rc::new(|part| println!("{:.0} %", 100.0 * part))),
/// };
/// let pool = WorkerPool::new()?;
/// assert_eq!(pool.submit_with(square, 7, options)?.await?, 49);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct JobOptions {
    /// How long it may run, counted from its start in the worker; then its worker is ended and
    /// replaced. Without, the pool's `job_timeout` counts.
    pub timeout: Option<Duration>,
    /// Higher goes first; 0 is usual.
    pub priority: i8,
    /// Called with what the job tells through [`JobContext::progress`](super::JobContext::progress).
    pub on_progress: Option<Rc<dyn Fn(f64)>>,
}

/// All of a pool's options, checked.
pub(crate) struct Options<J: Work> {
    pub(crate) max_workers: usize,
    pub(crate) name_prefix: String,
    pub(crate) crash_policy: CrashPolicy,
    pub(crate) max_jobs_per_worker: Option<u32>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) start_timeout: Duration,
    pub(crate) job_timeout: Option<Duration>,
    pub(crate) queue_limit: Option<usize>,
    pub(crate) initializer: Option<J::Task>,
    pub(crate) observer: Option<Rc<dyn JobObserver>>,
}

impl From<JobOptions> for Request {
    fn from(options: JobOptions) -> Self {
        Request {
            timeout: options.timeout,
            priority: options.priority,
            on_progress: options.on_progress,
            chunk: None,
        }
    }
}

impl<J: Work> Options<J> {
    pub(crate) fn observe(&self, tell: impl FnOnce(&dyn JobObserver)) {
        if let Some(observer) = &self.observer {
            tell(&**observer);
        }
    }
}
