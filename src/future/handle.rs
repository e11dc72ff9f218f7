//! The consumer's end of a future: its state, its result, its callbacks.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::rc::{Rc, Weak};
use std::time::Duration;

use super::error::short_type_name;
use super::{Abort, FutureError, ResultFuture, TaskError};
use crate::observe::{Observer, TaskEvent};
use crate::runtime::Runtime;

/// Where a future is in its life. `Cancelled` and `Finished` are final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Submitted, not started.
    Pending,
    /// Its task is running and can no longer be cancelled, only aborted.
    Running,
    /// Cancelled before it ran, or aborted while it ran.
    Cancelled,
    /// It has a result or an error.
    Finished,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::Pending => "pending",
            State::Running => "running",
            State::Cancelled => "cancelled",
            State::Finished => "finished",
        })
    }
}

/// State and outcome of a future, read in one go.
#[derive(Clone, Debug)]
pub struct Snapshot<T> {
    /// The state.
    pub state: State,
    /// Result or error, once the state is final.
    pub outcome: Option<Result<T, FutureError>>,
}

/// A result still to come. Clones are the same future; equality and hash go by identity, so a map
/// from futures to what they were for works as in Python.
///
/// You never make one: [`submit`](crate::executor::Executor::submit) does. Dropping handles never
/// cancels the task. Every future settles: with its result, its error, as cancelled, or as
/// [`FutureError::Broken`] if its executor goes down with it.
pub struct FutureHandle<T>(pub(super) Rc<Settlement<T>>);

/// What runtime and executor share with every future.
pub(crate) struct Env {
    pub(crate) runtime: Rc<dyn Runtime>,
    pub(crate) observer: Option<Rc<dyn Observer>>,
}

/// Told once when a future reaches its final state.
pub(crate) trait Sink<T> {
    fn settled(&self, future: &FutureHandle<T>);
}

/// Weak, so that who stops waiting leaves nothing behind but a word of memory.
pub(crate) type Waiter<T> = Weak<dyn Sink<T>>;

type Callback<T> = Box<dyn FnOnce(&FutureHandle<T>)>;

/// The state both ends share.
pub(crate) struct Settlement<T> {
    pub(super) id: u64,
    pub(crate) env: Rc<Env>,
    pub(super) state: Cell<State>,
    pub(super) outcome: RefCell<Option<Result<T, FutureError>>>,
    waiters: RefCell<Vec<Waiter<T>>>,
    callbacks: RefCell<VecDeque<Callback<T>>>,
    pub(super) abort: RefCell<Option<Weak<dyn Abort>>>,
    mark: Cell<u64>,
}

thread_local! {
    static NEXT_ID: Cell<u64> = const { Cell::new(0) };
    static NEXT_MARK: Cell<u64> = const { Cell::new(0) };
}

fn next(counter: &'static std::thread::LocalKey<Cell<u64>>) -> u64 {
    counter.with(|counter| {
        counter.set(counter.get() + 1);
        counter.get()
    })
}

/// A number unlike any given before on this thread, to mark futures seen in one pass.
pub(crate) fn fresh_mark() -> u64 {
    next(&NEXT_MARK)
}

