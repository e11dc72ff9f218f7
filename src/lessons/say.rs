//! Figures in the sentences of the lessons, in either language.

use std::rc::Rc;
use std::time::Duration;

use crate::config::{Lang, RunConfig};
use crate::tell::format::{decimal, span_in};
use crate::tell::words;

/// A time with its unit.
pub(super) fn time(lang: Lang, time: Duration) -> String {
    span_in(lang, time)
}

/// For how long at most the page stood still, in Chinese with the space that a number wants before it. Shorter gaps are not
/// recorded, but are no proof that there was none.
pub(super) fn stood_still(lang: Lang, stall: Duration) -> String {
    let words = words::figures::of(lang);
    match stall.is_zero() {
        true => words.no_stop.to_owned(),
        false => (words.stop)(&time(lang, stall)),
    }
}

/// The same of the longest of several gaps.
pub(super) fn at_most(lang: Lang, longest: Duration) -> String {
    match longest.is_zero() {
        true => stood_still(lang, longest),
        false => (words::figures::of(lang).at_most)(&time(lang, longest)),
    }
}

/// How many times as long the first is as the second, with one decimal.
pub(super) fn times(long: Duration, short: Duration) -> String {
    decimal(long.as_secs_f64() / short.as_secs_f64().max(1e-9), 1)
}

/// `1 flag`, `2 flags`.
pub(super) fn number(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// Names, one after the other.
pub(super) fn list(lang: Lang, names: &[Rc<str>]) -> String {
    names.join(words::figures::of(lang).comma)
}

/// The delays that the plan of these settings has for each flag, in the order of submission.
/// Calculated: a server adds what it needs itself.
pub(super) fn planned(config: &RunConfig) -> Vec<(Rc<str>, Duration)> {
    // The plan is the same whoever answers.
    let plan = crate::plan::Plan::new(config.seed, config.delays(), 0.0);
    let delay = |label: String| {
        let delay = plan.fate(&label, 1).delay;
        (label.into(), delay)
    };
    config.labels().into_iter().map(delay).collect()
}

/// Which of some times is nearest to one, by their ratio.
pub(super) fn nearest(time: Duration, to: &[Duration]) -> Option<usize> {
    let ratio = |other: &Duration| {
        let (a, b) = (time.as_secs_f64().max(1e-6), other.as_secs_f64().max(1e-6));
        if a > b { a / b } else { b / a }
    };
    let far = to.iter().map(ratio).enumerate();
    let near = far.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
    // A time that is near none is none of them.
    (near.1 < 1.5).then_some(near.0)
}
