//! The record of a run: an append-only list of events, and the lanes it tells of.
//!
//! The record is the only source of every picture, figure, sentence and export. Nothing here
//! knows a browser or a clock: whoever appends says when, as a [`Duration`] since the start of the
//! run. [`Record::lanes`] is kept up to date with every append, so a live view of 10,000 lanes
//! costs no replay; [`Record::until`] rebuilds the state at an earlier moment for stepping back.

mod event;
mod lane;
mod light;
mod mark;
mod outcome;
mod shape;
mod span;
mod tally;
mod turn;

use std::time::Duration;

pub use event::{Event, EventKind, Note};
pub use lane::Lane;
pub use light::Light;
pub use mark::{Mark, Sign};
pub use outcome::{Attempt, Count, Outcome, Pause, Phase, Settled};
pub use shape::{REACH, Shape};
pub use span::{Doing, Span};
pub use tally::Tally;
pub use turn::{Turn, Turns};

/// Number of a future within its run: its submission order, from 0. Also the index of its lane.
pub type FutureId = usize;

/// A longer gap than this is a stall: three frames of a 60 Hz screen, and the length from which
/// browsers themselves speak of a long task (<https://www.w3.org/TR/longtasks-1/>).
pub const STALL: Duration = Duration::from_millis(50);

/// So many events tell of a job that is submitted, starts, settles and is delivered, its callbacks and progress included.
const EVENTS_EACH: usize = 6;

/// Name under which the executor of fetches stands in a record.
pub const FETCH: &str = "fetch";

/// The append-only list of events of a run, with the lanes and counts that follow from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    events: Vec<Event>,
    lanes: Vec<Lane>,
    delivered: Vec<FutureId>,
    counts: [usize; 7],
    tallies: Vec<Tally>,
    in_flight: usize,
    max_in_flight: usize,
    cancelled: Option<Duration>,
    asked: Option<Duration>,
    done: Option<Duration>,
    stalls: Vec<(Duration, Duration)>,
    limits: Vec<(Duration, usize)>,
    last_at: Duration,
    ended: Option<Duration>,
}

impl Record {
    /// An empty record.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes room for so many more futures and what is told of each: else a record of a hundred thousand is copied whole
    /// each time it outgrows its room, which holds the page up for some tenths of a second. Where there is no such room it
    /// grows as it goes.
    pub fn reserve(&mut self, futures: usize) {
        let _ = self.lanes.try_reserve(futures);
        let _ = self.delivered.try_reserve(futures);
        let _ = self.events.try_reserve(futures.saturating_mul(EVENTS_EACH));
    }

