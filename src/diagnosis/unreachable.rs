//! When no request brought an answer: what is known of why, and what is not.

use std::rc::Rc;

use super::Finding;
use crate::config::{RunConfig, Server};
use crate::environment::Environment;
use crate::record::{FETCH, FutureId, Lane, Outcome, Record};

/// Requests of which none brought as much as the beginning of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered<'a> {
    /// Scheme and host of all of them, where the run asked several.
    pub host: Option<&'a str>,
    /// The first.
    pub first: FutureId,
    /// How many.
    pub requests: usize,
}

/// The hosts whose requests all failed on their way; whether there is any other. As soon as one request brought an
/// answer, or came to another end, there is somebody. What was cancelled tells nothing.
#[must_use]
pub fn unanswered<'a>(config: &'a RunConfig, record: &Record) -> (Vec<Unanswered<'a>>, bool) {
    let list = match &config.server {
        Some(Server::List(list)) => Some(list),
        _ => None,
    };
    let mut hosts: Vec<(Unanswered<'a>, bool)> = Vec::new();
    for lane in requests(record) {
        let host = list.and_then(|list| list.origin(&lane.label));
        let is_silent = failed(lane);
        match hosts.iter_mut().find(|(one, _)| one.host == host) {
            Some((one, is_all)) => {
                one.requests += 1;
                *is_all &= is_silent;
            }
            None => {
                let (first, requests) = (lane.id, 1);
                let one = Unanswered {
                    host,
                    first,
                    requests,
                };
                hosts.push((one, is_silent));
            }
        }
        // Of one host there is nothing more to learn.
        if list.is_none() && !is_silent {
            break;
        }
    }
    let all = hosts.len();
    if let [(one, _)] = hosts.as_mut_slice() {
        one.host = None;
    }
    hosts.retain(|(_, is_silent)| *is_silent);
    let is_any = hosts.len() < all;
    (hosts.into_iter().map(|(one, _)| one).collect(), is_any)
}

fn failed(lane: &Lane) -> bool {
    let settled = lane.settled.as_ref();
    settled.is_some_and(|settled| {
        let status = settled.http_status;
        let earlier = lane.attempts.iter().find_map(|attempt| attempt.http_status);
        settled.outcome == Outcome::NetworkError && status.or(earlier).is_none()
    })
}

/// The findings of such hosts; whether there is any other.
pub(super) fn find(
    config: &RunConfig,
    record: &Record,
    environment: &Environment,
) -> (Vec<Finding>, bool) {
    let (hosts, is_any) = unanswered(config, record);
    let find = |one: Unanswered<'_>| Finding::NoAnswer {
        host: one.host.map(Rc::from),
        requests: one.requests,
        reach: match one.host {
            Some(name) => (environment.hosts.iter())
                .find(|host| host.host == name)
                .map(|host| host.reach),
            None => environment.reach,
        },
    };
    (hosts.into_iter().map(find).collect(), is_any)
}

fn requests(record: &Record) -> impl Iterator<Item = &Lane> {
    let lanes = record.lanes().iter();
    lanes.filter(|lane| &*lane.executor == FETCH && lane.outcome() != Some(Outcome::Cancelled))
}
