//! The timeline of one run: a row per future. Only rows that show are painted, so ten thousand
//! lanes cost what thirty do.

use super::marks::{Row, sign};
use super::{Surface, paint_grid};
use crate::app::axis::{Rows, TimeScale};
use crate::record::{FutureId, Lane, Outcome, Record};

/// How the timeline of one run is shown.
pub struct LaneView<'a> {
    /// What is shown; without one, only the labels of what will be.
    pub record: Option<&'a Record>,
    /// Labels before the run.
    pub labels: &'a [String],
    /// The run's clock, in seconds.
    pub now: f64,
    /// Place of each future in the order of delivery, from 1; 0 for none.
    pub places: &'a [usize],
    /// The time axis.
    pub scale: TimeScale,
    /// The rows.
    pub rows: Rows,
    /// How far the rows are scrolled.
    pub top: f64,
    /// The lane that is looked at.
    pub selected: Option<FutureId>,
    /// The lane that held up others, and what to write beside it.
    pub held_up: Option<(FutureId, String)>,
    /// What to write where the run goes on beyond the axis.
    pub goes_on: Option<String>,
}

/// Paints the rows that show.
pub fn paint_lanes(surface: &Surface, view: &LaneView<'_>) {
    paint_grid(surface, &view.scale);
    for index in view.rows.visible(view.top, surface.height) {
        let row = Row {
            surface,
            top: index as f64 * view.rows.height - view.top,
            height: view.rows.height,
        };
        let lane = view.record.and_then(|record| record.lanes().get(index));
        let is_selected = view.selected == Some(index);
        if is_selected {
            let band = &surface.palette.band;
            surface.rect(band, 0.0, row.top, surface.width, row.height);
        }
        let label = match lane {
            Some(lane) => &*lane.label,
            None => view.labels.get(index).map_or("", String::as_str),
        };
        paint_label(&row, label, is_selected, view);
        if let Some(lane) = lane {
            paint_lane(&row, lane, view);
        }
    }
    if let Some(record) = view.record {
        paint_ends(surface, record, view);
    }
}

fn paint_label(row: &Row<'_>, label: &str, is_selected: bool, view: &LaneView<'_>) {
    let palette = &row.surface.palette;
    if row.height < palette.em * 0.9 {
        return;
    }
    let colour = if is_selected {
        &palette.ink
    } else {
        &palette.muted
    };
    // A label longer than its room would run into the bars: its end says more than its middle.
    let room = (super::LABELS_EM / 0.62) as usize - 1;
    let short: String = label.chars().take(room).collect();
    let x = view.scale.left - palette.em * 0.7;
    row.surface.text(colour, "right", &short, x, row.middle());
}

fn paint_lane(row: &Row<'_>, lane: &Lane, view: &LaneView<'_>) {
    let scale = &view.scale;
    let at = |time: std::time::Duration| time.as_secs_f64();
    let submitted = at(lane.submitted);
    let settled = lane.finished.map(at);
    let started = lane.started.map(at);
    let end = settled.unwrap_or(view.now);
    let queued_until = started.unwrap_or(end);
    if queued_until - submitted > 0.0005 && !scale.is_beyond(submitted) {
        row.queued(scale.x(submitted), scale.x(queued_until));
    }
    let outcome = lane.outcome();
    if let Some(started) = started
        && !scale.is_beyond(started)
    {
        row.ran(scale.x(started), scale.x(end), outcome);
        if settled.is_some() && !scale.is_beyond(end) {
            row.completed(scale.x(end));
        }
    }
    let Some(outcome) = outcome else { return };
    let delivered = lane.delivered.map(at);
    let waited_until = match delivered {
        Some(delivered) => delivered,
        // Nobody is going to take a cancelled one.
        None if outcome == Outcome::Cancelled => end,
        None => view.now,
    };
    let wait = scale.x(waited_until) - scale.x(end);
    if wait > 3.0 {
        row.waiting(scale.x(end) + 1.0, scale.x(waited_until));
    }
    let gone = outcome == Outcome::Cancelled;
    if (delivered.is_some() || gone) && !scale.is_beyond(waited_until) {
        let x = scale.x(waited_until) + row.height.min(14.0) * 0.45;
        row.outcome(x, outcome);
        paint_place(row, lane, x, view);
    }
}

