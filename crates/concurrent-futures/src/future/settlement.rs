//! What a future is inside: the state both ends share, and how it settles.

use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::{Rc, Weak};

use super::error::panic_message;
use super::nested::nested;
use super::{Abort, FutureError, FutureHandle, State, Waiters};
use crate::observe::{Observer, TaskEvent, report};
use crate::runtime::Runtime;

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

pub(super) type Callback<T> = Box<dyn FnOnce(&FutureHandle<T>)>;

/// The state both ends share.
pub(crate) struct Settlement<T> {
    pub(super) id: u64,
    pub(crate) env: Rc<Env>,
    pub(super) state: Cell<State>,
    pub(super) outcome: OnceCell<Result<T, FutureError>>,
    waiters: Cell<Waiters<dyn Sink<T>>>,
    #[expect(
        clippy::box_collection,
        reason = "one word in place of three: few have any"
    )]
    pub(super) callbacks: Cell<Option<Box<Vec<Callback<T>>>>>,
    pub(super) abort: Cell<Option<Weak<dyn Abort>>>,
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
            outcome: OnceCell::new(),
            waiters: Cell::default(),
            callbacks: Cell::default(),
            abort: Cell::default(),
            mark: Cell::new(0),
        }))
    }

    /// Reaches the final state; false if it was reached before, and then nothing changes.
    pub(super) fn settle(&self, state: State, outcome: Result<T, FutureError>) -> bool
    where
        T: 'static,
    {
        if self.done() {
            return false;
        }
        self.decide(state, outcome);
        let future = self.clone();
        nested(move || future.announce());
        true
    }

    fn decide(&self, state: State, outcome: Result<T, FutureError>) {
        self.0.state.set(state);
        // Only ever set here, and `settle` and `abort` come here once.
        let _ = self.0.outcome.set(outcome);
        self.0.abort.take();
        self.observe(TaskEvent::Settled);
    }

    /// As [`FutureHandle::settle`], for a task that runs: `stop` ends it first.
    pub(super) fn settle_aborted(&self, stop: Option<Rc<dyn Abort>>)
    where
        T: 'static,
    {
        self.decide(State::Cancelled, Err(FutureError::Aborted));
        let future = self.clone();
        nested(move || {
            // The slot is freed before the consumer is told, as when a task ends by itself.
            if let Some(stop) = stop {
                stop.abort(future.id());
            }
            future.announce();
        });
    }

    /// Tells those who wait, then runs the callbacks.
    fn announce(&self) {
        self.0.waiters.take().tell(|waiter| waiter.settled(self));
        // One that is added from now on is called at once, before those still waiting here.
        if let Some(callbacks) = self.0.callbacks.take() {
            callbacks
                .into_iter()
                .for_each(|callback| self.call(callback));
        }
    }

    pub(super) fn call(&self, callback: Callback<T>) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| callback(self))) {
            let what = panic_message(&*panic);
            report(&format!("exception calling callback for {self}: {what}"));
        }
        self.observe(TaskEvent::CallbackRan);
    }

    /// Tells `sink` when the future settles; the caller has seen that it has not.
    pub(crate) fn add_waiter(&self, sink: Waiter<T>) {
        let mut waiters = self.0.waiters.take();
        waiters.push(sink);
        self.0.waiters.set(waiters);
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
