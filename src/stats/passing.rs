//! What passing data to and from workers cost, against computing.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use super::in_time::{Moment, in_time};
use crate::record::Lane;

/// The number of the turn with which computing begins, after those of sending and returning; each ends with the next.
const COMPUTES: usize = 4;

/// Time of workers, added up over all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PassingCost {
    /// Something was on its way to or from the worker, and the worker computed nothing meanwhile.
    pub passing: Duration,
    /// The worker computed.
    pub computing: Duration,
    /// So many workers.
    pub workers: usize,
}

impl PassingCost {
    /// The cost over lanes with phases named `send`, `compute` and `return`; `None` if there are
    /// none.
    ///
    /// The phases of different jobs overlap, and mostly at no cost: a job that is sent ahead waits
    /// while the one before is computed. So this is no sum of phases, but the time they cover.
    #[must_use]
    pub fn of(lanes: &[Lane]) -> Option<Self> {
        // The beginnings and ends of each kind of phase, apart.
        let mut workers = BTreeMap::<(&Rc<str>, Option<usize>), [Vec<Moment>; 6]>::new();
        for lane in lanes {
            let phases = lane.settled.iter().flat_map(|settled| &settled.phases);
            for phase in phases.filter(|phase| phase.from <= phase.to) {
                let begins = match &*phase.name {
                    "send" => 0,
                    "return" => 2,
                    "compute" => COMPUTES,
                    _ => continue,
                };
                let turns = workers.entry((&lane.executor, lane.worker)).or_default();
                // To a coarse clock most phases of small jobs take no time: they cover nothing.
                if phase.from < phase.to {
                    turns[begins].push((phase.from, begins));
                    turns[begins + 1].push((phase.to, begins + 1));
                }
            }
        }
        let mut cost = PassingCost {
            workers: workers.len(),
            ..PassingCost::default()
        };
        for turns in workers.into_values() {
            cost.add(turns.concat());
        }
        (!cost.computing.is_zero()).then_some(cost)
    }

    fn add(&mut self, mut turns: Vec<Moment>) {
        in_time(&mut turns);
        let (mut passing, mut computing, mut since) = (0, 0, Duration::ZERO);
        for (at, turn) in turns {
            let time = at - since;
            if computing > 0 {
                self.computing += time;
            } else if passing > 0 {
                self.passing += time;
            }
            let more = if turn % 2 == 0 { 1 } else { -1 };
            match turn < COMPUTES {
                true => passing += more,
                false => computing += more,
            }
            since = at;
        }
    }
}
