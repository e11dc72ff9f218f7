//! A line per request on standard error, written when the request has ended.

use std::time::Instant;

use hyper::{Method, Request, StatusCode};

/// A request being served; its line is written on drop, with "client left" unless it was delivered.
pub(crate) struct Entry {
    port: u16,
    method: Method,
    target: String,
    began: Instant,
    outcome: String,
}

impl Entry {
    pub(crate) fn new<B>(port: u16, request: &Request<B>) -> Self {
        let target = request
            .uri()
            .path_and_query()
            .map_or_else(|| "*".to_owned(), ToString::to_string);
        Self {
            port,
            method: request.method().clone(),
            target,
            began: Instant::now(),
            outcome: "client left".to_owned(),
        }
    }

    /// The answer reached the connection in full.
    pub(crate) fn delivered(&mut self, status: StatusCode, bytes: u64) {
        self.outcome = format!("{} {bytes} bytes", status.as_u16());
    }

    /// The connection was reset, as asked.
    pub(crate) fn reset(&mut self) {
        self.outcome = "reset".to_owned();
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        let Self {
            port,
            method,
            target,
            began,
            outcome,
        } = self;
        eprintln!(
            "{port} {method} {target} {outcome} {} ms",
            began.elapsed().as_millis()
        );
    }
}
