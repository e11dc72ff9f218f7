//! [`WorkerPool`]: the executor of CPU-bound jobs, of whatever kind; see `typed` and `calls` for how
//! they are given to it.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::builder::WorkerPoolBuilder;
use super::calls::Calls;
use super::error::WorkerError;
use super::host::Host;
use super::options::Options;
use super::statistics::WorkerStatistics;
use super::supervisor::{Supervisor, Warming};
use super::work::Work;
use crate::executor::{ConfigError, SubmitError};
use crate::future::{Broken, Env};
use crate::runtime::Runtime;

/// Runs jobs on Web Workers, as `ProcessPoolExecutor` does on processes: calls of functions that are
/// marked with `#[job]`, or the jobs of one type, `WorkerPool<MyJob>`.
///
/// Jobs start in submission order, higher priorities first, each on the first worker that is
/// free; workers are started when needed. Small jobs travel together, and while the queue is long
/// a worker holds one or two jobs more than it runs. A future is `running` once its job is sent:
/// from then on it cannot be cancelled, only aborted.
///
/// Every future settles, whatever becomes of its worker, and never waits for the end of another's
/// job while a worker is free
/// ([every way to stay pending](super#every-way-to-stay-pending-and-what-ends-it)).
///
/// So a job may run twice, and its first answer counts: if its worker died, or was ended for an
/// aborted job, during a message of several jobs of which this one had no answer yet; and if its
/// worker was silent for too long, because the job itself or one before it took many times as long
/// as usual. A job with a buffer that is handed over, or with a time limit, travels alone and never
/// runs twice.
///
/// Clones are the same pool. Dropping the last one lets all that was submitted run to its end,
/// then ends the workers.
///
/// ```no_run
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::new()?;
/// pool.warm_up().await?;
/// assert!(pool.live_workers() <= pool.max_workers());
/// assert_eq!(pool.submit(square, 7)?.await?, 49);
/// assert_eq!((pool.queued(), pool.broken()), (0, None));
/// if let Some(error) = pool.start_failure() {
///     println!("fewer workers than there might be: {error}");
/// }
/// for worker in pool.statistics() {
///     println!("{}: {} jobs", worker.name, worker.jobs);
/// }
/// pool.shutdown(false).await;
/// pool.terminate_workers(); // of no effect: it has ended
/// # Ok(())
/// # }
/// ```
pub struct WorkerPool<J: Work = Calls> {
    pub(super) supervisor: Rc<Supervisor<J>>,
    /// Shuts down with the last clone.
    owner: Rc<Owner<J>>,
    pub(super) chunks: Rc<Cell<u64>>,
}

/// The clock of a pool that is given none: the browser's. Elsewhere there are no workers, and none is
/// ever asked.
pub(super) fn clock() -> Rc<dyn Runtime> {
    #[cfg(target_arch = "wasm32")]
    return Rc::new(crate::runtime::BrowserRuntime);
    #[cfg(not(target_arch = "wasm32"))]
    return Rc::new(crate::runtime::VirtualRuntime::new());
}

struct Owner<J: Work>(Rc<Supervisor<J>>);

impl<J: Work> Drop for Owner<J> {
    fn drop(&mut self) {
        self.0.shut_down(false);
    }
}

impl<J: Work> Clone for WorkerPool<J> {
    fn clone(&self) -> Self {
        WorkerPool {
            supervisor: self.supervisor.clone(),
            owner: self.owner.clone(),
            chunks: self.chunks.clone(),
        }
    }
}

impl<J: Work> WorkerPool<J> {
    /// Starts from the defaults.
    pub fn builder(runtime: Rc<dyn Runtime>) -> WorkerPoolBuilder<J> {
        WorkerPoolBuilder::new(runtime)
    }

    /// A pool of at most so many workers, on the browser's clock.
    ///
    /// # Errors
    /// [`ConfigError`] for zero or more than [`MAX_WORKERS`](super::MAX_WORKERS), and within a worker
    /// of a pool.
    pub fn with_workers(max_workers: usize) -> Result<Self, ConfigError> {
        Self::builder(clock()).max_workers(max_workers).build()
    }

    pub(super) fn on(env: Rc<Env>, options: Options<J>, host: Box<dyn Host>) -> Self {
        let supervisor = Supervisor::new(env, options, host);
        WorkerPool {
            owner: Rc::new(Owner(supervisor.clone())),
            supervisor,
            chunks: Rc::default(),
        }
    }

