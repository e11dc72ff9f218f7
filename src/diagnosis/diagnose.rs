//! The rules that find what a run shows.

use std::time::Duration;

use super::finding::{Finding, Names};
use crate::config::{Experiment, RunConfig, Server};
use crate::environment::Environment;
use crate::record::{EventKind, FETCH, Lane, Outcome, Record};
use crate::stats::{PassingCost, Speedup, Steps, Waiting, elapsed};

/// At most so many requests per host at once, in every common browser, over HTTP/1.1.
const CONNECTIONS_PER_HOST: usize = 6;
/// So many findings are read; more are not.
const MOST: usize = 4;

/// The findings of a run, at most four, the most telling first: what went wrong, then what held it
/// up, then how it went. `config` has the strategy of this very run, not `compare`.
#[must_use]
pub fn diagnose(config: &RunConfig, record: &Record, environment: &Environment) -> Vec<Finding> {
    let run = Run {
        config,
        record,
        environment,
    };
    let mut findings: Vec<Finding> = run.cancelled().into_iter().collect();
    if let Some(no_answer) = run.no_answer() {
        findings.push(no_answer);
        return findings;
    }
    let browser = run.browser_queue();
    let rest = [
        run.timed_out(),
        run.failed(),
        browser.clone(),
        run.head_of_line(),
        run.stalled(),
        run.passing_cost(),
        if browser.is_none() { run.limit() } else { None },
        run.overlap(),
    ];
    findings.extend(rest.into_iter().flatten());
    findings.truncate(MOST);
    findings
}

/// The findings of a measured speedup curve.
#[must_use]
pub fn diagnose_speedup(curve: &Speedup, cores: Option<usize>) -> Vec<Finding> {
    let best = curve.best();
    let best_speedup = Finding::BestSpeedup {
        workers: best.workers,
        speedup: best.speedup,
        cores,
        slower: curve.slower().map(|point| point.workers),
    };
    // Beyond the cores the law does not hold: more workers than cores share them.
    let within = curve.within(cores.unwrap_or(best.workers));
    let share = within.serial_share().filter(|share| *share >= 0.005);
    let serial = share.map(|share| Finding::SerialShare { share });
    [Some(best_speedup), serial].into_iter().flatten().collect()
}

struct Run<'a> {
    config: &'a RunConfig,
    record: &'a Record,
    environment: &'a Environment,
}

