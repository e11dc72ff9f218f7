//! What the clones of an [`IoExecutor`](super::IoExecutor) and its slots share: the queue, and who
//! may take from it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use super::queue::QueuedTask;
use super::slot::Driver;
use super::{Slot, SubmitError};
use crate::future::{Broken, Env, TaskError, TaskPanicked, Waiters, WakeSlot};
use crate::observe::{Observer, report};

pub(super) type Initializer = Box<dyn Fn(&Slot) -> Result<Rc<dyn Any>, TaskError>>;

pub(super) struct Inner {
    pub(super) env: Rc<Env>,
    pub(super) name_prefix: Rc<str>,
    pub(super) initializer: Option<Initializer>,
    pub(super) max_workers: Cell<usize>,
    pub(super) queue: RefCell<VecDeque<QueuedTask>>,
    /// Every slot ever opened, with its context.
    pub(super) slots: RefCell<Vec<Slot>>,
    /// Numbers of slots used before and closed now, the lowest first.
    pub(super) idle: RefCell<BinaryHeap<Reverse<usize>>>,
    pub(super) active: Cell<usize>,
    pub(super) peak: Cell<usize>,
    /// How many times a slot was opened.
    pub(super) opened: Cell<usize>,
    pub(super) shut_down: Cell<bool>,
    pub(super) broken: RefCell<Option<Broken>>,
    pub(super) drained: Cell<Waiters<WakeSlot>>,
}

impl Inner {
    pub(super) fn observer(&self) -> Option<&Rc<dyn Observer>> {
        self.env.observer.as_ref()
    }

    /// Whether a task may be queued. Broken is said first, also after a shutdown (CF-Q11).
    pub(super) fn accepts(&self) -> Result<(), SubmitError> {
        if let Some(reason) = &*self.broken.borrow() {
            return Err(SubmitError::Broken(reason.clone()));
        }
        if self.shut_down.get() {
            return Err(SubmitError::Shutdown);
        }
        Ok(())
    }

    pub(super) fn enqueue(this: &Rc<Self>, task: QueuedTask) {
        this.queue.borrow_mut().push_back(task);
        Self::open_slots(this);
    }

    /// Opens slots while there are tasks and the limit allows. Each is given its first task here,
    /// so a future is `running` as soon as it has a slot; its body begins in a later turn.
    pub(super) fn open_slots(this: &Rc<Self>) {
        while this.active.get() < this.max_workers.get() && !this.queue.borrow().is_empty() {
            this.active.set(this.active.get() + 1);
            let mut driver = Driver::new(this.clone(), this.open_slot());
            // Without work, because all of it was cancelled, dropping it closes the slot again.
            if driver.take_work() {
                this.peak.set(this.peak.get().max(this.active.get()));
                this.opened.set(this.opened.get() + 1);
                driver.drive();
            }
        }
    }

    fn open_slot(&self) -> Slot {
        let mut slots = self.slots.borrow_mut();
        let idle = self.idle.borrow_mut().pop();
        let index = idle.map_or(slots.len(), |Reverse(index)| index);
        if index == slots.len() {
            slots.push(Slot {
                index,
                name: format!("{}_{index}", self.name_prefix).into(),
                context: None,
            });
        }
        slots[index].clone()
    }

    /// Gives the slot its context, made now if this is the slot's first time.
    pub(super) fn initialize(&self, slot: &mut Slot) -> Result<(), Broken> {
        if let Some(reason) = &*self.broken.borrow() {
            return Err(reason.clone());
        }
        let Some(initializer) = self.initializer.as_ref().filter(|_| slot.context.is_none()) else {
            return Ok(());
        };
        let made = catch_unwind(AssertUnwindSafe(|| initializer(slot)))
            .unwrap_or_else(|panic| Err(TaskPanicked::new(&*panic).into()))
            .map_err(|error| {
                let name = &slot.name;
                report(&format!("exception in initializer of {name}: {error}"));
                Broken::Initializer
            })?;
        slot.context = Some(made);
        self.slots.borrow_mut()[slot.index] = slot.clone();
        Ok(())
    }

    /// Settles what is queued, and takes nothing more.
    pub(super) fn break_down(&self, reason: Broken) {
        self.broken.borrow_mut().get_or_insert(reason.clone());
        for task in self.queue.take() {
            task.break_down(&reason);
        }
    }

    pub(super) fn shut_down(&self, cancel_futures: bool) {
        self.shut_down.set(true);
        if cancel_futures {
            for task in self.queue.take() {
                task.cancel();
            }
        }
        self.end_if_drained();
    }

    /// The next task for a slot that ended one; none if there is none or the limit was lowered.
    pub(super) fn next_task(&self) -> Option<QueuedTask> {
        if self.active.get() > self.max_workers.get() {
            return None;
        }
        self.queue.borrow_mut().pop_front()
    }

    pub(super) fn close_slot(&self, index: usize) {
        self.idle.borrow_mut().push(Reverse(index));
        self.active.set(self.active.get() - 1);
        self.end_if_drained();
    }

    /// After a shutdown the last slot to close takes the contexts with it.
    fn end_if_drained(&self) {
        if self.shut_down.get() && self.is_drained() {
            self.idle.take();
            drop(self.slots.take());
            self.drained.take().tell(WakeSlot::wake);
        }
    }

    pub(super) fn is_drained(&self) -> bool {
        self.active.get() == 0 && self.queue.borrow().is_empty()
    }
}
