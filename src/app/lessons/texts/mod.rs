//! The words of the lessons, in two languages: one value each, so that none can be missing.

mod en;
mod zh;

use super::facts::PlayFacts;
use super::transcript::Said;
use crate::config::Lang;

/// The words of one language.
pub struct LessonTexts {
    /// Name of the settings.
    pub settings: &'static str,
    /// What a future is, in a few sentences, shown beside the playground.
    pub guide: [&'static str; 5],
    /// Heading over the guide.
    pub guide_title: &'static str,
    /// How long a task takes.
    pub takes: &'static str,
    /// Whether it fails.
    pub fails: &'static str,
    /// How long `result` waits.
    pub patience: &'static str,
    /// A choice of time in tenths of a second.
    pub tenths: fn(u64) -> String,
    /// Submits a task.
    pub submit: &'static str,
    /// Plays the chapter.
    pub play: &'static str,
    /// Shuts the executor down.
    pub shutdown: &'static str,
    /// Begins anew.
    pub anew: &'static str,
    /// Cancel, abort, add a callback, wait with timeout.
    pub calls: [&'static str; 4],
    /// Name of the list of futures.
    pub futures: &'static str,
    /// Before the first.
    pub no_futures: &'static str,
    /// Name of the transcript.
    pub console: &'static str,
    /// Before its first line.
    pub no_lines: &'static str,
    /// What a call answered.
    pub said: fn(&Said) -> String,
    /// Before anything happened: how many workers.
    pub ready: fn(usize) -> String,
    /// While something runs: running, pending, done.
    pub now: fn(usize, usize, usize) -> String,
    /// When all are done.
    pub measured: fn(&PlayFacts) -> String,
    /// Name of the list of lessons.
    pub title: &'static str,
    /// Their titles, in the order of [`LESSONS`](super::list::LESSONS), each with what it shows.
    pub lessons: [(&'static str, &'static str); 12],
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static LessonTexts {
    match lang {
        Lang::En => &en::TEXTS,
        Lang::Zh => &zh::TEXTS,
    }
}
