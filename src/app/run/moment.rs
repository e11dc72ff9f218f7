//! The moment of the run that is shown: the newest, or one that was chosen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use crate::record::Record;
use crate::recorder::Recorder;

/// A record, how much of it there was, and what it was at the moment.
type Past = (Rc<Recorder>, u64, Rc<Recorder>);

/// The moment that is shown. Records are handed out as they were then.
#[derive(Default)]
pub struct Moment {
    at: Cell<Option<Duration>>,
    is_held: Cell<bool>,
    past: RefCell<Vec<Past>>,
}

impl Moment {
    /// Time since the start of the runs; `None` for the newest.
    #[must_use]
    pub fn at(&self) -> Option<Duration> {
        self.at.get()
    }

    /// Whether what is shown is held as it was, each record as far as it had come; it is no one moment of all then.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.is_held.get()
    }

    /// Holds these records as they are. One that begins later is not in the picture yet.
    pub fn hold(&self, records: &[Rc<Recorder>]) {
        self.set(records.iter().map(|one| one.reached()).max());
        self.is_held.set(true);
        let held = |one: &Rc<Recorder>| (one.clone(), one.version(), one.at(one.reached()));
        *self.past.borrow_mut() = records.iter().map(held).collect();
    }

    /// Shows another one; whether it is another.
    pub fn set(&self, at: Option<Duration>) -> bool {
        let is_new = self.is_held.replace(false) | (self.at.replace(at) != at);
        if is_new {
            self.past.borrow_mut().clear();
        }
        is_new
    }

    /// A record as it was at the moment; its run began at `from`.
    #[must_use]
    pub fn of(&self, whole: Rc<Recorder>, from: Duration) -> Rc<Recorder> {
        let Some(at) = self.at.get().map(|at| at.saturating_sub(from)) else {
            return whole;
        };
        let mut past = self.past.borrow_mut();
        let is_held = self.is_held.get();
        let is_same = |(of, version, _): &&Past| {
            Rc::ptr_eq(of, &whole) && (is_held || *version == whole.version())
        };
        if let Some((.., shown)) = past.iter().find(is_same) {
            return shown.clone();
        }
        let is_whole = |record: &Record| record.ended().is_some() && record.last_at() <= at;
        if !is_held && is_whole(&whole.record()) {
            return whole;
        }
        let shown = whole.at(if is_held { Duration::ZERO } else { at });
        past.retain(|(of, ..)| !Rc::ptr_eq(of, &whole));
        past.push((whole.clone(), whole.version(), shown.clone()));
        shown
    }
}

/// When each of several runs began that followed one another: after the last one was over and its own workers were there.
#[must_use]
pub fn in_turn(records: &[Rc<Recorder>]) -> Vec<Duration> {
    let mut over = Duration::ZERO;
    let begin = |one: &Rc<Recorder>| {
        let from = over + one.record().startup().unwrap_or_default();
        over = from + one.reached();
        from
    };
    records.iter().map(begin).collect()
}
