//! What a future did at which time: the parts of its lane.

use std::time::Duration;

use super::{FETCH, Lane, Outcome, Pause, Phase};

/// What a future did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// It waited in its executor for a free worker.
    Queued,
    /// Its request was made, and the browser had not sent it.
    Held,
    /// It ran: a request that was sent, or of which the browser does not say when; a job that
    /// was computed.
    Running,
    /// It waited between two attempts.
    Pausing {
        /// Whether the server asked for that, by `Retry-After`.
        asked: bool,
    },
}

/// A part of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// What the future did.
    pub doing: Doing,
    /// When it began.
    pub from: Duration,
    /// When it ended; `None` of what goes on.
    pub to: Option<Duration>,
    /// What came of an attempt that ended, on the part of it that ran.
    pub outcome: Option<Outcome>,
    /// Whether the times of a request are the browser's own measurement, or those of a job its
    /// worker's. Of a request that is not measured a part may have been [`Doing::Held`].
    pub measured: bool,
}

impl Span {
    /// How long it took, up to `now` if it goes on.
    #[must_use]
    pub fn time(&self, now: Duration) -> Duration {
        self.to.unwrap_or(now).saturating_sub(self.from)
    }
}

/// A request as far as it was measured: when it was sent, and when the answer was complete.
fn on_the_wire(phases: &[Phase]) -> Option<(Duration, Duration)> {
    let (sent, answered) = Phase::named(phases, "waiting")?;
    let complete = Phase::named(phases, "receiving").map_or(answered, |(_, complete)| complete);
    Some((sent, complete.max(sent)))
}

impl Lane {
    /// Whether it is the lane of a request, and not of a job.
    #[must_use]
    pub fn is_fetch(&self) -> bool {
        &*self.executor == FETCH
    }

    /// What the future did, in the order of time, without gaps from its submission to its end.
    /// Empty parts are left out.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::with_capacity(4);
        self.each_span(&mut |span| spans.push(span));
        spans
    }

    /// The same, one after the other, for those who look at thousands of lanes.
    pub fn each_span(&self, see: &mut dyn FnMut(Span)) {
        let until = self.started.or(self.finished);
        tell(see, Doing::Queued, self.submitted, until);
        let Some(started) = self.started else { return };
        if !self.is_fetch() || self.attempts.is_empty() {
            let phases = self.settled.as_ref().map_or(&[][..], |s| &s.phases);
            return self.attempt(see, (started, self.finished), self.outcome(), phases);
        }
        let mut later = self.attempts.iter().skip(1).map(|next| next.from);
        for attempt in &self.attempts {
            let whole = (attempt.from, Some(attempt.to));
            self.attempt(see, whole, Some(attempt.outcome), &attempt.phases);
            let next = later.next().or(self.attempting);
            if let Some(Pause { asked, .. }) = attempt.pause {
                let asked = asked.is_some();
                tell(
                    see,
                    Doing::Pausing { asked },
                    attempt.to,
                    next.or(self.finished),
                );
            }
        }
        // The attempt that goes on, or was aborted: nothing was told of it.
        if let Some(from) = self.attempting {
            self.attempt(see, (from, self.finished), self.outcome(), &[]);
        }
    }

    /// One attempt, or all that ran.
    fn attempt(
        &self,
        see: &mut dyn FnMut(Span),
        (from, to): (Duration, Option<Duration>),
        outcome: Option<Outcome>,
        phases: &[Phase],
    ) {
        let mut ran = Span {
            doing: Doing::Running,
            from,
            to,
            outcome,
            measured: false,
        };
        let known = match self.is_fetch() {
            true => on_the_wire(phases),
            false => Phase::named(phases, "compute"),
        };
        if let (Some((began, over)), Some(end)) = (known, to) {
            ran.from = began.clamp(from, end);
            ran.to = Some(over.clamp(ran.from, end));
            ran.measured = true;
            if self.is_fetch() {
                tell(see, Doing::Held, from, Some(ran.from));
            }
        }
        // What ran is told even if its clock did not tick.
        see(ran);
    }
}

/// Tells of a part that is more than a moment, and has no outcome.
fn tell(see: &mut dyn FnMut(Span), doing: Doing, from: Duration, to: Option<Duration>) {
    if to.is_none_or(|to| from < to) {
        see(Span {
            doing,
            from,
            to,
            outcome: None,
            measured: true,
        });
    }
}
