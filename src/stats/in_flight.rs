//! How much was in flight at once: what was asked for, and what really was.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use serde::Serialize;

use super::Steps;
use super::in_time::{Moment, in_time};
use crate::record::{Doing, Lane, Span};

/// Measured requests that overlap by less than this do not: the clock of a browser is coarse, and a
/// connection may be given away a moment before the end of its answer is noted. Chromium's requests of
/// a millisecond and more add up to what the server counted with any slack from none to two milliseconds,
/// 3 to 100 at once; this is for coarser clocks.
const SLACK: Duration = Duration::from_micros(500);

/// What was in flight over time: requests that had been sent and were not wholly answered, and jobs
/// that were being computed, at most one per worker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InFlight {
    /// As the executors count: requests that were asked for, and jobs that were computed.
    pub asked: Steps,
    /// What was in flight, a request that is not measured counting all the time: at most so many.
    pub really: Steps,
    /// The most of which that is certain.
    pub at_least: usize,
    /// Requests that are over and were not measured: of these nobody knows whether the browser held
    /// them back.
    pub hidden: usize,
    /// Requests under way: of these nobody knows it yet.
    pub open: usize,
}

impl InFlight {
    /// What these lanes tell.
    pub fn of<'a>(lanes: impl IntoIterator<Item = &'a Lane>) -> Self {
        let (mut asked, mut really, mut certain) = (Vec::new(), Vec::new(), Vec::new());
        let (mut jobs, mut hidden, mut open) = (Jobs::default(), 0, 0);
        for lane in lanes {
            if lane.is_fetch() {
                asked.extend(lane.started.map(|started| (started, lane.finished)));
                lane.each_span(&mut |span| {
                    if span.doing == Doing::Running {
                        let (from, to) = trimmed(span);
                        really.push((from, to));
                        if span.measured {
                            certain.push((from, to));
                        } else if to.is_some() {
                            hidden += 1;
                        } else {
                            open += 1;
                        }
                    }
                });
            } else {
                lane.each_span(&mut |span| {
                    if span.doing == Doing::Running {
                        jobs.add(lane, span);
                    }
                });
            }
        }
        let jobs = jobs.one_per_worker();
        if asked.is_empty() && really.is_empty() {
            // Of jobs all is known.
            let really = Steps::of(jobs);
            return InFlight {
                asked: really.clone(),
                at_least: really.peak(),
                really,
                ..InFlight::default()
            };
        }
        for job in jobs {
            asked.push(job);
            really.push(job);
            certain.push(job);
        }
        let really = Steps::of(really);
        let at_least = match hidden + open {
            0 => really.peak(),
            _ => Steps::of(certain).peak(),
        };
        InFlight {
            asked: Steps::of(asked),
            really,
            at_least,
            hidden,
            open,
        }
    }

    /// The most that may have been in flight at once: what was, where nothing is hidden.
    #[must_use]
    pub fn at_most(&self) -> usize {
        self.really.peak()
    }

    /// The most that were in flight at once, so far as is known, and what that number is.
    /// `may_hold_back` tells whether the browser may have held back what it does not tell of.
    #[must_use]
    pub fn most(&self, may_hold_back: bool) -> (usize, InFlightIs) {
        let at_most = self.at_most();
        let is_told = self.hidden + self.open == 0;
        if !may_hold_back || is_told || self.at_least == at_most {
            (at_most, InFlightIs::Measured)
        } else if self.at_least > 0 {
            (self.at_least, InFlightIs::AtLeast)
        } else {
            (self.asked.peak(), InFlightIs::Asked)
        }
    }
}

/// What is known of how much was in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InFlightIs {
    /// Measured: of every request the browser told when it was sent, or it holds none back.
    Measured,
    /// Measured of some: it may have been more.
    AtLeast,
    /// What was asked for: the browser tells nothing, and may have held requests back.
    Asked,
}

/// When the jobs of each worker of an executor were computed. Each has them in order, or nearly: so there is less to sort
/// than if all were in one list.
#[derive(Default)]
struct Jobs<'a>(BTreeMap<(&'a Rc<str>, Option<usize>), Vec<Computed>>);

/// From when to when a job was computed.
type Computed = (Duration, Option<Duration>);

impl<'a> Jobs<'a> {
    fn add(&mut self, lane: &'a Lane, span: Span) {
        let whose = (&lane.executor, lane.worker);
        self.0.entry(whose).or_default().push((span.from, span.to));
    }

    /// A worker computes one job at a time: what the page had not yet heard the end of was over when the next one
    /// began.
    fn one_per_worker(self) -> impl Iterator<Item = Computed> {
        self.0.into_iter().flat_map(|((_, worker), jobs)| {
            let mut order: Vec<Moment> = (jobs.iter().enumerate())
                .map(|(index, (from, _))| (*from, index))
                .collect();
            in_time(&mut order);
            (0..order.len()).map(move |place| {
                let (from, index) = order[place];
                let next = order.get(place + 1).map(|(next, _)| *next);
                let next = next.filter(|_| worker.is_some());
                (from, jobs[index].1.into_iter().chain(next).min())
            })
        })
    }
}

fn trimmed(span: Span) -> (Duration, Option<Duration>) {
    let to = span.to.map(|to| {
        let time = to.saturating_sub(span.from);
        let slack = if span.measured {
            SLACK.min(time / 2)
        } else {
            Duration::ZERO
        };
        to.saturating_sub(slack)
    });
    (span.from, to)
}
