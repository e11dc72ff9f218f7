//! What a lane looks like: the signs that every picture of it consists of, in the order in which they are
//! drawn.

use std::time::Duration;

use super::{Doing, Lane, Outcome};

/// A sign of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A part of the lane; of what ran, what came of it.
    Part(Doing, Option<Outcome>),
    /// Its outcome exists, and the consumer does not have it yet.
    Waiting,
    /// The moment at which its outcome existed.
    Completed,
    /// The moment at which the consumer had it, or nobody was going to: how it ended.
    Had(Outcome),
}

/// A sign with its time. Of a moment both ends are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What is drawn.
    pub sign: Sign,
    /// From when.
    pub from: Duration,
    /// Until when; of what goes on, now.
    pub to: Duration,
}

impl Lane {
    /// The marks of this lane; `now` is the run's clock.
    pub fn each_mark(&self, now: Duration, see: &mut dyn FnMut(Mark)) {
        self.each_span(&mut |span| {
            see(Mark {
                sign: Sign::Part(span.doing, span.outcome),
                from: span.from,
                to: span.to.unwrap_or(now),
            });
        });
        let (Some(finished), Some(outcome)) = (self.finished, self.outcome()) else {
            return;
        };
        let moment = |sign, at| Mark {
            sign,
            from: at,
            to: at,
        };
        if self.started.is_some() {
            see(moment(Sign::Completed, finished));
        }
        // Nobody is going to take a cancelled one.
        let is_gone = outcome == Outcome::Cancelled && self.delivered.is_none();
        let had = self.delivered.or(is_gone.then_some(finished));
        let until = had.unwrap_or(now.max(finished));
        if finished < until {
            see(Mark {
                sign: Sign::Waiting,
                from: finished,
                to: until,
            });
        }
        if let Some(had) = had {
            see(moment(Sign::Had(outcome), had));
        }
    }
}
