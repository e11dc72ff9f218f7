//! The timeline of workers as plain geometry: which row a job is on, and which part of the row is
//! what.

use crate::record::{EventKind, FutureId, Lane, Outcome, Record};

/// The life of one job on the row of its worker, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JobBar {
    /// When it was sent to the worker.
    pub sent: f64,
    /// When the worker began to compute.
    pub from: f64,
    /// When it was done with computing, or now.
    pub to: f64,
    /// When its result was with the page, or now.
    pub back: f64,
    /// How it ended, if it did.
    pub outcome: Option<Outcome>,
}

impl JobBar {
    /// The bar of a job that has begun; `now` is the run's clock.
    #[must_use]
    pub fn of(lane: &Lane, now: f64) -> Option<Self> {
        let started = lane.started?.as_secs_f64();
        let finished = lane.finished.map(|at| at.as_secs_f64());
        let mut bar = JobBar {
            sent: started,
            from: started,
            to: finished.unwrap_or(now),
            back: finished.unwrap_or(now),
            outcome: lane.outcome(),
        };
        for phase in lane.settled.iter().flat_map(|settled| &settled.phases) {
            let (from, to) = (phase.from.as_secs_f64(), phase.to.as_secs_f64());
            match &*phase.name {
                "send" | "queue" => bar.sent = bar.sent.min(from),
                "compute" => (bar.from, bar.to) = (from, to),
                "return" => bar.back = to,
                _ => {}
            }
        }
        Some(bar)
    }
}

/// The bars of a run, kept up as its events come: no picture looks at all lanes again. A bar is on the row
/// of its worker, in the order of their times.
#[derive(Clone, Debug, Default)]
pub struct Bars {
    events: usize,
    settled: Vec<Vec<(FutureId, JobBar)>>,
    running: Vec<FutureId>,
}

/// Bars that go on before one that begins later, as their results are on the way together.
const TOGETHER: usize = 64;

impl Bars {
    /// Takes in what has happened since.
    pub fn follow(&mut self, record: &Record) {
        let events = record.events();
        if events.len() < self.events {
            *self = Bars::default();
        }
        for event in events.get(self.events..).unwrap_or_default() {
            match event.kind {
                EventKind::Started { id, .. } => {
                    let is_job = record.lanes().get(id).is_some_and(|lane| !lane.is_fetch());
                    if is_job && !self.running.contains(&id) {
                        self.running.push(id);
                    }
                }
                EventKind::Settled { id, .. } if self.running.contains(&id) => {
                    self.running.retain(|running| *running != id);
                    if let Some(lane) = record.lanes().get(id) {
                        self.settle(lane);
                    }
                }
                _ => {}
            }
        }
        self.events = events.len();
    }

    fn settle(&mut self, lane: &Lane) {
        let Some(bar) = JobBar::of(lane, 0.0) else {
            return;
        };
        let row = lane.worker.unwrap_or(0);
        if self.settled.len() <= row {
            self.settled.resize_with(row + 1, Vec::new);
        }
        let bars = &mut self.settled[row];
        let is_last = bars.last().is_none_or(|(_, last)| last.from <= bar.from);
        let place = match is_last {
            true => bars.len(),
            false => bars.partition_point(|(_, other)| other.from <= bar.from),
        };
        bars.insert(place, (lane.id, bar));
    }

    /// How many rows there are for `planned` workers: one each, and one for each that was put in the place of
    /// another.
    #[must_use]
    pub fn rows(&self, record: &Record, planned: usize) -> usize {
        let running = self.running.iter().filter_map(|id| record.lanes().get(*id));
        let highest = running.map(|lane| lane.worker.unwrap_or(0) + 1).max();
        planned.max(self.settled.len()).max(highest.unwrap_or(0))
    }

    /// Calls `see` with the bars of a row that may be seen between two moments; `now` is the run's clock.
    pub fn each(
        &self,
        record: &Record,
        row: usize,
        (from, to): (f64, f64),
        now: f64,
        see: &mut dyn FnMut(FutureId, JobBar),
    ) {
        if let Some(bars) = self.settled.get(row) {
            let first = bars.partition_point(|(_, bar)| bar.to < from);
            let shown = bars.get(first.saturating_sub(TOGETHER)..);
            let shown = shown.into_iter().flatten();
            for (id, bar) in shown.take_while(|(_, bar)| bar.sent <= to) {
                see(*id, *bar);
            }
        }
        for id in &self.running {
            let lane = record.lanes().get(*id);
            let here = lane.filter(|lane| lane.worker.unwrap_or(0) == row);
            if let Some(bar) = here.and_then(|lane| JobBar::of(lane, now)) {
                see(*id, bar);
            }
        }
    }

    /// The job of a row whose bar is at a moment, or the nearest to it that is not farther than `near`.
    #[must_use]
    pub fn at(
        &self,
        record: &Record,
        row: usize,
        at: f64,
        near: f64,
        now: f64,
    ) -> Option<FutureId> {
        let mut found: Option<(f64, FutureId)> = None;
        self.each(record, row, (at - near, at + near), now, &mut |id, bar| {
            let away = (bar.from - at).max(at - bar.to).max(0.0);
            if away <= near && found.is_none_or(|(nearest, _)| away < nearest) {
                found = Some((away, id));
            }
        });
        found.map(|(_, id)| id)
    }
}

/// Height of a row in widths of the text: few are high, many are low.
#[must_use]
pub fn row_height(rows: usize) -> f64 {
    match rows {
        0..=2 => 3.0,
        3..=6 => 2.4,
        7..=16 => 1.9,
        17..=48 => 1.4,
        _ => 1.0,
    }
}

/// What of a bar has to be painted: where thousands of jobs fall on one pixel, one of them is
/// enough.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Painted {
    until: f64,
}

impl Painted {
    /// The part of `from` to `to`, in pixels, that no bar before has covered; at least a pixel
    /// wide, `None` if the pixel is taken.
    pub fn rest(&mut self, from: f64, to: f64) -> Option<(f64, f64)> {
        let to = to.max(from + 1.0);
        if to.floor() <= self.until {
            return None;
        }
        let from = from.max(self.until);
        self.until = to.floor();
        Some((from, to))
    }
}
