//! The consumer's end of a future: its state, its result, its callbacks.

use std::hash::{Hash, Hasher};
use std::rc::Rc;
use std::time::Duration;

use super::settlement::Settlement;
use super::{FutureError, ResultFuture, Snapshot, State, TaskError};
use crate::observe::TaskEvent;

/// A result still to come. Clones are the same future; equality and hash go by identity, so a map
/// from futures to what they were for works as in Python.
///
/// You never make one: [`submit`](crate::executor::Executor::submit) does. Dropping handles never
/// cancels the task. Every future settles: with its result, its error, as cancelled, or as
/// [`FutureError::Broken`] if its executor goes down with it.
///
/// ```
/// # use std::{rc::Rc, time::Duration};
/// # use concurrent_futures::{future::Completer, runtime::VirtualRuntime};
/// use concurrent_futures::future::{FutureHandle, State};
///
/// let runtime = Rc::new(VirtualRuntime::new());
/// let (completer, future): (_, FutureHandle<u32>) = Completer::pair(runtime.clone());
/// assert!(future.state() == State::Pending && !future.running() && !future.done());
/// future.add_done_callback(|future| println!("{future}"));
/// assert!(future.inspect(|outcome| outcome.is_none()));
///
/// completer.set_result(7).unwrap();
/// assert!(future.done() && !future.cancelled() && !future.failed());
/// assert!(!future.cancel() && !future.abort());
/// assert_eq!(future.peek(), future.snapshot().outcome);
/// assert_eq!(runtime.block_on(future.result()), Some(Ok(7)));
/// assert_eq!(runtime.block_on(future.result_within(Duration::ZERO)), Some(Ok(7)));
/// assert_eq!(runtime.block_on(future.exception()), Some(Ok(None)));
/// assert_eq!(runtime.block_on(future.exception_within(Duration::ZERO)), Some(Ok(None)));
/// assert_eq!(future.to_string(), format!("<Future #{} state=finished returned int>", future.id()));
/// ```
pub struct FutureHandle<T>(pub(super) Rc<Settlement<T>>);

