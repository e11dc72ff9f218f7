//! Sees every turn in every future's life, and objects to what must not happen.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::observe::{Observer, TaskEvent};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};

/// When a future settled, and as which in number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettledAt {
    pub time: Duration,
    pub number: usize,
}

pub struct Witness {
    runtime: Rc<VirtualRuntime>,
    /// The limit of the executor, as the program set it.
    pub limit: Cell<usize>,
    submitted: RefCell<BTreeSet<u64>>,
    running: RefCell<BTreeSet<u64>>,
    last_started: Cell<u64>,
    last_begun: Cell<u64>,
    settled: RefCell<BTreeMap<u64, SettledAt>>,
    /// Number of the next callback, and of the last that ran, by future.
    callbacks: RefCell<BTreeMap<u64, (usize, usize)>>,
    complaints: RefCell<Vec<String>>,
}

impl Witness {
    pub fn new(runtime: Rc<VirtualRuntime>, limit: usize) -> Rc<Self> {
        Rc::new(Witness {
            runtime,
            limit: Cell::new(limit),
            submitted: RefCell::default(),
            running: RefCell::default(),
            last_started: Cell::new(0),
            last_begun: Cell::new(0),
            settled: RefCell::default(),
            callbacks: RefCell::default(),
            complaints: RefCell::default(),
        })
    }

    /// As `assert!`, also where the executor would catch the panic.
    pub fn must(&self, holds: bool, what: &str) {
        if !holds {
            self.complaints.borrow_mut().push(what.to_owned());
        }
    }

    pub fn settled(&self, id: u64) -> Option<SettledAt> {
        self.settled.borrow().get(&id).copied()
    }

    /// The body of a task was called.
    pub fn begun(&self, id: u64) {
        self.must(id > self.last_begun.replace(id), "begun out of order");
        self.must(self.running.borrow().contains(&id), "begun, not running");
    }

    /// A callback is added; gives its number.
    pub fn callback_added(&self, id: u64) -> usize {
        let mut callbacks = self.callbacks.borrow_mut();
        let (added, _) = callbacks.entry(id).or_default();
        *added += 1;
        *added
    }

    /// A callback runs that was added before its future was done.
    pub fn callback_ran(&self, id: u64, number: usize) {
        let mut callbacks = self.callbacks.borrow_mut();
        let (_, last) = callbacks.entry(id).or_default();
        self.must(
            number > std::mem::replace(last, number),
            "callbacks out of order",
        );
    }

    pub fn assert_content(&self) {
        assert_eq!(*self.complaints.borrow(), [""; 0]);
        let settled: BTreeSet<u64> = self.settled.borrow().keys().copied().collect();
        assert_eq!(*self.submitted.borrow(), settled);
        assert!(self.running.borrow().is_empty());
    }
}

impl Observer for Witness {
    fn observe(&self, future: u64, event: TaskEvent) {
        match event {
            TaskEvent::Submitted => self.must(
                self.submitted.borrow_mut().insert(future),
                "submitted twice",
            ),
            TaskEvent::Started { .. } => {
                self.must(
                    future > self.last_started.replace(future),
                    "started out of order",
                );
                let mut running = self.running.borrow_mut();
                self.must(running.insert(future), "started twice");
                self.must(running.len() <= self.limit.get(), "more than allowed");
                self.must(self.settled(future).is_none(), "started when settled");
            }
            TaskEvent::Polled => {
                self.must(self.running.borrow().contains(&future), "polled at rest")
            }
            TaskEvent::Settled => {
                self.running.borrow_mut().remove(&future);
                let mut settled = self.settled.borrow_mut();
                let at = SettledAt {
                    time: self.runtime.now(),
                    number: settled.len(),
                };
                self.must(settled.insert(future, at).is_none(), "settled twice");
            }
            _ => {}
        }
    }
}
