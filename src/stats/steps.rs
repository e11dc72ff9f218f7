//! How many of something there are over time: a step function.

use std::time::Duration;

use crate::record::Lane;

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
            if to.is_none_or(|to| from < to) {
                turns.push((from, 1));
                turns.extend(to.map(|to| (to, -1)));
            }
        }
        turns.sort_unstable();
        let (mut steps, mut count) = (Vec::<Step>::new(), 0isize);
        for same_time in turns.chunk_by(|a, b| a.0 == b.0) {
            let change: isize = same_time.iter().map(|(_, turn)| turn).sum();
            if change != 0 {
                count += change;
                steps.push(Step {
                    at: same_time[0].0,
                    count: count.unsigned_abs(),
                });
            }
        }
        Steps(steps)
    }

    /// Tasks that run: in flight, as the executor counts.
    #[must_use]
    pub fn in_flight(lanes: &[Lane]) -> Self {
        Self::of(
            lanes
                .iter()
                .filter_map(|lane| Some((lane.started?, lane.finished))),
        )
    }

    /// Requests that were sent and not fully answered, as the browser measured them. Fewer than
    /// are in flight where the browser makes requests wait for a connection. Lanes without
    /// measured phases do not count.
    #[must_use]
    pub fn on_the_wire(lanes: &[Lane]) -> Self {
        Self::of(lanes.iter().filter_map(|lane| {
            let (sent, answered) = lane.phase("waiting")?;
            let complete = lane
                .phase("receiving")
                .map_or(answered, |(_, complete)| complete);
            Some((sent, Some(complete)))
        }))
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

    /// The highest count that was kept for at least a tenth of the time between the first step and
    /// the last; 0 of an empty function. Unlike the peak it is no accident of rounded clocks.
    #[must_use]
    pub fn kept(&self) -> usize {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else {
            return 0;
        };
        let tenth = (last.at - first.at) / 10;
        let mut held: Vec<(usize, Duration)> = self
            .0
            .windows(2)
            .map(|pair| (pair[0].count, pair[1].at - pair[0].at))
            .collect();
        held.sort_unstable_by_key(|(count, _)| std::cmp::Reverse(*count));
        let mut so_far = Duration::ZERO;
        let reached = held.into_iter().find(|(_, time)| {
            so_far += *time;
            so_far >= tenth
        });
        reached.map_or(0, |(count, _)| count)
    }
}
