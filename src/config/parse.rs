//! Readers of single values, shared by the URL and the form. White space around a value is ignored,
//! and what a Chinese keyboard or a word processor writes for a digit, a comma or a dash is one.

use std::rc::Rc;
use std::time::Duration;

use super::addresses::List;
use super::choices::Server;
use super::field::Problem;
use crate::flags::{NotACode, Selection};
use crate::kernels::Kernel;
use crate::plain::{plain, plain_char};
use crate::plan::DelayRange;

/// The longest delay, in milliseconds: one minute.
pub const MAX_DELAY_MS: u64 = 60_000;

/// The first character that is not among those allowed.
pub(super) fn stranger(text: &str, is_allowed: impl Fn(char) -> bool) -> Option<char> {
    text.chars().find(|c| !is_allowed(*c))
}

pub(super) fn whole(text: &str, min: u64, max: u64) -> Result<u64, Problem> {
    let text = &*plain(text);
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let other = stranger(digits, |c| c.is_ascii_digit());
    if digits.is_empty() || other.is_some() {
        return Err(Problem::NotAWholeNumber(other));
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
    if plain(text).is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

/// One of some names, read by `from_name`.
pub(super) fn choice<T>(
    text: &str,
    from_name: impl Fn(&str) -> Option<T>,
    names: &'static [&'static str],
) -> Result<T, Problem> {
    from_name(&plain(text)).ok_or(Problem::NotOneOf(names))
}

pub(super) fn kernel(text: &str) -> Result<Kernel, Problem> {
    const NAMES: &[&str] = &["sha256", "rc4", "primes", "mandelbrot", "own"];
    choice(text, |name| name.to_ascii_lowercase().parse().ok(), NAMES)
}

/// `1` and `true`, and a parameter without a value, switch on; `0` and `false` switch off.
pub(super) fn switch(text: &str) -> Result<bool, Problem> {
    match plain(text).to_ascii_lowercase().as_str() {
        "" | "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(Problem::NotOneOf(&["1", "0"])),
    }
}

pub(super) fn selection(text: &str) -> Result<Selection, Problem> {
    Selection::parse(text).map_err(|NotACode { argument }| Problem::NotACode { argument })
}

pub(super) fn server(text: &str) -> Result<Server, Problem> {
    if let Some(typed) = text.strip_prefix(List::MARK) {
        let list = List::read(typed).map_err(Problem::Addresses)?;
        return Ok(Server::List(Rc::new(list)));
    }
    match plain(text).to_ascii_lowercase().as_str() {
        "local" => Ok(Server::Local),
        "delay" => Ok(Server::Delay),
        "error" => Ok(Server::Error),
        "sim" => Ok(Server::Sim),
        _ => base_url(text).map(Server::Base),
    }
}

/// A base URL that paths can be appended to: no user, query or fragment, no slash at the end. With `{}` in it, where the codes
/// go, it is a whole address, and may have a query.
fn base_url(text: &str) -> Result<String, Problem> {
    let text = plain_to_path(text);
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| lower.starts_with(scheme))
        .ok_or_else(|| no_scheme(text))?;
    let rest = &text[scheme.len()..];
    let is_whole = rest.contains("{}");
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let refused = stranger(host, |c| c != '@').or_else(|| {
        stranger(rest, |c| {
            let is_for_query = c == '?' && is_whole;
            !c.is_whitespace() && !c.is_control() && (is_for_query || !"?#\\\"<>".contains(c))
        })
    });
    if refused.is_some() || host.is_empty() || host.starts_with(':') {
        return Err(Problem::NotABase(refused));
    }
    let end = if is_whole {
        text
    } else {
        text.trim_end_matches('/')
    };
    Ok(end.to_owned())
}

/// An address in plain characters up to its path; a path may have others, and means those.
pub(super) fn plain_to_path(text: &str) -> String {
    let mut slashes = 0;
    let in_plain = |c| {
        let c = if slashes < 3 { plain_char(c)? } else { c };
        slashes += u32::from(c == '/');
        Some(c)
    };
    text.trim().chars().filter_map(in_plain).collect()
}

/// What has neither the name of a server nor `http://` before it: the address of a host without its scheme, or something else.
pub(super) fn no_scheme(text: &str) -> Problem {
    let host = text.split('/').next().unwrap_or_default();
    let (name, port) = match host.split_once(':') {
        Some((name, port)) => (name, Some(port)),
        None => (host, None),
    };
    let is_name = |c: char| c.is_alphanumeric() || ".-{}".contains(c);
    let is_port = |port: &str| !port.is_empty() && port.chars().all(|c| c.is_ascii_digit());
    let is_local = name.eq_ignore_ascii_case("localhost") || name.starts_with("127.");
    let is_host = !name.is_empty() && name.chars().all(is_name);
    let is_known = name.contains('.') || is_local || port.is_some();
    if !is_host || !is_known || !port.is_none_or(is_port) {
        return match text.contains([':', '/', '@']) {
            true => Problem::NotABase(None),
            false => Problem::NotAServer,
        };
    }
    let scheme = if is_local { "http" } else { "https" };
    Problem::NoScheme {
        meant: format!("{scheme}://{text}"),
    }
}

/// A decimal from 0 to 1, of which 15 places count. Read by hand: the library's reader of numbers,
/// with its table of powers, is a twentieth of all that a first visit loads.
pub(super) fn share(text: &str) -> Result<f64, Problem> {
    let text = &*plain(text);
    let text = text.strip_prefix('+').unwrap_or(text);
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let is_digit = |c: char| c.is_ascii_digit();
    let other = stranger(whole, is_digit).or_else(|| stranger(places, is_digit));
    let whole = whole.trim_start_matches('0');
    let no_digit = !text.contains(is_digit);
    if no_digit || other.is_some() || whole.len() > 1 {
        return Err(Problem::NotAShare(other));
    }
    let places = &places[..places.len().min(15)];
    let one = 10_u64.pow(places.len() as u32);
    let digits = (whole.bytes().chain(places.bytes()))
        .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
    if digits > one {
        return Err(Problem::NotAShare(None));
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

/// `MIN-MAX`, or one number for both. Instead of the dash there may be a tilde, as ranges are
/// written in Chinese.
pub(super) fn range(text: &str, min: u64, max: u64) -> Result<(u64, u64), Problem> {
    let text = &*plain(text);
    // A dash at the very start belongs to a negative number, not to the range.
    let dash = (text.char_indices().skip(1)).find(|(_, c)| matches!(c, '-' | '~'));
    let (from, to) = match dash {
        // Both are one byte long.
        Some((dash, _)) => (&text[..dash], &text[dash + 1..]),
        None => (text, text),
    };
    let part = |text| match whole(text, min, max) {
        Err(Problem::NotAWholeNumber(other)) => Err(Problem::NotARange(other)),
        other => other,
    };
    let (from, to) = (part(from)?, part(to)?);
    if from <= to {
        Ok((from, to))
    } else {
        Err(Problem::RangeReversed)
    }
}
