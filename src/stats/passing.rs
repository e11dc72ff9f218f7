//! What passing data to and from workers cost, against computing.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use crate::record::Lane;

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
        let mut workers = BTreeMap::<(&Rc<str>, Option<usize>), [Vec<Turn>; 6]>::new();
        for lane in lanes {
            let phases = lane.settled.iter().flat_map(|settled| &settled.phases);
            for phase in phases.filter(|phase| phase.from <= phase.to) {
                let (begins, passing, computing) = match &*phase.name {
                    "send" => (0, 1, 0),
                    "return" => (2, 1, 0),
                    "compute" => (4, 0, 1),
                    _ => continue,
                };
                let turns = workers.entry((&lane.executor, lane.worker)).or_default();
                turns[begins].push((phase.from, passing, computing));
                turns[begins + 1].push((phase.to, -passing, -computing));
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

    fn add(&mut self, mut turns: Vec<Turn>) {
        // Each of its parts is in order, or nearly: the stable sort merges them in linear time.
        turns.sort_by_key(|(at, _, _)| *at);
        let (mut passing, mut computing, mut since) = (0, 0, Duration::ZERO);
        for (at, more_passing, more_computing) in turns.iter() {
            let time = *at - since;
            if computing > 0 {
                self.computing += time;
            } else if passing > 0 {
                self.passing += time;
            }
            passing += more_passing;
            computing += more_computing;
            since = *at;
        }
    }
}

/// When so many more or fewer phases of passing and of computing went on.
type Turn = (Duration, i32, i32);
