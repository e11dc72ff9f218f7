//! The options of a [`WorkerPool`] before it is made.

use std::rc::Rc;
use std::time::Duration;

use super::calls::{Call, Calls, JobFn};
use super::host::Host;
use super::job::Job;
use super::observer::JobObserver;
use super::options::{CrashPolicy, Options};
use super::pool::WorkerPool;
use super::work::Work;
use crate::executor::ConfigError;
use crate::future::Env;
use crate::observe::Observer;
use crate::runtime::Runtime;

/// The most workers a pool may have. Each takes some megabytes, and browsers slow down or fail
/// above some hundreds.
///
/// ```no_run
/// # use concurrent_futures::{Error, workers::WorkerPool};
/// use concurrent_futures::workers::MAX_WORKERS;
///
/// /// As many workers as were asked for in a form.
/// fn open(asked: usize) -> Result<WorkerPool, Error> {
///     Ok(WorkerPool::options().max_workers(asked.clamp(1, MAX_WORKERS)).build()?)
/// }
/// ```
pub const MAX_WORKERS: usize = 256;

/// How long a worker may take to load, compile and start.
const START_TIMEOUT: Duration = Duration::from_secs(30);

/// Options of a [`WorkerPool`] before it is made.
///
/// ```no_run
/// # use std::{rc::Rc, time::Duration};
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// use concurrent_futures::workers::{Calls, CrashPolicy, MAX_WORKERS, WorkerPoolBuilder};
///
/// #[job]
/// fn prepare(seed: u64) {
///     println!("prepared with {seed}");
/// }
///
/// # fn make() -> Result<(), Error> {
/// let builder: WorkerPoolBuilder<Calls> = WorkerPool::options();
/// let pool = builder
///     .max_workers(8.min(MAX_WORKERS))
///     .name_prefix("images")
///     .crash_policy(CrashPolicy::Respawn)
///     .max_jobs_per_worker(1000)
///     .idle_timeout(Duration::from_secs(30))
///     .start_timeout(Duration::from_secs(10))
///     .job_timeout(Duration::from_secs(5))
///     .queue_limit(10_000)
///     .initializer(prepare, 7)
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use = "call build()"]
pub struct WorkerPoolBuilder<J: Work = Calls> {
    runtime: Rc<dyn Runtime>,
    observer: Option<Rc<dyn Observer>>,
    max_workers: Option<usize>,
    options: Options<J>,
    #[cfg(target_arch = "wasm32")]
    script: Option<String>,
}

impl<J: Work> WorkerPoolBuilder<J> {
    pub(super) fn new(runtime: Rc<dyn Runtime>) -> Self {
        WorkerPoolBuilder {
            runtime,
            observer: None,
            max_workers: None,
            options: Options {
                max_workers: 0,
                name_prefix: "worker".into(),
                crash_policy: CrashPolicy::default(),
                max_jobs_per_worker: None,
                idle_timeout: None,
                start_timeout: START_TIMEOUT,
                job_timeout: None,
                queue_limit: None,
                initializer: None,
                observer: None,
            },
            #[cfg(target_arch = "wasm32")]
            script: None,
        }
    }

    /// At most this many workers; the default is one per core, as the browser counts them
    /// (`navigator.hardwareConcurrency`).
    pub fn max_workers(mut self, max_workers: usize) -> Self {
        self.max_workers = Some(max_workers);
        self
    }

