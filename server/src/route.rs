//! From a request to its answer: which route it takes, and its fate on the way.

use std::net::SocketAddr;
use std::sync::Arc;

use hyper::header::{self, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::answer::{Answer, answer, stalled, text, truncated, without_body};
use crate::app::App;
use crate::chance::Chance;
use crate::config::Origin;
use crate::fate::{Failure, Fate};
use crate::flags::Flags;
use crate::log::Entry;
use crate::query::{MAX_QUERY, Query};
use crate::stats::Stats;

/// One origin with all it needs to answer.
pub(crate) struct Site {
    pub(crate) addresses: [SocketAddr; 3],
    pub(crate) port: u16,
    /// Only LOCAL serves the app.
    pub(crate) app: Option<App>,
    pub(crate) flags: Arc<Flags>,
    /// Only DELAY and ERROR leave anything to chance.
    pub(crate) chance: Option<Chance>,
    pub(crate) stats: Stats,
    pub(crate) verbose: bool,
}

/// The fate of a request whose connection is to be reset; the connection does that, since it owns the socket.
#[derive(Debug, thiserror::Error)]
#[error("the connection is reset as asked")]
pub(crate) struct Reset;

impl Site {
    /// Answers one request, whose body, if it has one, is not looked at.
    pub(crate) async fn answer<B>(&self, request: Request<B>) -> Result<Answer, Reset> {
        let entry = self.verbose.then(|| Entry::new(self.port, &request));
        let path = request.uri().path();
        let query = request.uri().query().unwrap_or_default();
        let head = request.method() == Method::HEAD;

        let answered = if query.len() > MAX_QUERY {
            text(
                StatusCode::URI_TOO_LONG,
                Some(&format!("The query is longer than {MAX_QUERY} bytes.")),
            )
        } else if let Some(flag) = path.strip_prefix("/flags/") {
            return self.flag(&request, flag, query, entry).await;
        } else {
            match path {
                "/stats" | "/stats/reset" => self.stats(request.method(), path, query),
                "/servers.json" => no_store(cors(answer(
                    StatusCode::OK,
                    "application/json",
                    self.servers(&request),
                ))),
                _ if !reads(request.method()) => not_allowed(),
                _ => match &self.app {
                    Some(app) => app.get(path, request.headers()).await,
                    None => text(StatusCode::NOT_FOUND, None),
                },
            }
        };
        let mut answered = if head {
            without_body(answered)
        } else {
            answered
        };
        answered.body_mut().watched_by(None, entry);
        Ok(answered)
    }

    /// A flag, as its fate wants it. Dropped while it waits, the request counts as aborted.
    async fn flag<B>(
        &self,
        request: &Request<B>,
        flag: &str,
        query: &str,
        mut entry: Option<Entry>,
    ) -> Result<Answer, Reset> {
        let refused = |answer: Answer, entry| {
            let mut answer = no_store(cors(answer));
            answer.body_mut().watched_by(None, entry);
            Ok(answer)
        };
        let query = match Query::parse(query) {
            Ok(query) => query,
            Err(error) => {
                return refused(
                    text(StatusCode::BAD_REQUEST, Some(&format!("{error}."))),
                    entry,
                );
            }
        };
        match *request.method() {
            Method::GET | Method::HEAD => {}
            Method::OPTIONS if query.cors => return refused(preflight(), entry),
            Method::OPTIONS => {
                let mut answer = text(StatusCode::NO_CONTENT, None);
                answer.body_mut().watched_by(None, entry);
                return Ok(answer);
            }
            _ => return refused(not_allowed(), entry),
        }

        let mut in_flight = self.stats.begin(query.run.as_deref());
        let drawn = || self.chance.as_ref().map(|chance| chance.draw(flag));
        let fate = query
            .fate
            .or_else(drawn)
            .unwrap_or(Fate::flag(std::time::Duration::ZERO));
        if !fate.delay.is_zero() {
            tokio::time::sleep(fate.delay).await;
        }
        if fate.failure == Some(Failure::Reset) {
            in_flight.complete();
            if let Some(entry) = &mut entry {
                entry.broken("reset");
            }
            return Err(Reset);
        }

        let whole = match self.flags.get(flag) {
            _ if fate.status != StatusCode::OK => text(fate.status, None),
            Some(file) => answer(StatusCode::OK, file.content_type, file.bytes.clone()),
            None => text(StatusCode::NOT_FOUND, None),
        };
        let whole = if request.method() == Method::HEAD {
            without_body(whole)
        } else {
            whole
        };
        let mut answered = no_store(match fate.failure {
            Some(Failure::Truncate) => truncated(whole),
            Some(Failure::Stall) => stalled(whole),
            _ => whole,
        });
        if query.cors {
            answered = cors(answered);
        }
        answered.body_mut().watched_by(Some(in_flight), entry);
        Ok(answered)
    }

    fn stats(&self, method: &Method, path: &str, query: &str) -> Answer {
        let resets = path == "/stats/reset";
        let query = match Query::parse(query) {
            Ok(query) => query,
            Err(error) => return cors(text(StatusCode::BAD_REQUEST, Some(&format!("{error}.")))),
        };
        let run = query.run.as_deref();
        let counts = match *method {
            Method::OPTIONS => return cors(preflight()),
            Method::GET | Method::POST if resets => self.stats.reset(run),
            Method::GET | Method::HEAD => self.stats.read(run),
            _ => return cors(not_allowed()),
        };
        no_store(cors(answer(
            StatusCode::OK,
            "application/json",
            counts.json(),
        )))
    }

    /// The flags of the three origins, at the host name this request used: a page at `localhost` stays there.
    fn servers<B>(&self, request: &Request<B>) -> String {
        let host = request
            .headers()
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .and_then(host_name);
        let entry = |(origin, address): (&Origin, &SocketAddr)| {
            let host = host.map_or_else(|| host_of(*address), ToOwned::to_owned);
            format!(
                "\"{}\":\"http://{host}:{}/flags\"",
                origin.name(),
                address.port()
            )
        };
        let entries: Vec<_> = Origin::ALL.iter().zip(&self.addresses).map(entry).collect();
        format!("{{{}}}\n", entries.join(","))
    }
}

/// The address as the host of a URL.
pub(crate) fn host_of(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    }
}

/// The host of a `Host` header without its port, if it consists of what host names and addresses consist of.
fn host_name(host: &str) -> Option<&str> {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]_".contains(&byte);
    (!name.is_empty() && name.bytes().all(plain)).then_some(name)
}

fn reads(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

fn not_allowed() -> Answer {
    let mut answer = text(StatusCode::METHOD_NOT_ALLOWED, None);
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    answer
}

fn preflight() -> Answer {
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

/// Any page may read this answer, and its timing (Resource Timing, "Timing-Allow-Origin").
fn cors<B>(mut answer: Response<B>) -> Response<B> {
    let headers = answer.headers_mut();
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert("timing-allow-origin", HeaderValue::from_static("*"));
    answer
}

fn no_store<B>(mut answer: Response<B>) -> Response<B> {
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}
