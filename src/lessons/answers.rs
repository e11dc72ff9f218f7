//! What was answered, and how it stands to what was measured.

use super::Question;

/// The answer of a reader beside the measured one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was answered.
    Unasked,
    /// As it was measured.
    Right,
    /// Otherwise.
    Wrong,
    /// The runs tell none of the answers.
    Open,
}

impl Verdict {
    /// Of an answer and what was measured.
    #[must_use]
    pub fn of(answer: Option<usize>, measured: Option<usize>) -> Self {
        match (answer, measured) {
            (_, None) => Verdict::Open,
            (None, Some(_)) => Verdict::Unasked,
            (Some(answer), Some(measured)) if answer == measured => Verdict::Right,
            (Some(_), Some(_)) => Verdict::Wrong,
        }
    }
}

/// Hands that were raised in a room, by answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hands(Vec<u32>);

/// More than this nobody counts.
const MOST: u32 = 9999;

impl Hands {
    /// How many were raised for an answer.
    #[must_use]
    pub fn of(&self, answer: usize) -> u32 {
        self.0.get(answer).copied().unwrap_or_default()
    }

    /// As it is typed; what is no number counts as none.
    #[must_use]
    pub fn with(&self, answer: usize, typed: &str) -> Self {
        let mut hands = self.0.clone();
        hands.resize(hands.len().max(answer + 1), 0);
        let typed = crate::plain::plain(typed);
        hands[answer] = typed.parse::<u32>().unwrap_or_default().min(MOST);
        Hands(hands)
    }

    /// How many were raised in all.
    #[must_use]
    pub fn all(&self) -> u32 {
        self.0.iter().sum()
    }

    /// The share of an answer, 0 to 1.
    #[must_use]
    pub fn share(&self, answer: usize) -> f64 {
        f64::from(self.of(answer)) / f64::from(self.all().max(1))
    }

    /// Each answer with its hands.
    pub fn beside<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = (&'a str, u32)> {
        let answers = question.answers.iter().enumerate();
        answers.map(|(index, answer)| (&*answer.text, self.of(index)))
    }
}
