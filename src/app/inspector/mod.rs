//! The inspector: the history of one future, told turn by turn from the record of its run.

#[cfg(target_arch = "wasm32")]
mod view;

use std::rc::Rc;
use std::time::Duration;

use crate::record::{EventKind, FETCH, FutureId, Lane, Note, Outcome, Record};

#[cfg(target_arch = "wasm32")]
pub use view::{Inspected, PANEL, inspector};

/// More turns than this are not listed: the first and the last say what there is to say.
const MOST_STEPS: usize = 60;

/// Where a task began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this slot of an executor of this thread, from 0.
    Slot(usize),
    /// On this worker, from 0.
    Worker(usize),
    /// The executor does not say, or there is but one place.
    Unknown,
}

impl Place {
    fn of(lane: &Lane, number: Option<usize>) -> Self {
        match number {
            None => Place::Unknown,
            // On the main thread one job runs after the other.
            Some(_) if &*lane.executor == "main" => Place::Unknown,
            Some(slot) if [FETCH, "playground"].contains(&&*lane.executor) => Place::Slot(slot),
            Some(worker) => Place::Worker(worker),
        }
    }
}

/// One turn in the life of a future.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// `submit` made it.
    Submitted,
    /// Its task began here.
    Started(Place),
    /// The executor polled it for the first time; whether that sent a request.
    FirstPoll(bool),
    /// The executor polled it again.
    Polled,
    /// The promise or timer it waits for woke it.
    Woken,
    /// It began its n-th attempt.
    Attempt(u32),
    /// It reported progress, 0 to 1.
    Progress(f64),
    /// Its program said what it is for.
    Named(Rc<str>),
    /// A done-callback returned.
    CallbackRan,
    /// `cancel()` was called and gave this answer.
    CancelAsked(bool),
    /// `abort()` was called and gave this answer.
    AbortAsked(bool),
    /// It reached its final state.
    Settled(Outcome),
    /// The consumer got it, so long after it had settled.
    Delivered(Duration),
    /// So many turns that are not listed.
    Skipped(usize),
}

/// A turn with its time since the run's start.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub at: Duration,
    /// What.
    pub turn: Turn,
}

/// What the record tells of one future.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The turns, in order.
    pub steps: Vec<Step>,
    /// How often the executor polled it.
    pub polls: usize,
    /// How often it was woken.
    pub wakes: usize,
}

impl History {
    /// The history of a future; empty for one the record does not know.
    #[must_use]
    pub fn of(record: &Record, id: FutureId) -> Self {
        let mut history = History::default();
        let Some(lane) = record.lanes().get(id) else {
            return history;
        };
        for event in record.history(id) {
            let turn = match &event.kind {
                EventKind::Submitted { .. } => Turn::Submitted,
                EventKind::Started { worker, .. } => Turn::Started(Place::of(lane, *worker)),
                EventKind::Settled { settled, .. } => Turn::Settled(settled.outcome),
                EventKind::Delivered { .. } => {
                    Turn::Delivered(event.at.saturating_sub(lane.finished.unwrap_or(event.at)))
                }
                EventKind::Noted { note, .. } => history.noted(note, lane),
                _ => continue,
            };
            history.steps.push(Step { at: event.at, turn });
        }
        history.shorten();
        history
    }

    fn noted(&mut self, note: &Note, lane: &Lane) -> Turn {
        match note {
            Note::Polled => {
                self.polls += 1;
                if self.polls == 1 {
                    Turn::FirstPoll(&*lane.executor == FETCH)
                } else {
                    Turn::Polled
                }
            }
            Note::Woken => {
                self.wakes += 1;
                Turn::Woken
            }
            Note::CallbackRan => Turn::CallbackRan,
            Note::CancelAsked { answer } => Turn::CancelAsked(*answer),
            Note::AbortAsked { answer } => Turn::AbortAsked(*answer),
            Note::Progress(share) => Turn::Progress(*share),
            Note::Attempt(number) => Turn::Attempt(*number),
            Note::Named(label) => Turn::Named(label.clone()),
        }
    }

    /// Keeps both ends of a long history.
    fn shorten(&mut self) {
        let more = self.steps.len().saturating_sub(MOST_STEPS);
        if more == 0 {
            return;
        }
        let half = MOST_STEPS / 2;
        let at = self.steps[half].at;
        let skipped = Step {
            at,
            turn: Turn::Skipped(more),
        };
        self.steps.splice(half..half + more, [skipped]);
    }
}
