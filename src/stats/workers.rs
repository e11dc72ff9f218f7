//! What each worker did, and what the time of jobs was spent on.

use std::rc::Rc;
use std::time::Duration;

use crate::record::{Lane, Record, Tally};

/// What one slot of an executor, or one worker of a pool, did in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkerUse {
    /// Name of the executor.
    pub executor: Rc<str>,
    /// Number of the slot or worker, from 0.
    pub worker: usize,
    /// Tasks that ended there.
    pub tasks: usize,
    /// Time during which a task ran there.
    pub busy: Duration,
    /// `busy` as a share of the makespan of its executor, 0 to 1.
    pub utilisation: f64,
}

/// Utilisation of every slot and worker that ran something, by executor and number.
///
/// The makespan of an executor is the time from the first start of one of its tasks to the last end.
#[must_use]
pub fn worker_use(record: &Record) -> Vec<WorkerUse> {
    let of = |tally: &Tally| {
        let (from, to) = tally.span.unwrap_or_default();
        let makespan = to.saturating_sub(from).as_secs_f64();
        let executor = tally.executor.clone();
        let workers = tally.workers.iter().map(move |(worker, (tasks, busy))| {
            let share = if makespan > 0.0 {
                busy.as_secs_f64() / makespan
            } else {
                0.0
            };
            WorkerUse {
                executor: executor.clone(),
                worker: *worker,
                tasks: *tasks,
                busy: *busy,
                utilisation: share.min(1.0),
            }
        });
        workers.collect::<Vec<_>>()
    };
    let mut tallies: Vec<&Tally> = record.tallies().iter().collect();
    tallies.sort_by_key(|tally| &tally.executor);
    tallies.into_iter().flat_map(of).collect()
}

/// The phases of all jobs of a run, added up. They overlap: what passing data cost in all, tells
/// [`PassingCost`](super::PassingCost).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhaseTotals {
    /// Jobs that told of their phases.
    pub jobs: usize,
    /// Getting the argument to the worker, and waiting there while it computes another job.
    pub send: Duration,
    /// Waiting in the worker for the job before.
    pub queue: Duration,
    /// Computing.
    pub compute: Duration,
    /// Getting the result back and decoding it.
    pub back: Duration,
}

impl PhaseTotals {
    /// The totals over lanes with phases named `send`, `queue`, `compute` and `return`; lanes
    /// without `compute` are no jobs and do not count.
    #[must_use]
    pub fn of(lanes: &[Lane]) -> Self {
        let mut totals = PhaseTotals::default();
        for settled in lanes.iter().filter_map(|lane| lane.settled.as_ref()) {
            let phases = &settled.phases;
            if !phases.iter().any(|phase| &*phase.name == "compute") {
                continue;
            }
            totals.jobs += 1;
            for phase in phases {
                let time = phase.to.saturating_sub(phase.from);
                match &*phase.name {
                    "send" => totals.send += time,
                    "queue" => totals.queue += time,
                    "compute" => totals.compute += time,
                    "return" => totals.back += time,
                    _ => {}
                }
            }
        }
        totals
    }
}