impl<T> FutureHandle<T> {
    /// A number unique on this thread, ascending in submission order.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.0.id
    }

    /// The state now.
    #[must_use]
    pub fn state(&self) -> State {
        self.0.state.get()
    }

    /// True once cancelled or finished.
    #[must_use]
    pub fn done(&self) -> bool {
        matches!(self.state(), State::Cancelled | State::Finished)
    }

    /// True only while the task runs.
    #[must_use]
    pub fn running(&self) -> bool {
        self.state() == State::Running
    }

    /// True if cancelled or aborted.
    #[must_use]
    pub fn cancelled(&self) -> bool {
        self.state() == State::Cancelled
    }

    /// Whether the future has settled with a task's error or a broken executor.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.state() == State::Finished && matches!(self.0.outcome.get(), Some(Err(_)))
    }

    /// Cancels the future if it has not started: true then, and true again ever after. False, and
    /// no change, if it runs or is finished. Waiters and callbacks hear of it at once.
    pub fn cancel(&self) -> bool
    where
        T: 'static,
    {
        let answer = match self.state() {
            State::Pending => self.cancel_pending(),
            state => state == State::Cancelled,
        };
        self.observe(TaskEvent::CancelAsked { answer });
        answer
    }

    fn cancel_pending(&self) -> bool
    where
        T: 'static,
    {
        let executor = self.0.abort.take().and_then(|executor| executor.upgrade());
        self.settle(State::Cancelled, Err(FutureError::Cancelled));
        if let Some(executor) = executor {
            executor.cancelled(self.0.id);
        }
        true
    }

    /// Cancels the future if it has not started, and stops its task if it runs: a fetch is aborted
    /// on the wire, a worker job ended with its worker. Returns whether it is cancelled now.
    /// An extension: no `Future` of Python stops its task once that runs. Since 3.14 a process pool
    /// can be ended as a whole, by `terminate_workers` or `kill_workers`.
    pub fn abort(&self) -> bool
    where
        T: 'static,
    {
        let answer = match self.state() {
            State::Running => {
                let stop = self.0.abort.take().and_then(|abort| abort.upgrade());
                self.settle_aborted(stop);
                true
            }
            State::Pending => self.cancel_pending(),
            state => state == State::Cancelled,
        };
        self.observe(TaskEvent::AbortAsked { answer });
        answer
    }

    /// Calls `callback` with this future once it is done: at once if it is done already, else
    /// when it settles, after those who await it were woken and before its executor goes on.
    /// Callbacks run in the order added; one that panics is reported and does not stop the rest
    /// (in Wasm a panic ends the program). One that settles another future has that one's callbacks
    /// called before it returns; where thirty are at it one inside the other, after it.
    pub fn add_done_callback(&self, callback: impl FnOnce(&FutureHandle<T>) + 'static) {
        if self.done() {
            self.call(Box::new(callback));
        } else {
            let mut callbacks = self.0.callbacks.take().unwrap_or_default();
            callbacks.push(Box::new(callback));
            self.0.callbacks.set(Some(callbacks));
        }
    }

    /// State and outcome, consistent with each other.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot<T>
    where
        T: Clone,
    {
        Snapshot {
            state: self.state(),
            outcome: self.peek(),
        }
    }

    /// The outcome if the future is done, without waiting.
    #[must_use]
    pub fn peek(&self) -> Option<Result<T, FutureError>>
    where
        T: Clone,
    {
        self.0.outcome.get().cloned()
    }

    /// Looks at the outcome in place, without cloning it.
    pub fn inspect<R>(&self, look: impl FnOnce(Option<Result<&T, &FutureError>>) -> R) -> R {
        look(self.0.outcome.get().map(Result::as_ref))
    }

    /// Waits for the result.
    ///
    /// # Errors
    /// [`FutureError`]: cancelled, aborted, the task's own error, or a broken executor.
    pub fn result(&self) -> ResultFuture<T> {
        ResultFuture::new(self.clone(), None)
    }

    /// Waits for the result, at most `timeout` from this call; zero asks without waiting.
    ///
    /// # Errors
    /// As [`FutureHandle::result`], and [`FutureError::Timeout`], which leaves the future alone.
    pub fn result_within(&self, timeout: Duration) -> ResultFuture<T> {
        ResultFuture::new(self.clone(), Some(timeout))
    }

    /// Waits for the end and gives the task's error, or `None` where it has a result.
    ///
    /// # Errors
    /// [`FutureError`] where there is no task's error to give: cancelled, aborted, or a broken
    /// executor.
    pub fn exception(&self) -> impl Future<Output = Result<Option<TaskError>, FutureError>> + use<T>
    where
        T: 'static,
    {
        self.end_within(None)
    }

    /// As [`FutureHandle::exception`], waiting at most `timeout` from this call.
    ///
    /// # Errors
    /// As [`FutureHandle::exception`], and [`FutureError::Timeout`].
    pub fn exception_within(
        &self,
        timeout: Duration,
    ) -> impl Future<Output = Result<Option<TaskError>, FutureError>> + use<T>
    where
        T: 'static,
    {
        self.end_within(Some(timeout))
    }

    fn end_within(
        &self,
        timeout: Option<Duration>,
    ) -> impl Future<Output = Result<Option<TaskError>, FutureError>> + use<T>
    where
        T: 'static,
    {
        let done = self.wait_done(timeout);
        let future = self.clone();
        async move {
            done.await?;
            future.error_of_task()
        }
    }

    fn error_of_task(&self) -> Result<Option<TaskError>, FutureError> {
        match self.0.outcome.get() {
            Some(Ok(_)) => Ok(None),
            Some(Err(FutureError::Failed(error))) => Ok(Some(error.clone())),
            Some(Err(error)) => Err(error.clone()),
            None => Err(FutureError::Timeout),
        }
    }
}

impl<T> Clone for FutureHandle<T> {
    fn clone(&self) -> Self {
        FutureHandle(self.0.clone())
    }
}

impl<T> PartialEq for FutureHandle<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for FutureHandle<T> {}

impl<T> Hash for FutureHandle<T> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.id.hash(hasher);
    }
}
