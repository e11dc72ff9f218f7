//! How many of something there are over time: a step function.

use std::time::Duration;

use super::in_time::{Moment, in_time};

/// What happens at a moment.
const ENDS: usize = 0;
const BEGINS: usize = 1;

/// From `at` on there are `count`, until the next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// When the count changed, since the run's start.
    pub at: Duration,
    /// The count from then on.
    pub count: usize,
}

/// A step function over time. It is 0 before the first step; each step changes it; no two steps
/// have the same time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps(Vec<Step>);

impl Steps {
    /// How many of the spans cover each moment. A span without an end goes on for ever. Where one
    /// span ends just as another begins they do not overlap; an empty span covers nothing.
    pub fn of(spans: impl IntoIterator<Item = (Duration, Option<Duration>)>) -> Self {
        let mut turns: Vec<Moment> = Vec::new();
        for (from, to) in spans {
            if to.is_none_or(|to| from < to) {
                turns.push((from, BEGINS));
                turns.extend(to.map(|to| (to, ENDS)));
            }
        }
        Self::of_turns(turns)
    }

    fn of_turns(mut turns: Vec<Moment>) -> Self {
        in_time(&mut turns);
        let (mut steps, mut count) = (Vec::<Step>::new(), 0);
        for same_time in turns.chunk_by(|a, b| a.0 == b.0) {
            let begun = same_time.iter().filter(|(_, turn)| *turn == BEGINS).count();
            let ended = same_time.len() - begun;
            if begun != ended {
                count = (count + begun).saturating_sub(ended);
                steps.push(Step {
                    at: same_time[0].0,
                    count,
                });
            }
        }
        Steps(steps)
    }

    /// The steps, in the order of time.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The highest count.
    #[must_use]
    pub fn peak(&self) -> usize {
        self.0.iter().map(|step| step.count).max().unwrap_or(0)
    }

    /// How long the count was at least `count`, up to the last step.
    #[must_use]
    pub fn time_at_least(&self, count: usize) -> Duration {
        self.0
            .windows(2)
            .filter(|pair| pair[0].count >= count)
            .map(|pair| pair[1].at - pair[0].at)
            .sum()
    }
}