impl<T> FutureHandle<T> {
    pub(crate) fn pending(env: Rc<Env>) -> Self {
        FutureHandle(Rc::new(Settlement {
            id: next(&NEXT_ID),
            env,
            state: Cell::new(State::Pending),
            outcome: RefCell::new(None),
            waiters: RefCell::new(Vec::new()),
            callbacks: RefCell::new(VecDeque::new()),
            abort: RefCell::new(None),
            mark: Cell::new(0),
        }))
    }

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
        self.state() == State::Finished && matches!(&*self.0.outcome.borrow(), Some(Err(_)))
    }

    /// Cancels the future if it has not started: true then, and true again ever after. False, and
    /// no change, if it runs or is finished. Waiters and callbacks hear of it at once.
    pub fn cancel(&self) -> bool {
        let answer = match self.state() {
            State::Pending => {
                self.settle(State::Cancelled, Err(FutureError::Cancelled));
                true
            }
            state => state == State::Cancelled,
        };
        self.observe(TaskEvent::CancelAsked { answer });
        answer
    }

    /// Cancels the future if it has not started, and stops its task if it runs: a fetch is aborted
    /// on the wire, a worker job ended with its worker. Returns whether it is cancelled now.
    /// An extension: Python cannot stop a running task.
    pub fn abort(&self) -> bool {
        let answer = match self.state() {
            State::Running => {
                let stop = self
                    .0
                    .abort
                    .borrow_mut()
                    .take()
                    .and_then(|abort| abort.upgrade());
                self.decide(State::Cancelled, Err(FutureError::Aborted));
                // The slot is freed before the consumer is told, as when a task ends by itself.
                if let Some(stop) = stop {
                    stop.abort(self.0.id);
                }
                self.announce();
                true
            }
            State::Pending => {
                self.settle(State::Cancelled, Err(FutureError::Cancelled));
                true
            }
            state => state == State::Cancelled,
        };
        self.observe(TaskEvent::AbortAsked { answer });
        answer
    }

    /// Calls `callback` with this future once it is done: at once if it is done already, else
    /// when it settles, after those who await it were woken and before its executor goes on.
    /// Callbacks run in the order added; one that panics is reported and does not stop the rest
    /// (in Wasm a panic ends the program).
    pub fn add_done_callback(&self, callback: impl FnOnce(&FutureHandle<T>) + 'static) {
        if self.done() {
            self.call(Box::new(callback));
        } else {
            self.0.callbacks.borrow_mut().push_back(Box::new(callback));
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
        self.0.outcome.borrow().clone()
    }

    /// Looks at the outcome in place, without cloning it.
    pub fn inspect<R>(&self, look: impl FnOnce(Option<Result<&T, &FutureError>>) -> R) -> R {
        look(self.0.outcome.borrow().as_ref().map(Result::as_ref))
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
    /// Cancelled, aborted, or a broken executor.
    pub async fn exception(&self) -> Result<Option<TaskError>, FutureError>
    where
        T: 'static,
    {
        self.wait_done(None).await?;
        self.error_of_task()
    }

    /// As [`FutureHandle::exception`], waiting at most `timeout`.
    ///
    /// # Errors
    /// As [`FutureHandle::exception`], and [`FutureError::Timeout`].
    pub async fn exception_within(
        &self,
        timeout: Duration,
    ) -> Result<Option<TaskError>, FutureError>
    where
        T: 'static,
    {
        self.wait_done(Some(timeout)).await?;
        self.error_of_task()
    }

    fn error_of_task(&self) -> Result<Option<TaskError>, FutureError> {
        match &*self.0.outcome.borrow() {
            Some(Ok(_)) => Ok(None),
            Some(Err(FutureError::Failed(error))) => Ok(Some(error.clone())),
            Some(Err(error)) => Err(error.clone()),
            None => Err(FutureError::Timeout),
        }
    }

    /// Reaches the final state; false if it was reached before, and then nothing changes.
    pub(super) fn settle(&self, state: State, outcome: Result<T, FutureError>) -> bool {
        if self.done() {
            return false;
        }
        self.decide(state, outcome);
        self.announce();
        true
    }

    fn decide(&self, state: State, outcome: Result<T, FutureError>) {
        self.0.state.set(state);
        *self.0.outcome.borrow_mut() = Some(outcome);
        self.0.abort.borrow_mut().take();
        self.observe(TaskEvent::Settled);
    }

    /// Tells those who wait, then runs the callbacks.
    fn announce(&self) {
        for waiter in self.0.waiters.take() {
            if let Some(sink) = waiter.upgrade() {
                sink.settled(self);
            }
        }
        loop {
            // Taken one by one: a callback may look at the future or add another.
            let Some(callback) = self.0.callbacks.borrow_mut().pop_front() else {
                return;
            };
            self.call(callback);
        }
    }

    fn call(&self, callback: Callback<T>) {
        let guarded = std::panic::AssertUnwindSafe(|| callback(self));
        if std::panic::catch_unwind(guarded).is_err() {
            crate::observe::report(&format!("exception calling callback for {self}"));
        }
        self.observe(TaskEvent::CallbackRan);
    }

    /// Tells `sink` when the future settles; the caller has seen that it has not.
    pub(crate) fn add_waiter(&self, sink: Waiter<T>) {
        let mut waiters = self.0.waiters.borrow_mut();
        // Those who stopped waiting are swept out before the list grows: it never holds more
        // than twice the live ones, at a constant cost per call.
        if waiters.len() == waiters.capacity() {
            waiters.retain(|waiter| waiter.strong_count() > 0);
        }
        waiters.push(sink);
    }

    /// Marks the future as seen in the pass `mark`; false if it was seen in it before.
    pub(crate) fn first_seen(&self, mark: u64) -> bool {
        self.0.mark.replace(mark) != mark
    }

    pub(crate) fn env(&self) -> &Rc<Env> {
        &self.0.env
    }

    pub(crate) fn observe(&self, event: TaskEvent) {
        if let Some(observer) = &self.0.env.observer {
            observer.observe(self.0.id, event);
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

/// The textual form of the chapter: `<Future #3 state=finished returned String>`.
impl<T> fmt::Display for FutureHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<Future #{} state={}", self.0.id, self.state())?;
        match &*self.0.outcome.borrow() {
            Some(Ok(_)) => write!(f, " returned {}", short_type_name::<T>())?,
            Some(Err(FutureError::Failed(error))) => write!(f, " raised {}", error.type_name())?,
            Some(Err(FutureError::Broken(_))) => f.write_str(" raised BrokenExecutor")?,
            _ => {}
        }
        f.write_str(">")
    }
}

impl<T> fmt::Debug for FutureHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
