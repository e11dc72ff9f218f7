//! Numbers as people read them. On whole numbers throughout: formatting of floating-point numbers
//! would weigh more in the page than all of this module.

use std::time::Duration;

use super::words::units;
use crate::config::Lang;
use crate::runtime::micros;

/// Seconds with two decimals, rounded, without a unit: `0.35`. From 100 s on with one.
#[must_use]
pub fn seconds(time: Duration) -> String {
    let millis = micros(time) / 1000;
    if millis < 99_995 {
        let hundredths = (millis + 5) / 10;
        format!("{}.{:02}", hundredths / 100, hundredths % 100)
    } else {
        let tenths = (millis + 50) / 100;
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// Seconds with their unit: `0.35 s`, in Chinese `0.35 秒`.
#[must_use]
pub fn seconds_in(lang: Lang, time: Duration) -> String {
    format!("{} {}", seconds(time), units::of(lang).seconds)
}

/// A time with its unit, in English: `420 ms`, `1.32 s`.
#[must_use]
pub fn span(time: Duration) -> String {
    span_in(Lang::En, time)
}

/// A time with its unit: `420 ms`, `1.32 s`; in Chinese `420 毫秒`, `1.32 秒`.
#[must_use]
pub fn span_in(lang: Lang, time: Duration) -> String {
    let (micros, unit) = (micros(time), units::of(lang).millis);
    if micros < 9_950 {
        let tenths = (micros + 50) / 100;
        format!("{}.{} {unit}", tenths / 10, tenths % 10)
    } else if micros < 999_500 {
        format!("{} {unit}", (micros + 500) / 1000)
    } else {
        seconds_in(lang, time)
    }
}

/// The time since the start that a sentence about a run that goes names: `5 s`, and `1.32 s` between two seconds.
#[must_use]
pub fn since_start(lang: Lang, time: Duration) -> String {
    match time.subsec_nanos() {
        0 => format!("{} {}", time.as_secs(), units::of(lang).seconds),
        _ => span_in(lang, time),
    }
}

/// A short time with its unit, down to nanoseconds: `850 ns`, `3.2 µs`; in Chinese `3.2 微秒`.
#[must_use]
pub fn short_in(lang: Lang, time: Duration) -> String {
    let (nanos, units) = (time.as_nanos(), units::of(lang));
    match nanos {
        0..1000 => format!("{nanos} {}", units.nanos),
        1000..99_950 => {
            let tenths = (nanos + 50) / 100;
            format!("{}.{} {}", tenths / 10, tenths % 10, units.micros)
        }
        99_950..999_500 => format!("{} {}", (nanos + 500) / 1000, units.micros),
        _ => span_in(lang, time),
    }
}

/// A short time with its unit, in English, down to nanoseconds.
#[must_use]
pub fn short(time: Duration) -> String {
    short_in(Lang::En, time)
}

/// Minutes and seconds, hours where there are any: `00:01`, `1:02:03`.
#[must_use]
pub fn clock(time: Duration) -> String {
    let all = time.as_secs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{minutes:02}:{rest:02}")
    }
}

/// A number that is not negative, with so many decimals (at most 3), rounded.
#[must_use]
pub fn decimal(number: f64, decimals: u32) -> String {
    let scale = 10u64.pow(decimals.min(3));
    let scaled = (number.max(0.0) * scale as f64).round() as u64;
    match decimals.min(3) {
        0 => scaled.to_string(),
        1 => format!("{}.{}", scaled / scale, scaled % scale),
        2 => format!("{}.{:02}", scaled / scale, scaled % scale),
        _ => format!("{}.{:03}", scaled / scale, scaled % scale),
    }
}

/// A whole number in groups of three digits: `1,234,567`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Bytes with a unit: `812 B`, `12.3 kB`.
#[must_use]
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", decimal(bytes as f64 / 1e3, 1)),
        _ => format!("{} MB", decimal(bytes as f64 / 1e6, 1)),
    }
}

/// A size in bytes, as powers of two: `1 KiB`, `64 MiB`, `1000 B`.
#[must_use]
pub fn binary(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..0x10_0000 => format!("{} KiB", in_units(bytes, 1024)),
        _ => format!("{} MiB", in_units(bytes, 1024 * 1024)),
    }
}

fn in_units(bytes: u64, unit: u64) -> String {
    if bytes.is_multiple_of(unit) {
        return (bytes / unit).to_string();
    }
    let tenths = (bytes * 10 + unit / 2) / unit;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A number that is not negative, with one decimal from 0 to 99: `3.9`, `14.0`, `120`.
#[must_use]
pub fn tenths(number: f64) -> String {
    let tenths = (number.max(0.0) * 10.0).round() as u64;
    match tenths {
        0..1000 => format!("{}.{}", tenths / 10, tenths % 10),
        _ => ((tenths + 5) / 10).to_string(),
    }
}

/// Seconds with two decimals, as the book prints them: `0.35`.
#[must_use]
pub fn hundredths(time: Duration) -> String {
    let hundredths = (time.as_millis() + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A time in milliseconds, or from one second on in seconds: the number, and whether it is seconds.
#[must_use]
pub fn about(time: Duration) -> (String, bool) {
    let micros = time.as_micros();
    if micros < 9_950 {
        (tenths(micros as f64 / 1e3), false)
    } else if micros < 999_500 {
        (((micros + 500) / 1000).to_string(), false)
    } else {
        (tenths(time.as_secs_f64()), true)
    }
}

/// How many times as long the first is as the second, with one decimal.
#[must_use]
pub fn times(long: Duration, short: Duration) -> String {
    tenths(long.as_secs_f64() / short.as_secs_f64().max(1e-9))
}

/// A share in per cent, with one decimal below 100.
#[must_use]
pub fn percent(share: f64) -> String {
    tenths(share * 100.0)
}

/// Progress as tqdm prints it: `12/20 [00:01<00:01, 9.3 it/s]`, with `?` for what is not known.
/// <https://tqdm.github.io/docs/tqdm/>
#[must_use]
pub fn tqdm(
    done: usize,
    total: usize,
    elapsed: Duration,
    left: Option<Duration>,
    per_second: Option<f64>,
) -> String {
    let left = left.map_or_else(|| "?".to_owned(), clock);
    let rate = per_second.map_or_else(|| "?".to_owned(), |rate| decimal(rate, 1));
    format!("{done}/{total} [{}<{left}, {rate} it/s]", clock(elapsed))
}

/// What stands behind a number with a space between; in Chinese any character does.
const UNITS: [&str; 12] = [
    "ns", "µs", "ms", "s", "B", "kB", "MB", "KiB", "MiB", "%", "it/s", "px",
];

/// The text as it goes onto the page: no line ends between a number and its unit. The one place for
/// this, as every text with a figure passes here; elsewhere a space is a space.
#[must_use]
pub fn unbroken(text: &str) -> String {
    let mut bound = String::with_capacity(text.len());
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let is_tied = letter == ' '
            && before.is_some_and(|before: char| before.is_ascii_digit())
            && begins_with_unit(&text[at + 1..]);
        bound.push(if is_tied { '\u{a0}' } else { letter });
        // Marks of what stands out are no part of the text.
        if !letter.is_control() {
            before = Some(letter);
        }
    }
    bound
}

fn begins_with_unit(text: &str) -> bool {
    let text = text.trim_start_matches(char::is_control);
    let is_chinese = text.starts_with(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    let is_whole = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    is_chinese || (UNITS.iter()).any(|unit| text.strip_prefix(unit).is_some_and(is_whole))
}
