//! The timeline of workers: a row each, on it the jobs it ran. A job is a solid bar while it is
//! computed; below the bar, hatched, its way to the worker, and dotted the way of its result.

use crate::app::axis::TimeScale;
use crate::app::charts::{Surface, paint_grid};
use crate::app::lab::facts::is_fetch;
use crate::app::lab::rows::{JobBar, Painted};
use crate::record::{FutureId, Lane, Outcome, Record};

use super::width_of;

/// Round corners of a narrower bar would not be seen, and of thousands cost more than all else.
const LEAST_ROUND: f64 = 3.0;

/// How the rows are shown.
pub struct WorkersView<'a> {
    /// What is shown; without one only the labels of what will be.
    pub record: Option<&'a Record>,
    /// Label of each row.
    pub labels: &'a [String],
    /// What stands right of each row.
    pub shares: &'a [String],
    /// Place of each future in the finish order, from 1; 0 for none.
    pub places: &'a [usize],
    /// The run's clock, in seconds.
    pub now: f64,
    /// The time axis.
    pub scale: TimeScale,
    /// Height of a row.
    pub height: f64,
    /// The job that is looked at.
    pub selected: Option<FutureId>,
}

/// Upper end and height of a bar, and of the way below it, in a row that begins at `top`.
fn bands(top: f64, height: f64) -> ((f64, f64), (f64, f64)) {
    let bar = (height * 0.52).round().max(3.0);
    let way = (height * 0.17).round().max(2.0);
    let gap = ((height - bar - way) / 3.0).max(0.0);
    let bar_top = (top + gap).round();
    ((bar_top, bar), ((bar_top + bar + gap * 0.7).round(), way))
}

/// Paints all rows.
pub fn paint_workers(surface: &Surface, view: &WorkersView<'_>) {
    paint_grid(surface, &view.scale);
    let palette = &surface.palette;
    for (row, label) in view.labels.iter().enumerate() {
        let middle = {
            let ((top, bar), _) = bands(row as f64 * view.height, view.height);
            top + bar / 2.0
        };
        if view.height >= palette.em {
            let x = view.scale.left - palette.em * 0.7;
            surface.text(&palette.muted, "right", label, x, middle);
            if let Some(share) = view.shares.get(row) {
                let x = view.scale.left + view.scale.width + palette.em * 0.7;
                surface.text(&palette.muted, "left", share, x, middle);
            }
        }
        let line = ((row + 1) as f64 * view.height).round() - 0.5;
        if row + 1 < view.labels.len() && view.height >= palette.em * 1.5 {
            surface.line(&palette.grid, 1.0, (0.0, line), (surface.width, line));
        }
    }
    let Some(record) = view.record else { return };
    paint_ways(surface, record, view);
    paint_bars(surface, record, view);
    paint_end(surface, record, view);
}

fn jobs<'a>(
    record: &'a Record,
    view: &'a WorkersView<'_>,
) -> impl Iterator<Item = (usize, &'a Lane, JobBar)> {
    let begun = record.lanes().iter().filter(|lane| !is_fetch(lane));
    begun.filter_map(|lane| Some((lane.worker.unwrap_or(0), lane, JobBar::of(lane, view.now)?)))
}

fn paint_ways(surface: &Surface, record: &Record, view: &WorkersView<'_>) {
    let (palette, context) = (&surface.palette, &surface.context);
    let mut painted = vec![(Painted::default(), Painted::default()); view.labels.len()];
    match &palette.queued_hatch {
        Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
        None => context.set_fill_style_str(&palette.queued),
    }
    let x = |seconds| view.scale.x(seconds);
    for (row, _, bar) in jobs(record, view) {
        let Some((sent, _)) = painted.get_mut(row) else {
            continue;
        };
        let (_, (top, height)) = bands(row as f64 * view.height, view.height);
        if bar.from > bar.sent
            && let Some((from, to)) = sent.rest(x(bar.sent), x(bar.from))
        {
            context.fill_rect(from, top, to - from, height);
        }
    }
    let thickness = (view.height / 14.0).clamp(1.0, 2.5);
    let gap = thickness * 1.3;
    surface.dashes(&[thickness, gap]);
    context.set_fill_style_str(&palette.held);
    for (row, _, bar) in jobs(record, view) {
        let Some((_, back)) = painted.get_mut(row) else {
            continue;
        };
        let (_, (top, height)) = bands(row as f64 * view.height, view.height);
        if bar.back > bar.to
            && let Some((from, to)) = back.rest(x(bar.to), x(bar.back))
        {
            let y = top + height / 2.0;
            if to - from > thickness + gap {
                surface.line(&palette.held, thickness, (from, y), (to, y));
            } else {
                // A line of one dash: of thousands, a rectangle costs a fraction.
                context.fill_rect(from, y - thickness / 2.0, thickness, thickness);
            }
        }
    }
    surface.dashes(&[]);
}

