//! What crosses the rows of a timeline: the moving line of now, the finish line, the line at which
//! others waited, and the torn edge of a run that is longer than the axis.

use super::{LaneView, Surface};
use crate::record::Record;

/// While the run goes, a thin line at now; after it, two columns of squares at its end.
pub fn paint_finish_line(surface: &Surface, record: &Record, view: &LaneView<'_>) {
    let (scale, palette) = (&view.scale, &surface.palette);
    let end = record.ended().map_or(view.now, |end| end.as_secs_f64());
    if scale.is_beyond(end * 0.999) {
        return;
    }
    let x = scale.x(end).round();
    if record.ended().is_none() {
        surface.line(&palette.run, 1.0, (x + 0.5, 0.0), (x + 0.5, surface.height));
        return;
    }
    let side = (palette.em * 0.27).round().max(2.0);
    let last = view.rows.room() - view.top;
    // The squares scroll with the rows.
    let first = (view.top / side) as usize;
    let mut y = first as f64 * side - view.top;
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
pub fn paint_held_up(surface: &Surface, record: &Record, view: &LaneView<'_>) {
    let Some(held_up) = &view.held_up else { return };
    let Some(until) = record
        .lanes()
        .get(held_up.id)
        .and_then(|lane| lane.finished)
    else {
        return;
    };
    let until = until.as_secs_f64();
    if view.scale.is_beyond(until) {
        return;
    }
    let x = view.scale.x(until).round() - 0.5;
    let y = |row: usize| (row as f64 + 0.5) * view.rows.height - view.top;
    surface.line(
        &surface.palette.held,
        1.0,
        (x, y(held_up.id)),
        (x, y(held_up.last)),
    );
}

/// Where a run goes on beyond the axis: an edge like that of a sheet torn off, and until when.
pub fn paint_edge(surface: &Surface, record: &Record, view: &LaneView<'_>) {
    let (scale, palette) = (&view.scale, &surface.palette);
    let end = record.ended().map_or(view.now, |end| end.as_secs_f64());
    if !scale.is_beyond(end * 0.999) {
        return;
    }
    let right = scale.left + scale.width;
    let (context, tooth) = (&surface.context, palette.em * 0.45);
    context.set_stroke_style_str(&palette.muted);
    context.set_line_width(1.0);
    context.begin_path();
    let (mut y, mut is_out) = (-(view.top % (2.0 * tooth)), false);
    context.move_to(right, y);
    while y < surface.height {
        y += tooth;
        is_out = !is_out;
        context.line_to(right + if is_out { tooth } else { 0.0 }, y);
    }
    context.stroke();
    if let Some(text) = &view.goes_on {
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
