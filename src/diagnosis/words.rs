//! Numbers for sentences. On whole numbers: formatting floating-point numbers would weigh more in
//! the page than all the sentences.

use std::time::Duration;

/// A number that is not negative, with one decimal from 0 to 99: `3.9`, `14.0`, `120`.
pub(super) fn tenths(number: f64) -> String {
    let tenths = (number.max(0.0) * 10.0).round() as u64;
    match tenths {
        0..1000 => format!("{}.{}", tenths / 10, tenths % 10),
        _ => ((tenths + 5) / 10).to_string(),
    }
}

/// Seconds with two decimals, as the book prints them: `0.35`.
pub(super) fn hundredths(time: Duration) -> String {
    let hundredths = (time.as_millis() + 5) / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A time in milliseconds, or from one second on in seconds: the number, and whether it is seconds.
pub(super) fn time(time: Duration) -> (String, bool) {
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
pub(super) fn times(long: Duration, short: Duration) -> String {
    tenths(long.as_secs_f64() / short.as_secs_f64().max(1e-9))
}

/// A share in per cent, with one decimal below 100.
pub(super) fn percent(share: f64) -> String {
    tenths(share * 100.0)
}
