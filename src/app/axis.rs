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

/// Places on a time axis: `left` to `left + width` shows 0 to `end` seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// Time at the right end, in seconds; above 0.
    pub end: f64,
    /// Where time 0 is, in CSS pixels.
    pub left: f64,
    /// Length of the axis in CSS pixels.
    pub width: f64,
}

impl TimeScale {
    /// The place of a moment, cut to the axis.
    #[must_use]
    pub fn x(&self, seconds: f64) -> f64 {
        self.left + self.width * (seconds / self.end).clamp(0.0, 1.0)
    }

    /// Whether a moment lies beyond the right end.
    #[must_use]
    pub fn is_beyond(&self, seconds: f64) -> bool {
        seconds > self.end
    }

    /// Moments to label, evenly spaced at 1, 2 or 5 times a power of ten, at least `apart` pixels
    /// from each other, with the decimals their labels need.
    #[must_use]
    pub fn ticks(&self, apart: f64) -> (Vec<f64>, u32) {
        let room = (self.width / apart.max(1.0)).max(1.0);
        let (step, decimals) = step(self.end / room);
        // A step is at least a `room`-th of the axis, so there are few.
        let count = (self.end / step + 1e-9) as usize;
        ((0..=count).map(|n| n as f64 * step).collect(), decimals)
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
    /// text in CSS pixels, `beside` the number of timelines that share the screen.
    #[must_use]
    pub fn fitting(count: usize, beside: usize, em: f64) -> Self {
        let per_row = match (count, beside) {
            (0..=30, 0..=1) => 1.75,
            (0..=80, 0..=1) | (0..=30, _) => 1.25,
            _ => 1.0,
        };
        Rows {
            count,
            height: (per_row * em).round().max(4.0),
        }
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
