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
use std::task::{Context, Poll, ready};

use super::inner::Inner;
use super::queue::{Queued, QueuedTask};
use crate::future::{Abort, Broken, WakeSlot, panic_message};
use crate::observe::{TaskEvent, Watch, report};

/// Where a task runs: handed to the initializer and to tasks that ask for it.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::Slot;
///
/// let executor = IoExecutor::builder(runtime.clone()).name_prefix("io").build()?;
/// let at = executor.submit_with_slot(|slot: &Slot| {
///     let at = (slot.index, slot.name.to_string());
///     async move { Ok::<_, TaskError>(at) }
/// })?;
/// assert_eq!(runtime.block_on(at.result()), Some(Ok((0, "io_0".to_owned()))));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
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
    /// Its task is being polled, was aborted, or has ended.
    Out,
    /// Given, body not begun.
    Given(QueuedTask),
    /// Begun, waiting.
    Begun(QueuedTask),
}

/// The part of a slot that `abort` reaches while the slot's driver waits or is being polled.
pub(super) struct SlotCell {
    name: Rc<str>,
    work: RefCell<Work>,
    task: Cell<u64>,
    aborted: Cell<bool>,
    wake: WakeSlot,
}

impl SlotCell {
    /// What a task leaves behind may panic when it is dropped; the slot must go on.
    fn discard(&self, work: Work) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| drop(work))) {
            let what = panic_message(&*panic);
            report(&format!(
                "exception dropping a task of {}: {what}",
                self.name
            ));
        }
    }
}

impl Abort for SlotCell {
    fn abort(&self, id: u64) {
        if self.task.get() != id {
            return;
        }
        let work = self.work.replace(Work::Out);
        // Being polled, it aborts itself: it is dropped when the poll returns.
        self.aborted.set(true);
        self.discard(work);
        self.wake.wake();
    }
}

/// An open slot. It closes when it is dropped.
pub(super) struct Driver {
    executor: Rc<Inner>,
    slot: Slot,
    cell: Rc<SlotCell>,
    prepared: bool,
    out_of_work: bool,
    watch: Option<Watch>,
}

impl Driver {
    /// For a slot just opened. It is driven if there [is work](Driver::take_work) for it.
    pub(super) fn new(executor: Rc<Inner>, slot: Slot) -> Self {
        let cell = Rc::new(SlotCell {
            name: slot.name.clone(),
            work: RefCell::new(Work::Out),
            task: Cell::new(0),
            aborted: Cell::new(false),
            wake: WakeSlot::default(),
        });
        Driver {
            executor,
            slot,
            cell,
            prepared: false,
            out_of_work: false,
            watch: None,
        }
    }

    /// Takes the next task from the queue, whose future is running from now on; false if there is
    /// none for this slot.
    pub(super) fn take_work(&mut self) -> bool {
        let abort: Weak<SlotCell> = Rc::downgrade(&self.cell);
        while let Some(task) = self.executor.next_task() {
            // Those cancelled while they were queued are passed over.
            if task.set_running(self.slot.index, abort.clone()) {
                self.cell.task.set(task.id());
                self.cell.aborted.set(false);
                self.watch = None;
                self.cell.work.replace(Work::Given(task));
                return true;
            }
            self.cell.discard(Work::Given(task));
        }
        self.out_of_work = true;
        false
    }

    /// Runs the task in hand, and those after it, from a later turn on.
    pub(super) fn drive(self) {
        let runtime = self.executor.env.runtime.clone();
        runtime.spawn(Box::pin(Drive(Some(self))));
    }

    /// Before the first task of this slot.
    fn prepare(&mut self) {
        if std::mem::replace(&mut self.prepared, true) {
            return;
        }
        if let Err(reason) = self.executor.initialize(&mut self.slot) {
            // The task in hand goes with those in the queue, as the first of them.
            if let Work::Given(task) = self.cell.work.replace(Work::Out) {
                self.executor.queue.borrow_mut().push_front(task);
            }
            self.executor.break_down(reason);
        }
    }

    /// Polls the task in hand; pending if it is to be polled again.
    fn poll_task(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let (mut task, begun) = match self.cell.work.replace(Work::Out) {
            Work::Out => return Poll::Ready(()),
            Work::Begun(task) => (task, true),
            Work::Given(mut task) => {
                let begun = task.as_mut().begin(&self.slot);
                (task, begun)
            }
        };
        // A task may abort itself, in its body or while it is polled.
        let goes_on = begun && !self.cell.aborted.get();
        let pending = goes_on && self.poll_observed(task.as_mut(), cx).is_pending();
        if pending && !self.cell.aborted.get() {
            self.cell.work.replace(Work::Begun(task));
            self.cell.wake.register(cx);
            return Poll::Pending;
        }
        self.cell.discard(Work::Begun(task));
        Poll::Ready(())
    }

    fn poll_observed(&mut self, task: Pin<&mut dyn Queued>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(observer) = self.executor.observer() else {
            return task.poll(cx);
        };
        let id = self.cell.task.get();
        observer.observe(id, TaskEvent::Polled);
        let watch = match self.watch.take() {
            Some(watch) if watch.wraps(cx.waker()) => watch,
            _ => Watch::new(cx.waker(), id, observer),
        };
        let watch = self.watch.insert(watch);
        task.poll(&mut Context::from_waker(watch.waker()))
    }
}

/// Runs the task a slot was given, then has the next one run.
struct Drive(Option<Driver>);

impl Future for Drive {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(driver) = &mut self.0 else {
            return Poll::Ready(());
        };
        let opened = driver.executor.opened.get();
        driver.prepare();
        ready!(driver.poll_task(cx));
        // The next task is running before the consumer of the one that ended can look (the rule
        // CPython follows, see CF-Q13). Its body begins in a turn of its own: after the bodies of
        // all that were handed out earlier, and after that consumer.
        if !driver.take_work() {
            return Poll::Ready(());
        }
        if driver.executor.opened.get() == opened {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        // Slots were opened from within this turn. A wake-up left over from the last task may have
        // queued this slot before them: it goes to the end as a new one.
        if let Some(driver) = self.0.take() {
            driver.drive();
        }
        Poll::Ready(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Dropped in the middle: the runtime went down. What is queued would wait for ever.
        if !self.out_of_work {
            self.executor.break_down(Broken::TornDown);
        }
        self.executor.close_slot(self.slot.index);
    }
}