    /// Workers are named `prefix_0`, `prefix_1`, …, replacements on from there; the default
    /// prefix is `worker`. The browser's developer tools show the names.
    pub fn name_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.options.name_prefix = prefix.into();
        self
    }

    /// What happens when a worker dies unasked.
    pub fn crash_policy(mut self, policy: CrashPolicy) -> Self {
        self.options.crash_policy = policy;
        self
    }

    /// A worker is replaced after this many jobs: Wasm memory grows and never shrinks.
    pub fn max_jobs_per_worker(mut self, jobs: u32) -> Self {
        self.options.max_jobs_per_worker = Some(jobs);
        self
    }

    /// A worker without a job for so long is ended; another is started when needed.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.options.idle_timeout = Some(timeout);
        self
    }

    /// A worker that is not ready in this time, its initializer included, counts as dead; the
    /// default is 30 s. An initializer that does not end breaks the pool then.
    pub fn start_timeout(mut self, timeout: Duration) -> Self {
        self.options.start_timeout = timeout;
        self
    }

    /// How long each job may run, from its start in the worker, if it has no time limit of its
    /// own; the initializer too. Jobs with a limit are sent one by one.
    pub fn job_timeout(mut self, timeout: Duration) -> Self {
        self.options.job_timeout = Some(timeout);
        self
    }

    /// `submit` fails while this many jobs wait in the page; those sent ahead do not count.
    pub fn queue_limit(mut self, limit: usize) -> Self {
        self.options.queue_limit = Some(limit);
        self
    }

    /// Tells `observer` of every turn in the life of every future.
    pub fn observer(mut self, observer: Rc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Tells `observer` what happens in the workers.
    pub fn job_observer(mut self, observer: Rc<dyn JobObserver>) -> Self {
        self.options.observer = Some(observer);
        self
    }

    /// The address of the worker script, where the page keeps a copy of `worker.js` elsewhere.
    ///
    /// ```no_run
    /// # use concurrent_futures::{Error, workers::WorkerPool};
    /// # fn make() -> Result<(), Error> {
    /// let pool = WorkerPool::options().script("/assets/worker.js").build()?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(target_arch = "wasm32")]
    pub fn script(mut self, address: impl Into<String>) -> Self {
        self.script = Some(address.into());
        self
    }

    /// Makes the pool. No worker is started yet.
    ///
    /// # Errors
    /// [`ConfigError`] for zero workers, more than [`MAX_WORKERS`], workers that may do no job, or a
    /// queue that may hold none; within a worker of a pool, where a program whose start makes a pool
    /// would go on making them; and outside of a browser.
    pub fn build(self) -> Result<WorkerPool<J>, ConfigError> {
        #[cfg(target_arch = "wasm32")]
        {
            if super::in_worker() {
                return Err(ConfigError::InWorker);
            }
            let mut this = self;
            let host = super::web::WebHost::new(J::entry(), this.script.take());
            this.build_on(Box::new(host))
        }
        #[cfg(not(target_arch = "wasm32"))]
        Err(ConfigError::NoWorkers)
    }

    pub(super) fn build_on(mut self, host: Box<dyn Host>) -> Result<WorkerPool<J>, ConfigError> {
        let max_workers = self.max_workers.unwrap_or_else(cores);
        match max_workers {
            0 => return Err(ConfigError::MaxWorkers),
            1..=MAX_WORKERS => {}
            _ => return Err(ConfigError::TooManyWorkers(MAX_WORKERS)),
        }
        if self.options.max_jobs_per_worker == Some(0) {
            return Err(ConfigError::MaxJobsPerWorker);
        }
        if self.options.queue_limit == Some(0) {
            return Err(ConfigError::QueueLimit);
        }
        self.options.max_workers = max_workers;
        let env = Rc::new(Env {
            runtime: self.runtime,
            observer: self.observer,
        });
        Ok(WorkerPool::on(env, self.options, host))
    }
}

fn cores() -> usize {
    super::hardware_concurrency().min(MAX_WORKERS)
}

impl<J: Job> WorkerPoolBuilder<J> {
    /// A job that every worker runs before its first other one. If it fails, the pool is broken:
    /// every future not yet done fails, and so does every later `submit`.
    pub fn initializer(mut self, job: J) -> Self {
        self.options.initializer = Some(job);
        self
    }
}

impl WorkerPoolBuilder<Calls> {
    /// A call that every worker makes before its first other one. If it fails, the pool is broken:
    /// every future not yet done fails, and so does every later `submit`.
    pub fn initializer<F: JobFn>(mut self, function: F, input: F::Input) -> Self {
        self.options.initializer = Some(Call::new(function, input).into_sent());
        self
    }
}
