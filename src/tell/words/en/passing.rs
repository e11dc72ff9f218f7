//! The words of Passing data: English.

use std::time::Duration;

use crate::lab::transfer::{Compared, Mode, Pays, Quantity, Span, Verdict};
use crate::tell::format::binary;
use crate::tell::format::short;
use crate::tell::strong;
use crate::tell::words::passing::{PassingTexts, is_everywhere};

/// The words.
pub const WORDS: PassingTexts = PassingTexts {
    verdict,
    held_at,
    chunks_pay,
    by_size: "Time by size",
    held: "How long the page is held up",
    held_note: "By sending and taking back; on the page, by computing.",
    whole: "How long the whole takes",
    whole_note: "There and back, with the computing.",
    mode,
    pays: "passing begins to take less time",
    resolution: "Browsers' clocks tick in 0.1 ms or coarser: many messages are measured as one, and the time divided.",
    columns: [
        "Size",
        "Way",
        "Sending",
        "Taking back",
        "Page held up",
        "Whole",
        "Messages: page",
        "Messages: whole",
    ],
    split,
    sending: "page: sending",
    elsewhere: "on the way and in the worker",
    taking_back: "page: taking back",
    computing: "page: computing",
    chosen_size: "Size",
    per_job: "Cost of a small job",
    each,
    chunk_note: "1024 jobs of a few microseconds each, sent so many at a time.",
    chunk_columns: ["Jobs per message", "Per job"],
};

fn verdict(verdict: &Verdict) -> String {
    let figures = figures(&verdict.at);
    match (&verdict.pays, verdict.quantity) {
        (Some(pays), Quantity::Held) => format!(
            "{}, {} holds the page up for less time than computing there: {figures}.",
            where_it_pays(verdict, pays),
            passing(pays.mode),
        ),
        (Some(pays), Quantity::Whole) => format!(
            "{}, {}, there and back with the computing, takes less time than computing on the page: {figures}.",
            where_it_pays(verdict, pays),
            passing(pays.mode),
        ),
        (None, Quantity::Held) => format!(
            "At no size measured, {}, does passing data hold the page up for less time than computing there: {figures}.",
            span(verdict.measured)
        ),
        (None, Quantity::Whole) => format!(
            "At no size measured, {}, is the whole, there and back with the computing, shorter than computing on the page: {figures}.",
            span(verdict.measured)
        ),
    }
}

fn where_it_pays(verdict: &Verdict, pays: &Pays) -> String {
    if is_everywhere(verdict, &pays.spans) {
        return format!("At every size measured, {}", span(verdict.measured));
    }
    let one = |one: &Span| match *one {
        Span { from, to } if to == verdict.measured.to && from < to => {
            format!("from {} on", strong(&binary(from)))
        }
        Span { from, to } if from == to => format!("at {}", strong(&binary(from))),
        Span { from, to } => {
            format!("from {} to {}", strong(&binary(from)), strong(&binary(to)))
        }
    };
    let all: Vec<_> = pays.spans.iter().map(one).collect();
    capital(&all.join(" and "))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn span(span: Span) -> String {
    if span.from == span.to {
        binary(span.from)
    } else {
        format!("{} to {}", binary(span.from), binary(span.to))
    }
}

fn passing(mode: Mode) -> &'static str {
    match mode {
        Mode::Transfer => "handing data over",
        _ => "copying data",
    }
}

fn figures(at: &Compared) -> String {
    format!(
        "{} handed over, {} copied, {} computing at {}",
        short(at.handed_over),
        short(at.copied),
        short(at.here),
        binary(at.bytes)
    )
}

fn held_at(at: &Compared) -> String {
    format!(
        "At {} the page is held up for {} by handing over, {} by copying, {} by computing.",
        binary(at.bytes),
        short(at.handed_over),
        short(at.copied),
        short(at.here)
    )
}

fn chunks_pay(alone: Duration, chunk: usize, each: Duration) -> String {
    format!(
        "A small job costs {} sent alone and {} in messages of {chunk}.",
        short(alone),
        short(each)
    )
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Main => "computed on the page",
        Mode::Clone => "copied (structured clone)",
        Mode::Transfer => "handed over (transfer)",
    }
}

fn split(size: &str) -> String {
    format!("Where the time of {size} goes")
}

fn each(time: Duration) -> String {
    format!("{} per job", short(time))
}
