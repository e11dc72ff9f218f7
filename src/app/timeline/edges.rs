//! What crosses the rows of a timeline: the moving line of now, the finish line, the line at which
//! others waited, and the torn edge of a run that is longer than the axis.

use super::futures::HeldUp;
use super::scene::Canvas;
use crate::record::Record;

/// While the run goes, a thin line at now; after it, two columns of squares at its end.
pub fn paint_end(on: &Canvas<'_>, ended: Option<f64>, now: f64) {
    let (surface, scale) = (on.surface, &on.scale);
    let palette = &surface.palette;
    let end = ended.unwrap_or(now);
    if !scale.shows(end * 0.999) {
        return;
    }
    let x = scale.x(end).round();
    if ended.is_none() {
        surface.line(&palette.run, 1.0, (x + 0.5, 0.0), (x + 0.5, surface.height));
        return;
    }
    let side = (palette.em * 0.27).round().max(2.0);
    let last = on.rows.room() - on.top;
    // The squares scroll with the rows.
    let first = (on.top / side) as usize;
    let mut y = first as f64 * side - on.top;
    let mut square = first;
    while y < surface.height.min(last) {
        let column = if square.is_multiple_of(2) { 0.0 } else { side };
        let height = side.min(last - y);
        surface.rect(&palette.ink, x + column - side, y, side, height);
        y += side;
        square += 1;
    }
}

/// From the lane that held up the others down to the last of them, at the moment it let them go.
pub fn paint_held_up(on: &Canvas<'_>, held_up: &HeldUp) {
    if !on.scale.shows(held_up.until) {
        return;
    }
    let x = on.scale.x(held_up.until).round() - 0.5;
    let y = |row: usize| (row as f64 + 0.5) * on.rows.height - on.top;
    let (from, to) = ((x, y(held_up.id)), (x, y(held_up.last)));
    on.surface.line(&on.surface.palette.held, 1.0, from, to);
}

/// Where a run goes on beyond the axis: an edge like that of a sheet torn off, and until when.
pub fn paint_edge(on: &Canvas<'_>, record: &Record, now: f64, goes_on: Option<&str>) {
    let (surface, scale) = (on.surface, &on.scale);
    let palette = &surface.palette;
    let end = record.ended().map_or(now, |end| end.as_secs_f64());
    if !scale.is_beyond(end * 0.999) {
        return;
    }
    let right = scale.left + scale.width;
    let (context, tooth) = (&surface.context, palette.em * 0.45);
    context.set_stroke_style_str(&palette.muted);
    context.set_line_width(1.0);
    context.begin_path();
    let (mut y, mut is_out) = (-(on.top % (2.0 * tooth)), false);
    context.move_to(right, y);
    while y < surface.height {
        y += tooth;
        is_out = !is_out;
        context.line_to(right + if is_out { tooth } else { 0.0 }, y);
    }
    context.stroke();
    if let Some(text) = goes_on {
        let width = surface.width_of(text);
        let (x, y) = (right - palette.em, surface.height - palette.em * 1.1);
        let (pad, height) = (palette.em * 0.6, palette.em * 1.8);
        let left = x - width - pad;
        surface.rect(
            &palette.card,
            left,
            y - height / 2.0,
            width + 2.0 * pad,
            height,
        );
        surface.text(&palette.ink, "right", text, x, y);
    }
}
