//! Readers of single values, shared by the URL and the form. White space around a value is ignored.

use std::time::Duration;

use super::choices::Server;
use super::field::Problem;
use crate::flags::{NotACode, Selection};
use crate::kernels::Kernel;
use crate::plan::DelayRange;

/// The longest delay, in milliseconds: one minute.
pub const MAX_DELAY_MS: u64 = 60_000;

pub(super) fn whole(text: &str, min: u64, max: u64) -> Result<u64, Problem> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotAWholeNumber);
    }
    // So many digits that they do not fit are a number all the same, and a large one.
    let size = digits.parse::<u64>().unwrap_or(u64::MAX);
    match size {
        size if text.starts_with('-') && size > 0 || size < min => Err(Problem::BelowMin(min)),
        size if size > max => Err(Problem::AboveMax(max)),
        size => Ok(size),
    }
}

pub(super) fn number(text: &str, min: u32, max: u32) -> Result<u32, Problem> {
    whole(text, min.into(), max.into()).map(|number| number as u32)
}

/// As [`number`], for what is counted in memory: 32 bits fit the browser's `usize`.
pub(super) fn count(text: &str, min: u32, max: u32) -> Result<usize, Problem> {
    number(text, min, max).map(|number| number as usize)
}

/// An empty text is `None`.
pub(super) fn optional<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

pub(super) fn choice<T>(found: Option<T>, names: &'static [&'static str]) -> Result<T, Problem> {
    found.ok_or(Problem::NotOneOf(names))
}

pub(super) fn kernel(text: &str) -> Result<Kernel, Problem> {
    const NAMES: &[&str] = &["sha256", "rc4", "primes", "mandelbrot"];
    choice(text.to_ascii_lowercase().parse().ok(), NAMES)
}

/// `1` and `true`, and a parameter without a value, switch on; `0` and `false` switch off.
pub(super) fn switch(text: &str) -> Result<bool, Problem> {
    match text.trim().to_ascii_lowercase().as_str() {
        "" | "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(Problem::NotOneOf(&["1", "0"])),
    }
}

pub(super) fn selection(text: &str) -> Result<Selection, Problem> {
    Selection::parse(text).map_err(|NotACode { argument }| Problem::NotACode { argument })
}

pub(super) fn server(text: &str) -> Result<Server, Problem> {
    let text = text.trim();
    match text.to_ascii_lowercase().as_str() {
        "local" => Ok(Server::Local),
        "delay" => Ok(Server::Delay),
        "error" => Ok(Server::Error),
        "sim" => Ok(Server::Sim),
        _ => base_url(text).map(Server::Base).ok_or(Problem::NotAServer),
    }
}

/// A base URL that paths can be appended to: no user, query or fragment, no slash at the end.
fn base_url(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))?;
    let rest = &text[scheme.len()..];
    let host = rest.split('/').next().unwrap_or_default();
    let sound = !host.is_empty()
        && !host.starts_with(':')
        && !host.contains('@')
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\\\"<>".contains(c));
    sound.then(|| text.trim_end_matches('/').to_owned())
}

/// A decimal from 0 to 1, of which 15 places count. Read by hand: the library's reader of numbers,
/// with its table of powers, is a twentieth of all that a first visit loads.
pub(super) fn share(text: &str) -> Result<f64, Problem> {
    let text = text.trim();
    let text = text.strip_prefix('+').unwrap_or(text);
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let is_number = (whole.bytes().chain(places.bytes())).all(|byte| byte.is_ascii_digit())
        && !(whole.is_empty() && places.is_empty());
    let whole = whole.trim_start_matches('0');
    if !is_number || whole.len() > 1 {
        return Err(Problem::NotAShare);
    }
    let places = &places[..places.len().min(15)];
    let one = 10_u64.pow(places.len() as u32);
    let digits = (whole.bytes().chain(places.bytes()))
        .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
    if digits > one {
        return Err(Problem::NotAShare);
    }
    // Both are below 2^53, so this is the nearest number to what was written.
    Ok(digits as f64 / one as f64)
}

pub(super) fn milliseconds(text: &str, min: u64, max: u64) -> Result<Duration, Problem> {
    whole(text, min, max).map(Duration::from_millis)
}

pub(super) fn delays(text: &str) -> Result<DelayRange, Problem> {
    let (min, max) = range(text, 0, MAX_DELAY_MS)?;
    DelayRange::new(min as u32, max as u32).ok_or(Problem::RangeReversed)
}

/// `MIN-MAX`, or one number for both.
pub(super) fn range(text: &str, min: u64, max: u64) -> Result<(u64, u64), Problem> {
    // A dash at the very start belongs to a negative number, not to the range.
    let text = text.trim();
    let dash = text
        .char_indices()
        .skip(1)
        .find(|(_, c)| *c == '-')
        .map(|(index, _)| index);
    let (from, to) = match dash {
        Some(dash) => (&text[..dash], &text[dash + 1..]),
        None => (text, text),
    };
    let part = |text| match whole(text, min, max) {
        Err(Problem::NotAWholeNumber) => Err(Problem::NotARange),
        other => other,
    };
    let (from, to) = (part(from)?, part(to)?);
    if from <= to {
        Ok((from, to))
    } else {
        Err(Problem::RangeReversed)
    }
}
