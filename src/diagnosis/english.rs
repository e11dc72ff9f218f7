//! Findings in English.

use std::time::Duration;

use super::words::{self, percent, tenths, times};
use super::{Finding, Names};

fn time(duration: Duration) -> String {
    match words::time(duration) {
        (number, true) => format!("{number} s"),
        (number, false) => format!("{number} ms"),
    }
}

fn list(names: &Names) -> String {
    let first = names.first.join(", ");
    match names.more {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

pub(super) fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Cancelled {
            done,
            aborted,
            never_started,
        } => {
            format!(
                "cancelled: {done} done, {aborted} aborted while running, \
                 {never_started} never started"
            )
        }
        Finding::NoAnswer { requests: 1 } => {
            "nobody answered the request: is the server running?".to_owned()
        }
        Finding::NoAnswer { requests } => {
            format!("nobody answered any of the {requests} requests: is the server running?")
        }
        Finding::TimedOut { timeout, names } => {
            let (number, timeout) = (names.count(), time(*timeout));
            format!("{number} timed out after {timeout}: {}", list(names))
        }
        Finding::Failed { names, unharmed: 0 } => {
            format!("{} failed: {}", names.count(), list(names))
        }
        Finding::Failed { names, unharmed } => {
            let (number, names) = (names.count(), list(names));
            let others = if *unharmed == 1 {
                "the other one was"
            } else {
                &format!("the other {unharmed} were")
            };
            format!("{number} failed: {names}; {others} not affected")
        }
        Finding::BrowserQueue { limit, kept } => {
            format!("limit {limit} never reached: the browser kept {kept} in flight")
        }
        Finding::BrowserLimit { limit, at_most } => {
            format!(
                "limit {limit} is above what a browser does: over HTTP/1.1 it keeps at most \
                 {at_most} requests per host in flight, the rest wait in its own queue"
            )
        }
        Finding::HeadOfLine {
            results,
            longest,
            label,
            strategy,
        } => {
            let (longest, strategy) = (time(*longest), strategy.name());
            match results {
                1 => format!("1 result waited {longest} for {label} ({strategy})"),
                results => {
                    format!("{results} results waited up to {longest} for {label} ({strategy})")
                }
            }
        }
        Finding::Stalled { longest, times: 1 } => {
            format!("the main thread stalled {}", time(*longest))
        }
        Finding::Stalled { longest, times } => {
            format!(
                "the main thread stalled {times} times, up to {}",
                time(*longest)
            )
        }
        Finding::PassingCost { passing, computing } => {
            let (passing, computing) = (time(*passing), time(*computing));
            format!(
                "passing data cost more than computing ({passing} against {computing}): \
                 use fewer, larger jobs"
            )
        }
        Finding::LimitReached {
            limit,
            kept,
            elapsed,
        } => {
            let (kept, elapsed) = (time(*kept), time(*elapsed));
            format!("limit {limit} was reached, and kept for {kept} of {elapsed}")
        }
        Finding::LimitNotReached { limit, tasks: 1 } => {
            format!("limit {limit} never reached: there was only 1 to run")
        }
        Finding::LimitNotReached { limit, tasks } => {
            format!("limit {limit} never reached: there were only {tasks} to run")
        }
        Finding::Overlap {
            tasks,
            work,
            elapsed,
        } => {
            let faster = times(*work, *elapsed);
            let (work, elapsed) = (time(*work), time(*elapsed));
            format!(
                "{tasks} tasks took {work} together and were over in {elapsed}: \
                 {faster} times as fast as one by one"
            )
        }
        Finding::OneByOne { tasks, elapsed } => {
            format!("one by one, {} is the sum of {tasks} tasks", time(*elapsed))
        }
        Finding::BestSpeedup {
            workers,
            speedup,
            cores,
            slower,
        } => {
            let mut text = match workers {
                1 => "best with 1 worker".to_owned(),
                workers => format!("best with {workers} workers: {} times", tenths(*speedup)),
            };
            if let Some(cores) = cores {
                let plural = if *cores == 1 { "" } else { "s" };
                text.push_str(&format!(" on {cores} core{plural}"));
            }
            if let Some(slower) = slower {
                text.push_str(&format!("; {slower} are slower than {workers}"));
            }
            text
        }
        Finding::SerialShare { share } => {
            let (share, at_most) = (percent(*share), tenths(1.0 / share));
            format!(
                "{share} % of the time does not shrink with more workers: \
                 however many, at most {at_most} times as fast as one"
            )
        }
    }
}
