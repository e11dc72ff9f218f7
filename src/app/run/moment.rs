//! The moment of the run that is shown: the newest, or one that was chosen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use crate::recorder::Recorder;

/// A record, how much of it there was, and what it was at the moment.
type Past = (Rc<Recorder>, u64, Rc<Recorder>);

/// The moment that is shown. Records are handed out as they were then.
#[derive(Default)]
pub struct Moment {
    at: Cell<Option<Duration>>,
    past: RefCell<Vec<Past>>,
}

impl Moment {
    /// Time since the start of each run; `None` for the newest.
    #[must_use]
    pub fn at(&self) -> Option<Duration> {
        self.at.get()
    }

    /// Shows another one; whether it is another.
    pub fn set(&self, at: Option<Duration>) -> bool {
        let is_new = self.at.replace(at) != at;
        if is_new {
            self.past.borrow_mut().clear();
        }
        is_new
    }

    /// A record as it was at the moment.
    #[must_use]
    pub fn of(&self, whole: Rc<Recorder>) -> Rc<Recorder> {
        let Some(at) = self.at.get() else {
            return whole;
        };
        let mut past = self.past.borrow_mut();
        let is_same =
            |(of, version, _): &&Past| Rc::ptr_eq(of, &whole) && *version == whole.version();
        if let Some((.., shown)) = past.iter().find(is_same) {
            return shown.clone();
        }
        let shown = whole.at(at);
        past.retain(|(of, ..)| !Rc::ptr_eq(of, &whole));
        past.push((whole.clone(), whole.version(), shown.clone()));
        shown
    }
}
