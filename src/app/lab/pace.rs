//! How often a picture is painted while a run goes. Painting takes time from the very thing that is
//! measured, so a picture that takes long to paint is painted less often.

use std::cell::Cell;

/// A picture may take this part of the time of the main thread.
const SHARE: f64 = 0.1;

/// When a picture is painted next.
#[derive(Debug)]
pub struct Pace {
    at_most_every: f64,
    next: Cell<f64>,
}

impl Pace {
    /// A picture that is painted at most once in so many milliseconds.
    #[must_use]
    pub fn new(at_most_every: f64) -> Self {
        Pace {
            at_most_every,
            next: Cell::new(0.0),
        }
    }

    /// Whether it is time to paint, at `now` in milliseconds.
    #[must_use]
    pub fn is_due(&self, now: f64) -> bool {
        now >= self.next.get()
    }

    /// It was painted, and that took so long.
    pub fn painted(&self, from: f64, to: f64) {
        let rest = (to - from).max(0.0) * (1.0 / SHARE - 1.0);
        // Counted from the begin, so that a quick one keeps its rhythm.
        self.next.set((from + self.at_most_every).max(to + rest));
    }
}