/// Its place in the finish order, and what it held up, right of its sign.
fn paint_place(row: &Row<'_>, lane: &Lane, x: f64, view: &LaneView<'_>) {
    let palette = &row.surface.palette;
    if row.height < palette.em * 1.1 {
        return;
    }
    let x = x + palette.em * 0.75;
    let place = view.places.get(lane.id).copied().unwrap_or(0);
    if place > 0 {
        let colour = if place == 1 {
            &palette.ink
        } else {
            &palette.muted
        };
        row.surface
            .text(colour, "left", &place.to_string(), x, row.middle());
    }
    if let Some((id, text)) = &view.held_up
        && *id == lane.id
    {
        let x = x + palette.em * 2.0;
        row.surface
            .text(&palette.held, "left", text, x, row.middle());
    }
}

/// The moving line of now, the finish line, or the torn edge of a run that is longer than the axis.
fn paint_ends(surface: &Surface, record: &Record, view: &LaneView<'_>) {
    let (scale, palette) = (&view.scale, &surface.palette);
    let end = record.ended().map_or(view.now, |end| end.as_secs_f64());
    let right = scale.left + scale.width;
    if scale.is_beyond(end * 0.999) {
        // Like a sheet torn off: what is right of it is not shown.
        let tooth = palette.em * 0.45;
        surface.context.set_stroke_style_str(&palette.muted);
        surface.context.set_line_width(1.0);
        surface.context.begin_path();
        let (mut y, mut out) = (-(view.top % (2.0 * tooth)), false);
        surface.context.move_to(right, y);
        while y < surface.height {
            y += tooth;
            out = !out;
            surface
                .context
                .line_to(right + if out { tooth } else { 0.0 }, y);
        }
        surface.context.stroke();
        if let Some(text) = &view.goes_on {
            let text_width = surface
                .context
                .measure_text(text)
                .map_or(0.0, |text| text.width());
            let (x, y) = (right - palette.em * 0.7, surface.height - palette.em);
            let (width, height) = (text_width + palette.em, palette.em * 1.6);
            surface.rect(
                &palette.card,
                x - width + palette.em * 0.5,
                y - height / 2.0,
                width,
                height,
            );
            surface.text(&palette.ink, "right", text, x, y);
        }
        return;
    }
    let x = scale.x(end).round();
    if record.ended().is_none() {
        surface.line(&palette.run, 1.0, (x + 0.5, 0.0), (x + 0.5, surface.height));
        return;
    }
    // The finish line: two columns of squares.
    let side = (palette.em * 0.27).round().max(2.0);
    let shift = (view.top / side) as usize % 2;
    let mut y = -(view.top % side);
    let mut row = shift;
    let last = view.rows.room() - view.top;
    while y < surface.height.min(last) {
        let column = if row % 2 == 0 { 0.0 } else { side };
        let height = side.min(last - y);
        surface.rect(&palette.ink, x + column - side, y, side, height);
        y += side;
        row += 1;
    }
    // The signs of the last ones stand on the line: paint them again, on top.
    for index in view.rows.visible(view.top, surface.height) {
        let Some(lane) = record.lanes().get(index) else {
            continue;
        };
        let (Some(outcome), Some(delivered)) = (lane.outcome(), lane.delivered) else {
            continue;
        };
        let height = view.rows.height;
        let sign_x = scale.x(delivered.as_secs_f64()) + height.min(14.0) * 0.45;
        if (sign_x - x).abs() < height {
            let radius = (height * 0.26).clamp(1.5, 5.0);
            let y = (index as f64 + 0.5) * height - view.top;
            surface.rect(
                &palette.card,
                sign_x - radius - 1.5,
                y - radius - 1.5,
                2.0 * radius + 3.0,
                2.0 * radius + 3.0,
            );
            sign(surface, outcome, sign_x, y, radius);
        }
    }
}
