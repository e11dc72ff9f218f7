//! What is done with shared memory: which ways, by how many workers, how often.

use serde::{Deserialize, Serialize};

use super::SharedError;
use crate::config::RunConfig;

/// The most workers that add.
pub const MOST_WORKERS: usize = 8;
/// The most additions of each: eight times as many still fit a number of 32 bits.
pub const MOST_TIMES: u32 = 10_000_000;
/// How many items the bounded queue holds.
pub const CAPACITY: u32 = 8;

/// Additions of each worker, where the run does not say how many.
const USUAL_TIMES: u32 = 1_000_000;
/// Adding workers, where the run does not say how many.
const USUAL_WORKERS: usize = 2;
/// Each pass of the semaphore takes a millisecond, so a few are enough.
const PASSES: u32 = 25;
/// Items may wait for a worker each, which takes far longer than an addition.
const ITEMS_PER: u32 = 100;

/// A way to use memory together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    /// Read, add one, write, with nothing between the workers.
    Plain,
    /// One addition that cannot be divided (`Atomics.add`).
    Atomic,
    /// Read, add one, write, holding a lock.
    Lock,
    /// At most so many at once: each pass takes a permit, stays a millisecond, and gives it back.
    Semaphore,
    /// A bounded queue from those who put in to those who take out.
    Queue,
}

impl Way {
    /// All of them, in the order in which they are measured.
    pub const ALL: [Way; 5] = [
        Way::Plain,
        Way::Atomic,
        Way::Lock,
        Way::Semaphore,
        Way::Queue,
    ];

    /// The name in labels.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Way::Plain => "no lock",
            Way::Atomic => "atomic add",
            Way::Lock => "lock",
            Way::Semaphore => "semaphore",
            Way::Queue => "queue",
        }
    }

    /// Whether it adds to the one number.
    #[must_use]
    pub fn adds(self) -> bool {
        matches!(self, Way::Plain | Way::Atomic | Way::Lock)
    }
}

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many workers add. Of semaphore and queue there are twice as many.
    pub workers: usize,
    /// How often each of them adds.
    pub times: u32,
}

impl Plan {
    /// What these settings describe.
    ///
    /// # Errors
    /// [`SharedError`] for numbers that are too large.
    pub fn of(config: &RunConfig) -> Result<Self, SharedError> {
        let plan = Plan {
            workers: config.work.workers.unwrap_or(USUAL_WORKERS),
            times: config.work.size.unwrap_or(USUAL_TIMES),
        };
        match plan {
            Plan { workers, .. } if !(1..=MOST_WORKERS).contains(&workers) => {
                Err(SharedError::Workers)
            }
            Plan { times, .. } if !(1..=MOST_TIMES).contains(&times) => Err(SharedError::Times),
            plan => Ok(plan),
        }
    }

    /// The workers that are started: as many as the way with the most of them needs.
    #[must_use]
    pub fn pool(self) -> usize {
        self.workers * 2
    }

    /// How many workers take part in a way.
    #[must_use]
    pub fn part_of(self, way: Way) -> usize {
        if way.adds() {
            self.workers
        } else {
            self.pool()
        }
    }

    /// How many hold a permit of the semaphore at once, at most.
    #[must_use]
    pub fn permits(self) -> usize {
        self.workers
    }

    /// How often each worker does what the way is about; of a queue, how much each puts in or takes out.
    #[must_use]
    pub fn steps(self, way: Way) -> u32 {
        match way {
            Way::Semaphore => PASSES,
            Way::Queue => (self.times / ITEMS_PER).max(1),
            _ => self.times,
        }
    }

    /// How many futures there are in all.
    #[must_use]
    pub fn futures(self) -> usize {
        Way::ALL.iter().map(|way| self.part_of(*way)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Result<Plan, SharedError> {
        Plan::of(&RunConfig::from_query(query).0)
    }

    #[test]
    fn without_numbers_two_workers_add_a_million_each() {
        let plan = of("experiment=shared").unwrap();
        assert_eq!((plan.workers, plan.times), (2, 1_000_000));
        assert_eq!((plan.pool(), plan.permits(), plan.futures()), (4, 2, 14));
        assert_eq!(plan.steps(Way::Queue), 10_000);
    }

    #[test]
    fn what_would_not_fit_is_refused() {
        assert_eq!(of("workers=9"), Err(SharedError::Workers));
        assert_eq!(of("size=10000001"), Err(SharedError::Times));
        let most = of("workers=8&size=10000000").unwrap();
        let all = u64::from(most.times) * most.workers as u64;
        assert!(all <= i32::MAX as u64);
    }

    #[test]
    fn few_additions_leave_a_queue_of_one_item() {
        assert_eq!(of("size=1").unwrap().steps(Way::Queue), 1);
    }
}
