//! The time axis and the rows of a timeline, as plain geometry: no canvas, no browser.

use std::ops::Range;
use std::time::Duration;

use crate::config::RunConfig;
use crate::diagnosis::{PER_HOST, may_hold_back};
use crate::environment::Environment;

/// How long a run will take if all goes by plan: one by one, and `max_workers` at once or as many
/// as the browser keeps in flight. Only an estimate, so that the axis need not move while the run goes.
#[must_use]
pub fn expected(config: &RunConfig) -> (Duration, Duration) {
    let Some(plan) = config.plan() else {
        return (Duration::from_millis(200), Duration::from_millis(100));
    };
    let mut one_by_one = Duration::ZERO;
    // When each slot is free again: a new task goes to the first that is.
    let most = match may_hold_back(config, &Environment::default()) {
        true => PER_HOST,
        false => usize::MAX,
    };
    let mut slots = vec![Duration::ZERO; config.max_workers.clamp(1, most)];
    for label in config.labels() {
        let delay = plan.fate(&label, 1).delay.min(config.request_timeout());
        one_by_one += delay;
        if let Some(free) = slots.iter_mut().min() {
            *free += delay;
        }
    }
    let at_once = slots.into_iter().max().unwrap_or_default();
    (one_by_one, at_once)
}

/// Places on a time axis: `left` to `left + width` shows `from` to `end` seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// Time at the left end, in seconds.
    pub from: f64,
    /// Time at the right end, in seconds; above `from`.
    pub end: f64,
    /// Where the axis begins, in CSS pixels.
    pub left: f64,
    /// Length of the axis in CSS pixels.
    pub width: f64,
}

impl TimeScale {
    /// The place of a moment, cut to the axis.
    #[must_use]
    pub fn x(&self, seconds: f64) -> f64 {
        let share = (seconds - self.from) / (self.end - self.from);
        self.left + self.width * share.clamp(0.0, 1.0)
    }

    /// The moment at a place, cut to the axis.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        let share = (x - self.left) / self.width.max(1.0);
        self.from + (self.end - self.from) * share.clamp(0.0, 1.0)
    }

    /// Whether a moment lies beyond the right end.
    #[must_use]
    pub fn is_beyond(&self, seconds: f64) -> bool {
        seconds > self.end
    }

    /// Whether a moment is on the axis.
    #[must_use]
    pub fn shows(&self, seconds: f64) -> bool {
        self.from <= seconds && seconds <= self.end
    }

    /// Whether a part of the time from `from` to `to` is on the axis.
    #[must_use]
    pub fn overlaps(&self, from: f64, to: f64) -> bool {
        from <= self.end && to >= self.from
    }

    /// Moments to label, evenly spaced at 1, 2 or 5 times a power of ten, at least `apart` pixels
    /// from each other, with the decimals their labels need.
    #[must_use]
    pub fn ticks(&self, apart: f64) -> (Vec<f64>, u32) {
        let room = (self.width / apart.max(1.0)).max(1.0);
        let (step, decimals) = step((self.end - self.from) / room);
        // A step is at least a `room`-th of the axis, so there are few.
        let first = (self.from / step - 1e-9).ceil().max(0.0) as usize;
        let last = (self.end / step + 1e-9) as usize;
        ((first..=last).map(|n| n as f64 * step).collect(), decimals)
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `least`, down to a millisecond.
fn step(least: f64) -> (f64, u32) {
    let mut power = 0.001;
    let mut decimals = 3;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if power * factor >= least {
                return (power * factor, decimals);
            }
        }
        power *= 10.0;
        decimals = decimals.saturating_sub(1);
        if power > 1e9 {
            return (power, 0);
        }
    }
}

/// The least height of a row, in CSS pixels: one that still shows a sign of its own.
const LEAST_ROW: f64 = 4.0;
/// The same where all rows are to be seen at once: a bar.
const LEAST_BAR: f64 = 2.0;

/// What a presentation shows above and below its rows: Start, headline, progress, legend, the strip of stalls, the axis.
const AROUND: f64 = 26.0;
/// The heading of one of several timelines.
const HEAD: f64 = 3.2;

/// The rows of a timeline, all of one height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rows {
    /// How many there are.
    pub count: usize,
    /// Height of one, in CSS pixels, gap included.
    pub height: f64,
}

impl Rows {
    /// Rows that are as high as reads well: few are high, many are low. `em` is the size of the
    /// text, `screen` that of the window, both in CSS pixels, `beside` the number of timelines that share
    /// it: of several all are to be seen at once, so their rows shrink before any is cut. `is_whole` says that all rows are, as
    /// in a presentation, where nobody scrolls.
    #[must_use]
    pub fn fitting(count: usize, beside: usize, em: f64, screen: f64, is_whole: bool) -> Self {
        let per_row = match (count, beside) {
            (0..=30, 0..=1) => 1.75,
            (0..=80, 0..=1) | (0..=30, _) => 1.25,
            _ => 1.0,
        };
        let mut height = (per_row * em).round();
        let mut room = f64::INFINITY;
        if beside > 1 {
            room = Self::room_of_several(beside, screen);
        }
        if is_whole {
            room = room.min(Self::room_of_window(beside, em, screen));
        }
        height = height.min((room / count.max(1) as f64).floor());
        let least = if is_whole { LEAST_BAR } else { LEAST_ROW };
        Rows {
            count,
            height: height.max(least),
        }
    }

    /// The height that the rows of one of `beside` timelines may take in a window of `screen` CSS pixels.
    #[must_use]
    pub fn room_of_several(beside: usize, screen: f64) -> f64 {
        let room = (screen * 0.425).max(screen - 480.0);
        (room / beside.max(1) as f64).max(80.0)
    }

    /// The height that the rows of one of `beside` timelines may take in a presentation, so that all that belongs to the picture is in
    /// the window with them.
    fn room_of_window(beside: usize, em: f64, screen: f64) -> f64 {
        let head = if beside > 1 { HEAD * em } else { 0.0 };
        (screen - AROUND * em) / beside.max(1) as f64 - head
    }

    /// Whether a row has a label, in text of this size: where rows are lower than that, the middle one of
    /// each few.
    #[must_use]
    pub fn is_labelled(&self, row: usize, em: f64) -> bool {
        let every = (em * 0.95 / self.height).ceil().max(1.0) as usize;
        row % every == every / 2
    }

    /// Height of all rows together.
    #[must_use]
    pub fn room(&self) -> f64 {
        self.count as f64 * self.height
    }

    /// The rows that show in a window of `height` pixels scrolled down by `top`.
    #[must_use]
    pub fn visible(&self, top: f64, height: f64) -> Range<usize> {
        let first = (top.max(0.0) / self.height) as usize;
        let last = ((top + height).max(0.0) / self.height).ceil() as usize;
        first.min(self.count)..last.min(self.count)
    }

    /// The row at `y` below the top of the first.
    #[must_use]
    pub fn at(&self, y: f64) -> Option<usize> {
        let row = (y >= 0.0).then_some((y / self.height) as usize)?;
        (row < self.count).then_some(row)
    }
}
