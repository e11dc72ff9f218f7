//! Executors: who runs the tasks, and how many at once.
//!
//! [`Executor`] is what fetches and worker jobs have in common, so that both mix in one
//! [`as_completed`](crate::completion::as_completed). [`IoExecutor`] runs async tasks on this
//! thread. After `concurrent.futures.Executor`
//! (<https://docs.python.org/3/library/concurrent.futures.html#executor-objects>).

mod builder;
mod drained;
mod inner;
mod io;
mod map;
mod queue;
mod slot;

use std::time::Duration;

pub use builder::IoExecutorBuilder;
pub use drained::{Drained, scope};
pub use io::IoExecutor;
pub use map::{Map, MapOptions};
pub use slot::Slot;

use crate::future::{Broken, FutureHandle};
use crate::runtime::{Deadline, LocalBoxFuture};

/// Why an executor cannot be made as asked, in Python's words.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::{ConfigError, IoExecutor};
///
/// /// As many at once as were asked for in a form.
/// fn open(runtime: &Rc<VirtualRuntime>, asked: usize) -> Result<IoExecutor, String> {
///     IoExecutor::new(runtime.clone(), asked).map_err(|error| match error {
///         ConfigError::MaxWorkers => "take one at least".to_owned(),
///         other => other.to_string(),
///     })
/// }
/// assert_eq!(open(&runtime, 0).err().as_deref(), Some("take one at least"));
/// assert!(open(&runtime, 6).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No task could ever run.
    #[error("max_workers must be greater than 0")]
    MaxWorkers,
    /// More Web Workers than a page should have.
    #[error("max_workers must be <= {0}")]
    TooManyWorkers(usize),
    /// A worker that may run no job.
    #[error("max_jobs_per_worker must be >= 1")]
    MaxJobsPerWorker,
    /// A queue in which no task could ever wait.
    #[error("queue_limit must be >= 1")]
    QueueLimit,
    /// A map that may hold no result would never start.
    #[error("buffersize must be None or > 0")]
    BufferSize,
    /// A chunk of nothing.
    #[error("chunksize must be >= 1")]
    ChunkSize,
    /// A worker of a pool, where the start of the program runs as well, has no pool of its own.
    #[error(
        "this is a worker of a pool, which has no pool of its own: a job makes none, and for a program whose start \
         makes one write #[concurrent_futures::main] above `main`, since that runs in workers too"
    )]
    InWorker,
    /// Outside of a browser there are no Web Workers.
    #[error("there are no Web Workers here: this is no browser")]
    NoWorkers,
}

/// Why a task was not accepted. Nothing was queued.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::SubmitError;
///
/// /// Whether it is worth another try with the same executor.
/// fn later(error: &SubmitError) -> bool {
///     match error {
///         SubmitError::QueueFull { .. } => true,
///         SubmitError::Shutdown | SubmitError::Broken(_) | SubmitError::Config(_) => false,
///     }
/// }
///
/// let executor = IoExecutor::new(runtime, 1)?;
/// drop(executor.shutdown(false));
/// let error = executor.submit(|| async { Ok::<_, TaskError>(7) }).unwrap_err();
/// assert!(error == SubmitError::Shutdown && !later(&error));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubmitError {
    /// `shutdown` was called.
    #[error("cannot schedule new futures after shutdown")]
    Shutdown,
    /// The executor is broken: an initializer failed, or its workers cannot run.
    #[error("{0}")]
    Broken(Broken),
    /// As many tasks are queued as the executor was told to hold.
    #[error("the queue is full: {limit} tasks are waiting already")]
    QueueFull {
        /// The limit.
        limit: usize,
    },
    /// The arguments of `map` make no sense.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

/// Takes tasks and gives futures. Clones are the same executor.
///
/// Dropping an executor never loses a task: what was submitted still runs.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{IoExecutor, SubmitError};
/// # use concurrent_futures::future::{FutureHandle, TaskError};
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::Executor;
///
/// /// By any executor: one of this thread, or a pool.
/// fn submit_all<Task, E: Executor<Task>>(
///     executor: &E,
///     tasks: impl IntoIterator<Item = Task>,
/// ) -> Result<Vec<FutureHandle<E::Output>>, SubmitError> {
///     tasks.into_iter().map(|task| executor.submit(task)).collect()
/// }
///
/// let executor = IoExecutor::new(runtime.clone(), 2)?;
/// let length = |text: &'static str| move || async move { Ok::<_, TaskError>(text.len()) };
/// let futures = submit_all(&executor, ["a", "bcd"].map(length))?;
/// let mut lengths = executor.map(["a", "bcd"], length)?; // the same, in order
/// assert_eq!(runtime.block_on(async move { lengths.next().await }), Some(Some(Ok(1))));
/// assert_eq!(futures[1].peek(), Some(Ok(3)));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub trait Executor<Task>: Clone + 'static {
    /// What a task results in.
    type Output: 'static;

    /// Queues a task, to run in submission order once a worker is free. A task that itself waits
    /// for another of the same executor holds its worker meanwhile: with all workers waiting so,
    /// none can go on.
    ///
    /// # Errors
    /// [`SubmitError`], at once, if the executor takes no more tasks.
    fn submit(&self, task: Task) -> Result<FutureHandle<Self::Output>, SubmitError>;

    /// Submits a task for each input now, in order, and gives the results in that order. The
    /// inputs must end; for endless ones see [`Executor::map_with`]. Several inputs are zipped
    /// with [`Iterator::zip`].
    ///
    /// # Errors
    /// [`SubmitError`] from the first task not accepted; those before it still run.
    fn map<I>(
        &self,
        inputs: I,
        task: impl FnMut(I::Item) -> Task + 'static,
    ) -> Result<Map<Self::Output>, SubmitError>
    where
        I: IntoIterator,
        I::IntoIter: 'static,
    {
        self.map_with(MapOptions::default(), inputs, task)
    }

    /// As [`Executor::map`], with a timeout counted from this call, or a bounded buffer: then
    /// inputs are drawn only as results are taken, and may be endless.
    ///
    /// # Errors
    /// [`SubmitError`], also for options that make no sense.
    fn map_with<I>(
        &self,
        options: MapOptions,
        inputs: I,
        mut task: impl FnMut(I::Item) -> Task + 'static,
    ) -> Result<Map<Self::Output>, SubmitError>
    where
        I: IntoIterator,
        I::IntoIter: 'static,
    {
        options.check()?;
        let deadline = Deadline::after(options.timeout, |time| self.sleep(time));
        let executor = self.clone();
        let submitted = inputs
            .into_iter()
            .map(move |input| executor.submit(task(input)));
        Map::new(submitted, options.buffer_size, deadline)
    }

    /// A timer on the executor's clock.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()>;
}
