//! The timeline of one run: a row per future. Only rows that show are painted, so ten thousand
//! lanes cost what thirty do.

use super::edges::{paint_edge, paint_finish_line, paint_held_up};
use super::marks::Row;
use super::{Surface, paint_grid};
use crate::app::axis::{Rows, TimeScale};
use crate::record::{Doing, FutureId, Lane, Outcome, Record};

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
    /// The lane that held up others.
    pub held_up: Option<HeldUp>,
    /// What to write where the run goes on beyond the axis.
    pub goes_on: Option<String>,
}

/// A lane that others waited for.
pub struct HeldUp {
    /// The lane.
    pub id: FutureId,
    /// The last of those that waited.
    pub last: FutureId,
    /// What to write beside it.
    pub text: String,
}

/// Paints the rows that show.
pub fn paint_lanes(surface: &Surface, view: &LaneView<'_>) {
    if let Some(record) = view.record {
        paint_grid(surface, &view.scale);
        paint_finish_line(surface, record, view);
        paint_held_up(surface, record, view);
    }
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
        match lane {
            Some(lane) => paint_lane(&row, lane, view),
            None => row.track(view.scale.left, view.scale.left + view.scale.width),
        }
    }
    if let Some(record) = view.record {
        paint_edge(surface, record, view);
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
    let settled = lane.finished.map(at);
    let end = settled.unwrap_or(view.now);
    lane.each_span(&mut |span| {
        let (from, to) = (at(span.from), span.to.map_or(end, at));
        let (x, until) = (scale.x(from), scale.x(to));
        if scale.is_beyond(from) {
            return;
        }
        match span.doing {
            Doing::Running => row.ran(x, until, span.outcome),
            // Shorter than this it is no state, but the step between two.
            _ if to - from < 0.0005 => {}
            Doing::Queued => row.queued(x, until),
            Doing::Held => row.held(x, until),
            Doing::Pausing { .. } => row.pausing(x, until),
        }
    });
    let outcome = lane.outcome();
    if settled.is_some() && lane.started.is_some() && !scale.is_beyond(end) {
        row.completed(scale.x(end));
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
            .text_on_card(colour, &place.to_string(), x, row.middle());
    }
    if let Some(held_up) = view.held_up.as_ref().filter(|held| held.id == lane.id) {
        let x = x + palette.em * 2.0;
        // Where it has no room the headline says it alone.
        if x + row.surface.width_of(&held_up.text) <= row.surface.width {
            row.surface
                .text_on_card(&palette.held_text, &held_up.text, x, row.middle());
        }
    }
}