fn paint_bars(surface: &Surface, record: &Record, view: &WorkersView<'_>) {
    let (palette, context) = (&surface.palette, &surface.context);
    let mut painted = vec![Painted::default(); view.labels.len()];
    for (row, lane, bar) in jobs(record, view) {
        let Some(painted) = painted.get_mut(row) else {
            continue;
        };
        let ((top, height), _) = bands(row as f64 * view.height, view.height);
        let Some((from, to)) = painted.rest(view.scale.x(bar.from), view.scale.x(bar.to)) else {
            continue;
        };
        match bar.outcome {
            None | Some(Outcome::Ok) => context.set_fill_style_str(&palette.run),
            Some(failure) => match palette.hatch(failure) {
                Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
                None => context.set_fill_style_str(palette.outcome(failure)),
            },
        }
        // A gap tells one job from the next, where there is room for one.
        let width = if to - from > 3.0 {
            to - from - 1.0
        } else {
            to - from
        };
        if width < LEAST_ROUND {
            context.fill_rect(from, top, width, height);
        } else {
            context.begin_path();
            // Fails only for a negative radius.
            let _ = context.round_rect_with_f64(from, top, width, height, (width / 4.0).min(3.0));
            context.fill();
        }
        paint_place(surface, view, lane.id, from, width, top + height / 2.0);
        if view.selected == Some(lane.id) {
            context.set_stroke_style_str(&palette.ink);
            context.set_line_width(2.0);
            context.begin_path();
            let _ =
                context.round_rect_with_f64(from - 1.0, top - 1.0, width + 2.0, height + 2.0, 3.0);
            context.stroke();
        }
    }
}

/// The place in the finish order, inside a bar that has room for it.
fn paint_place(
    surface: &Surface,
    view: &WorkersView<'_>,
    id: FutureId,
    from: f64,
    width: f64,
    y: f64,
) {
    let place = view.places.get(id).copied().unwrap_or(0);
    let em = surface.palette.em;
    if place == 0 || view.height < em * 1.9 || width < em * 1.2 {
        return;
    }
    let text = place.to_string();
    if width >= width_of(surface, &text) + em * 0.5 {
        surface.text(
            &surface.palette.card,
            "center",
            &text,
            from + width / 2.0,
            y,
        );
    }
}

/// The moving line of now, or the finish line: two columns of squares.
fn paint_end(surface: &Surface, record: &Record, view: &WorkersView<'_>) {
    let (palette, height) = (&surface.palette, view.height * view.labels.len() as f64);
    let Some(ended) = record.ended() else {
        let x = view.scale.x(view.now).round() + 0.5;
        surface.line(&palette.run, 1.0, (x, 0.0), (x, surface.height));
        return;
    };
    let x = view.scale.x(ended.as_secs_f64()).round();
    let side = (palette.em * 0.27).round().max(2.0);
    let squares = (height / side).ceil() as usize;
    for square in 0..squares {
        let y = square as f64 * side;
        let column = if square % 2 == 0 { 0.0 } else { side };
        surface.rect(&palette.ink, x + column, y, side, side.min(height - y));
    }
}

/// The job whose bar is at a place of the picture.
pub fn job_at(view: &WorkersView<'_>, x: f64, y: f64) -> Option<FutureId> {
    let row = (y >= 0.0).then_some((y / view.height) as usize)?;
    let mut found: Option<(f64, FutureId)> = None;
    for (on, lane, bar) in jobs(view.record?, view) {
        let (from, to) = (view.scale.x(bar.from), view.scale.x(bar.to));
        let away = (from - x).max(x - to).max(0.0);
        if on == row && away < 4.0 && found.is_none_or(|(nearest, _)| away < nearest) {
            found = Some((away, lane.id));
        }
    }
    found.map(|(_, id)| id)
}
