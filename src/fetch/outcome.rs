//! How a request ended: with a body, or in one of the ways worth telling apart.

use std::rc::Rc;
use std::time::Duration;

use crate::record::Outcome;

/// A whole answer with a status of success.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetched {
    /// HTTP status, 200 to 299.
    pub status: u16,
    /// Length of the body as the page got it, in bytes (after decompression).
    pub bytes: u64,
    /// Address of the body for an `<img>`, for as long as one of its clones lives.
    pub image: Option<Rc<str>>,
    /// What the platform measured, where it tells.
    pub phases: Option<Phases>,
    /// Keeps `image` valid.
    pub keep: Option<KeepAlive>,
}

/// Something that only has to stay alive.
#[derive(Clone)]
pub struct KeepAlive(pub Rc<dyn std::any::Any>);

impl std::fmt::Debug for KeepAlive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeepAlive")
    }
}

impl PartialEq for KeepAlive {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Times of one request on the runtime's clock, from the Resource Timing API
/// (<https://www.w3.org/TR/resource-timing/>): queued from `asked` to `sent` (for a connection
/// too), waiting to `answered`, receiving to `complete`. Servers of another origin hide them
/// unless they send `Timing-Allow-Origin`.
#[derive(Clone, Debug, PartialEq)]
pub struct Phases {
    /// `fetchStart`.
    pub asked: Duration,
    /// `requestStart`.
    pub sent: Duration,
    /// `responseStart`.
    pub answered: Duration,
    /// `responseEnd`.
    pub complete: Duration,
    /// ALPN name of the protocol, such as `http/1.1`; empty where the browser does not say.
    pub protocol: Rc<str>,
}

/// Why there is no body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// 404.
    #[error("not found: {url}")]
    NotFound {
        /// What was asked for.
        url: String,
    },
    /// Any other status outside 200 to 299.
    #[error("HTTP error {status}{}{reason}", if reason.is_empty() { "" } else { " - " })]
    Http {
        /// The status.
        status: u16,
        /// The reason phrase; empty over HTTP/2 and later, which have none.
        reason: String,
    },
    /// No answer, or not all of it.
    #[error(
        "network error: {detail} (connection refused or reset, blocked by CORS, or offline: \
         the browser does not say which)"
    )]
    Network {
        /// The browser's words.
        detail: String,
    },
    /// The answer began and broke off.
    #[error("network error: the answer broke off before its end ({detail})")]
    BrokenOff {
        /// The browser's words.
        detail: String,
    },
    /// The body was not complete in time.
    #[error("timed out after {:.1} s", timeout.as_secs_f64())]
    Timeout {
        /// The time allowed.
        timeout: Duration,
    },
    /// The address makes no request.
    #[error("not a request the browser can make: {detail}")]
    BadRequest {
        /// The browser's words.
        detail: String,
    },
}

impl FetchError {
    /// The kind under which it is counted.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            FetchError::NotFound { .. } => Outcome::NotFound,
            FetchError::Http { .. } => Outcome::HttpError,
            FetchError::Network { .. } | FetchError::BrokenOff { .. } => Outcome::NetworkError,
            FetchError::Timeout { .. } => Outcome::Timeout,
            FetchError::BadRequest { .. } => Outcome::Failed,
        }
    }

    /// The HTTP status, if a server answered.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            FetchError::NotFound { .. } => Some(404),
            FetchError::Http { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Whether another attempt may end better: a 404 or a bad address will not.
    #[must_use]
    pub fn worth_retrying(&self) -> bool {
        !matches!(
            self,
            FetchError::NotFound { .. } | FetchError::BadRequest { .. }
        )
    }
}
