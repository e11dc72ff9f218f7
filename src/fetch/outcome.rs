//! How a request ended: with a body, or in one of the ways worth telling apart.

use std::rc::Rc;
use std::time::Duration;

use super::Phases;
use crate::record::Outcome;
use crate::runtime::micros;

/// What came of a request, whatever it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// The answer, or why there is none.
    pub result: Result<Fetched, FetchError>,
    /// What the platform measured, where it tells.
    pub phases: Option<Phases>,
    /// Whether the answer came from another address, to which a server sent the browser on.
    pub redirected: bool,
}

/// Nothing was measured.
impl From<Result<Fetched, FetchError>> for Exchange {
    fn from(result: Result<Fetched, FetchError>) -> Self {
        Exchange {
            result,
            phases: None,
            redirected: false,
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
        /// How long the server asks to be left alone, by `Retry-After`, where the page may read it.
        retry_after: Option<Duration>,
    },
    /// No answer that the page may read.
    #[error(
        "network error: {detail} (refused or reset, blocked by CORS, offline or something else: \
         the browser does not say which)"
    )]
    Network {
        /// The browser's words.
        detail: String,
    },
    /// The answer began and broke off.
    #[error("network error: the answer broke off before its end ({detail})")]
    BrokenOff {
        /// The status it began with.
        status: u16,
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
pub(super) fn tenths(time: Duration) -> String {
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
            FetchError::Http { status, .. } | FetchError::BrokenOff { status, .. } => Some(*status),
            FetchError::Network { .. }
            | FetchError::Timeout { .. }
            | FetchError::BadRequest { .. } => None,
        }
    }

    /// Whether it may pass by itself, so that another attempt may end better: what happens on the
    /// way, a server that waited in vain (408), has too much to do (429) or is in trouble (5xx).
    /// Any other status would be answered again. Nor is a timeout tried again: the time allowed is
    /// how long one is willing to wait.
    #[must_use]
    pub fn worth_retrying(&self) -> bool {
        match self {
            FetchError::Network { .. } | FetchError::BrokenOff { .. } => true,
            FetchError::Http { status, .. } => matches!(status, 408 | 429 | 500..=599),
            FetchError::NotFound { .. }
            | FetchError::Timeout { .. }
            | FetchError::BadRequest { .. } => false,
        }
    }

    /// How long the server asks to be left alone, if it does.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            FetchError::Http { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
