//! How often the page is drawn while a run goes. Drawing takes time of the main thread from the very
//! thing that is measured there, so a page that takes long to draw is drawn less often.

use std::cell::Cell;

/// Milliseconds between two drawings that look like motion.
const SMOOTH_MS: f64 = 40.0;
/// Where more than so many things happen in a second, whoever draws keeps them waiting.
const CROWDED_PER_SECOND: f64 = 250.0;
/// Drawing may then take this part of the main thread's time.
const SHARE: f64 = 0.05;
/// Nobody waits longer for a drawing, in milliseconds.
const LONGEST_MS: f64 = 250.0;

/// When the page is drawn next.
#[derive(Debug, Default)]
pub struct Pace {
    last: Cell<f64>,
    next: Cell<f64>,
    events: Cell<u32>,
    is_measured: Cell<bool>,
}

impl Pace {
    /// Something happened that is to be shown.
    pub fn happened(&self) {
        self.events.set(self.events.get().saturating_add(1));
    }

    /// Whether the speed of what runs is the very question: then it is drawn as if it were crowded.
    pub fn set_measured(&self, is_measured: bool) {
        self.is_measured.set(is_measured);
    }

    /// How long to wait with the next drawing, at `now`; all times are in milliseconds.
    #[must_use]
    pub fn wait(&self, now: f64) -> f64 {
        (self.next.get() - now).max(0.0)
    }

    /// Nothing is to be waited for any more.
    pub fn forget(&self) {
        self.next.set(0.0);
    }

    /// It was drawn: from when to when, layout and painting included.
    pub fn drawn(&self, from: f64, to: f64) {
        let since = (from - self.last.replace(from)).max(1.0);
        let per_second = f64::from(self.events.replace(0)) / since * 1000.0;
        let rest = (to - from).max(0.0) * (1.0 / SHARE - 1.0);
        let is_crowded = self.is_measured.get() || per_second > CROWDED_PER_SECOND;
        let longest = if is_crowded { LONGEST_MS } else { SMOOTH_MS };
        self.next.set(to + rest.min(longest));
    }
}
