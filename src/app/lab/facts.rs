//! The figures of a run of jobs that its sentence tells: all from the record.

use std::time::Duration;

use crate::kernels::Kernel;
use crate::lab::RunKind;
use crate::record::{FETCH, Lane, Outcome, Record, Tally};
use crate::stats::{elapsed, times_of};

/// Whether a lane is one of a fetch and not of a job.
#[must_use]
pub fn is_fetch(lane: &Lane) -> bool {
    &*lane.executor == FETCH
}

/// How many of the futures are fetches; they are submitted first.
#[must_use]
pub fn fetches(record: &Record) -> usize {
    record
        .lanes()
        .iter()
        .take_while(|lane| is_fetch(lane))
        .count()
}

/// The longest gap of the main thread while the run went.
#[must_use]
pub fn longest_stall(record: &Record) -> Option<Duration> {
    record.stalls_of_run().map(|(_, gap)| gap).max()
}

/// One run of jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct JobsFacts {
    /// What the jobs were.
    pub kernel: Kernel,
    /// Where they ran.
    pub kind: RunKind,
    /// Cores of the machine, as far as it says.
    pub cores: usize,
    /// Results of jobs.
    pub done: usize,
    /// Jobs that were submitted.
    pub jobs: usize,
    /// Flags that came.
    pub flags: usize,
    /// From start to end, or until the last event.
    pub elapsed: Duration,
    /// When the last flag had come.
    pub flags_after: Duration,
    /// When the last job was done.
    pub jobs_after: Duration,
    /// Time spent on computing, of all jobs together.
    pub computing: Duration,
    /// The longest gap of the main thread.
    pub stall: Option<Duration>,
    /// The same jobs on one thread, measured before: where, and how long.
    pub baseline: Option<(RunKind, Duration)>,
    /// Futures that ended neither well nor by cancelling.
    pub failed: usize,
    /// Futures that were cancelled.
    pub cancelled: usize,
}

impl JobsFacts {
    /// The figures of one run.
    #[must_use]
    pub fn of(kernel: Kernel, kind: RunKind, record: &Record, cores: usize) -> Self {
        let flags = fetches(record);
        let (mut flag, mut job) = (Tallied::default(), Tallied::default());
        for tally in record.tallies() {
            let of = if *tally.executor == *FETCH {
                &mut flag
            } else {
                &mut job
            };
            of.add(tally);
        }
        let cancelled = record.count(Outcome::Cancelled);
        JobsFacts {
            kernel,
            kind,
            cores,
            done: job.ok,
            jobs: record.lanes().len() - flags,
            flags: flag.ok,
            elapsed: elapsed(record),
            flags_after: flag.last,
            jobs_after: job.last,
            // As the workers measured it, or else from start to end.
            computing: job.computed.unwrap_or(job.ran),
            stall: longest_stall(record),
            baseline: None,
            failed: record.settled() - record.count(Outcome::Ok) - cancelled,
            cancelled,
        }
    }

    /// How many workers were computing on average. `None` where that would mislead: of one worker,
    /// or where workers share cores, for then one that waits for a core seems to compute.
    #[must_use]
    pub fn busy(&self) -> Option<f64> {
        let (RunKind::Pool { workers } | RunKind::Both { workers }) = self.kind else {
            return None;
        };
        let sound = workers > 1 && workers <= self.cores && !self.elapsed.is_zero();
        sound.then(|| self.computing.as_secs_f64() / self.elapsed.as_secs_f64())
    }

    /// So many times as fast as the same jobs were on one thread, and where that was; `None`
    /// before that was measured, and of a run in which not all jobs were done.
    #[must_use]
    pub fn times(&self) -> Option<(f64, RunKind)> {
        let (kind, alone) = self.baseline?;
        let is_whole = self.done == self.jobs && self.jobs > 0;
        let sound = is_whole && kind != self.kind && !self.elapsed.is_zero();
        let ratio = alone.as_secs_f64() / self.elapsed.as_secs_f64();
        // One run on one worker may have been held up by something else.
        let times = match (kind, self.kind) {
            (
                RunKind::Pool { workers: 1 },
                RunKind::Pool { workers } | RunKind::Both { workers },
            ) => times_of(ratio, workers)?,
            _ => ratio,
        };
        sound.then_some((times, kind))
    }
}

/// What came of some executors together.
#[derive(Default)]
struct Tallied {
    ok: usize,
    last: Duration,
    ran: Duration,
    computed: Option<Duration>,
}

impl Tallied {
    fn add(&mut self, tally: &Tally) {
        self.ok += tally.ok;
        self.last = self.last.max(tally.last);
        self.ran = self.ran.saturating_add(tally.ran);
        self.computed = match (self.computed, tally.computed) {
            (Some(one), Some(other)) => Some(one.saturating_add(other)),
            (one, other) => one.or(other),
        };
    }
}
