//! `photofinish.run/1` and `photofinish.runs/1`: a run, and several runs compared, as JSON.
//!
//! `docs/run-json.md` describes the format for people, `schema/run.schema.json` for programs. Names
//! and meanings of `photofinish.run/1` stay; fields may be added.

use std::rc::Rc;
use std::time::Duration;

use serde::Serialize;

use super::Run;
use crate::config::{RunConfig, Strategy};
use crate::diagnosis::{diagnose_beside, may_hold_back};
use crate::environment::Environment;
use crate::record::{Attempt, Count, FutureId, Lane, Outcome, Phase, Record};
use crate::stats::{InFlight, InFlightIs, Latencies, Quantiles, elapsed, first_result};

/// A run as JSON, indented.
///
/// # Errors
/// Those of the serializer; none are known for these types.
pub fn run_json(run: Run, environment: &Environment) -> serde_json::Result<String> {
    run_json_telling(run, environment, Vec::new())
}

/// The same; `told` are findings beside those that follow from settings and record alone.
///
/// # Errors
/// As for [`run_json`].
pub fn run_json_telling(
    run: Run,
    environment: &Environment,
    told: Vec<String>,
) -> serde_json::Result<String> {
    let mut export = RunExport::new(run, environment);
    export.findings.extend(told);
    serde_json::to_string_pretty(&export)
}

/// Several runs of a comparison as JSON, indented, in the order in which they ran.
///
/// # Errors
/// Those of the serializer; none are known for these types.
pub fn runs_json(runs: &[Run], environment: &Environment) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&RunsExport::new(runs, environment))
}

/// `photofinish.runs/1`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunsExport {
    /// `photofinish.runs/1`.
    pub schema: &'static str,
    /// The runs, in the order in which they ran.
    pub runs: Vec<RunExport>,
}

/// `photofinish.run/1`. Times are milliseconds since the run's start, to the microsecond.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunExport {
    /// `photofinish.run/1`.
    pub schema: &'static str,
    /// What was run.
    pub config: RunConfig,
    /// What it ran on.
    pub environment: Environment,
    /// All futures, by id.
    pub futures: Vec<FutureExport>,
    /// Gaps of the main thread.
    pub stalls: Vec<StallExport>,
    /// The limits on concurrent tasks that were in force, in the order of time.
    pub limits: Vec<LimitExport>,
    /// Counts and totals.
    pub summary: SummaryExport,
    /// What the run shows, in English.
    pub findings: Vec<String>,
}

/// One future.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FutureExport {
    /// Its place in the order of submission, from 0.
    pub id: FutureId,
    /// What it was for.
    pub label: Rc<str>,
    /// Name of its executor.
    pub executor: Rc<str>,
    /// Slot or worker that ran it, from 0.
    pub worker: Option<usize>,
    /// When it was submitted.
    pub submitted_ms: f64,
    /// When its task began.
    pub started_ms: Option<f64>,
    /// When it settled.
    pub finished_ms: Option<f64>,
    /// When the consumer got it.
    pub delivered_ms: Option<f64>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// HTTP status, where an answer came.
    pub http_status: Option<u16>,
    /// Bytes of the body or result.
    pub bytes: Option<u64>,
    /// The error in words.
    pub error: Option<Rc<str>>,
    /// What its time was spent on, where the platform tells; of a request, in its last attempt.
    pub phases: Vec<PhaseExport>,
    /// The attempts of a request that ended, in order; jobs have none.
    pub attempts: Vec<AttemptExport>,
    /// What a job counted; left out where it counted nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Count>,
}

/// One attempt of a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttemptExport {
    /// Which, from 1.
    pub number: u32,
    /// When the request was made.
    pub from_ms: f64,
    /// When it had ended.
    pub to_ms: f64,
    /// What came of it.
    pub outcome: Outcome,
    /// HTTP status, where an answer came.
    pub http_status: Option<u16>,
    /// The error in words.
    pub error: Option<Rc<str>>,
    /// What its time was spent on, where the browser tells.
    pub phases: Vec<PhaseExport>,
    /// How long the server says it had the request; left out where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_ms: Option<f64>,
    /// Whether a server sent the browser on to another address; left out where none did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub redirected: bool,
    /// How long the pause after it was to be; `null` of the last.
    pub pause_ms: Option<f64>,
    /// How long the server asked to be left alone, by `Retry-After`: the pause is no longer than the
    /// time allowed for a request. `null` where it did not ask.
    pub retry_after_ms: Option<f64>,
}

