//! When no request brought an answer: what is known of why, and what is not.

use super::Finding;
use crate::environment::Reach;
use crate::record::{FETCH, FutureId, Lane, Outcome, Record};

/// The first request of a run in which every request failed on its way, and none brought as much as
/// the beginning of an answer. `None` as soon as one did, or came to another end: then there is
/// somebody. What was cancelled tells nothing.
#[must_use]
pub fn unanswered(record: &Record) -> Option<FutureId> {
    let requests = || requests(record);
    let first = requests().next()?.id;
    let failed = |lane: &Lane| {
        let settled = lane.settled.as_ref();
        settled.is_some_and(|settled| {
            let status = settled.http_status;
            let earlier = lane.attempts.iter().find_map(|attempt| attempt.http_status);
            settled.outcome == Outcome::NetworkError && status.or(earlier).is_none()
        })
    };
    requests().all(failed).then_some(first)
}

/// The finding of such a run.
pub(super) fn find(record: &Record, reach: Option<Reach>) -> Option<Finding> {
    unanswered(record)?;
    let requests = requests(record).count();
    Some(Finding::NoAnswer { requests, reach })
}

fn requests(record: &Record) -> impl Iterator<Item = &Lane> {
    let lanes = record.lanes().iter();
    lanes.filter(|lane| &*lane.executor == FETCH && lane.outcome() != Some(Outcome::Cancelled))
}

pub(super) fn english(requests: usize, reach: Option<Reach>) -> String {
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
    format!("no answer to {which} reached this page{why}")
}

pub(super) fn chinese(requests: usize, reach: Option<Reach>) -> String {
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
    format!("{which}{why}")
}
