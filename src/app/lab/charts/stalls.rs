//! The stall strip: when the page could answer, and how long it could not, on the axis of the run.

use super::width_of;
use crate::app::axis::TimeScale;
use crate::app::charts::{Surface, paint_grid};
use crate::app::format::span;
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
    paint_grid(surface, scale);
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
    let right = scale.left + scale.width;
    let mut written_until = scale.left;
    for (at, gap) in record.stalls() {
        let (from, to) = (
            scale.x((at.saturating_sub(gap)).as_secs_f64()),
            scale.x(at.as_secs_f64()),
        );
        let width = (to - from).max(2.0);
        surface.rect(&palette.card, from, top, width, height);
        match palette.hatch(Outcome::Failed) {
            Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
            None => context.set_fill_style_str(palette.outcome(Outcome::Failed)),
        }
        context.fill_rect(from, top, width, height);
        let text = span(gap);
        let text_width = width_of(surface, &text);
        let (x, inside) = if text_width + em < width {
            (from + (width - text_width) / 2.0, true)
        } else {
            ((to + em * 0.4).min(right - text_width), false)
        };
        if x < written_until {
            continue;
        }
        if inside {
            // On the hatching a text needs ground of its own.
            let (x, width) = (x - em * 0.4, text_width + em * 0.8);
            surface.rect(&palette.card, x, middle - em * 0.75, width, em * 1.5);
        } else {
            surface.rect(
                &palette.card,
                x - em * 0.2,
                middle - 2.0,
                text_width + em * 0.4,
                4.0,
            );
        }
        surface.text(&palette.ink, "left", &text, x, middle);
        written_until = x + text_width + em * 0.5;
    }
}
