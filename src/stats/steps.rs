//! How many of something there are over time: a step function.

use std::time::Duration;

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
        let mut turns: Vec<(Duration, isize)> = Vec::new();
        for (from, to) in spans {
            if to.is_none_or(|to| from <= to) {
                turns.push((from, 1));
                turns.extend(to.map(|to| (to, -1)));
            }
        }
        // What comes from a few workers, each in order, the stable sort merges in linear time.
        turns.sort_by_key(|(at, _)| *at);
        let (mut steps, mut count) = (Vec::<Step>::new(), 0isize);
        for same_time in turns.chunk_by(|a, b| a.0 == b.0) {
            let change: isize = same_time.iter().map(|(_, turn)| turn).sum();
            if change != 0 {
                count += change;
                steps.push(Step {
                    at: same_time[0].0,
                    count: usize::try_from(count).unwrap_or_default(),
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