impl Run<'_> {
    fn ended<'s>(&'s self, outcomes: &'s [Outcome]) -> impl Iterator<Item = &'s Lane> {
        let of_these = move |lane: &&Lane| lane.outcome().is_some_and(|o| outcomes.contains(&o));
        self.record.lanes().iter().filter(of_these)
    }

    /// The limit on tasks of the only executor of the run, unless it was moved while it ran.
    fn limit_set(&self) -> Option<usize> {
        let events = self.record.events().iter();
        let mut limits = events.filter_map(|event| match event.kind {
            EventKind::MaxWorkers { max_workers } => Some(max_workers),
            _ => None,
        });
        let limit = limits.next();
        if limits.next().is_none() { limit } else { None }
    }

    /// The limit on requests. Where there are jobs beside them, the limit recorded is the pool's.
    fn limit_of_fetches(&self) -> Option<usize> {
        match self.config.experiment {
            Experiment::Both => Some(self.config.max_workers),
            _ => self.limit_set(),
        }
    }

    fn cancelled(&self) -> Option<Finding> {
        let asked = self
            .record
            .events()
            .iter()
            .any(|e| e.kind == EventKind::CancelRequested);
        let cancelled = self.record.count(Outcome::Cancelled);
        if !asked || cancelled == 0 {
            return None;
        }
        let aborted = self
            .ended(&[Outcome::Cancelled])
            .filter(|lane| lane.started.is_some());
        let aborted = aborted.count();
        Some(Finding::Cancelled {
            done: self.record.settled() - cancelled,
            aborted,
            never_started: cancelled - aborted,
        })
    }

    fn no_answer(&self) -> Option<Finding> {
        let requests = self.record.count(Outcome::NetworkError);
        let others = self.record.settled() - requests - self.record.count(Outcome::Cancelled);
        (requests > 0 && others == 0).then_some(Finding::NoAnswer { requests })
    }

    fn timed_out(&self) -> Option<Finding> {
        let names = Names::of(self.ended(&[Outcome::Timeout]));
        let timeout = self.config.request_timeout();
        (names.count() > 0).then_some(Finding::TimedOut { timeout, names })
    }

    fn failed(&self) -> Option<Finding> {
        let failures = [Outcome::HttpError, Outcome::NetworkError, Outcome::Failed];
        let names = Names::of(self.ended(&failures));
        let unharmed = self.record.count(Outcome::Ok) + self.record.count(Outcome::NotFound);
        (names.count() > 0).then_some(Finding::Failed { names, unharmed })
    }

    fn browser_queue(&self) -> Option<Finding> {
        let limit = self.limit_of_fetches()?;
        let protocol = self.environment.protocol.as_deref();
        let shares_connections = protocol.is_some_and(|name| !name.starts_with("http/1"));
        let requests = self.config.server != Some(Server::Sim) && !shares_connections;
        let lanes = self.record.lanes().iter();
        let lanes: Vec<Lane> = lanes
            .filter(|lane| &*lane.executor == FETCH)
            .cloned()
            .collect();
        if !requests || Steps::in_flight(&lanes).peak() <= CONNECTIONS_PER_HOST {
            return None;
        }
        let measured = lanes
            .iter()
            .filter(|lane| phase(lane, "waiting").is_some())
            .count();
        let kept = Steps::on_the_wire(&lanes).kept();
        // Failed requests have no phases; with many of them the measurement is too low.
        if measured * 10 >= lanes.len() * 9 {
            (kept <= CONNECTIONS_PER_HOST).then_some(Finding::BrowserQueue { limit, kept })
        } else {
            let at_most = CONNECTIONS_PER_HOST;
            protocol.map(|_| Finding::BrowserLimit { limit, at_most })
        }
    }

    fn head_of_line(&self) -> Option<Finding> {
        let worst = Waiting::of(self.record).worst?;
        Some(Finding::HeadOfLine {
            results: worst.results,
            longest: worst.longest,
            label: worst.label,
            strategy: self.config.strategy,
        })
    }

    fn stalled(&self) -> Option<Finding> {
        let longest = self.record.stalls().map(|(_, gap)| gap).max()?;
        let times = self.record.stalls().count();
        Some(Finding::Stalled { longest, times })
    }

    fn passing_cost(&self) -> Option<Finding> {
        let PassingCost { passing, computing } = PassingCost::of(self.record.lanes())?;
        (passing > computing).then_some(Finding::PassingCost { passing, computing })
    }

    fn limit(&self) -> Option<Finding> {
        let limit = self.limit_set().filter(|limit| *limit > 1)?;
        let tasks = self.record.lanes().len();
        if self.config.experiment == Experiment::Both {
            return None;
        }
        let most = self.record.max_in_flight();
        if most == limit && tasks > limit {
            let kept = Steps::in_flight(self.record.lanes()).time_at_least(limit);
            let elapsed = elapsed(self.record);
            Some(Finding::LimitReached {
                limit,
                kept,
                elapsed,
            })
        } else if most < limit && most == tasks && tasks > 0 {
            Some(Finding::LimitNotReached { limit, tasks })
        } else {
            None
        }
    }

    fn overlap(&self) -> Option<Finding> {
        let elapsed = elapsed(self.record);
        let lanes = self.record.lanes().iter();
        let times: Vec<Duration> = lanes.filter_map(|lane| self.working(lane)).collect();
        let (tasks, work) = (times.len(), times.iter().sum::<Duration>());
        if tasks < 2 || elapsed.is_zero() {
            None
        } else if self.limit_set() == Some(1) || self.record.max_in_flight() == 1 {
            Some(Finding::OneByOne { tasks, elapsed })
        } else {
            // A tenth more than one by one is no gain worth a sentence.
            (work >= elapsed + elapsed / 10).then_some(Finding::Overlap {
                tasks,
                work,
                elapsed,
            })
        }
    }

    /// How long a task took without its turn in the queues of browser and worker, where that was
    /// measured. Cancelled ones do not count.
    fn working(&self, lane: &Lane) -> Option<Duration> {
        if lane.outcome()? == Outcome::Cancelled {
            return None;
        }
        // Of the simulated origin browsers time its service worker, each in its own way.
        let is_on_the_wire = self.config.server != Some(Server::Sim);
        let (from, to) = phase(lane, "compute")
            .or_else(|| {
                let (sent, answered) = phase(lane, "waiting").filter(|_| is_on_the_wire)?;
                let complete = phase(lane, "receiving").map_or(answered, |(_, complete)| complete);
                Some((sent, complete))
            })
            .or_else(|| Some((lane.started?, lane.finished?)))?;
        Some(to.saturating_sub(from))
    }
}

/// The phase of this name: from, to.
fn phase(lane: &Lane, name: &str) -> Option<(Duration, Duration)> {
    let phases = &lane.settled.as_ref()?.phases;
    let phase = phases.iter().find(|phase| &*phase.name == name)?;
    Some((phase.from, phase.to))
}
