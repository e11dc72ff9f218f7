//! What the time of a request was spent on, as far as the browser tells.

use std::rc::Rc;
use std::time::Duration;

/// A step of a lookup and a connection that follow each other lie no further apart.
const AT_ONCE: Duration = Duration::from_millis(1);

/// Times of one request on the runtime's clock, from the Resource Timing API
/// (<https://www.w3.org/TR/resource-timing/>): held by the browser from `asked` to `sent`, waiting to
/// `answered`, receiving to `complete`. Servers of another origin hide them unless they send
/// `Timing-Allow-Origin`.
#[derive(Clone, Debug, PartialEq)]
pub struct Phases {
    /// The request was made.
    pub asked: Duration,
    /// The browser took it in hand: it opened a connection for it, or sent it by one that it had.
    pub sent: Duration,
    /// The first byte of the answer came.
    pub answered: Duration,
    /// The last byte came.
    pub complete: Duration,
    /// ALPN name of the protocol, such as `http/1.1`; empty where the browser does not say.
    pub protocol: Rc<str>,
    /// How long the server says it had the request, by the metric `total` of `Server-Timing`.
    pub server: Option<Duration>,
}

/// The marks of an entry of the Resource Timing API, by the names they have there, on the runtime's
/// clock; zero where the browser may not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// `startTime`.
    pub start: Duration,
    /// `redirectStart`; zero if nobody redirected.
    pub redirect_start: Duration,
    /// `domainLookupStart`.
    pub lookup_start: Duration,
    /// `domainLookupEnd`.
    pub lookup_end: Duration,
    /// `connectStart`; with a connection that was there, the same as `connectEnd`.
    pub connect_start: Duration,
    /// `connectEnd`.
    pub connect_end: Duration,
    /// `requestStart`.
    pub request_start: Duration,
    /// `responseStart`.
    pub response_start: Duration,
    /// `responseEnd`.
    pub response_end: Duration,
}

impl Phases {
    /// The phases that follow from the marks; `None` where they do not: for a server of another
    /// origin that does not allow to see them, for a request that failed on its way, and for one that
    /// was redirected, of which only the last part has marks.
    #[must_use]
    pub fn of(marks: &Marks, protocol: &str) -> Option<Self> {
        let is_whole = !marks.request_start.is_zero() && marks.redirect_start.is_zero();
        is_whole.then(|| Phases {
            asked: marks.start,
            sent: marks.taken_in_hand().max(marks.start),
            answered: marks.response_start,
            complete: marks.response_end,
            protocol: protocol.into(),
            server: None,
        })
    }

    /// The same with what the server says. It is a word, not a measurement: one that is longer than was waited for the
    /// answer is none about it.
    #[must_use]
    pub fn served(self, server: Option<Duration>) -> Self {
        let waited = self.answered.saturating_sub(self.sent);
        Phases {
            // Both clocks are coarse.
            server: server.filter(|server| *server <= waited + AT_ONCE),
            ..self
        }
    }
}

impl Marks {
    /// When the browser began to do something for the request. Opening a connection is no holding
    /// back: it takes one of the few that a host gets.
    fn taken_in_hand(&self) -> Duration {
        if self.connect_end <= self.connect_start {
            self.request_start
        } else if self.lookup_end + AT_ONCE >= self.connect_start && !self.lookup_start.is_zero() {
            // Some look the name up at once and hold the request back after that.
            self.lookup_start
        } else {
            self.connect_start
        }
    }
}
