//! Which pools a sweep measures, in which order, and what came of each number of workers.

use std::time::Duration;

use super::shuffle::shuffled_rounds;

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
/// the rounds shuffled by `seed`.
#[must_use]
pub fn sweep_order(cores: usize, seed: u64) -> Vec<usize> {
    let most = (2 * cores.max(1)).min(MOST);
    let numbers: Vec<usize> = (1..=most).collect();
    shuffled_rounds(&numbers, ROUNDS, seed)
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
