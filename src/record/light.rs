//! What somebody points at, a sentence or a line of a program: lanes of a run, and turns of its futures.

use super::{Lane, Outcome, Record, Turn, Turns};

/// What is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// Lines of a program that bring these turns about.
    Lines(Turns),
    /// Those that ran out of time.
    TimedOut,
    /// Those that failed.
    Failed,
    /// Those that were tried again.
    Retried,
    /// Those that were done, and behind another that was not.
    Waited,
}

impl Light {
    /// Whether it falls on this lane. Who waited for whom is not known of one lane alone.
    #[must_use]
    pub fn is_on(self, lane: &Lane) -> bool {
        match self {
            Light::Lines(turns) => turns.meets(lane.turns()),
            Light::TimedOut => lane.outcome() == Some(Outcome::Timeout),
            Light::Failed => matches!(
                lane.outcome(),
                Some(Outcome::HttpError | Outcome::NetworkError | Outcome::Failed)
            ),
            Light::Retried => lane.repeated() > 0,
            Light::Waited => false,
        }
    }

    /// The turns it is about, in this record.
    #[must_use]
    pub fn turns(self, record: &Record) -> Turns {
        match self {
            Light::Lines(turns) => turns,
            Light::TimedOut => Turns::of(&[Turn::NoAnswer]),
            // What all do is not what these are told of for.
            Light::Failed => {
                let lanes = record.lanes().iter().filter(|lane| self.is_on(lane));
                let turns = lanes.fold(Turns::default(), |turns, lane| turns.and(lane.turns()));
                turns.without(Turns::of(&[Turn::Deliver]))
            }
            Light::Retried => Turns::of(&[Turn::Pause]),
            Light::Waited => Turns::of(&[Turn::Deliver]),
        }
    }
}
