//! Findings: English.

use std::time::Duration;

use crate::config::Lang;
use crate::diagnosis::{Baseline, Finding, Names, PER_HOST};
use crate::environment::Reach;
use crate::stats::Fit;
use crate::tell::format::{about, percent, span_in, tenths, times};

fn time(duration: Duration) -> String {
    match about(duration) {
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

/// A finding, without a full stop.
pub fn sentence(finding: &Finding) -> String {
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
        Finding::NoAnswer {
            host,
            requests,
            reach,
        } => no_answer(host.as_deref(), *requests, *reach),
        Finding::TimedOut { timeout, names } => {
            let after =
                timeout.map_or_else(String::new, |timeout| format!(" after {}", time(timeout)));
            format!("{} timed out{after}: {}", names.count(), list(names))
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
        Finding::Retried {
            attempts,
            requests,
            came,
            asked,
        } => {
            let mut text = format!(
                "{} failed and {} made again, for {}: {came} of them came in the end",
                counted(*attempts, "attempt"),
                if *attempts == 1 { "was" } else { "were" },
                counted(*requests, "request"),
            );
            if let Some((pause, waited)) = asked {
                text.push_str(&format!(
                    "; the server asked to wait up to {} (Retry-After)",
                    time(*pause)
                ));
                if waited < pause {
                    text.push_str(&format!(
                        ", and was asked again after {}, the time allowed for a request",
                        time(*waited)
                    ));
                }
            }
            text
        }
        Finding::HeldByBrowser {
            asked,
            kept,
            longest,
            is_usual,
        } => {
            let usual = if *is_usual {
                format!(
                    "; that is the limit of HTTP/1.1, {PER_HOST} connections to a host, which HTTP/2 does not have"
                )
            } else {
                String::new()
            };
            format!(
                "asked for {asked} at once, the browser kept at most {kept} in flight: it held others \
                 back for up to {}{usual}",
                time(*longest)
            )
        }
        Finding::Redirected { answers } => format!(
            "{} by a redirect, which takes another request and whose phases browsers do not tell: \
             ask the address that it leads to",
            match answers {
                1 => "1 answer came".to_owned(),
                answers => format!("{answers} answers came"),
            }
        ),
        Finding::InFlightUnknown {
            asked,
            at_least: 0,
            per_host,
        } => format!(
            "how many of the {asked} asked for at once were in flight is not known: over HTTP/1.1 a \
             browser keeps at most {per_host} per host and holds the rest back, and this server hides \
             it; with the header Timing-Allow-Origin: * it would show"
        ),
        Finding::InFlightUnknown {
            asked,
            at_least,
            per_host,
        } => format!(
            "of {asked} asked for at once at least {at_least} were in flight; of some the browser \
             does not tell, and over HTTP/1.1 it keeps at most {per_host} per host"
        ),
        Finding::HeadOfLine {
            results,
            longest,
            label,
            strategy,
        } => {
            let by =
                strategy.map_or_else(String::new, |strategy| format!(" ({})", strategy.name()));
            let longest = time(*longest);
            match results {
                1 => format!("1 result waited {longest} for {label}{by}"),
                results => {
                    format!("{results} results waited up to {longest} for {label}{by}")
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
        Finding::PassingCost {
            passing,
            computing,
            workers,
        } => {
            let (passing, computing) = (time(*passing), time(*computing));
            let all = match workers {
                1 => String::new(),
                workers => format!(", over {workers} workers"),
            };
            format!(
                "passing data cost more than computing ({passing} against {computing}{all}): \
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
        Finding::AsFast { baseline, elapsed } => {
            let faster = times(baseline.time(), *elapsed);
            // Finer than elsewhere: who divides the two gets the ratio that stands beside them.
            let exact = |time| span_in(Lang::En, time);
            let (alone, elapsed) = (exact(baseline.time()), exact(*elapsed));
            match baseline {
                Baseline::Measured(_) => format!(
                    "one by one the same took {alone}, so {elapsed} is {faster} times as fast"
                ),
                Baseline::Calculated(_) => format!(
                    "calculated: one by one the delays of this plan add up to {alone}, so {elapsed} \
                     is {faster} times as fast"
                ),
            }
        }
        Finding::OneByOne { tasks, elapsed } => {
            format!("one by one, {tasks} tasks took {} in all", time(*elapsed))
        }
        Finding::BestSpeedup {
            workers,
            speedup,
            scatter,
            cores,
            slower,
        } => {
            let mut text = match (workers, speedup) {
                (1, _) => "best with 1 worker".to_owned(),
                (workers, Some(speedup)) => format!(
                    "best with {workers} workers: {} times as fast as 1",
                    tenths(*speedup)
                ),
                (workers, None) => {
                    let [[a, b], [c, d]] = scatter.map(|times| times.map(time));
                    format!(
                        "best with {workers} workers, but how many times as fast as 1 cannot be \
                         said, for the times scatter: 1 took {a} to {b}, {workers} took {c} to {d}"
                    )
                }
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
        Finding::SerialShare(Fit {
            share,
            error,
            numbers,
        }) => {
            let at_most = tenths(1.0 / share);
            let (share, error) = (percent(*share), percent(*error));
            format!(
                "{share} % (± {error} %) of the time does not shrink with more workers, by Amdahl's \
                 law fitted to {numbers} numbers of them: however many, at most {at_most} times as \
                 fast as 1"
            )
        }
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn no_answer(host: Option<&str>, requests: usize, reach: Option<Reach>) -> String {
    let which = match requests {
        1 => "the request",
        number => &format!("any of the {number} requests"),
    };
    let why = match reach {
        None => "",
        Some(Reach::Silent) => {
            ": is the server running? Or does the browser refuse its certificate, its port or its redirects?"
        }
        Some(Reach::Unreadable) => {
            ": there is a server, but it does not allow this page to read its answers; it must send \
             Access-Control-Allow-Origin (CORS)"
        }
        Some(Reach::Back) => ", but the server answers now: start again",
        Some(Reach::Offline) => ", and the browser says that it is offline",
        Some(Reach::MixedContent) => {
            ": it came by https, and browsers keep such a page from asking by plain http (mixed \
             content); ask by https, or open this page by http"
        }
    };
    let to = host.map_or_else(String::new, |host| format!(" to {host}"));
    format!("no answer to {which}{to} reached this page{why}")
}