/// One phase of a future.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PhaseExport {
    /// What the time was spent on.
    pub name: Rc<str>,
    /// When it began.
    pub from_ms: f64,
    /// When it ended.
    pub to_ms: f64,
}

/// A gap of the main thread.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StallExport {
    /// When it ended.
    pub at_ms: f64,
    /// How long it was.
    pub gap_ms: f64,
}

/// A limit on concurrent tasks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LimitExport {
    /// From when on.
    pub at_ms: f64,
    /// The limit.
    pub max_workers: usize,
}

/// Counts and totals of a run. The counts of outcomes and `unsettled` add up to `futures`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SummaryExport {
    /// Number of futures.
    pub futures: usize,
    /// Results.
    pub ok: usize,
    /// HTTP 404.
    pub not_found: usize,
    /// Other HTTP errors.
    pub http_error: usize,
    /// No answer, or not a whole one.
    pub network_error: usize,
    /// Out of time.
    pub timeout: usize,
    /// Cancelled or aborted.
    pub cancelled: usize,
    /// The task's own error.
    pub failed: usize,
    /// Not settled when this was exported; 0 once the run has ended.
    pub unsettled: usize,
    /// Whether the run had ended.
    pub ended: bool,
    /// How long the run took, or up to its last event.
    pub elapsed_ms: f64,
    /// When the person asked to cancel the run, if so.
    pub cancel_requested_ms: Option<f64>,
    /// How long the workers took to start, before time zero, if there were any.
    pub startup_ms: Option<f64>,
    /// When the consumer got the first future.
    pub first_result_ms: Option<f64>,
    /// The most that were in flight at once: requests sent and not wholly answered, jobs being
    /// computed.
    pub max_in_flight: usize,
    /// What that number is.
    pub max_in_flight_is: InFlightIs,
    /// The most that were asked for at once, as the executors count.
    pub max_asked: usize,
    /// Attempts that failed and were made again.
    pub retried: usize,
    /// Percentiles of how long what ended `ok` took, of a request from its sending on; `null` if
    /// there was nothing.
    pub latency_ms: Option<LatencyExport>,
    /// Percentiles of how long the browser held back requests before it sent them; `null` where it
    /// does not tell.
    pub held_ms: Option<LatencyExport>,
    /// Labels in the order in which the consumer got them.
    pub delivered_order: Vec<Rc<str>>,
}

/// Percentiles by nearest rank.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LatencyExport {
    /// The median.
    pub p50: f64,
    /// 90 of 100 are not longer.
    pub p90: f64,
    /// 95 of 100 are not longer.
    pub p95: f64,
    /// 99 of 100 are not longer.
    pub p99: f64,
}

impl RunsExport {
    /// The export of several runs.
    #[must_use]
    pub fn new(runs: &[Run], environment: &Environment) -> Self {
        RunsExport {
            schema: "photofinish.runs/1",
            runs: runs
                .iter()
                .map(|run| RunExport::beside(*run, environment, one_by_one(runs)))
                .collect(),
        }
    }
}

impl RunExport {
    /// The export of a run, ended or not.
    #[must_use]
    pub fn new(run: Run, environment: &Environment) -> Self {
        Self::beside(run, environment, None)
    }

