//! What the playground shows, measured: derived from its record alone, but for the callbacks.

use std::rc::Rc;
use std::time::Duration;

use crate::record::{EventKind, Outcome, Record};

/// Facts of the playground once all its futures are done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayFacts {
    /// The most tasks that ran at once.
    pub at_once: usize,
    /// Futures that found every worker taken when they were submitted.
    pub waited: usize,
    /// Cancelled before they started.
    pub cancelled: usize,
    /// Aborted while they ran.
    pub aborted: usize,
    /// Ended with their task's error.
    pub failed: usize,
    /// How long after its result the latest callback ran.
    pub callback: Option<Duration>,
    /// What they were for, in the order in which they finished, if that is not the order in which
    /// they were submitted.
    pub order: Vec<Rc<str>>,
}

impl PlayFacts {
    /// The facts of a record; `None` while a future is still to settle, or there is none.
    #[must_use]
    pub fn of(record: &Record, max_workers: usize, callbacks: &[Duration]) -> Option<Self> {
        let lanes = record.lanes();
        if lanes.is_empty() || record.settled() < lanes.len() {
            return None;
        }
        let mut facts = PlayFacts {
            at_once: record.max_in_flight(),
            failed: record.count(Outcome::Failed),
            callback: callbacks.iter().max().copied(),
            ..PlayFacts::default()
        };
        for lane in lanes {
            match (lane.outcome(), lane.started) {
                (Some(Outcome::Cancelled), None) => facts.cancelled += 1,
                (Some(Outcome::Cancelled), Some(_)) => facts.aborted += 1,
                _ => {}
            }
        }
        let (mut open, mut finished) = (0, Vec::new());
        for event in record.events() {
            match &event.kind {
                EventKind::Submitted { .. } => {
                    facts.waited += usize::from(open >= max_workers);
                    open += 1;
                }
                EventKind::Settled { id, settled } => {
                    open -= 1;
                    if settled.outcome != Outcome::Cancelled {
                        finished.push(*id);
                    }
                }
                _ => {}
            }
        }
        if !finished.is_sorted() {
            let labels = finished.iter().filter_map(|id| lanes.get(*id));
            facts.order = labels.map(|lane| lane.label.clone()).collect();
        }
        Some(facts)
    }
}
