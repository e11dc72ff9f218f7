//! Which pools a sweep measures, in which order, and what came of each number of workers.

use std::time::Duration;

/// How often each number of workers is measured.
const ROUNDS: usize = 3;
/// Beyond twice the cores nothing new is learnt; above this a page only suffers.
const MOST: usize = 32;

/// What was measured with one number of workers.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Number of workers.
    pub workers: usize,
    /// Time from the first job submitted to the last result, once per round.
    pub elapsed: Vec<Duration>,
    /// Time to start the workers, once per round; not part of `elapsed`.
    pub startup: Vec<Duration>,
}

/// The numbers of workers to measure, in that order: 1 to twice the cores, each in every round,
/// the order of every round shuffled by `seed` so that a machine that warms up or tires favours
/// none.
#[must_use]
pub fn sweep_order(cores: usize, seed: u64) -> Vec<usize> {
    let most = (2 * cores.max(1)).min(MOST);
    let mut random = seed;
    let mut order = Vec::new();
    for _ in 0..ROUNDS {
        let mut round: Vec<usize> = (1..=most).collect();
        // Fisher–Yates, with the multiplier and increment of Knuth's MMIX.
        for last in (1..round.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let chosen = ((random >> 33) as usize) % (last + 1);
            round.swap(last, chosen);
        }
        order.extend(round);
    }
    order
}

/// Adds one measurement to the points, which stay sorted by the number of workers.
pub(super) fn add(points: &mut Vec<Point>, workers: usize, startup: Duration, elapsed: Duration) {
    let index = match points.binary_search_by_key(&workers, |point| point.workers) {
        Ok(index) => index,
        Err(index) => {
            points.insert(
                index,
                Point {
                    workers,
                    elapsed: Vec::new(),
                    startup: Vec::new(),
                },
            );
            index
        }
    };
    points[index].elapsed.push(elapsed);
    points[index].startup.push(startup);
}
