//! The turns in a future's life that lines of a program bring about, and at which of them a lane is.

use super::{EventKind, Lane, Outcome};

/// A turn in a future's life that lines of a program bring about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is submitted.
    Submit,
    /// Its task runs.
    Run,
    /// Its task waits before it tries again.
    Pause,
    /// The consumer gets it.
    Deliver,
    /// The consumer finds that the answer was 404.
    NotFound,
    /// The consumer finds that the answer was another refusal.
    HttpError,
    /// The consumer finds that no answer came, or not a whole one in time.
    NoAnswer,
}

impl Turn {
    /// All of them, in the order of a life.
    pub const ALL: [Turn; 7] = [
        Turn::Submit,
        Turn::Run,
        Turn::Pause,
        Turn::Deliver,
        Turn::NotFound,
        Turn::HttpError,
        Turn::NoAnswer,
    ];
}

/// A set of turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns(u8);

impl Turns {
    /// These turns.
    #[must_use]
    pub const fn of(turns: &[Turn]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < turns.len() {
            bits |= 1 << turns[at] as u8;
            at += 1;
        }
        Turns(bits)
    }

    /// The set of this number.
    #[must_use]
    pub fn from_bits(bits: u8) -> Self {
        Turns(bits)
    }

    /// Its number, by which one module of the page tells the other.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether both have one in common.
    #[must_use]
    pub fn meets(self, other: Turns) -> bool {
        self.0 & other.0 != 0
    }

    /// Those of both.
    #[must_use]
    pub fn and(self, other: Turns) -> Self {
        Turns(self.0 | other.0)
    }

    /// These without the others.
    #[must_use]
    pub fn without(self, other: Turns) -> Self {
        Turns(self.0 & !other.0)
    }

    /// Which, in the order of a life.
    pub fn each(self) -> impl Iterator<Item = Turn> {
        let is_in = move |turn: &Turn| self.meets(Turns::of(&[*turn]));
        Turn::ALL.into_iter().filter(is_in)
    }

    /// What the consumer does with a future that ended so.
    fn delivering(outcome: Outcome) -> Self {
        match outcome {
            Outcome::NotFound => Turns::of(&[Turn::Deliver, Turn::NotFound]),
            Outcome::HttpError => Turns::of(&[Turn::Deliver, Turn::HttpError]),
            Outcome::NetworkError | Outcome::Timeout => Turns::of(&[Turn::Deliver, Turn::NoAnswer]),
            Outcome::Ok | Outcome::Cancelled | Outcome::Failed => Turns::of(&[Turn::Deliver]),
        }
    }
}

impl Lane {
    /// At which turns the future is. One that is done and was not asked for its result is at none: no line of the program
    /// has anything to do with it then.
    #[must_use]
    pub fn turns(&self) -> Turns {
        match (&self.settled, self.delivered) {
            (Some(settled), Some(_)) => Turns::delivering(settled.outcome),
            (Some(_), None) => Turns::default(),
            (None, _) if self.started.is_none() => Turns::of(&[Turn::Submit]),
            (None, _) if self.attempting.is_none() => Turns::of(&[Turn::Pause]),
            (None, _) => Turns::of(&[Turn::Run]),
        }
    }
}

impl EventKind {
    /// The turns that are taken with it, by a future of these lanes.
    #[must_use]
    pub fn turns(&self, lanes: &[Lane]) -> Turns {
        match self {
            EventKind::Submitted { .. } => Turns::of(&[Turn::Submit]),
            EventKind::Started { .. } => Turns::of(&[Turn::Run]),
            EventKind::Attempted { attempt, .. } if attempt.pause.is_some() => {
                Turns::of(&[Turn::Pause])
            }
            EventKind::Delivered { id } => lanes.get(*id).map_or_else(Turns::default, Lane::turns),
            _ => Turns::default(),
        }
    }
}
