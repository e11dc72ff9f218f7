//! [`IoExecutor`]: async tasks on this thread, at most `max_workers` at once, first in first out.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use super::slot::{Driver, Slot};
use super::{ConfigError, Executor, SubmitError};
use crate::future::{Abort, Completer, Env, FutureHandle, TaskError};
use crate::observe::{Observer, report};
use crate::runtime::{LocalBoxFuture, Runtime};

/// A task waiting for a slot.
#[doc(hidden)]
pub trait Queued {
    fn id(&self) -> u64;
    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool;
    fn begin(self: Box<Self>, slot: &Slot) -> LocalBoxFuture<()>;
    fn cancel(&self);
    fn break_down(&self, reason: &Rc<str>);
}

struct QueuedTask<T, F> {
    completer: Completer<T>,
    body: F,
}

impl<T, E, F, Fut> Queued for QueuedTask<T, F>
where
    T: 'static,
    E: Into<TaskError>,
    F: FnOnce(&Slot) -> Fut + 'static,
    Fut: Future<Output = Result<T, E>> + 'static,
{
    fn id(&self) -> u64 {
        self.completer.future().id()
    }

    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        self.completer.set_running_or_notify_cancel(slot, abort)
    }

    fn begin(self: Box<Self>, slot: &Slot) -> LocalBoxFuture<()> {
        let QueuedTask { completer, body } = *self;
        let task = body(slot);
        Box::pin(async move {
            // A late outcome, after an abort, is dropped: the first one stays.
            let _ = match task.await {
                Ok(value) => completer.set_result(value),
                Err(error) => completer.set_exception(error),
            };
        })
    }

    fn cancel(&self) {
        self.completer.future().cancel();
    }

    fn break_down(&self, reason: &Rc<str>) {
        // A cancelled one stays cancelled.
        let _ = self.completer.set_broken(reason.clone());
    }
}

type Initializer = Box<dyn Fn(&Slot) -> Result<Rc<dyn Any>, TaskError>>;

/// Runs async tasks on this thread, at most `max_workers` at once, in submission order.
///
/// Nothing runs inside `submit`: a task begins in a later turn of the event loop. Clones are the
/// same executor; dropping the last one lets all that was submitted run to its end.
#[derive(Clone)]
pub struct IoExecutor(Rc<Inner>);

pub(super) struct Inner {
    env: Rc<Env>,
    name_prefix: Rc<str>,
    initializer: Option<Initializer>,
    max_workers: Cell<usize>,
    queue: RefCell<VecDeque<Box<dyn Queued>>>,
    /// Numbers of slots used before and closed now, the lowest first.
    idle: RefCell<BinaryHeap<Reverse<usize>>>,
    contexts: RefCell<Vec<Option<Rc<dyn Any>>>>,
    active: Cell<usize>,
    peak: Cell<usize>,
    shut_down: Cell<bool>,
    broken: RefCell<Option<Rc<str>>>,
    drained: RefCell<Vec<std::task::Waker>>,
}

/// Options of an [`IoExecutor`] before it is made.
#[must_use = "call build()"]
pub struct IoExecutorBuilder {
    runtime: Rc<dyn Runtime>,
    observer: Option<Rc<dyn Observer>>,
    name_prefix: String,
    initializer: Option<Initializer>,
    max_workers: Option<usize>,
}

impl IoExecutorBuilder {
    /// At most this many tasks at once.
    pub fn max_workers(mut self, max_workers: usize) -> Self {
        self.max_workers = Some(max_workers);
        self
    }

