//! Headers that several routes share, and the answers that consist of little else.

use std::time::Duration;

use hyper::header::{self, HeaderValue};
use hyper::{Method, Response, StatusCode};

use crate::answer::{Answer, text};

/// What pages of other origins may see of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Access {
    /// The answer itself (WHATWG Fetch, "CORS protocol").
    pub(crate) answer: bool,
    /// How long each phase of it took (Resource Timing, "Timing-Allow-Origin").
    pub(crate) timing: bool,
}

impl Access {
    /// Everything.
    pub(crate) const ALL: Self = Self {
        answer: true,
        timing: true,
    };
}

/// Any page may read this answer, and its timing.
pub(crate) fn cors<B>(answer: Response<B>) -> Response<B> {
    allow(answer, Access::ALL)
}

/// Any page may see of this answer what `access` says.
pub(crate) fn allow<B>(mut answer: Response<B>, access: Access) -> Response<B> {
    let headers = answer.headers_mut();
    let any = HeaderValue::from_static("*");
    if access.answer {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, any.clone());
        if headers.contains_key(header::RETRY_AFTER) {
            headers.insert(
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("retry-after"),
            );
        }
    }
    if access.timing {
        headers.insert("timing-allow-origin", any);
    }
    answer
}

/// How long the server had the request, for who wants to know what of the time was spent on the way
/// (<https://www.w3.org/TR/server-timing/>). Browsers show it to whom they show the timing.
pub(crate) fn timed<B>(mut answer: Response<B>, took: Duration) -> Response<B> {
    let total = format!("total;dur={:.1}", took.as_secs_f64() * 1e3);
    if let Ok(total) = HeaderValue::try_from(total) {
        answer.headers_mut().insert("server-timing", total);
    }
    answer
}

/// No cache may answer in our place: each request is to meet its fate.
pub(crate) fn no_store<B>(mut answer: Response<B>) -> Response<B> {
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

/// What a browser asks before a request that is not simple (WHATWG Fetch, "CORS-preflight fetch").
pub(crate) fn preflight() -> Answer {
    let mut answer = text(StatusCode::NO_CONTENT, None);
    let headers = answer.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("GET, HEAD, POST"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("600"),
    );
    answer
}

pub(crate) fn not_allowed() -> Answer {
    let mut answer = text(StatusCode::METHOD_NOT_ALLOWED, None);
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}

/// GET, or GET without the body.
pub(crate) fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}