    /// Appends an event. An event of an unknown future, a second settlement or delivery is ignored:
    /// the first one stays, as with futures. So is a second start, unless another worker began the
    /// same as well: then the lane is that worker's. A settlement with a phase `compute` tells
    /// when a worker really began, which the page could only guess: it corrects the lane's start.
    /// A settlement without phases has those of the lane's last attempt.
    pub fn push(&mut self, at: Duration, kind: EventKind) {
        if self.apply(at, &kind) {
            self.last_at = self.last_at.max(at);
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
                self.asked = Some(self.asked.unwrap_or(at).min(at));
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
                    attempts: Vec::new(),
                    attempting: None,
                    progress: None,
                });
            }
            EventKind::Started { id, worker } => match self.lanes.get_mut(*id) {
                Some(lane)
                    if lane.finished.is_none()
                        && (lane.started.is_none() || lane.worker != *worker) =>
                {
                    if lane.started.is_none() {
                        self.in_flight += 1;
                        self.max_in_flight = self.max_in_flight.max(self.in_flight);
                    }
                    lane.started = Some(at);
                    lane.attempting = Some(at);
                    lane.worker = *worker;
                }
                _ => return false,
            },
            EventKind::Attempted { id, attempt } => match self.lanes.get_mut(*id) {
                Some(lane) if lane.started.is_some() && lane.finished.is_none() => {
                    lane.attempts.push(attempt.clone());
                    lane.attempting = None;
                }
                _ => return false,
            },
            EventKind::Settled { id, settled } => match self.lanes.get_mut(*id) {
                Some(lane) if lane.finished.is_none() => {
                    lane.finished = Some(at);
                    self.done = self.done.max(Some(at));
                    if let Some((computed, _)) = Phase::named(&settled.phases, "compute")
                        && lane.started.is_some()
                    {
                        lane.started = Some(computed.min(at));
                    }
                    self.counts[settled.outcome.index()] += 1;
                    let mut settled = settled.clone();
                    if let (true, Some(last)) = (settled.phases.is_empty(), lane.attempts.last()) {
                        settled.phases.clone_from(&last.phases);
                    }
                    lane.settled = Some(settled);
                    if lane.started.is_some() {
                        self.in_flight -= 1;
                    }
                    Tally::count(&mut self.tallies, lane);
                }
                _ => return false,
            },
            EventKind::Delivered { id } => match self.lanes.get_mut(*id) {
                Some(lane) if lane.delivered.is_none() && lane.finished.is_some() => {
                    lane.delivered = Some(at);
                    self.done = self.done.max(Some(at));
                    self.delivered.push(*id);
                }
                _ => return false,
            },
            EventKind::Noted { id, note } => match self.lanes.get_mut(*id) {
                Some(lane) => match note {
                    Note::Progress(fraction) => lane.progress = Some(*fraction),
                    Note::Named(label) => lane.label = label.clone(),
                    Note::Attempt(_) if lane.finished.is_none() => lane.attempting = Some(at),
                    _ => {}
                },
                None => return false,
            },
            EventKind::Ended => self.ended = Some(at),
            EventKind::Stalled { gap } => self.stalls.push((at, *gap)),
            EventKind::CancelRequested => {
                self.cancelled.get_or_insert(at);
            }
            EventKind::MaxWorkers { max_workers } => self.limits.push((at, *max_workers)),
            EventKind::WorkersStarted { .. } => {}
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

    /// What the futures of each executor came to, in the order in which the first of each settled.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// How many futures have settled, whatever the outcome.
    #[must_use]
    pub fn settled(&self) -> usize {
        self.counts.iter().sum()
    }

    /// How many futures have a result or an error, however they came by it. Cancelled ones have
    /// neither: nothing came of them.
    #[must_use]
    pub fn came(&self) -> usize {
        self.settled() - self.count(Outcome::Cancelled)
    }

    /// How many futures ended without what was asked for: neither well nor by cancelling. 404 is an
    /// answer, and no failure.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.came() - self.count(Outcome::Ok) - self.count(Outcome::NotFound)
    }

    /// Whether the person asked to cancel.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_some()
    }

    /// When the person asked to cancel, first.
    #[must_use]
    pub fn cancelled(&self) -> Option<Duration> {
        self.cancelled
    }

    /// How many tasks run now, as their executors count: of requests, those that were asked for; of
    /// jobs, those not yet answered.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// The most tasks that ran at once, as their executors count. What was really in flight tells
    /// [`InFlight`](crate::stats::InFlight).
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
        self.last_at
    }

    /// How long the workers of the run took to be ready before it, where that is told.
    #[must_use]
    pub fn startup(&self) -> Option<Duration> {
        self.events.iter().find_map(|event| match event.kind {
            EventKind::WorkersStarted { took } => Some(took),
            _ => None,
        })
    }

    /// The limits on tasks at once, and from when on each was in force.
    #[must_use]
    pub fn limits(&self) -> &[(Duration, usize)] {
        &self.limits
    }

    /// The gaps of the main thread: when each ended, and how long it was.
    pub fn stalls(&self) -> impl Iterator<Item = (Duration, Duration)> {
        self.stalls.iter().copied()
    }

    /// The gaps of the main thread while anything was asked for and not yet delivered, each cut to that time: when it ended,
    /// and how long it was. What is too short then to be a gap is none.
    ///
    /// A page that stands still after the last delivery, as it draws all that came, held no run up.
    pub fn stalls_of_run(&self) -> impl Iterator<Item = (Duration, Duration)> {
        let from = self.asked.unwrap_or_default();
        // While it goes the last delivery is still to come.
        let to = self
            .ended
            .map_or(Duration::MAX, |ended| self.done.unwrap_or(ended));
        self.stalls().filter_map(move |(at, gap)| {
            let begin = at.saturating_sub(gap).max(from);
            let end = at.min(to);
            let gap = end.saturating_sub(begin);
            (gap > STALL).then_some((end, gap))
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
