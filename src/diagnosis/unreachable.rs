//! When no request brought an answer: what is known of why, and what is not.

use std::rc::Rc;

use super::Finding;
use crate::config::{RunConfig, Server};
use crate::environment::{Environment, Reach};
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

pub(super) fn english(host: Option<&str>, requests: usize, reach: Option<Reach>) -> String {
    let which = match requests {
        1 => "the request",
        number => &format!("any of the {number} requests"),
    };
    let why = match reach {
        None => "",
        Some(Reach::Silent) => ": is the server running?",
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

pub(super) fn chinese(host: Option<&str>, requests: usize, reach: Option<Reach>) -> String {
    let which = match requests {
        1 => "请求的响应没有到达本页",
        number => &format!("{number} 个请求的响应都没有到达本页"),
    };
    let why = match reach {
        None => "",
        Some(Reach::Silent) => "：服务器在运行吗？",
        Some(Reach::Unreadable) => {
            "：服务器在运行，但不允许本页读取它的响应；它必须发送 Access-Control-Allow-Origin（CORS）"
        }
        Some(Reach::Back) => "，但服务器现在有响应：请重新开始",
        Some(Reach::Offline) => "，而且浏览器报告自己处于离线状态",
        Some(Reach::MixedContent) => {
            "：本页通过 https 打开，浏览器不允许这样的页面用未加密的 http 发出请求（混合内容）；请改用 https 地址，或通过 http 打开本页"
        }
    };
    // Before a digit there is a space, before a word of Chinese none.
    let space = if requests == 1 { "" } else { " " };
    let to = host.map_or_else(String::new, |host| format!("发往 {host} 的{space}"));
    format!("{to}{which}{why}")
}
