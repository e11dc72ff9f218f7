//! The timeline of workers as plain geometry: which row a job is on, and which part of the row is
//! what.

use crate::record::{Lane, Outcome};

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
                "return" => bar.back = bar.back.max(to),
                _ => {}
            }
        }
        Some(bar)
    }
}

/// How many rows the lanes of `workers` workers need: one each, and one for each that was put in
/// the place of another.
#[must_use]
pub fn row_count(lanes: &[Lane], workers: usize) -> usize {
    let highest = lanes.iter().filter_map(|lane| lane.worker).max();
    workers.max(highest.map_or(0, |worker| worker + 1))
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
        if to.floor() <= self.until && to - from < 2.0 {
            return None;
        }
        self.until = self.until.max(to.floor());
        Some((from, to))
    }
}
