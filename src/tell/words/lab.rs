//! The words of the lab.

use std::time::Duration;

use super::passing::PassingTexts;
use super::shared::SharedTexts;
use crate::app::lab::facts::JobsFacts;
use crate::config::{RunConfig, Where};
use crate::kernels::{JobsError, Kernel, KernelOutput};
use crate::lab::Missing;
use crate::record::{Lane, Outcome};
use crate::stats::Fit;

/// What is about to run, or runs: the facts of sentences before there is a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked<'a> {
    /// The settings.
    pub config: &'a RunConfig,
    /// Workers in force.
    pub workers: usize,
    /// Cores of the machine, as far as it says.
    pub cores: usize,
}

impl Asked<'_> {
    /// The work.
    #[must_use]
    pub fn kernel(&self) -> Kernel {
        self.config.work.kernel
    }

    /// How many jobs.
    #[must_use]
    pub fn jobs(&self) -> usize {
        self.config.work.jobs() as usize
    }
}

/// What a sweep found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SweepFacts {
    /// The best number of workers.
    pub best: usize,
    /// So many times as fast as one, unless the times scatter too much to say so.
    pub times: Option<f64>,
    /// The fewest workers beyond the best that were slower.
    pub slower: Option<usize>,
    /// Cores of the machine.
    pub cores: usize,
}

/// What a comparison of engines found, as ratios of times.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EngineFacts {
    /// The fastest engine, by its name.
    pub engine: &'static str,
    /// So many times as fast as JavaScript, on one worker each.
    pub by_engine: f64,
    /// Number of workers beside one.
    pub workers: usize,
    /// So many times as fast as one worker, with the slowest engine, unless the times scatter too
    /// much to say so.
    pub by_workers: Option<f64>,
    /// Both together.
    pub by_both: Option<f64>,
}

/// The life of one job, for those who do not see its bar.
#[derive(Clone, Debug, PartialEq)]
pub struct JobWords<'a> {
    /// What it was.
    pub label: &'a str,
    /// Its worker, from 0.
    pub worker: Option<usize>,
    /// Time from the page into the worker's hands.
    pub sent: Duration,
    /// Time computing.
    pub computed: Option<Duration>,
    /// Time back to the page.
    pub returned: Duration,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Its result in a few words.
    pub result: Option<String>,
}

impl<'a> JobWords<'a> {
    /// The life of a job; `now` is the run's clock. Its parts are those of the record, as in the
    /// inspector.
    #[must_use]
    pub fn of(lane: &'a Lane, now: Duration) -> Self {
        let part = |name| {
            let phase = lane.phase(name);
            phase.map(|(from, to)| to.saturating_sub(from))
        };
        let so_far = || Some(lane.finished.unwrap_or(now).saturating_sub(lane.started?));
        JobWords {
            label: &lane.label,
            worker: lane.worker.filter(|_| !lane.is_fetch()),
            sent: part("send").unwrap_or_default() + part("queue").unwrap_or_default(),
            computed: part("compute").or_else(so_far),
            returned: part("return").unwrap_or_default(),
            outcome: lane.outcome(),
            result: None,
        }
    }
}

