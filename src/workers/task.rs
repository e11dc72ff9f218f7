//! A job on the page's side, from `submit` to its answer.

use std::rc::{Rc, Weak};
use std::time::Duration;

use super::job::Job;
use crate::future::{Abort, Completer};

/// A job, its future, and what was asked for it.
pub(crate) struct Task<J: Job> {
    pub(crate) completer: Completer<J::Output>,
    pub(crate) job: J,
    pub(crate) priority: i8,
    pub(crate) timeout: Option<Duration>,
    pub(crate) on_progress: Option<Rc<dyn Fn(f64)>>,
    /// Jobs of one chunk go in one message, and no other with them.
    pub(crate) chunk: Option<u64>,
    /// It was in a message during which a worker vanished: the next time it goes alone, so that
    /// the guilty one is known.
    pub(crate) suspect: bool,
    /// It has been sent before, and was put back.
    pub(crate) sent: bool,
}

impl<J: Job> Task<J> {
    pub(crate) fn id(&self) -> u64 {
        self.completer.future().id()
    }

    /// Neither cancelled nor aborted.
    pub(crate) fn is_live(&self) -> bool {
        !self.completer.future().done()
    }

    /// Marks it as running in `slot`; false if it was cancelled meanwhile.
    pub(crate) fn set_running(&mut self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        if self.sent {
            return self.is_live();
        }
        self.sent = self.completer.set_running_or_notify_cancel(slot, abort);
        self.sent
    }

    /// Whether it must be the only one in its message.
    pub(crate) fn goes_alone(&self) -> bool {
        self.timeout.is_some() || self.suspect
    }
}
