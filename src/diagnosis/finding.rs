//! What there is to find in a run.

use std::rc::Rc;
use std::time::Duration;

use crate::config::Strategy;
use crate::environment::Reach;
use crate::record::Lane;

/// Something a run shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The person cancelled the run.
    Cancelled {
        /// Futures that had settled otherwise.
        done: usize,
        /// Tasks that were aborted while they ran.
        aborted: usize,
        /// Tasks that never started.
        never_started: usize,
    },
    /// Not one request got an answer that the page may read.
    NoAnswer {
        /// How many requests there were.
        requests: usize,
        /// What the page found out afterwards, if it did.
        reach: Option<Reach>,
    },
    /// Tasks that ran out of time.
    TimedOut {
        /// Time allowed to each.
        timeout: Duration,
        /// Which.
        names: Names,
    },
    /// Failures, which the others did not suffer from. 404 is an answer and no failure.
    Failed {
        /// Which.
        names: Names,
        /// How many ended well all the same.
        unharmed: usize,
    },
    /// The browser kept requests waiting for a connection, by its own measurement.
    BrowserQueue {
        /// The limit that was asked for.
        limit: usize,
        /// How many requests the browser kept in flight.
        kept: usize,
    },
    /// More requests at once than the browser makes over HTTP/1.1, not measured.
    BrowserLimit {
        /// The limit that was asked for.
        limit: usize,
        /// How many requests per host a browser makes at once.
        at_most: usize,
    },
    /// Results that were there waited for an earlier one.
    HeadOfLine {
        /// How many waited behind this one.
        results: usize,
        /// The longest wait.
        longest: Duration,
        /// The one they waited for.
        label: Rc<str>,
        /// The strategy that made them wait.
        strategy: Strategy,
    },
    /// The main thread did not answer.
    Stalled {
        /// The longest gap between two animation frames.
        longest: Duration,
        /// How many gaps.
        times: usize,
    },
    /// Jobs cost more to pass than to compute.
    PassingCost {
        /// Time spent on passing arguments and results.
        passing: Duration,
        /// Time spent on computing.
        computing: Duration,
    },
    /// As many tasks as allowed ran, and others waited for them.
    LimitReached {
        /// The limit.
        limit: usize,
        /// How long so many ran.
        kept: Duration,
        /// How long the run took.
        elapsed: Duration,
    },
    /// There was less to run than was allowed at once.
    LimitNotReached {
        /// The limit.
        limit: usize,
        /// How many tasks there were.
        tasks: usize,
    },
    /// Tasks ran at the same time, and that paid.
    Overlap {
        /// How many tasks.
        tasks: usize,
        /// Their times added up.
        work: Duration,
        /// How long the run took.
        elapsed: Duration,
    },
    /// Tasks ran one after the other.
    OneByOne {
        /// How many tasks.
        tasks: usize,
        /// How long the run took.
        elapsed: Duration,
    },
    /// The number of workers that was best.
    BestSpeedup {
        /// How many.
        workers: usize,
        /// So many times faster than one.
        speedup: f64,
        /// Cores of the machine, where known.
        cores: Option<usize>,
        /// The fewest workers beyond the best that were slower than it.
        slower: Option<usize>,
    },
    /// The part of the work that more workers cannot speed up, after Amdahl.
    SerialShare {
        /// The part, above 0 and at most 1.
        share: f64,
    },
}

/// Labels to name, few of many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The first ones, at most five.
    pub first: Vec<Rc<str>>,
    /// How many more there are.
    pub more: usize,
}

impl Names {
    pub(super) fn of<'a>(lanes: impl Iterator<Item = &'a Lane>) -> Self {
        let mut names = Names::default();
        for lane in lanes {
            if names.first.len() < 5 {
                names.first.push(lane.label.clone());
            } else {
                names.more += 1;
            }
        }
        names
    }

    /// How many there are in all.
    #[must_use]
    pub fn count(&self) -> usize {
        self.first.len() + self.more
    }
}