/// The words of the lab in one language.
pub struct LabTexts {
    // Settings.
    /// Where jobs run.
    pub place: fn(Where) -> &'static str,
    /// What that means, in a few words.
    pub place_note: fn(Where, usize) -> String,
    /// What the jobs of a kernel are good for showing.
    pub kernel_note: fn(Kernel) -> &'static str,
    /// What the size of a kernel's job counts.
    pub unit: fn(Kernel) -> &'static str,
    /// Why a value is not used.
    pub jobs_problem: fn(&JobsError) -> String,
    /// The settings in one line.
    pub in_short: fn(&Asked<'_>) -> String,
    /// Label of the smallest size.
    pub smallest: &'static str,
    /// Label of the largest size.
    pub largest: &'static str,
    /// How many sizes will be measured.
    pub measurements: fn(usize) -> String,
    /// Slider beside the field of jobs per message.
    pub chunk_slider: &'static str,

    // Sentences.
    /// Before the first run.
    pub ready: fn(&Asked<'_>) -> String,
    /// While it runs.
    pub running: fn(&Asked<'_>) -> String,
    /// While it runs, after some seconds: done, of how many.
    pub so_far: fn(&Asked<'_>, usize, usize, Duration) -> String,
    /// After a run of jobs.
    pub jobs_done: fn(&JobsFacts) -> String,
    /// After a sweep.
    pub swept: fn(&SweepFacts) -> String,
    /// After a comparison of engines.
    pub engines_compared: fn(&EngineFacts) -> String,
    /// Which of the two helped more.
    pub engine_or_workers: fn(&EngineFacts) -> Option<String>,
    /// A run that was cut short: done, of how many.
    pub cancelled: fn(usize, usize) -> String,
    /// Something could not be run: why.
    pub problem: fn(&str) -> String,
    /// A run began without some of its workers: why, and whether it was to be a point of a comparison.
    pub missing: fn(&Missing, &str, bool) -> String,

    // The page's own clock.
    /// Its name.
    pub clock: &'static str,
    /// What it is for.
    pub clock_note: &'static str,
    /// The longest gap, if there was one.
    pub stood_still: fn(Option<Duration>) -> String,

    // What happened.
    /// What is the like of it in Python, as a last finding.
    pub in_python: fn(&RunConfig) -> &'static str,

    // Timeline.
    /// Label of a worker's row, and a short one for a narrow screen.
    pub worker: fn(usize) -> String,
    /// Label of the row of jobs on the main thread.
    pub main_thread: &'static str,
    /// Heading of the fetches of Both.
    pub group_of_fetches: &'static str,
    /// Heading of its jobs.
    pub group_of_jobs: &'static str,
    /// Legend: a job on its way to a worker, or in its queue.
    pub sent: &'static str,
    /// Legend.
    pub computing: &'static str,
    /// Legend: its result on the way back.
    pub returning: &'static str,
    /// How to move through the jobs.
    pub jobs_help: &'static str,
    /// A job in words.
    pub job: fn(&JobWords<'_>) -> String,
    /// Which run of many is shown: its number, of how many, its workers.
    pub nth_run: fn(usize, usize, usize) -> String,
    /// Heads of the table of jobs.
    pub columns: [&'static str; 8],
    /// How many more there are, in the export.
    pub more: fn(usize) -> String,

    // Results.
    /// The picture.
    pub picture: &'static str,
    /// The picture in words: tiles done, of how many.
    pub picture_of: fn(usize, usize) -> String,
    /// What the number after a result means.
    pub nth_submitted: &'static str,
    /// What came of a job, in a few words.
    pub summary: fn(&KernelOutput) -> String,
    /// Nothing yet.
    pub nobody_yet: &'static str,
    /// The workers and what they did.
    pub utilisation: &'static str,
    /// Heads of that table: jobs, busy, share.
    pub utilisation_columns: [&'static str; 4],
    /// Runs with the same jobs so far.
    pub so_far_runs: &'static str,
    /// Heads of that table: where, time, longest stall.
    pub past_columns: [&'static str; 3],
    /// Where a run was, with its workers.
    pub ran_at: fn(&crate::lab::RunKind) -> String,
    /// No gap that is recorded.
    pub no_stop: &'static str,
    /// Before there is anything to say.
    pub nothing_yet: &'static str,

    // Sweep.
    /// Chart.
    pub speedup: &'static str,
    /// Chart.
    pub efficiency: &'static str,
    /// Chart.
    pub start_time: &'static str,
    /// Axis and column.
    pub workers: &'static str,
    /// The line nobody reaches.
    pub ideal: &'static str,
    /// The fitted curve.
    pub amdahl: fn(&Fit) -> String,
    /// Measured.
    pub measured: &'static str,
    /// The mark at the number of cores.
    pub cores: fn(usize) -> String,
    /// Heads of the table: workers, median, fastest, slowest, speedup, efficiency, start.
    pub sweep_columns: [&'static str; 7],
    /// Before the first point.
    pub no_points: &'static str,

    // Engines.
    /// Chart.
    pub engines: &'static str,
    /// An engine alone or with workers.
    pub on_workers: fn(usize) -> String,
    /// How to read the bars.
    pub shorter: &'static str,
    /// Heads of the table: engine, workers, median, times as fast.
    pub engine_columns: [&'static str; 4],

    /// Passing data.
    pub passing: PassingTexts,
    /// Shared memory.
    pub shared: SharedTexts,
}

super::in_each_language!(lab: LabTexts);
