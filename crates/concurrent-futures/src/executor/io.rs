//! [`IoExecutor`]: async tasks on this thread, at most `max_workers` at once, first in first out.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use super::builder::IoExecutorBuilder;
use super::inner::Inner;
use super::queue::Task;
use super::{ConfigError, Drained, Executor, Slot, SubmitError};
use crate::future::{Completer, FutureHandle, TaskError};
use crate::runtime::{LocalBoxFuture, Runtime, hardware_concurrency};

/// Runs async tasks on this thread, at most `max_workers` at once, in submission order.
///
/// Nothing runs inside `submit`: a task begins in a later turn of the event loop. Clones are the
/// same executor; dropping the last one lets all that was submitted run to its end.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// let executor = IoExecutor::builder(runtime.clone()).build()?;
/// assert_eq!(executor.max_workers(), IoExecutor::default_max_workers());
///
/// executor.set_max_workers(1)?;
/// let task = |n: u32| move || async move { Ok::<_, TaskError>(n) };
/// let (one, two) = (executor.submit(task(1))?, executor.submit(task(2))?);
/// assert_eq!((executor.active_slots(), executor.queued()), (1, 1));
///
/// let drained = executor.shutdown(false);
/// assert!(executor.submit(task(3)).is_err());
/// runtime.block_on(drained);
/// assert_eq!((one.peek(), two.peek()), (Some(Ok(1)), Some(Ok(2))));
/// assert_eq!(executor.peak_slots(), 1);
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone)]
pub struct IoExecutor(Rc<Inner>);

impl IoExecutor {
    /// An executor of at most `max_workers` tasks at once.
    ///
    /// # Errors
    /// [`ConfigError::MaxWorkers`] for zero.
    pub fn new(runtime: Rc<dyn Runtime>, max_workers: usize) -> Result<Self, ConfigError> {
        Self::builder(runtime).max_workers(max_workers).build()
    }

    /// Starts from the defaults.
    pub fn builder(runtime: Rc<dyn Runtime>) -> IoExecutorBuilder {
        IoExecutorBuilder::new(runtime)
    }

    pub(super) fn of(inner: Rc<Inner>) -> Self {
        IoExecutor(inner)
    }

    /// `min(32, cores + 4)` as Python's thread pool: its tasks mostly wait, and a few more than
    /// there are cores keep them busy, while 32 bounds what machines with many cores would open.
    /// Where the number of cores is not known, 4 are assumed. (Over HTTP/1.1 a browser opens at
    /// most 6 connections to a host, so there is no gain above 6.)
    #[must_use]
    pub fn default_max_workers() -> usize {
        (hardware_concurrency() + 4).min(32)
    }

    /// The limit now.
    #[must_use]
    pub fn max_workers(&self) -> usize {
        self.0.max_workers.get()
    }

    /// Changes the limit while tasks run. Raised, queued tasks start at once; lowered, running
    /// ones finish and their slots close.
    ///
    /// # Errors
    /// [`ConfigError::MaxWorkers`] for zero.
    pub fn set_max_workers(&self, max_workers: usize) -> Result<(), ConfigError> {
        if max_workers == 0 {
            return Err(ConfigError::MaxWorkers);
        }
        self.0.max_workers.set(max_workers);
        Inner::open_slots(&self.0);
        Ok(())
    }

    /// Tasks waiting for a slot; those cancelled meanwhile count until a slot passes over them.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.0.queue.borrow().len()
    }

    /// Slots open now.
    #[must_use]
    pub fn active_slots(&self) -> usize {
        self.0.active.get()
    }

    /// The most slots that were open at once.
    #[must_use]
    pub fn peak_slots(&self) -> usize {
        self.0.peak.get()
    }

    /// Submits a task that wants to know its slot: number, name, context.
    ///
    /// # Errors
    /// [`SubmitError`] after shutdown or on a broken executor.
    pub fn submit_with_slot<T, E, F, Fut>(&self, body: F) -> Result<FutureHandle<T>, SubmitError>
    where
        T: 'static,
        E: Into<TaskError> + 'static,
        F: FnOnce(&Slot) -> Fut + 'static,
        Fut: Future<Output = Result<T, E>> + 'static,
    {
        self.0.accepts()?;
        let (completer, future) = Completer::new(&self.0.env);
        Inner::enqueue(&self.0, Box::pin(Task::new(completer, body)));
        Ok(future)
    }

    /// Takes no more tasks, from this call on; may be called again. With `cancel_futures` what has
    /// not started is cancelled and settles now. Await what it returns to wait until everything
    /// has ended; drop it to let the rest run in the background.
    pub fn shutdown(&self, cancel_futures: bool) -> Drained {
        self.0.shut_down(cancel_futures);
        Drained::of(self.0.clone())
    }
}

impl<F, Fut, T, E> Executor<F> for IoExecutor
where
    F: FnOnce() -> Fut + 'static,
    Fut: Future<Output = Result<T, E>> + 'static,
    T: 'static,
    E: Into<TaskError> + 'static,
{
    type Output = T;

    fn submit(&self, task: F) -> Result<FutureHandle<T>, SubmitError> {
        self.submit_with_slot(move |_| task())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        self.0.env.runtime.sleep(duration)
    }
}
