//! The rules that find what a run shows.

use std::time::Duration;

use super::finding::{Baseline, Finding, Names};
use super::holds::{PER_HOST, may_hold_back};
use super::unreachable;
use crate::config::{Experiment, RunConfig};
use crate::environment::Environment;
use crate::record::{Attempt, Lane, Outcome, Record};
use crate::stats::{
    InFlight, InFlightIs, Latencies, PassingCost, Speedup, Waiting, elapsed, one_by_one,
};

/// So many findings are read; more are not.
const MOST: usize = 4;

/// The step of a browser's clock, and the least time that a sentence can name.
const TICK: Duration = Duration::from_micros(100);

/// The findings of a run, at most four, the most telling first: what went wrong, then what held it
/// up, then how it went. `config` has the strategy of this very run, not `compare`. Of a run that has not ended only
/// what cannot become false as it goes on is told.
#[must_use]
pub fn diagnose(config: &RunConfig, record: &Record, environment: &Environment) -> Vec<Finding> {
    diagnose_beside(config, record, environment, None)
}

/// The same beside a run of the same requests one by one, where there was one: what was measured
/// there is what this one is compared with.
#[must_use]
pub fn diagnose_beside(
    config: &RunConfig,
    record: &Record,
    environment: &Environment,
    sequential: Option<&Record>,
) -> Vec<Finding> {
    let run = Run {
        config,
        record,
        environment,
        sequential,
    };
    let mut diagnosis = Diagnosis::default();
    while !diagnosis.apply_next(&run) {}
    diagnosis.findings()
}

/// The findings of a run, worked out one rule at a time: of a hundred thousand futures each rule takes some milliseconds, all
/// together more than a page may stand still. Done to its end it is what [`diagnose`] gives.
#[derive(Debug, Default)]
pub struct Diagnosis {
    findings: Vec<Finding>,
    /// The rule that is next.
    next: usize,
    /// Whether the browser held requests back: then it was not the limit that was asked for.
    is_held: bool,
}

impl Diagnosis {
    /// Applies the next rule; whether that was the last. The run is the same each time.
    pub fn turn(&mut self, config: &RunConfig, record: &Record, environment: &Environment) -> bool {
        self.apply_next(&Run {
            config,
            record,
            environment,
            sequential: None,
        })
    }

    fn apply_next(&mut self, run: &Run<'_>) -> bool {
        let at_end = run.is_over().then_some(run);
        let found = match self.next {
            0 => run.cancelled(),
            1 => {
                let (config, record) = (run.config, run.record);
                let (silent, is_any_other) = unreachable::find(config, record, run.environment);
                let nobody = !silent.is_empty() && !is_any_other;
                self.findings.extend(silent);
                if nobody && config.experiment != Experiment::Both {
                    return true;
                }
                None
            }
            2 => run.timed_out(),
            3 => run.failed(),
            4 => at_end.and_then(Run::retried),
            5 => {
                let held = at_end.and_then(Run::browser);
                self.is_held = held.is_some();
                held
            }
            6 => run.redirected(),
            7 => run.head_of_line(),
            8 => run.stalled(),
            9 => at_end.and_then(Run::passing_cost),
            10 => at_end.filter(|_| !self.is_held).and_then(Run::limit),
            _ => at_end.and_then(Run::pace),
        };
        self.findings.extend(found);
        self.next += 1;
        self.next > 11
    }

    /// What the rules found, at most four, the most telling first.
    #[must_use]
    pub fn findings(mut self) -> Vec<Finding> {
        self.findings.truncate(MOST);
        self.findings
    }
}

/// The findings of a measured speedup curve.
#[must_use]
pub fn diagnose_speedup(curve: &Speedup, cores: Option<usize>) -> Vec<Finding> {
    let (alone, best) = (curve.points()[0], curve.best());
    let best_speedup = Finding::BestSpeedup {
        workers: best.workers,
        speedup: best.times(),
        scatter: [alone, best].map(|point| [point.fastest, point.slowest]),
        cores,
        slower: curve.slower().map(|point| point.workers),
    };
    let serial = curve
        .amdahl_fit(cores.unwrap_or(0))
        .map(Finding::SerialShare);
    [Some(best_speedup), serial].into_iter().flatten().collect()
}

