//! The account of one round: each future settles once, and as it may.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use photofinish::future::{FutureError, FutureHandle};
use photofinish::observe::{Observer, TaskEvent};
use serde_json::{Value, json};

/// So many faults are told in words.
const TOLD: usize = 20;

/// What a future came to, in one word; or what is wrong about it.
pub type Verdict = Result<&'static str, String>;

#[derive(Default)]
pub struct Tally {
    submitted: Cell<usize>,
    settled: Cell<usize>,
    outcomes: RefCell<BTreeMap<&'static str, usize>>,
    faults: Cell<usize>,
    told: RefCell<Vec<String>>,
    /// Times that an observer was told of the end of each future.
    ends: RefCell<HashMap<u64, u32>>,
    open: RefCell<BTreeMap<u64, &'static str>>,
    waiting: RefCell<Option<Waker>>,
}

impl Tally {
    /// Counts a future, and judges it by `judge` when it is done.
    pub fn watch<T: 'static>(
        self: &Rc<Self>,
        future: &FutureHandle<T>,
        kind: &'static str,
        judge: impl FnOnce(Result<&T, &FutureError>) -> Verdict + 'static,
    ) {
        self.submitted.set(self.submitted.get() + 1);
        self.open.borrow_mut().insert(future.id(), kind);
        let tally = self.clone();
        future.add_done_callback(move |future| {
            let verdict = future.inspect(|outcome| match outcome {
                Some(outcome) => judge(outcome),
                None => Err("its callback came before its end".into()),
            });
            tally.settled.set(tally.settled.get() + 1);
            tally.open.borrow_mut().remove(&future.id());
            match verdict {
                Ok(word) => *tally.outcomes.borrow_mut().entry(word).or_default() += 1,
                Err(fault) => tally.fault(format!("{kind}: {fault}")),
            }
            if let Some(waker) = tally.waiting.take() {
                waker.wake();
            }
        });
    }

    /// Something is wrong.
    pub fn fault(&self, fault: String) {
        self.faults.set(self.faults.get() + 1);
        let mut told = self.told.borrow_mut();
        if told.len() < TOLD {
            told.push(fault);
        }
    }

    pub fn check(&self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.fault(fault());
        }
    }

    pub fn submitted(&self) -> usize {
        self.submitted.get()
    }

    pub fn count(&self, word: &str) -> usize {
        self.outcomes.borrow().get(word).copied().unwrap_or(0)
    }

    /// Waits until no more than so many futures are open.
    pub async fn until_open(&self, most: usize) {
        poll_fn(|cx| {
            if self.submitted.get() - self.settled.get() <= most {
                return Poll::Ready(());
            }
            self.waiting.replace(Some(cx.waker().clone()));
            Poll::Pending
        })
        .await;
    }

    /// What has not settled, by kind.
    pub fn open(&self) -> Value {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for kind in self.open.borrow().values() {
            *kinds.entry(kind).or_default() += 1;
        }
        json!(kinds)
    }

    /// What the round came to, once all of it is over.
    pub fn report(&self) -> Value {
        let ends = self.ends.take();
        let (submitted, settled) = (self.submitted.get(), self.settled.get());
        self.check(submitted == settled, || {
            format!("{submitted} submitted, {settled} settled")
        });
        self.check(ends.len() == submitted, || {
            format!("{submitted} submitted, {} ends observed", ends.len())
        });
        let often = ends.values().filter(|times| **times != 1).count();
        self.check(often == 0, || format!("{often} ended more than once"));
        let words: usize = self.outcomes.borrow().values().sum();
        json!({
            "submitted": submitted,
            "settled": words,
            "outcomes": *self.outcomes.borrow(),
            "faults": self.faults.get(),
            "told": *self.told.borrow(),
        })
    }
}

/// Hears of the ends of futures for the tally of the round.
#[derive(Default)]
pub struct Ends(pub RefCell<Rc<Tally>>);

impl Observer for Ends {
    fn observe(&self, future: u64, event: TaskEvent) {
        if event == TaskEvent::Settled {
            let tally = self.0.borrow();
            *tally.ends.borrow_mut().entry(future).or_default() += 1;
        }
    }
}
