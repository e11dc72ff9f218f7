//! What can happen in a run.

use std::rc::Rc;
use std::time::Duration;

use super::{Attempt, FutureId, Settled};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// A future was made by `submit`; ids are given out in order, from 0.
    Submitted {
        /// The future.
        id: FutureId,
        /// What it was for: a country code, a URL, a job.
        label: Rc<str>,
        /// Name of the executor it was submitted to.
        executor: Rc<str>,
    },
    /// Its task began to run; once more, if another worker began it as well.
    Started {
        /// The future.
        id: FutureId,
        /// Slot of the executor or number of the worker, from 0.
        worker: Option<usize>,
    },
    /// One attempt of its task ended: a request, of which a retry is another.
    Attempted {
        /// The future.
        id: FutureId,
        /// What came of it.
        attempt: Attempt,
    },
    /// It reached its final state.
    Settled {
        /// The future.
        id: FutureId,
        /// How.
        settled: Settled,
    },
    /// The consumer got it.
    Delivered {
        /// The future.
        id: FutureId,
    },
    /// A turn in the inner life of a future, kept for the inspector.
    Noted {
        /// The future.
        id: FutureId,
        /// What.
        note: Note,
    },
    /// The workers of the run were ready before it began.
    WorkersStarted {
        /// How long that took, before time zero.
        took: Duration,
    },
    /// The limit on concurrent tasks was set, at the start or while running.
    MaxWorkers {
        /// The new limit.
        max_workers: usize,
    },
    /// The main thread did not answer for a while; `at` of the event is the end of the gap.
    Stalled {
        /// Length of the gap between two animation frames.
        gap: Duration,
    },
    /// The person asked to cancel the run.
    CancelRequested,
    /// Nothing more will come.
    Ended,
}

/// Turns in the inner life of a future that do not change its state.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Its task was polled by the executor.
    Polled,
    /// What it waited for woke it: a promise that settled, a timer, a message.
    Woken,
    /// A done-callback ran.
    CallbackRan,
    /// `cancel()` was called and answered.
    CancelAsked {
        /// What it answered.
        answer: bool,
    },
    /// `abort()` was called and answered.
    AbortAsked {
        /// What it answered.
        answer: bool,
    },
    /// Progress from inside the task, 0 to 1.
    Progress(f64),
    /// Another attempt began, the first being 1.
    Attempt(u32),
    /// Its program says what it is for, as by the chapter's dict from futures to that: its label from now on.
    Named(Rc<str>),
}

/// One event with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Time since the run's start.
    pub at: Duration,
    /// What happened.
    pub kind: EventKind,
}

impl EventKind {
    /// The future this event is about, if it is about one.
    #[must_use]
    pub fn future(&self) -> Option<FutureId> {
        match self {
            EventKind::Submitted { id, .. }
            | EventKind::Started { id, .. }
            | EventKind::Attempted { id, .. }
            | EventKind::Settled { id, .. }
            | EventKind::Delivered { id }
            | EventKind::Noted { id, .. } => Some(*id),
            _ => None,
        }
    }
}
