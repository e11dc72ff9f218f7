//! What there is to find in a run.

use std::rc::Rc;
use std::time::Duration;

use crate::config::Strategy;
use crate::environment::Reach;
use crate::record::Lane;
use crate::stats::Fit;

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
    /// Not one request got an answer that the page may read, or none to one of several hosts.
    NoAnswer {
        /// Scheme and host, where there are several.
        host: Option<Rc<str>>,
        /// How many requests there were.
        requests: usize,
        /// What the page found out afterwards, if it did.
        reach: Option<Reach>,
    },
    /// Tasks that ran out of time.
    TimedOut {
        /// Time allowed to each.
        timeout: Option<Duration>,
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
    /// Attempts failed and were made again.
    Retried {
        /// So many attempts.
        attempts: usize,
        /// Of so many requests.
        requests: usize,
        /// So many of these ended well.
        came: usize,
        /// The longest wait the server asked for, by `Retry-After`, and how long was waited then.
        asked: Option<(Duration, Duration)>,
    },
    /// The browser held requests back, by its own measurement.
    HeldByBrowser {
        /// So many were asked for at once.
        asked: usize,
        /// So many were in flight at most.
        kept: usize,
        /// How long it held one back, at most.
        longest: Duration,
        /// Whether so many are what a browser keeps per host over HTTP/1.1, by which the answers came.
        is_usual: bool,
    },
    /// Answers came from other addresses than those that were asked.
    Redirected {
        /// How many.
        answers: usize,
    },
    /// More at once than a browser sends over HTTP/1.1, and the browser does not tell of all.
    InFlightUnknown {
        /// So many were asked for at once.
        asked: usize,
        /// So many were in flight at once that are known of; 0 where the server hides all.
        at_least: usize,
        /// So many a browser keeps in flight per host over HTTP/1.1.
        per_host: usize,
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
        strategy: Option<Strategy>,
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
        /// Both added up over so many workers.
        workers: usize,
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
    /// It was over sooner than one by one.
    AsFast {
        /// One by one, and whether that was measured.
        baseline: Baseline,
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
        /// So many times as fast as one, unless the times scatter too much to say so.
        speedup: Option<f64>,
        /// The shortest and the longest time of one worker, and of so many.
        scatter: [[Duration; 2]; 2],
        /// Cores of the machine, where known.
        cores: Option<usize>,
        /// The fewest workers beyond the best that were slower than it.
        slower: Option<usize>,
    },
    /// The part of the work that more workers cannot speed up, by Amdahl's law.
    SerialShare(Fit),
}

/// How long the same would take one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// It was measured: the same requests, one by one, on the same page.
    Measured(Duration),
    /// It is the sum of the plan's delays.
    Calculated(Duration),
}

impl Baseline {
    /// How long.
    #[must_use]
    pub fn time(self) -> Duration {
        match self {
            Baseline::Measured(time) | Baseline::Calculated(time) => time,
        }
    }
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
