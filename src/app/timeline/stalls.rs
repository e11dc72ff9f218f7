//! The stall strip: when the page could answer, and how long it could not, on the axis of the run.

use std::time::Duration;

use crate::app::axis::TimeScale;
use crate::app::charts::{Surface, stall as stall_ground};
use crate::app::format::span_in;
use crate::record::{Outcome, Record};

/// Paints the strip: a line while the page answers, a hatched block while it stands still, with
/// its length in milliseconds.
pub fn paint_stalls(
    surface: &Surface,
    record: Option<&Record>,
    now: f64,
    scale: &TimeScale,
    label: &str,
) {
    let (palette, context) = (&surface.palette, &surface.context);
    let (em, middle) = (palette.em, (surface.height / 2.0).round());
    surface.text(
        &palette.muted,
        "right",
        label,
        scale.left - em * 0.7,
        middle,
    );
    let Some(record) = record else { return };
    let end = record.ended().map_or(now, |end| end.as_secs_f64());
    let on_axis = |(at, gap): &(Duration, Duration)| {
        scale.overlaps(at.saturating_sub(*gap).as_secs_f64(), at.as_secs_f64())
    };
    let alive = palette.outcome(Outcome::Ok);
    surface.rect(
        alive,
        scale.left,
        middle - 1.5,
        scale.x(end) - scale.left,
        3.0,
    );
    let height = (surface.height * 0.72).round();
    let top = (middle - height / 2.0).round();
    let place = |(at, gap): (Duration, Duration)| {
        let from = scale.x(at.saturating_sub(gap).as_secs_f64()) + 0.5;
        (from, (scale.x(at.as_secs_f64()) - 0.5 - from).max(1.5))
    };
    for stall in record.stalls().filter(on_axis) {
        let (from, width) = place(stall);
        surface.rect(&palette.card, from - 1.0, top, width + 2.0, height);
        stall_ground(surface);
        context.fill_rect(from, top, width, height);
    }
    // Its length stands in a stall that has room for it, and beside the longest in any case.
    let longest = record.stalls().filter(on_axis).map(|(_, gap)| gap).max();
    let mut is_longest_told = false;
    for (at, gap) in record.stalls().filter(on_axis) {
        let (from, width) = place((at, gap));
        let text = span_in(palette.lang, gap);
        let (room, thickness) = (surface.width_of(&text) + em * 0.8, em * 1.4);
        let is_longest = Some(gap) == longest && !is_longest_told;
        if room > width && !is_longest {
            continue;
        }
        is_longest_told |= is_longest;
        let right = scale.left + scale.width - room;
        let x = match (room > width, from + width <= right) {
            (false, _) => from + (width - room) / 2.0,
            // Beside one that it would hide.
            (true, true) => from + width,
            (true, false) => (from - room).max(scale.left),
        };
        surface.rect(&palette.card, x, middle - thickness / 2.0, room, thickness);
        surface.text(&palette.ink, "left", &text, x + em * 0.4, middle);
    }
}
