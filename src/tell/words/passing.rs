//! The words of Passing data.

use std::time::Duration;

use crate::lab::transfer::{Compared, Mode, Span, Verdict};

/// The words of Passing data in one language.
pub struct PassingTexts {
    // Sentences.
    /// At which sizes passing takes less time than computing on the page, with the figures of one.
    pub verdict: fn(&Verdict) -> String,
    /// How long a size holds up the page.
    pub held_at: fn(&Compared) -> String,
    /// What a small job costs alone and in chunks: per job alone, jobs per message, per job then.
    pub chunks_pay: fn(Duration, usize, Duration) -> String,

    // By size.
    /// Legend: the upright line where passing begins to take less time than computing on the page.
    pub pays: &'static str,
    /// Card of both charts and their table.
    pub by_size: &'static str,
    /// Chart: how long the page is held up.
    pub held: &'static str,
    /// What that is.
    pub held_note: &'static str,
    /// Chart: how long it takes until the result is there.
    pub whole: &'static str,
    /// What that is.
    pub whole_note: &'static str,
    /// A way.
    pub mode: fn(Mode) -> &'static str,
    /// What the clock cannot tell, and what is done about it.
    pub resolution: &'static str,
    /// Heads of the table: size, way, sending, taking back, page held up, whole, and how many
    /// messages were measured as one for the page and for the whole.
    pub columns: [&'static str; 8],

    // One size.
    /// Chart: what the time of one size is spent on.
    pub split: fn(&str) -> String,
    /// Legend of that: the page sends.
    pub sending: &'static str,
    /// Legend: on the way, and in the worker.
    pub elsewhere: &'static str,
    /// Legend: the page takes the result back.
    pub taking_back: &'static str,
    /// Legend: the page computes.
    pub computing: &'static str,
    /// Slider that chooses the size.
    pub chosen_size: &'static str,

    // Small jobs.
    /// Chart: cost per job by jobs per message.
    pub per_job: &'static str,
    /// A cost per job.
    pub each: fn(Duration) -> String,
    /// What the small jobs are.
    pub chunk_note: &'static str,
    /// Heads of the table: jobs per message, per job.
    pub chunk_columns: [&'static str; 2],
}

/// Whether the spans are all that was measured.
pub(super) fn is_everywhere(verdict: &Verdict, spans: &[Span]) -> bool {
    spans == [verdict.measured]
}
