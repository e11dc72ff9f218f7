//! The record of a run: an append-only list of events, and the lanes it tells of.
//!
//! The record is the only source of every picture, figure, sentence and export. Nothing here
//! knows a browser or a clock: whoever appends says when, as a [`Duration`] since the start of the
//! run. [`Record::lanes`] is kept up to date with every append, so a live view of 10,000 lanes
//! costs no replay; [`Record::until`] rebuilds the state at an earlier moment for stepping back.

use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Number of a future within its run: its submission order, from 0. Also the index of its lane.
pub type FutureId = usize;

/// Name under which the executor of fetches stands in a record.
pub const FETCH: &str = "fetch";

/// How one future ended, or that it has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A result is there.
    Ok,
    /// HTTP 404: the server answered that there is no such thing.
    NotFound,
    /// Another HTTP status that is no success.
    HttpError,
    /// No HTTP answer, or not a whole one: refused, reset, truncated, CORS, offline.
    NetworkError,
    /// The time allowed from the start of the task ran out.
    Timeout,
    /// Cancelled before it started, or aborted while it ran.
    Cancelled,
    /// The task's own error: a job that failed, a worker that crashed.
    Failed,
}

impl Outcome {
    /// All outcomes, in the order in which counts are shown and exported.
    pub const ALL: [Outcome; 7] = [
        Outcome::Ok,
        Outcome::NotFound,
        Outcome::HttpError,
        Outcome::NetworkError,
        Outcome::Timeout,
        Outcome::Cancelled,
        Outcome::Failed,
    ];

    /// The name in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::NotFound => "not_found",
            Outcome::HttpError => "http_error",
            Outcome::NetworkError => "network_error",
            Outcome::Timeout => "timeout",
            Outcome::Cancelled => "cancelled",
            Outcome::Failed => "failed",
        }
    }

    /// Position in [`Outcome::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What there is to tell of a future that settled, beside when.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// How it ended.
    pub outcome: Outcome,
    /// HTTP status, where an answer came.
    pub http_status: Option<u16>,
    /// Bytes of the body, or of the result.
    pub bytes: Option<u64>,
    /// The error in words, for every outcome but `Ok`.
    pub error: Option<Rc<str>>,
    /// Phases as the platform measured them, where it tells.
    pub phases: Vec<Phase>,
}

impl Settled {
    /// A settlement of which only the outcome is known.
    #[must_use]
    pub fn plain(outcome: Outcome) -> Self {
        Settled {
            outcome,
            http_status: None,
            bytes: None,
            error: None,
            phases: Vec::new(),
        }
    }
}

/// A named part of the time of one future: `queued`, `waiting`, `receiving` of a fetch; `send`,
/// `queue`, `compute`, `return` of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// What the time was spent on.
    pub name: Rc<str>,
    /// When it began, since the run's start.
    pub from: Duration,
    /// When it ended, since the run's start.
    pub to: Duration,
}

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
    /// Its task began to run.
    Started {
        /// The future.
        id: FutureId,
        /// Slot of the executor or number of the worker, from 0.
        worker: Option<usize>,
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
}

/// One event with its time.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Time since the run's start.
    pub at: Duration,
    /// What happened.
    pub kind: EventKind,
}

/// The life of one future as far as it is known: one row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The future.
    pub id: FutureId,
    /// What it was for.
    pub label: Rc<str>,
    /// Name of its executor.
    pub executor: Rc<str>,
    /// Slot or worker that ran it.
    pub worker: Option<usize>,
    /// When it was submitted.
    pub submitted: Duration,
    /// When its task began, if it did.
    pub started: Option<Duration>,
    /// When it settled.
    pub finished: Option<Duration>,
    /// When the consumer got it.
    pub delivered: Option<Duration>,
    /// How it ended.
    pub settled: Option<Settled>,
    /// Last reported progress, 0 to 1.
    pub progress: Option<f64>,
}

impl Lane {
    /// The outcome, once there is one.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.settled.as_ref().map(|settled| settled.outcome)
    }
}

/// The append-only list of events of a run, with the lanes and counts that follow from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    events: Vec<Event>,
    lanes: Vec<Lane>,
    delivered: Vec<FutureId>,
    counts: [usize; 7],
    in_flight: usize,
    max_in_flight: usize,
    ended: Option<Duration>,
}

impl Record {
    /// An empty record.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends an event. An event of an unknown future, a second start, settlement or delivery is
    /// ignored: the first one stays, as with futures. A settlement with a phase `compute` tells
    /// when a worker really began, which the page could only guess: it corrects the lane's start.
    pub fn push(&mut self, at: Duration, kind: EventKind) {
        if self.apply(at, &kind) {
            self.events.push(Event { at, kind });
        }
    }