    /// Slots are named `prefix_0`, `prefix_1`, …; the default prefix is `slot`.
    pub fn name_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.name_prefix = prefix.into();
        self
    }

    /// Runs before the first task of each slot; what it makes is that slot's
    /// [context](Slot::context). If it fails the executor is broken: every future not yet done
    /// fails, and so does every later `submit`.
    pub fn initializer<C: 'static>(
        mut self,
        initializer: impl Fn(&Slot) -> Result<C, TaskError> + 'static,
    ) -> Self {
        self.initializer = Some(Box::new(move |slot| {
            initializer(slot).map(|made| Rc::new(made) as Rc<dyn Any>)
        }));
        self
    }

    /// Tells `observer` of every turn in the life of every future.
    pub fn observer(mut self, observer: Rc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Makes the executor. No slot is opened yet.
    ///
    /// # Errors
    /// [`ConfigError::MaxWorkers`] for zero.
    pub fn build(self) -> Result<IoExecutor, ConfigError> {
        let max_workers = self
            .max_workers
            .unwrap_or_else(IoExecutor::default_max_workers);
        if max_workers == 0 {
            return Err(ConfigError::MaxWorkers);
        }
        Ok(IoExecutor(Rc::new(Inner {
            env: Rc::new(Env {
                runtime: self.runtime,
                observer: self.observer,
            }),
            name_prefix: self.name_prefix.into(),
            initializer: self.initializer,
            max_workers: Cell::new(max_workers),
            queue: RefCell::default(),
            idle: RefCell::default(),
            contexts: RefCell::default(),
            active: Cell::new(0),
            peak: Cell::new(0),
            shut_down: Cell::new(false),
            broken: RefCell::new(None),
            drained: RefCell::default(),
        })))
    }
}

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
        IoExecutorBuilder {
            runtime,
            observer: None,
            name_prefix: "slot".into(),
            initializer: None,
            max_workers: None,
        }
    }

    /// `min(32, cores + 4)` as Python's thread pool: its tasks mostly wait, and a few more than
    /// there are cores keep them busy, while 32 bounds what machines with many cores would open.
    /// Where the number of cores is not known, 4 are assumed. (Over HTTP/1.1 a browser opens at
    /// most 6 connections to a host, so there is no gain above 6.)
    #[must_use]
    pub fn default_max_workers() -> usize {
        (cores() + 4).min(32)
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
        // Broken is said first, also after a shutdown (CF-Q11).
        if let Some(reason) = &*self.0.broken.borrow() {
            return Err(SubmitError::Broken(reason.clone()));
        }
        if self.0.shut_down.get() {
            return Err(SubmitError::Shutdown);
        }
        let (completer, future) = Completer::new(&self.0.env);
        self.0
            .queue
            .borrow_mut()
            .push_back(Box::new(QueuedTask { completer, body }));
        Inner::open_slots(&self.0);
        Ok(future)
    }

    /// Takes no more tasks, from this call on; may be called again. With `cancel_futures` what has
    /// not started is cancelled and settles now. Await what it returns to wait until everything
    /// has ended; drop it to let the rest run in the background.
    pub fn shutdown(&self, cancel_futures: bool) -> Drained {
        self.0.shut_down.set(true);
        if cancel_futures {
            let queued = self.0.queue.take();
            for task in queued {
                task.cancel();
            }
        }
        Drained(self.0.clone())
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

impl Inner {
    pub(super) fn observer(&self) -> Option<&Rc<dyn Observer>> {
        self.env.observer.as_ref()
    }

    /// Opens slots while there are tasks and the limit allows. Each is given its first task here,
    /// so a future is `running` as soon as it has a slot; its body begins in a later turn.
    fn open_slots(this: &Rc<Self>) {
        while this.active.get() < this.max_workers.get() {
            let Some(task) = this.queue.borrow_mut().pop_front() else {
                return;
            };
            let reused = this.idle.borrow_mut().pop();
            let index = reused.map_or(this.contexts.borrow().len(), |Reverse(index)| index);
            if index == this.contexts.borrow().len() {
                this.contexts.borrow_mut().push(None);
            }
            this.active.set(this.active.get() + 1);
            this.peak.set(this.peak.get().max(this.active.get()));
            let name = format!("{}_{index}", this.name_prefix).into();
            let slot = Slot {
                index,
                name,
                context: None,
            };
            let mut driver = Driver::new(this.clone(), slot);
            // A cancelled one is passed over; dropping the driver closes its slot again.
            if driver.give(task) {
                this.env.runtime.spawn(Box::pin(driver));
            }
        }
    }

    pub(super) fn initialize(&self, slot: &mut Slot) -> Result<(), Rc<str>> {
        let Some(initializer) = &self.initializer else {
            return Ok(());
        };
        let made = self.contexts.borrow()[slot.index].clone();
        slot.context = Some(match made {
            Some(made) => made,
            None => {
                let made = initializer(slot).map_err(|error| {
                    report(&format!(
                        "exception in initializer of {}: {error}",
                        slot.name
                    ));
                    Rc::from("an initializer failed, the executor is not usable anymore")
                })?;
                self.contexts.borrow_mut()[slot.index] = Some(made.clone());
                made
            }
        });
        Ok(())
    }

    pub(super) fn break_down(&self, reason: Rc<str>) {
        *self.broken.borrow_mut() = Some(reason.clone());
        let queued = self.queue.take();
        for task in queued {
            task.break_down(&reason);
        }
    }

    /// The next task for a slot that ended one; none if there is none or the limit was lowered.
    pub(super) fn next_task(&self) -> Option<Box<dyn Queued>> {
        if self.active.get() > self.max_workers.get() {
            return None;
        }
        self.queue.borrow_mut().pop_front()
    }

    pub(super) fn close_slot(&self, index: usize) {
        self.idle.borrow_mut().push(Reverse(index));
        self.active.set(self.active.get() - 1);
        if self.is_drained() {
            for waker in self.drained.take() {
                waker.wake();
            }
        }
    }

    fn is_drained(&self) -> bool {
        self.active.get() == 0 && self.queue.borrow().is_empty()
    }
}

/// Ready when an executor has run everything it was given; see [`IoExecutor::shutdown`].
/// Dropping it changes nothing: the tasks run on.
pub struct Drained(Rc<Inner>);

impl Future for Drained {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0.is_drained() {
            return Poll::Ready(());
        }
        self.0.drained.borrow_mut().push(cx.waker().clone());
        Poll::Pending
    }
}

/// Runs `body` with the executor, then shuts it down and waits for all its tasks, also when the
/// body fails: the `with` statement of Python.
///
/// # Errors
/// Those of `body`, after the waiting.
pub async fn scope<T, E, Fut>(
    executor: IoExecutor,
    body: impl FnOnce(IoExecutor) -> Fut,
) -> Result<T, E>
where
    Fut: Future<Output = Result<T, E>>,
{
    let result = body(executor.clone()).await;
    executor.shutdown(false).await;
    result
}

#[cfg(all(target_arch = "wasm32", feature = "app"))]
fn cores() -> usize {
    crate::workers::hardware_concurrency()
}

#[cfg(not(all(target_arch = "wasm32", feature = "app")))]
fn cores() -> usize {
    std::thread::available_parallelism().map_or(4, std::num::NonZeroUsize::get)
}
