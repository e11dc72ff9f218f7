//! How a request ended: with a body, or in one of the ways worth telling apart.

use std::rc::Rc;
use std::time::Duration;

use crate::record::Outcome;
use crate::runtime::micros;

/// What came of a request, whatever it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// The answer, or why there is none.
    pub result: Result<Fetched, FetchError>,
    /// What the platform measured, where it tells.
    pub phases: Option<Phases>,
}

/// Nothing was measured.
impl From<Result<Fetched, FetchError>> for Exchange {
    fn from(result: Result<Fetched, FetchError>) -> Self {
        Exchange {
            result,
            phases: None,
        }
    }
}

/// A whole answer with a status of success.
#[derive(Clone, Debug, PartialEq)]
pub struct Fetched {
    /// HTTP status, 200 to 299.
    pub status: u16,
    /// Length of the body as the page got it, in bytes (after decompression).
    pub bytes: u64,
    /// The body as a picture, where it is one and is kept.
    pub image: Option<Image>,
    /// The ALPN name of the protocol it came by, where the browser says.
    pub protocol: Option<Rc<str>>,
}

/// A picture in memory. Its address is made when it is first asked for, so that the making is no
/// part of the fetch. Clones are the same picture.
#[derive(Clone)]
pub struct Image(Rc<dyn Fn() -> Option<Rc<str>>>);

impl Image {
    /// A picture with what gives its address.
    #[must_use]
    pub fn new(address: impl Fn() -> Option<Rc<str>> + 'static) -> Self {
        Image(Rc::new(address))
    }

    /// An address for an `<img>`, good as long as one of the clones lives; `None` if there is none
    /// to be had.
    #[must_use]
    pub fn address(&self) -> Option<Rc<str>> {
        self.0()
    }
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Image")
    }
}

impl PartialEq for Image {
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
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
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
    #[error("timed out after {} s", tenths(*timeout))]
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

/// Seconds with one decimal, rounded; on whole numbers, which take less room in the page.
fn tenths(time: Duration) -> String {
    let tenths = (micros(time) + 50_000) / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// As its text: a derived form would bring that of durations into the page, which nobody reads there.
impl std::fmt::Debug for FetchError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
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
