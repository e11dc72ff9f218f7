//! The producer's end of a future, for executors.

use std::rc::{Rc, Weak};

use super::{Broken, Env, FutureError, FutureHandle, State, TaskError};
use crate::observe::TaskEvent;
use crate::runtime::Runtime;

/// Stops the running task of a future; what `abort` calls.
///
/// ```
/// use std::cell::Cell;
/// use std::rc::{Rc, Weak};
/// use concurrent_futures::future::{Abort, Completer};
/// # use concurrent_futures::runtime::VirtualRuntime;
///
/// #[derive(Default)]
/// struct Printer {
///     stopped: Cell<u64>,
///     dropped: Cell<u64>,
/// }
///
/// impl Abort for Printer {
///     fn abort(&self, id: u64) {
///         self.stopped.set(id);
///     }
///
///     fn cancelled(&self, id: u64) {
///         self.dropped.set(id);
///     }
/// }
///
/// let runtime = Rc::new(VirtualRuntime::new());
/// let printer = Rc::new(Printer::default());
/// let weak: Weak<Printer> = Rc::downgrade(&printer);
/// let (waiting, first) = Completer::<u32>::pair(runtime.clone());
/// waiting.watch_cancel(weak.clone());
/// assert!(first.cancel());
/// assert_eq!(printer.dropped.get(), first.id());
///
/// let (running, second) = Completer::<u32>::pair(runtime);
/// assert!(running.set_running_or_notify_cancel(0, weak));
/// assert!(second.abort());
/// assert_eq!(printer.stopped.get(), second.id());
/// ```
pub trait Abort {
    /// Ends the task of the future with this id, dropping what it holds. The future itself is
    /// settled by the caller.
    fn abort(&self, id: u64);

    /// The future with this id was cancelled before its task ran; it is settled and told already.
    fn cancelled(&self, id: u64) {
        let _ = id;
    }
}

/// A future that is settled already was to be settled again; the first outcome stays.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::{future::Completer, runtime::VirtualRuntime};
/// use concurrent_futures::future::{InvalidState, State};
///
/// let (completer, future) = Completer::pair(Rc::new(VirtualRuntime::new()));
/// future.cancel();
/// assert_eq!(completer.set_result(1), Err(InvalidState { state: State::Cancelled }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid state: the future is {state} already")]
pub struct InvalidState {
    /// The final state it is in.
    pub state: State,
}

/// Settles one future, once. If it is dropped before, the future fails with
/// [`FutureError::Broken`]: no future is left without an end.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// use concurrent_futures::future::{Broken, Completer, TaskError};
///
/// let runtime = Rc::new(VirtualRuntime::new());
/// let (completer, future) = Completer::pair(runtime.clone());
/// completer.set_result(7)?;
/// assert_eq!(completer.future(), &future);
/// assert_eq!(future.peek(), Some(Ok(7)));
///
/// let (completer, failed) = Completer::<u32>::pair(runtime.clone());
/// completer.set_exception(TaskError::message("no paper"))?;
/// let (completer, lost) = Completer::<u32>::pair(runtime);
/// completer.set_broken(Broken::from("no printer"))?;
/// assert!(failed.failed() && lost.failed());
/// # Ok::<(), concurrent_futures::future::InvalidState>(())
/// ```
pub struct Completer<T: 'static> {
    future: FutureHandle<T>,
}

impl<T: 'static> Completer<T> {
    /// A future and its completer, for an executor of one's own; from others a future comes by
    /// [`submit`](crate::executor::Executor::submit). Its timeouts run on the clock of `runtime`.
    #[must_use]
    pub fn pair(runtime: Rc<dyn Runtime>) -> (Self, FutureHandle<T>) {
        Self::new(&Rc::new(Env {
            runtime,
            observer: None,
        }))
    }

    pub(crate) fn new(env: &Rc<Env>) -> (Self, FutureHandle<T>) {
        let future = FutureHandle::pending(env.clone());
        future.observe(TaskEvent::Submitted);
        (
            Completer {
                future: future.clone(),
            },
            future,
        )
    }

    /// The future this settles.
    #[must_use]
    pub fn future(&self) -> &FutureHandle<T> {
        &self.future
    }

    /// Tells `executor` if the future is cancelled before it runs, by [`Abort::cancelled`].
    pub fn watch_cancel(&self, executor: Weak<dyn Abort>) {
        self.future.0.abort.set(Some(executor));
    }

    /// Marks the future as running, with the way to stop it; false if it was cancelled, and then
    /// its task must not run.
    pub fn set_running_or_notify_cancel(&self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        if self.future.state() != State::Pending {
            return false;
        }
        self.future.0.state.set(State::Running);
        self.future.0.abort.set(Some(abort));
        self.future.observe(TaskEvent::Started { slot });
        true
    }

    /// Settles with a result.
    ///
    /// # Errors
    /// [`InvalidState`] if the future is done already, as after an abort.
    pub fn set_result(&self, value: T) -> Result<(), InvalidState> {
        self.settle(Ok(value))
    }

    /// Settles with the task's error.
    ///
    /// # Errors
    /// [`InvalidState`] if the future is done already.
    pub fn set_exception(&self, error: impl Into<TaskError>) -> Result<(), InvalidState> {
        self.settle(Err(FutureError::Failed(error.into())))
    }

    /// Settles because the executor cannot run the task, or lost it.
    ///
    /// # Errors
    /// [`InvalidState`] if the future is done already.
    pub fn set_broken(&self, reason: impl Into<Broken>) -> Result<(), InvalidState> {
        self.settle(Err(FutureError::Broken(reason.into())))
    }

    fn settle(&self, outcome: Result<T, FutureError>) -> Result<(), InvalidState> {
        if self.future.settle(State::Finished, outcome) {
            Ok(())
        } else {
            Err(InvalidState {
                state: self.future.state(),
            })
        }
    }
}

impl<T: 'static> Drop for Completer<T> {
    fn drop(&mut self) {
        if !self.future.done() {
            let lost = Err(FutureError::Broken(Broken::Dropped));
            self.future.settle(State::Finished, lost);
        }
    }
}
