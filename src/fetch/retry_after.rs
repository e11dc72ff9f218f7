//! How long a server asks to be left alone.

use std::time::Duration;

/// Reads a `Retry-After` (RFC 9110, section 10.2.3): whole seconds, or a date, of which
/// `milliseconds_until` tells how far ahead it is; NaN for what is none. A date that is past asks for
/// no wait. `None`: it is neither.
#[must_use]
pub fn retry_after(text: &str, milliseconds_until: impl FnOnce(&str) -> f64) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Only what has too many digits is no number.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // Engines take nearly everything with a number in it for a date; in HTTP all begin with a day.
    let begins_with_a_day = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let ahead = begins_with_a_day.then(|| milliseconds_until(text))?;
    let ahead = (!ahead.is_nan()).then_some(ahead.max(0.0) / 1e3)?;
    Duration::try_from_secs_f64(ahead).ok()
}
