//! A job on the page's side, from `submit` to its answer.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::{Rc, Weak};
use std::time::Duration;

use super::work::{Ticket, Work};
use crate::future::{Abort, State};

/// A job, its future, and what was asked for it.
pub(crate) struct Task<J: Work> {
    pub(crate) ticket: J::Ticket,
    pub(crate) job: J::Task,
    pub(crate) priority: i8,
    pub(crate) timeout: Option<Duration>,
    pub(crate) on_progress: Option<Rc<dyn Fn(f64)>>,
    /// Jobs of one chunk go in one message, and no other with them.
    pub(crate) chunk: Option<u64>,
    /// It was in a message during which a worker vanished, or got stuck: the next time it goes
    /// alone, so that the guilty one is known.
    pub(crate) suspect: Cell<bool>,
    /// Suspected, it was tried alone, and did not end soon.
    pub(crate) slow: Cell<bool>,
    /// It has been sent before, and was put back.
    pub(crate) sent: Cell<bool>,
    /// It failed because its worker ended.
    pub(crate) lost: Cell<bool>,
    /// So many workers have ended while it may have run there.
    pub(crate) losses: Cell<u8>,
}

impl<J: Work> Task<J> {
    pub(crate) fn id(&self) -> u64 {
        self.ticket.id()
    }

    /// Neither answered nor cancelled nor aborted.
    pub(crate) fn is_live(&self) -> bool {
        !matches!(self.ticket.state(), State::Cancelled | State::Finished)
    }

    /// Answered, here or elsewhere. One that failed with its worker was not: another may be at it.
    pub(crate) fn is_answered(&self) -> bool {
        self.ticket.state() == State::Finished && !self.lost.get()
    }

    /// Marks it as running in `slot`; false if it was cancelled meanwhile.
    pub(crate) fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        if self.sent.get() {
            return self.is_live();
        }
        let runs = self.ticket.set_running(slot, abort);
        self.sent.set(runs);
        runs
    }

    /// Whether it must be the only one in its message.
    pub(crate) fn goes_alone(&self) -> bool {
        self.timeout.is_some() || self.suspect.get()
    }
}

/// A task in the queue or in a worker: there alone, or handed to another as well because the first
/// was stuck. The last to hold it drops it, and with it the future gets its end in any case.
pub(crate) enum Held<J: Work> {
    Alone(Task<J>),
    Shared(Rc<Task<J>>),
}

impl<J: Work> Held<J> {
    /// One to keep and one to hand on.
    pub(crate) fn share(self) -> (Self, Self) {
        let task = match self {
            Held::Alone(task) => Rc::new(task),
            Held::Shared(task) => task,
        };
        (Held::Shared(task.clone()), Held::Shared(task))
    }

    /// Whether others hold it too.
    pub(crate) fn is_shared(&self) -> bool {
        match self {
            Held::Alone(_) => false,
            Held::Shared(task) => Rc::strong_count(task) > 1,
        }
    }
}

impl<J: Work> Deref for Held<J> {
    type Target = Task<J>;

    fn deref(&self) -> &Task<J> {
        match self {
            Held::Alone(task) => task,
            Held::Shared(task) => task,
        }
    }
}
