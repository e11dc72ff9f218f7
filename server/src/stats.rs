//! Counts flag requests as the server sees them, so that tests can check what a page claims about itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Runs counted apart at the same time; beyond that the oldest is forgotten.
const MAX_RUNS: usize = 256;

/// What happened so far. `requests` is always `in_flight + completed + aborted`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    in_flight: u64,
    max_in_flight: u64,
    completed: u64,
    aborted: u64,
    requests: u64,
}

impl Counts {
    pub(crate) fn json(&self) -> String {
        let Self {
            in_flight,
            max_in_flight,
            completed,
            aborted,
            requests,
        } = self;
        format!(
            "{{\"in_flight\":{in_flight},\"max_in_flight\":{max_in_flight},\"completed\":{completed},\
             \"aborted\":{aborted},\"requests\":{requests}}}\n"
        )
    }
}

type Shared = Arc<Mutex<Counts>>;

/// The counters of one origin: all requests together, and each run apart.
#[derive(Default)]
pub(crate) struct Stats(Mutex<Counters>);

#[derive(Default)]
struct Counters {
    all: Shared,
    runs: VecDeque<(String, Shared)>,
}

impl Stats {
    /// Counts a request that has just arrived, until the returned guard is dropped.
    pub(crate) fn begin(&self, run: Option<&str>) -> InFlight {
        let mut counters = lock(&self.0);
        let counted = [
            Some(Arc::clone(&counters.all)),
            run.map(|run| counters.run(run)),
        ];
        drop(counters);
        for counts in counted.iter().flatten() {
            let mut counts = lock(counts);
            counts.requests += 1;
            counts.in_flight += 1;
            counts.max_in_flight = counts.max_in_flight.max(counts.in_flight);
        }
        InFlight {
            counted,
            complete: false,
        }
    }

    /// The counts of `run`, zero if there is none of that name, or of all requests.
    pub(crate) fn read(&self, run: Option<&str>) -> Counts {
        let counters = lock(&self.0);
        match run {
            None => *lock(&counters.all),
            Some(run) => counters
                .find(run)
                .map_or_else(Counts::default, |counts| *lock(counts)),
        }
    }

    /// Reads and starts anew. Requests still in flight go on outside the new counts.
    pub(crate) fn reset(&self, run: Option<&str>) -> Counts {
        let counts = self.read(run);
        let mut counters = lock(&self.0);
        match run {
            None => counters.all = Shared::default(),
            Some(run) => counters.runs.retain(|(name, _)| name != run),
        }
        counts
    }
}

impl Counters {
    fn find(&self, run: &str) -> Option<&Shared> {
        self.runs
            .iter()
            .find(|(name, _)| name == run)
            .map(|(_, counts)| counts)
    }

    fn run(&mut self, run: &str) -> Shared {
        if let Some(counts) = self.find(run) {
            return Arc::clone(counts);
        }
        if self.runs.len() == MAX_RUNS {
            self.runs.pop_front();
        }
        let counts = Shared::default();
        self.runs.push_back((run.to_owned(), Arc::clone(&counts)));
        counts
    }
}

/// A request under way. Dropped before [`InFlight::complete`], its client has gone away: it counts as aborted.
pub(crate) struct InFlight {
    counted: [Option<Shared>; 2],
    complete: bool,
}

impl InFlight {
    /// The request got all it was meant to get.
    pub(crate) fn complete(&mut self) {
        self.complete = true;
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        for counts in self.counted.iter().flatten() {
            let mut counts = lock(counts);
            counts.in_flight -= 1;
            if self.complete {
                counts.completed += 1;
            } else {
                counts.aborted += 1;
            }
        }
    }
}

/// Counts stay sound whatever happened to a thread that held them: each update is one addition.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_in_flight_then_completed_or_aborted() {
        let stats = Stats::default();
        let (mut first, second) = (stats.begin(None), stats.begin(Some("a")));
        first.complete();
        drop((first, second));
        let expected = Counts {
            max_in_flight: 2,
            completed: 1,
            aborted: 1,
            requests: 2,
            in_flight: 0,
        };
        assert_eq!(stats.read(None), expected);
        assert_eq!(
            stats.read(Some("a")),
            Counts {
                max_in_flight: 1,
                aborted: 1,
                requests: 1,
                ..Counts::default()
            }
        );
        assert_eq!(stats.read(Some("b")), Counts::default());
    }

    #[test]
    fn reset_forgets_what_is_still_in_flight() {
        let stats = Stats::default();
        let late = stats.begin(Some("a"));
        assert_eq!(stats.reset(Some("a")).in_flight, 1);
        assert_eq!(stats.reset(None).requests, 1);
        drop(late);
        assert_eq!(stats.read(None), Counts::default());
        assert_eq!(stats.read(Some("a")), Counts::default());
    }

    #[test]
    fn the_oldest_run_makes_room() {
        let stats = Stats::default();
        for run in 0..=MAX_RUNS {
            drop(stats.begin(Some(&run.to_string())));
        }
        assert_eq!(stats.read(Some("0")).requests, 0);
        assert_eq!(stats.read(Some("1")).requests, 1);
        assert_eq!(lock(&stats.0).runs.len(), MAX_RUNS);
    }
}
