//! What the futures of each executor came to, added up as they settle.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use super::{Lane, Outcome};

/// What the futures of one executor have come to so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Name of the executor.
    pub executor: Rc<str>,
    /// Futures with a result.
    pub ok: usize,
    /// When the last of its futures settled.
    pub last: Duration,
    /// Time from start to end of all that started and settled.
    pub ran: Duration,
    /// Time spent on computing, where workers measured it.
    pub computed: Option<Duration>,
    /// What ran in each slot or worker, by number: how many tasks, and for how long.
    pub workers: BTreeMap<usize, (usize, Duration)>,
    /// From the first start of these tasks to the last end.
    pub span: Option<(Duration, Duration)>,
}

impl Tally {
    /// Counts a lane that has just settled in the tally of its executor.
    pub(super) fn count(tallies: &mut Vec<Tally>, lane: &Lane) {
        let Some(finished) = lane.finished else {
            return;
        };
        let known = tallies
            .iter()
            .position(|tally| tally.executor == lane.executor);
        let place = known.unwrap_or(tallies.len());
        if known.is_none() {
            tallies.push(Tally {
                executor: lane.executor.clone(),
                ok: 0,
                last: Duration::ZERO,
                ran: Duration::ZERO,
                computed: None,
                workers: BTreeMap::new(),
                span: None,
            });
        }
        tallies[place].add(lane, finished);
    }

    fn add(&mut self, lane: &Lane, finished: Duration) {
        self.ok += usize::from(lane.outcome() == Some(Outcome::Ok));
        self.last = self.last.max(finished);
        let phases = lane.settled.iter().flat_map(|settled| &settled.phases);
        for phase in phases.filter(|phase| &*phase.name == "compute") {
            let time = phase.to.saturating_sub(phase.from);
            self.computed = Some(self.computed.unwrap_or_default().saturating_add(time));
        }
        let Some(started) = lane.started else {
            return;
        };
        // A file may tell of any times.
        self.ran = self.ran.saturating_add(finished.saturating_sub(started));
        let Some(worker) = lane.worker else {
            return;
        };
        // Of a job while its worker computed: that is free again before the page hears of the result.
        let (from, to) = lane.phase("compute").unwrap_or((started, finished));
        let (tasks, busy) = self.workers.entry(worker).or_default();
        *tasks += 1;
        *busy = busy.saturating_add(to.saturating_sub(from));
        let span = self.span.unwrap_or((from, to));
        self.span = Some((span.0.min(from), span.1.max(to)));
    }
}
