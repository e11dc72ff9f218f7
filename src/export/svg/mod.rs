//! The timeline as a standalone SVG: one panel per run, all on one time axis.
//!
//! Light colours on white, for paper and slides. Every state has a pattern or a shape of its own
//! besides its colour.

mod axis;
mod marks;

use std::fmt::Write;
use std::time::Duration;

use super::Run;
use crate::config::Lang;
use crate::record::{Doing, Lane, Record, Sign};
use crate::stats::elapsed;
use crate::tell::report_with_rest;
use crate::tell::words::picture;
use axis::Axis;

const WIDTH: u32 = 960;
const LEFT: u32 = 116;
const RIGHT: u32 = 24;
const HEAD: u32 = 34;
const STRIP: u32 = 16;
const FOOT: u32 = 30;
const LEGEND: u32 = 44;

/// The timeline of one run, or of several below each other, as an SVG document.
#[must_use]
pub fn svg(runs: &[Run], lang: Lang) -> String {
    let title = |run: &Run| format!("{}: {}", run.name(), report_with_rest(run.record, lang));
    svg_titled(runs, &title, lang)
}

/// The same with a title of one's own above each run, instead of what came of it.
#[must_use]
pub fn svg_titled(runs: &[Run], title: &dyn Fn(&Run) -> String, lang: Lang) -> String {
    let words = picture::of(lang);
    let lanes: usize = runs.iter().map(|run| run.record.lanes().len()).sum();
    let row = row_height(lanes);
    let end = runs.iter().map(|run| last_moment(run.record)).max();
    let axis = Axis::new(end.unwrap_or_default(), LEFT, WIDTH - LEFT - RIGHT);
    let height = runs.iter().map(|run| panel_height(run, row)).sum::<u32>() + FOOT + LEGEND;

    let mut out = String::new();
    put(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"11\" \
         fill=\"#15181d\" role=\"img\" lang=\"{}\">\n<title>Photofinish</title>\n",
            lang.name(),
        ),
    );
    marks::definitions(&mut out);
    put(
        &mut out,
        format_args!("<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n"),
    );
    let mut top = 0;
    for run in runs {
        panel(&mut out, (run, &title(run)), &axis, top, row, lang);
        top += panel_height(run, row);
    }
    axis.draw(&mut out, HEAD, top);
    marks::legend(&mut out, LEFT, top + FOOT, words);
    out.push_str("</svg>\n");
    out
}

/// Few lanes are high enough for their labels; many become lines.
fn row_height(lanes: usize) -> u32 {
    match lanes {
        0..=120 => 16,
        121..=1200 => 6,
        _ => 2,
    }
}

fn panel_height(run: &Run, row: u32) -> u32 {
    let rows = u32::try_from(run.record.lanes().len()).unwrap_or(u32::MAX / 32);
    HEAD + rows * row + strip_height(run.record)
}

fn strip_height(record: &Record) -> u32 {
    if record.stalls().next().is_some() {
        STRIP
    } else {
        0
    }
}

fn last_moment(record: &Record) -> Duration {
    elapsed(record).max(record.last_at())
}

fn panel(
    out: &mut String,
    (run, title): (&Run, &str),
    axis: &Axis,
    top: u32,
    row: u32,
    lang: Lang,
) {
    put(
        out,
        format_args!(
            "<text x=\"{LEFT}\" y=\"{}\" font-size=\"13\" font-weight=\"600\">{}</text>\n",
            top + 22,
            escaped(title),
        ),
    );
    let now = last_moment(run.record);
    let mut y = top + HEAD;
    for lane in run.record.lanes() {
        lane_row(out, lane, axis, y, row, now);
        y += row;
    }
    for (at, gap) in run.record.stalls() {
        let (from, to) = (axis.x(at.saturating_sub(gap)), axis.x(at));
        put(
            out,
            format_args!(
                "<rect x=\"{from}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#stall)\"/>\n",
                y + 4,
                to - from,
                STRIP - 6,
            ),
        );
    }
    if strip_height(run.record) > 0 {
        let words = picture::of(lang);
        put(
            out,
            format_args!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-size=\"10\">{}</text>\n",
                LEFT - 8,
                y + 12,
                words.stall,
            ),
        );
    }
}

fn lane_row(out: &mut String, lane: &Lane, axis: &Axis, y: u32, row: u32, now: Duration) {
    if row >= 12 {
        put(
            out,
            format_args!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
                LEFT - 8,
                y + row - 4,
                escaped(&shortened(&lane.label)),
            ),
        );
    }
    let gap = if row > 4 { row / 4 } else { 0 };
    let (bar_y, bar) = (y + gap / 2, row - gap);
    let middle = y + row / 2;
    lane.each_mark(now, &mut |mark| {
        let (from, to) = (axis.x(mark.from), axis.x(mark.to));
        let shape = match mark.sign {
            Sign::Part(doing, outcome) if from < to => {
                let fill = match doing {
                    Doing::Queued => "url(#queued)".to_owned(),
                    Doing::Held => "url(#held)".to_owned(),
                    Doing::Running => marks::fill(outcome),
                    Doing::Pausing { .. } => "url(#pause)".to_owned(),
                };
                let width = to - from;
                return put(
                    out,
                    format_args!(
                        "<rect x=\"{from}\" y=\"{bar_y}\" width=\"{width}\" height=\"{bar}\" fill=\"{fill}\"/>\n",
                    ),
                );
            }
            Sign::Waiting if from < to => {
                return put(
                    out,
                    format_args!(
                        "<line x1=\"{from}\" x2=\"{to}\" y1=\"{middle}\" y2=\"{middle}\" \
                     stroke=\"#c98500\" stroke-width=\"2\" stroke-dasharray=\"1.5 3\"/>\n",
                    ),
                );
            }
            Sign::Completed if row > 4 => ("completed", to),
            // Beside the line at which it existed.
            Sign::Had(outcome) if row > 4 => (outcome.name(), to.further(6)),
            _ => return,
        };
        let (shape, to) = shape;
        put(
            out,
            format_args!("<use href=\"#{shape}\" x=\"{to}\" y=\"{middle}\"/>\n"),
        );
    });
}

/// Appends formatted text; writing to a string does not fail.
fn put(out: &mut String, text: std::fmt::Arguments) {
    let _ = out.write_fmt(text);
}

/// The end of a long label: of an address it tells more than the beginning.
fn shortened(label: &str) -> String {
    let length = label.chars().count();
    if length <= 16 {
        return label.to_owned();
    }
    std::iter::once('…')
        .chain(label.chars().skip(length - 15))
        .collect()
}

/// Text for XML: its special characters as references, without the control characters it forbids.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}
