//! The fate of one request: how long it waits, and what comes of it.

use std::time::Duration;

use hyper::StatusCode;

/// The longest delay anyone can ask for.
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(60);

/// The longest wait a `Retry-After` may ask of a client, in seconds.
pub(crate) const MAX_RETRY_AFTER: u16 = 3600;

/// How a connection may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// TCP RST instead of an answer.
    Reset,
    /// Half of what was announced, then the end.
    Truncate,
    /// Half of what was announced, then silence.
    Stall,
}

/// What will happen to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fate {
    pub(crate) delay: Duration,
    pub(crate) status: StatusCode,
    pub(crate) failure: Option<Failure>,
    /// What the answer's `Retry-After` says, in seconds.
    pub(crate) retry_after: Option<u16>,
}

impl Fate {
    /// The flag (or 404), after `delay`.
    pub(crate) const fn flag(delay: Duration) -> Self {
        Self {
            delay,
            status: StatusCode::OK,
            failure: None,
            retry_after: None,
        }
    }

    /// 418, after `delay`.
    pub(crate) const fn teapot(delay: Duration) -> Self {
        Self {
            delay,
            status: StatusCode::IM_A_TEAPOT,
            ..Self::flag(delay)
        }
    }
}

/// A fate nobody can have, said in a sentence for the body of a 400.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FateError {
    #[error("delay={0:?} is not a number of milliseconds from 0 to 60000")]
    Delay(String),
    #[error("status={0:?} is not an HTTP status code from 200 to 599")]
    Status(String),
    #[error("fail={0:?} is unknown: it is reset, truncate or stall")]
    Failure(String),
    #[error("retry_after={0:?} is not a whole number of seconds from 0 to {MAX_RETRY_AFTER}")]
    RetryAfter(String),
}

// Numbers are what digits make them, not all that Rust reads as one: the simulated origin reads the same language.

pub(crate) fn parse_delay(text: &str) -> Result<Duration, FateError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let milliseconds: Option<f64> = (is_digits(whole) && is_digits(fraction))
        .then(|| text.parse().ok())
        .flatten();
    milliseconds
        .filter(|ms| *ms <= MAX_DELAY.as_secs_f64() * 1e3)
        .map(|ms| Duration::from_secs_f64(ms / 1e3))
        .ok_or_else(|| FateError::Delay(text.to_owned()))
}

pub(crate) fn parse_status(text: &str) -> Result<StatusCode, FateError> {
    let code: Option<u16> = (is_digits(text) && text.len() == 3)
        .then(|| text.parse().ok())
        .flatten();
    code.filter(|code| (200..=599).contains(code))
        .and_then(|code| StatusCode::from_u16(code).ok())
        .ok_or_else(|| FateError::Status(text.to_owned()))
}

pub(crate) fn parse_failure(text: &str) -> Result<Failure, FateError> {
    match text {
        "reset" => Ok(Failure::Reset),
        "truncate" => Ok(Failure::Truncate),
        "stall" => Ok(Failure::Stall),
        _ => Err(FateError::Failure(text.to_owned())),
    }
}

pub(crate) fn parse_retry_after(text: &str) -> Result<u16, FateError> {
    let seconds: Option<u16> = is_digits(text).then(|| text.parse().ok()).flatten();
    seconds
        .filter(|seconds| *seconds <= MAX_RETRY_AFTER)
        .ok_or_else(|| FateError::RetryAfter(text.to_owned()))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
