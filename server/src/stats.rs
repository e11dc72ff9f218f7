//! Counts flag requests as the server sees them, so that tests can check what a page claims about itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// Runs counted apart at the same time; beyond that the oldest is forgotten.
const MAX_RUNS: usize = 256;

/// How long counts are waited for before they are told as they are.
const MAX_WAIT: Duration = Duration::from_secs(10);

/// What counts are waited for: a test that asks so needs no sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// A request is in flight.
    Busy,
    /// No request is in flight.
    Idle,
}

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

type Shared = Arc<watch::Sender<Counts>>;

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
        let all = self.counts(None);
        let counted = [Some(all), run.map(|run| self.counts(Some(run)))];
        for counts in counted.iter().flatten() {
            counts.send_modify(|counts| {
                counts.requests += 1;
                counts.in_flight += 1;
                counts.max_in_flight = counts.max_in_flight.max(counts.in_flight);
            });
        }
        InFlight {
            counted,
            complete: false,
        }
    }

    /// The counts of `run`, zero if none is known by that name, or of all requests.
    pub(crate) fn read(&self, run: Option<&str>) -> Counts {
        let counters = self.lock();
        let counts = match run {
            None => Some(&counters.all),
            Some(run) => counters.find(run),
        };
        counts.map_or_else(Counts::default, |counts| *counts.borrow())
    }

    /// As [`Stats::read`], once they are as wanted or [`MAX_WAIT`] has passed.
    pub(crate) async fn wait(&self, run: Option<&str>, wait: Wait) -> Counts {
        let mut counts = self.counts(run).subscribe();
        let wanted = counts.wait_for(|counts| (counts.in_flight == 0) == (wait == Wait::Idle));
        let _ = timeout(MAX_WAIT, wanted).await;
        *counts.borrow()
    }

    /// Reads and starts anew. Requests still in flight go on outside the new counts.
    pub(crate) fn reset(&self, run: Option<&str>) -> Counts {
        let counts = self.read(run);
        let mut counters = self.lock();
        match run {
            None => counters.all = Shared::default(),
            Some(run) => counters.runs.retain(|(name, _)| name != run),
        }
        counts
    }

    /// The counters to count in or to wait for; those of a run begin with this.
    fn counts(&self, run: Option<&str>) -> Shared {
        let mut counters = self.lock();
        match run {
            None => Arc::clone(&counters.all),
            Some(run) => counters.run(run),
        }
    }

    /// Counters stay sound whatever happened to a thread that held them: they are only looked up and replaced.
    fn lock(&self) -> MutexGuard<'_, Counters> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counters {
    fn find(&self, run: &str) -> Option<&Shared> {
        let (_, counts) = self.runs.iter().find(|(name, _)| name == run)?;
        Some(counts)
    }

    /// The counters of a run, new ones if it is not known; then the oldest run may have to make room.
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
            counts.send_modify(|counts| {
                counts.in_flight -= 1;
                if self.complete {
                    counts.completed += 1;
                } else {
                    counts.aborted += 1;
                }
            });
        }
    }
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
        assert_eq!(stats.lock().runs.len(), MAX_RUNS);
    }
}