    /// Starts all workers now, and waits until each takes jobs. If some cannot be started while
    /// others are there, that is enough: [`WorkerPool::start_failure`] says what is missing.
    ///
    /// # Errors
    /// [`SubmitError`] if the pool breaks meanwhile or is shut down.
    pub fn warm_up(&self) -> impl Future<Output = Result<(), SubmitError>> + use<J> {
        let warming = Warming::new(self.supervisor.clone());
        self.supervisor.start_all();
        poll_fn(move |cx| {
            let supervisor = &warming.0;
            // First: it may end the pool, of which nobody would be told again.
            supervisor.start_all();
            if let Some(reason) = supervisor.broken() {
                return Poll::Ready(Err(SubmitError::Broken(reason)));
            }
            if supervisor.is_shut_down() {
                return Poll::Ready(Err(SubmitError::Shutdown));
            }
            if supervisor.is_warm() {
                return Poll::Ready(Ok(()));
            }
            supervisor.wait(cx.waker());
            Poll::Pending
        })
    }

    /// Takes no more jobs, from this call on; may be called again. With `cancel_futures` what has
    /// not been sent is cancelled and settles now. Await what it returns to wait until everything
    /// has ended, the workers too; drop it to let the rest run in the background.
    pub fn shutdown(&self, cancel_futures: bool) -> PoolDrained<J> {
        self.supervisor.shut_down(cancel_futures);
        PoolDrained(self.supervisor.clone())
    }

    /// Ends all workers at once. The futures not yet done fail; no more jobs are taken. Does
    /// nothing to a pool that has ended already.
    pub fn terminate_workers(&self) {
        self.supervisor.terminate();
    }

    /// The limit.
    #[must_use]
    pub fn max_workers(&self) -> usize {
        self.supervisor.options.max_workers
    }

    /// Workers that live now, those still starting among them.
    #[must_use]
    pub fn live_workers(&self) -> usize {
        self.supervisor.live_workers()
    }

    /// Jobs that wait in the page; those cancelled meanwhile count until they are passed over.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.supervisor.queued()
    }

    /// Why the pool is broken, if it is.
    #[must_use]
    pub fn broken(&self) -> Option<Broken> {
        self.supervisor.broken()
    }

    /// Why there are fewer workers than there might be: the last one that was started did not come
    /// up. Where others work it is tried again from time to time, as long as there is need.
    #[must_use]
    pub fn start_failure(&self) -> Option<WorkerError> {
        self.supervisor.start_failure()
    }

    /// What the workers did with their time so far, by slot.
    #[must_use]
    pub fn statistics(&self) -> Vec<WorkerStatistics> {
        self.supervisor.statistics()
    }
}

/// Runs `body` with the pool, then shuts it down and waits for all its jobs and the end of its
/// workers, also when the body fails: the `with` statement of Python. If this is dropped before
/// its end the jobs end in the background.
///
/// # Errors
/// Those of `body`, after the waiting.
///
/// ```no_run
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::workers::scope;
///
/// # async fn run() -> Result<(), Error> {
/// let squares = scope(WorkerPool::new()?, |pool| async move {
///     pool.map(square, 1..=8).collect_ok().await
/// });
/// assert_eq!(squares.await?.len(), 8); // and its workers are no more
/// # Ok(())
/// # }
/// ```
pub async fn scope<J: Work, T, E, Fut>(
    pool: WorkerPool<J>,
    body: impl FnOnce(WorkerPool<J>) -> Fut,
) -> Result<T, E>
where
    Fut: Future<Output = Result<T, E>>,
{
    let result = body(pool.clone()).await;
    pool.shutdown(false).await;
    result
}

/// Ready when a pool has ended, its workers too; see [`WorkerPool::shutdown`]. Dropping it
/// changes nothing: the jobs run on.
///
/// ```no_run
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::workers::{Calls, PoolDrained};
///
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::new()?;
/// let future = pool.submit(square, 7)?;
/// let drained: PoolDrained<Calls> = pool.shutdown(false);
/// drained.await;
/// assert!(future.done());
/// # Ok(())
/// # }
/// ```
pub struct PoolDrained<J: Work>(Rc<Supervisor<J>>);

impl<J: Work> Future for PoolDrained<J> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0.is_drained() {
            return Poll::Ready(());
        }
        self.0.wait(cx.waker());
        Poll::Pending
    }
}
