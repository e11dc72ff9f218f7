//! One origin: what it has, and which route a request takes.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use hyper::{Method, Request, StatusCode};

use crate::answer::{Answer, answer, text, without_body};
use crate::app::App;
use crate::chance::Chance;
use crate::flags::Flags;
use crate::headers::{cors, no_store, not_allowed, preflight, reads};
use crate::hosts::Hosts;
use crate::log::Entry;
use crate::query::{MAX_QUERY, Query};
use crate::servers::{self, Scheme};
use crate::stats::Stats;

/// One origin with all it needs to answer.
pub(crate) struct Site {
    /// How they are spoken to.
    pub(crate) scheme: Scheme,
    /// Where all three origins listen.
    pub(crate) addresses: [SocketAddr; 3],
    /// Where they are reached from outside, as far as that is told.
    pub(crate) public: [Option<String>; 3],
    /// By which names they may be called.
    pub(crate) hosts: Hosts,
    /// Where this one listens.
    pub(crate) port: u16,
    /// Only LOCAL serves the app.
    pub(crate) app: Option<App>,
    pub(crate) flags: Arc<Flags>,
    /// Only DELAY and ERROR leave anything to chance.
    pub(crate) chance: Option<Chance>,
    pub(crate) stats: Stats,
    pub(crate) verbose: bool,
}

/// Said to who calls the server by another's name.
const MISDIRECTED: &str = "This server does not answer to that name. Open it as localhost, or start it with --allow-host and the name.";

/// The fate of a request whose connection is to be reset; the connection does that, since it owns the socket.
#[derive(Debug, thiserror::Error)]
#[error("the connection is reset as asked")]
pub(crate) struct Reset;

impl Site {
    /// Answers one request that came to our address `at`; its body, if it has one, is not looked at.
    pub(crate) async fn answer<B>(
        &self,
        request: Request<B>,
        at: Option<IpAddr>,
    ) -> Result<Answer, Reset> {
        let mut entry = self.verbose.then(|| Entry::new(self.port, &request));
        let answered = if self.hosts.allow(&request, at) {
            self.route(&request, at).await
        } else {
            Ok(text(StatusCode::MISDIRECTED_REQUEST, Some(MISDIRECTED)))
        };
        match answered {
            Ok(answered) => {
                let head = request.method() == Method::HEAD;
                let mut answered = if head {
                    without_body(answered)
                } else {
                    answered
                };
                answered.body_mut().logged(entry);
                Ok(answered)
            }
            Err(Reset) => {
                if let Some(entry) = &mut entry {
                    entry.reset();
                }
                Err(Reset)
            }
        }
    }

    async fn route<B>(&self, request: &Request<B>, at: Option<IpAddr>) -> Result<Answer, Reset> {
        let (path, query) = (
            request.uri().path(),
            request.uri().query().unwrap_or_default(),
        );
        // What follows the address of a page is the page's to read, not ours.
        let is_ours = path.starts_with("/flags/") || path.starts_with("/stats");
        if is_ours && query.len() > MAX_QUERY {
            let sentence = format!("The query is longer than {MAX_QUERY} bytes.");
            return Ok(cors(text(StatusCode::URI_TOO_LONG, Some(&sentence))));
        }
        if let Some(flag) = path.strip_prefix("/flags/") {
            return self.flag(request, flag).await;
        }
        Ok(match (path, &self.app) {
            ("/stats", _) => self.counts(request.method(), query, false).await,
            ("/stats/reset", _) => self.counts(request.method(), query, true).await,
            _ if !reads(request.method()) => not_allowed(),
            ("/servers.json", _) => {
                let json = servers::json(request, at, self.scheme, &self.addresses, &self.public);
                no_store(cors(answer(StatusCode::OK, "application/json", json)))
            }
            (_, Some(app)) => app.get(path, request.headers()).await,
            (_, None) => text(StatusCode::NOT_FOUND, None),
        })
    }

    async fn counts(&self, method: &Method, query: &str, reset: bool) -> Answer {
        let query = match Query::parse(query) {
            Ok(query) => query,
            Err(error) => {
                return no_store(cors(text(
                    StatusCode::BAD_REQUEST,
                    Some(&format!("{error}.")),
                )));
            }
        };
        let run = query.run.as_deref();
        let counts = match *method {
            Method::OPTIONS => return cors(preflight()),
            Method::GET | Method::POST if reset => self.stats.reset(run),
            Method::GET | Method::HEAD => match query.wait {
                Some(wait) => self.stats.wait(run, wait).await,
                None => self.stats.read(run),
            },
            _ => return cors(not_allowed()),
        };
        no_store(cors(answer(
            StatusCode::OK,
            "application/json",
            counts.json(),
        )))
    }
}
