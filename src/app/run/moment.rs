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
    /// The records that were held as they were, while the work went on, each with how far it had come.
    held: RefCell<Vec<(Rc<Recorder>, Rc<Recorder>)>>,
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
        let last = self
            .held
            .borrow()
            .iter()
            .map(|(_, then)| then.reached())
            .max();
        last.is_some() && self.at.get() >= last
    }

    /// Holds these records as they are. One that begins later is not in the picture, nor what comes later of these.
    pub fn hold(&self, records: &[Rc<Recorder>]) {
        self.set(records.iter().map(|one| one.reached()).max());
        let held = |one: &Rc<Recorder>| (one.clone(), one.at(one.reached()));
        *self.held.borrow_mut() = records.iter().map(held).collect();
        self.past.borrow_mut().clear();
    }

    /// The moment from which one goes on, or back: that which is shown; of what is held, that which the newest had reached.
    #[must_use]
    pub fn on_from(&self) -> Option<Duration> {
        if !self.is_held() {
            return self.at.get();
        }
        let held = self.held.borrow();
        held.last().map(|(_, newest)| newest.reached())
    }

    /// Lets go of what was held.
    pub fn let_go(&self) {
        self.set(self.on_from());
        self.held.borrow_mut().clear();
        self.past.borrow_mut().clear();
    }

    /// Shows another one; whether it is another. Of what is held only that can be seen again which had happened; the newest lets go.
    pub fn set(&self, at: Option<Duration>) -> bool {
        let is_new = self.at.replace(at) != at;
        if at.is_none() {
            self.held.borrow_mut().clear();
        }
        if is_new {
            self.past.borrow_mut().clear();
        }
        is_new
    }

    /// These records, as far as they can be looked at.
    #[must_use]
    pub fn within(&self, whole: Vec<Rc<Recorder>>) -> Vec<Rc<Recorder>> {
        let held = self.held.borrow();
        if held.is_empty() {
            return whole;
        }
        held.iter().map(|(_, then)| then.clone()).collect()
    }

    /// A record as it was at the moment; its run began at `from`.
    #[must_use]
    pub fn of(&self, whole: Rc<Recorder>, from: Duration) -> Rc<Recorder> {
        let Some(mut at) = self.at.get().map(|at| at.saturating_sub(from)) else {
            return whole;
        };
        let held = self.held.borrow();
        if !held.is_empty() {
            let same = held.iter().find(|(of, _)| Rc::ptr_eq(of, &whole));
            match same {
                Some((_, then)) if at >= then.reached() => return then.clone(),
                Some(_) => {}
                None => at = Duration::ZERO,
            }
        }
        let mut past = self.past.borrow_mut();
        let is_same = |(of, version, _): &&Past| {
            Rc::ptr_eq(of, &whole) && (!held.is_empty() || *version == whole.version())
        };
        if let Some((.., shown)) = past.iter().find(is_same) {
            return shown.clone();
        }
        let is_whole = |record: &Record| record.ended().is_some() && record.last_at() <= at;
        if is_whole(&whole.record()) {
            return whole;
        }
        let shown = whole.at(at);
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