struct Run<'a> {
    config: &'a RunConfig,
    record: &'a Record,
    environment: &'a Environment,
    sequential: Option<&'a Record>,
}

impl Run<'_> {
    fn is_over(&self) -> bool {
        self.record.ended().is_some()
    }

    fn ended<'s>(&'s self, outcomes: &'s [Outcome]) -> impl Iterator<Item = &'s Lane> {
        let of_these = move |lane: &&Lane| lane.outcome().is_some_and(|o| outcomes.contains(&o));
        // Where there are none, a great many lanes need not be looked at.
        let count: usize = outcomes
            .iter()
            .map(|outcome| self.record.count(*outcome))
            .sum();
        self.record.lanes().iter().filter(of_these).take(count)
    }

    /// Whether the settings are those of the run: a program that says nothing of itself is recorded with those that stand
    /// for nothing.
    fn knows_settings(&self) -> bool {
        self.environment.is_a_browser() || *self.config != RunConfig::default()
    }

    /// The limit on tasks of the only executor of the run, unless it was moved while it ran.
    fn limit_set(&self) -> Option<usize> {
        match self.record.limits() {
            [(_, limit)] => Some(*limit),
            _ => None,
        }
    }

    fn cancelled(&self) -> Option<Finding> {
        let cancelled = self.record.count(Outcome::Cancelled);
        if !self.record.is_cancelled() || cancelled == 0 {
            return None;
        }
        let aborted = self
            .ended(&[Outcome::Cancelled])
            .filter(|lane| lane.started.is_some());
        let aborted = aborted.count();
        Some(Finding::Cancelled {
            done: self.record.came(),
            aborted,
            never_started: cancelled - aborted,
        })
    }

    fn timed_out(&self) -> Option<Finding> {
        let names = Names::of(self.ended(&[Outcome::Timeout]));
        let allowed = match self.ended(&[Outcome::Timeout]).all(Lane::is_fetch) {
            true => Some(self.config.request_timeout()),
            false => self.config.job_timeout(),
        };
        let timeout = allowed.filter(|_| self.knows_settings());
        (names.count() > 0).then_some(Finding::TimedOut { timeout, names })
    }

    fn failed(&self) -> Option<Finding> {
        let failures = [Outcome::HttpError, Outcome::NetworkError, Outcome::Failed];
        let names = Names::of(self.ended(&failures));
        // As long as some run nobody knows who the others will be.
        let unharmed = match self.is_over() {
            true => self.record.count(Outcome::Ok) + self.record.count(Outcome::NotFound),
            false => 0,
        };
        (names.count() > 0).then_some(Finding::Failed { names, unharmed })
    }

    fn retried(&self) -> Option<Finding> {
        let lanes = || {
            self.record
                .lanes()
                .iter()
                .filter(|lane| lane.repeated() > 0)
        };
        let pauses = lanes().flat_map(|lane| lane.attempts.iter().filter_map(asked_for));
        let retried = Finding::Retried {
            attempts: lanes().map(Lane::repeated).sum(),
            requests: lanes().count(),
            came: lanes()
                .filter(|lane| lane.outcome() == Some(Outcome::Ok))
                .count(),
            asked: pauses.max(),
        };
        lanes().next().map(|_| retried)
    }

    /// What the browser did with more requests at once than it sends.
    fn browser(&self) -> Option<Finding> {
        let flight = InFlight::of(self.record.lanes().iter().filter(|lane| lane.is_fetch()));
        let asked = flight.asked.peak();
        if asked <= PER_HOST || !may_hold_back(self.config, self.environment) {
            return None;
        }
        let (kept, is) = flight.most(true);
        if is != InFlightIs::Measured {
            return Some(Finding::InFlightUnknown {
                asked,
                at_least: flight.at_least,
                per_host: PER_HOST,
            });
        }
        let longest = Latencies::of(self.record).held.last().copied()?;
        let protocol = self.environment.protocol.as_deref();
        let is_http_1 = protocol.is_some_and(|name| name.starts_with("http/1"));
        (kept < asked && longest >= TICK).then_some(Finding::HeldByBrowser {
            asked,
            kept,
            longest,
            is_usual: is_http_1 && kept == PER_HOST,
        })
    }

    fn redirected(&self) -> Option<Finding> {
        let lanes = self.record.lanes().iter();
        let of_redirects = |lane: &&Lane| lane.attempts.last().is_some_and(|one| one.redirected);
        let answers = lanes.filter(of_redirects).count();
        (answers > 0).then_some(Finding::Redirected { answers })
    }

    fn head_of_line(&self) -> Option<Finding> {
        let worst = Waiting::of(self.record).worst;
        let worst = worst.filter(|worst| worst.longest >= TICK)?;
        Some(Finding::HeadOfLine {
            results: worst.results,
            longest: worst.longest,
            label: worst.label,
            strategy: self.knows_settings().then_some(self.config.strategy),
        })
    }

    fn stalled(&self) -> Option<Finding> {
        // Those of a page in which a program ran in a worker are not the program's.
        if !self.environment.is_a_browser() {
            return None;
        }
        let longest = self.record.stalls_of_run().map(|(_, gap)| gap).max()?;
        let times = self.record.stalls_of_run().count();
        Some(Finding::Stalled { longest, times })
    }

    fn passing_cost(&self) -> Option<Finding> {
        // There passing is what is measured, at sizes where it does not pay as well.
        if self.config.experiment == Experiment::Transfer {
            return None;
        }
        let PassingCost {
            passing,
            computing,
            workers,
        } = PassingCost::of(self.record.lanes())?;
        // With more workers than cores it may be cores that they waited for.
        let cores = self.environment.cores?;
        (passing > computing && workers <= cores).then_some(Finding::PassingCost {
            passing,
            computing,
            workers,
        })
    }

    fn limit(&self) -> Option<Finding> {
        let limit = self.limit_set().filter(|limit| *limit > 1)?;
        let tasks = self.record.lanes().len();
        if self.config.experiment == Experiment::Both || tasks == 0 {
            return None;
        }
        if tasks < limit {
            return Some(Finding::LimitNotReached { limit, tasks });
        }
        // Of a job that was cut short, or whose worker died, the page does not know when it ran.
        let is_known = |lane: &Lane| lane.is_fetch() || lane.phase("compute").is_some();
        if !self.record.lanes().iter().all(is_known) {
            return None;
        }
        let running = InFlight::of(self.record.lanes()).asked;
        let kept = running.time_at_least(limit);
        // Reached for a moment between two ticks of the clock is not kept.
        let is_kept = running.peak() == limit && kept >= TICK;
        (is_kept && tasks > limit).then(|| Finding::LimitReached {
            limit,
            kept,
            elapsed: elapsed(self.record),
        })
    }

    /// How fast it went, against one by one. Jobs are compared with runs of theirs on one worker or
    /// on the main thread, which the headline tells; their own times say nothing, for workers that
    /// share cores wait for each other.
    fn pace(&self) -> Option<Finding> {
        let elapsed = elapsed(self.record);
        let tasks = self.record.came();
        let is_whole = tasks == self.record.lanes().len();
        if tasks < 2 || !is_whole || elapsed.is_zero() {
            return None;
        }
        if self.limit_set() == Some(1) {
            return Some(Finding::OneByOne { tasks, elapsed });
        }
        if !self.record.lanes().iter().all(Lane::is_fetch) {
            return None;
        }
        let calculated = || one_by_one(self.config, self.record).map(Baseline::Calculated);
        let baseline = self.measured().or_else(calculated)?;
        // A tenth more than one by one is no gain worth a sentence.
        let pays = baseline.time() >= elapsed + elapsed / 10;
        pays.then_some(Finding::AsFast { baseline, elapsed })
    }

    /// The same requests one by one, if they were run and ended as here.
    fn measured(&self) -> Option<Baseline> {
        let sequential = self.sequential?;
        let time = sequential.ended()?;
        let same = Outcome::ALL
            .iter()
            .all(|outcome| sequential.count(*outcome) == self.record.count(*outcome));
        same.then_some(Baseline::Measured(time))
    }
}

/// How long the server asked to wait after an attempt, if it did, and how long that was done.
fn asked_for(attempt: &Attempt) -> Option<(Duration, Duration)> {
    let pause = attempt.pause?;
    // That one may ask again at once is no wait.
    Some((pause.asked.filter(|asked| !asked.is_zero())?, pause.time))
}
