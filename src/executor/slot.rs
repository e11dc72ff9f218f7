//! One slot of an [`IoExecutor`](super::IoExecutor): the counterpart of a thread of a thread pool.
//!
//! A slot is opened when a task finds no idle one, runs task after task from the queue, and is
//! closed when nothing is left. It keeps its number, name and context for the next time.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use super::io::{Inner, Queued};
use crate::future::Abort;
use crate::observe::{TaskEvent, Watch, WatchedWaker};
use crate::runtime::LocalBoxFuture;

/// Where a task runs: handed to the initializer and to tasks that ask for it.
#[derive(Clone)]
pub struct Slot {
    /// Number from 0, below `max_workers`.
    pub index: usize,
    /// Prefix and number: `fetch_0`.
    pub name: Rc<str>,
    pub(super) context: Option<Rc<dyn Any>>,
}

impl Slot {
    /// What the initializer of the executor made for this slot, if it made a `C`.
    #[must_use]
    pub fn context<C: 'static>(&self) -> Option<Rc<C>> {
        self.context.clone()?.downcast().ok()
    }
}

/// What a slot does now.
enum Work {
    /// Its task is being polled, or it has none.
    Out,
    /// Given, body not begun.
    Given(Box<dyn Queued>),
    /// Begun, waiting.
    Begun(LocalBoxFuture<()>),
}

pub(super) struct SlotCell {
    work: RefCell<Work>,
    task: Cell<u64>,
    aborted: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Abort for SlotCell {
    fn abort(&self, id: u64) {
        if self.task.get() != id {
            return;
        }
        let work = self.work.replace(Work::Out);
        // Being polled: it aborts itself, and is dropped when the poll returns.
        self.aborted.set(matches!(work, Work::Out));
        drop(work);
        let waker = self.waker.borrow_mut().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// Drives one slot until the executor has nothing more for it.
pub(super) struct Driver {
    executor: Rc<Inner>,
    slot: Slot,
    cell: Rc<SlotCell>,
    ready: bool,
    watch: Option<(Waker, Watch)>,
}

impl Driver {
    /// A driver for a slot without work; [`Driver::give`] it some before it is polled.
    pub(super) fn new(executor: Rc<Inner>, slot: Slot) -> Self {
        let cell = Rc::new(SlotCell {
            work: RefCell::new(Work::Out),
            task: Cell::new(0),
            aborted: Cell::new(false),
            waker: RefCell::new(None),
        });
        Driver {
            executor,
            slot,
            cell,
            ready: false,
            watch: None,
        }
    }

    /// Hands a task over: its future is running from now on. False if it was cancelled before.
    pub(super) fn give(&mut self, task: Box<dyn Queued>) -> bool {
        let abort: Weak<SlotCell> = Rc::downgrade(&self.cell);
        if !task.set_running(self.slot.index, abort) {
            return false;
        }
        self.cell.task.set(task.id());
        self.cell.aborted.set(false);
        self.watch = None;
        self.cell.work.replace(Work::Given(task));
        true
    }

    /// Polls the task in hand; pending if it is to be polled again.
    fn poll_work(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut task = match self.cell.work.replace(Work::Out) {
            Work::Out => return Poll::Ready(()),
            Work::Begun(task) => task,
            Work::Given(task) => {
                let begun = catch_unwind(AssertUnwindSafe(|| task.begin(&self.slot)));
                // A body that panics at once has dropped its completer: the future is settled.
                let Ok(begun) = begun else {
                    return Poll::Ready(());
                };
                begun
            }
        };
        let id = self.cell.task.get();
        let polled = match self.executor.observer() {
            None => catch_unwind(AssertUnwindSafe(|| task.as_mut().poll(cx))),
            Some(observer) => {
                observer.observe(id, TaskEvent::Polled);
                let (waker, _) = self
                    .watch
                    .get_or_insert_with(|| WatchedWaker::watch(cx.waker(), id, observer));
                let mut watched = Context::from_waker(waker);
                catch_unwind(AssertUnwindSafe(|| task.as_mut().poll(&mut watched)))
            }
        };
        if matches!(polled, Ok(Poll::Pending)) && !self.cell.aborted.take() {
            self.cell.work.replace(Work::Begun(task));
            *self.cell.waker.borrow_mut() = Some(cx.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(())
    }
}

impl Future for Driver {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let driver = &mut *self;
        if !driver.ready {
            driver.ready = true;
            if let Err(reason) = driver.executor.initialize(&mut driver.slot) {
                driver.cell.work.replace(Work::Out);
                driver.executor.break_down(reason);
            }
        }
        loop {
            if driver.poll_work(cx).is_pending() {
                return Poll::Pending;
            }
            // The next task starts in this same turn, before the consumer of the one that ended
            // can run (the rule CPython follows, see CF-Q13).
            loop {
                let Some(next) = driver.executor.next_task() else {
                    return Poll::Ready(());
                };
                if driver.give(next) {
                    break;
                }
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.executor.close_slot(self.slot.index);
    }
}