    /// The same, beside a run of the same requests one by one.
    fn beside(run: Run, environment: &Environment, sequential: Option<&Record>) -> Self {
        let Run { config, record } = run;
        let findings = diagnose_beside(config, record, environment, sequential);
        RunExport {
            schema: "photofinish.run/1",
            config: config.clone(),
            environment: environment.clone(),
            futures: record.lanes().iter().map(FutureExport::new).collect(),
            stalls: record
                .stalls()
                .map(|(at, gap)| StallExport {
                    at_ms: ms(at),
                    gap_ms: ms(gap),
                })
                .collect(),
            limits: limits(record),
            summary: SummaryExport::new(record, may_hold_back(config, environment)),
            findings: findings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl FutureExport {
    fn new(lane: &Lane) -> Self {
        let settled = lane.settled.as_ref();
        let phases = settled.map_or(&[][..], |settled| &settled.phases);
        FutureExport {
            id: lane.id,
            label: lane.label.clone(),
            executor: lane.executor.clone(),
            worker: lane.worker,
            submitted_ms: ms(lane.submitted),
            started_ms: lane.started.map(ms),
            finished_ms: lane.finished.map(ms),
            delivered_ms: lane.delivered.map(ms),
            outcome: lane.outcome(),
            http_status: settled.and_then(|settled| settled.http_status),
            bytes: settled.and_then(|settled| settled.bytes),
            error: settled.and_then(|settled| settled.error.clone()),
            phases: phases.iter().map(PhaseExport::new).collect(),
            attempts: lane.attempts.iter().map(AttemptExport::new).collect(),
            counts: settled.map_or_else(Vec::new, |settled| settled.counts.clone()),
        }
    }
}

impl PhaseExport {
    fn new(phase: &Phase) -> Self {
        PhaseExport {
            name: phase.name.clone(),
            from_ms: ms(phase.from),
            to_ms: ms(phase.to),
        }
    }
}

impl AttemptExport {
    fn new(attempt: &Attempt) -> Self {
        AttemptExport {
            number: attempt.number,
            from_ms: ms(attempt.from),
            to_ms: ms(attempt.to),
            outcome: attempt.outcome,
            http_status: attempt.http_status,
            error: attempt.error.clone(),
            phases: attempt.phases.iter().map(PhaseExport::new).collect(),
            server_ms: attempt.server.map(ms),
            redirected: attempt.redirected,
            pause_ms: attempt.pause.map(|pause| ms(pause.time)),
            retry_after_ms: attempt.pause.and_then(|pause| pause.asked).map(ms),
        }
    }
}

impl SummaryExport {
    fn new(record: &Record, may_hold_back: bool) -> Self {
        let lanes = record.lanes();
        let latencies = Latencies::of(record);
        let flight = InFlight::of(lanes);
        let (max_in_flight, is) = flight.most(may_hold_back);
        let delivered = record.delivered().iter().filter_map(|id| lanes.get(*id));
        SummaryExport {
            futures: lanes.len(),
            ok: record.count(Outcome::Ok),
            not_found: record.count(Outcome::NotFound),
            http_error: record.count(Outcome::HttpError),
            network_error: record.count(Outcome::NetworkError),
            timeout: record.count(Outcome::Timeout),
            cancelled: record.count(Outcome::Cancelled),
            failed: record.count(Outcome::Failed),
            unsettled: lanes.len() - record.settled(),
            ended: record.ended().is_some(),
            elapsed_ms: ms(elapsed(record)),
            cancel_requested_ms: record.cancelled().map(ms),
            startup_ms: record.startup().map(ms),
            first_result_ms: first_result(record).map(ms),
            max_in_flight,
            max_in_flight_is: is,
            max_asked: flight.asked.peak(),
            retried: lanes.iter().map(Lane::repeated).sum(),
            latency_ms: LatencyExport::of(&latencies.ok),
            held_ms: LatencyExport::of(&latencies.held),
            delivered_order: delivered.map(|lane| lane.label.clone()).collect(),
        }
    }
}

impl LatencyExport {
    fn of(sorted: &[Duration]) -> Option<Self> {
        Quantiles::of(sorted).map(|quantiles| LatencyExport {
            p50: ms(quantiles.p50),
            p90: ms(quantiles.p90),
            p95: ms(quantiles.p95),
            p99: ms(quantiles.p99),
        })
    }
}

/// The run of a comparison that went one by one.
fn one_by_one<'a>(runs: &[Run<'a>]) -> Option<&'a Record> {
    let is_sequential = |run: &&Run| run.config.strategy == Strategy::Sequential;
    runs.iter().find(is_sequential).map(|run| run.record)
}

fn limits(record: &Record) -> Vec<LimitExport> {
    let limits = record.limits().iter();
    let export = |&(at, max_workers): &(Duration, usize)| LimitExport {
        at_ms: ms(at),
        max_workers,
    };
    limits.map(export).collect()
}

/// Milliseconds, rounded to the microsecond: finer than any browser's clock.
pub(super) fn ms(time: Duration) -> f64 {
    let micros = (time.as_nanos() + 500) / 1000;
    micros as f64 / 1000.0
}
