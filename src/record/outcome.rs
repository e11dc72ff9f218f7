//! How a future ended, and what there is to tell of it.

use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

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
    /// What a job counted that no other part of the record tells.
    pub counts: Vec<Count>,
}

/// Something that a job counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// What was counted.
    pub name: Rc<str>,
    /// How much of it there was.
    pub value: u64,
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
            counts: Vec::new(),
        }
    }
}

/// One attempt of a fetch, from the request until its end. Each retry is an attempt of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Which, from 1.
    pub number: u32,
    /// When the request was made, since the run's start.
    pub from: Duration,
    /// When it had ended, since the run's start.
    pub to: Duration,
    /// What came of it.
    pub outcome: Outcome,
    /// HTTP status, where an answer came.
    pub http_status: Option<u16>,
    /// The error in words, for every outcome but `Ok`.
    pub error: Option<Rc<str>>,
    /// Phases as the browser measured them, where it tells.
    pub phases: Vec<Phase>,
    /// How long the server says it had the request, where it says so and the browser tells.
    pub server: Option<Duration>,
    /// Whether a server sent the browser on to another address, which then answered. Browsers do not tell the phases of such
    /// a request.
    pub redirected: bool,
    /// What lies between it and the next attempt; `None` of the last.
    pub pause: Option<Pause>,
}

impl Attempt {
    /// What of the waiting was not spent by the server: the way there and back, with the connection where one was opened.
    #[must_use]
    pub fn on_the_way(&self) -> Option<Duration> {
        let (sent, answered) = Phase::named(&self.phases, "waiting")?;
        // Two clocks: what is a little less than nothing is nothing.
        Some((answered.saturating_sub(sent)).saturating_sub(self.server?))
    }
}

/// The time between two attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// How long it is to be: what the server asked for, but no longer than the time allowed for a
    /// request; else our own back-off.
    pub time: Duration,
    /// How long the server asked to be left alone, by `Retry-After`, if it did.
    pub asked: Option<Duration>,
}

/// A named part of the time of one future. Of a fetch `held` (the browser held it back: it keeps
/// few connections to a host), `waiting` (a connection opened for it, and sent, and no answer yet)
/// and `receiving`; of a job `send`, `queue`, `compute` and `return`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// What the time was spent on.
    pub name: Rc<str>,
    /// When it began, since the run's start.
    pub from: Duration,
    /// When it ended, since the run's start.
    pub to: Duration,
}

impl Phase {
    /// When the phase of this name began and ended, if it is among `phases`.
    #[must_use]
    pub fn named(phases: &[Phase], name: &str) -> Option<(Duration, Duration)> {
        let phase = phases.iter().find(|phase| &*phase.name == name)?;
        Some((phase.from, phase.to))
    }
}
