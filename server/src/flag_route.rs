//! `/flags/…`: a flag, or what its request's fate makes of it.

use std::time::Duration;

use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, StatusCode};
use tokio::time::Instant;

use crate::answer::{Answer, answer, stalled, text, truncated, without_body};
use crate::fate::{Failure, Fate};
use crate::headers::{allow, cors, no_store, not_allowed, preflight, timed};
use crate::query::Query;
use crate::site::{Reset, Site};

impl Site {
    /// Answers a request for the flag file at `path` below `/flags/`.
    /// Dropped while it waits, because the client left, the request counts as aborted.
    pub(crate) async fn flag<B>(&self, request: &Request<B>, path: &str) -> Result<Answer, Reset> {
        let query = match Query::parse(request.uri().query().unwrap_or_default()) {
            Ok(query) => query,
            Err(error) => {
                let sentence = format!("{error}.");
                return Ok(no_store(cors(text(
                    StatusCode::BAD_REQUEST,
                    Some(&sentence),
                ))));
            }
        };
        let answered = match *request.method() {
            Method::GET | Method::HEAD => self.fated(request.method(), path, &query).await?,
            Method::OPTIONS if query.access.answer => preflight(),
            Method::OPTIONS => text(StatusCode::NO_CONTENT, None),
            _ => not_allowed(),
        };
        Ok(allow(no_store(answered), query.access))
    }

    async fn fated(&self, method: &Method, path: &str, query: &Query) -> Result<Answer, Reset> {
        let came = Instant::now();
        let mut in_flight = self.stats.begin(query.run.as_deref());
        let file = self.flags.get(path);
        let drawn = || {
            let chance = self.chance.as_ref()?;
            Some(chance.draw(path, file.is_some()))
        };
        let fate = query
            .fate
            .or_else(drawn)
            .unwrap_or(Fate::flag(Duration::ZERO));
        if !fate.delay.is_zero() {
            tokio::time::sleep(fate.delay).await;
        }

        let whole = match file {
            _ if fate.status != StatusCode::OK => text(fate.status, None),
            Some(file) => answer(StatusCode::OK, file.content_type, file.bytes.clone()),
            None => text(StatusCode::NOT_FOUND, None),
        };
        let whole = if method == Method::HEAD {
            without_body(whole)
        } else {
            whole
        };
        let mut answered = match fate.failure {
            None => whole,
            Some(Failure::Truncate) => truncated(whole),
            Some(Failure::Stall) => stalled(whole),
            Some(Failure::Reset) => {
                in_flight.complete();
                return Err(Reset);
            }
        };
        if let Some(seconds) = fate.retry_after {
            answered
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answered.body_mut().counted(in_flight);
        Ok(timed(answered, came.elapsed()))
    }
}