    fn apply(&mut self, at: Duration, kind: &EventKind) -> bool {
        match kind {
            EventKind::Submitted {
                id,
                label,
                executor,
            } => {
                if *id != self.lanes.len() {
                    return false;
                }
                self.lanes.push(Lane {
                    id: *id,
                    label: label.clone(),
                    executor: executor.clone(),
                    worker: None,
                    submitted: at,
                    started: None,
                    finished: None,
                    delivered: None,
                    settled: None,
                    progress: None,
                });
            }
            EventKind::Started { id, worker } => match self.lanes.get_mut(*id) {
                Some(lane) if lane.started.is_none() && lane.finished.is_none() => {
                    lane.started = Some(at);
                    lane.worker = *worker;
                    self.in_flight += 1;
                    self.max_in_flight = self.max_in_flight.max(self.in_flight);
                }
                _ => return false,
            },
            EventKind::Settled { id, settled } => match self.lanes.get_mut(*id) {
                Some(lane) if lane.finished.is_none() => {
                    lane.finished = Some(at);
                    let mut phases = settled.phases.iter();
                    if let Some(compute) = phases.find(|phase| &*phase.name == "compute")
                        && lane.started.is_some()
                    {
                        lane.started = Some(compute.from.min(at));
                    }
                    self.counts[settled.outcome.index()] += 1;
                    lane.settled = Some(settled.clone());
                    if lane.started.is_some() {
                        self.in_flight -= 1;
                    }
                }
                _ => return false,
            },
            EventKind::Delivered { id } => match self.lanes.get_mut(*id) {
                Some(lane) if lane.delivered.is_none() && lane.finished.is_some() => {
                    lane.delivered = Some(at);
                    self.delivered.push(*id);
                }
                _ => return false,
            },
            EventKind::Noted { id, note } => match self.lanes.get_mut(*id) {
                Some(lane) => {
                    if let Note::Progress(fraction) = note {
                        lane.progress = Some(*fraction);
                    }
                }
                None => return false,
            },
            EventKind::Ended => self.ended = Some(at),
            EventKind::MaxWorkers { .. }
            | EventKind::Stalled { .. }
            | EventKind::CancelRequested => {}
        }
        true
    }

    /// All events, in the order in which they were appended.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// One lane per future, by id.
    #[must_use]
    pub fn lanes(&self) -> &[Lane] {
        &self.lanes
    }

    /// Ids in the order in which the consumer got them.
    #[must_use]
    pub fn delivered(&self) -> &[FutureId] {
        &self.delivered
    }

    /// How many futures ended in this way.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.counts[outcome.index()]
    }

    /// How many futures have settled, whatever the outcome.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many tasks run now.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// The most tasks that ran at once.
    #[must_use]
    pub fn max_in_flight(&self) -> usize {
        self.max_in_flight
    }

    /// When the run ended, once it has.
    #[must_use]
    pub fn ended(&self) -> Option<Duration> {
        self.ended
    }

    /// Time of the last event; zero for an empty record.
    #[must_use]
    pub fn last_at(&self) -> Duration {
        self.events
            .iter()
            .map(|event| event.at)
            .max()
            .unwrap_or_default()
    }

    /// The gaps of the main thread: when each ended, and how long it was.
    pub fn stalls(&self) -> impl Iterator<Item = (Duration, Duration)> {
        self.events.iter().filter_map(|event| match event.kind {
            EventKind::Stalled { gap } => Some((event.at, gap)),
            _ => None,
        })
    }

    /// The history of one future, for the inspector.
    pub fn history(&self, id: FutureId) -> impl Iterator<Item = &Event> {
        self.events
            .iter()
            .filter(move |event| event.kind.future() == Some(id))
    }

    /// The record as it was at `at`: every event up to and including that moment.
    #[must_use]
    pub fn until(&self, at: Duration) -> Record {
        let mut earlier = Record::new();
        for event in self.events.iter().filter(|event| event.at <= at) {
            earlier.push(event.at, event.kind.clone());
        }
        earlier
    }
}

impl EventKind {
    /// The future this event is about, if it is about one.
    #[must_use]
    pub fn future(&self) -> Option<FutureId> {
        match self {
            EventKind::Submitted { id, .. }
            | EventKind::Started { id, .. }
            | EventKind::Settled { id, .. }
            | EventKind::Delivered { id }
            | EventKind::Noted { id, .. } => Some(*id),
            _ => None,
        }
    }
}
