//! What passing data takes: time by size, and the cost of a small job by jobs per message, both on
//! logarithmic scales.

use super::swatch::{pays_mark, way_colour, way_mark};
use super::width_of;
use crate::app::charts::Surface;
use crate::app::lab::scales::{LogScale, decade_above, decade_below};
use crate::config::Lang;
use crate::lab::transfer::{ChunkRow, Mode, Quantity, Row, verdict};
use crate::tell::format::binary;
use crate::tell::words::units;

/// What a chart by size shows.
pub struct SizeChart<'a> {
    /// Which of their times.
    pub quantity: Quantity,
    /// Medians by size and way.
    pub rows: &'a [Row],
    /// The sizes that are measured.
    pub sizes: &'a [u64],
    /// The size whose split is shown.
    pub chosen: Option<u64>,
}

/// A power of ten of seconds, with its unit.
fn time_label(lang: Lang, seconds: f64) -> String {
    let units = units::of(lang);
    let (value, unit) = match seconds {
        ..9e-7 => (seconds * 1e9, units.nanos),
        ..9e-4 => (seconds * 1e6, units.micros),
        ..0.9 => (seconds * 1e3, units.millis),
        _ => (seconds, units.seconds),
    };
    format!("{} {unit}", value.round() as u64)
}

fn upwards(surface: &Surface, times: impl Iterator<Item = f64> + Clone) -> LogScale {
    let em = surface.palette.em;
    let least = times
        .clone()
        .filter(|time| *time > 0.0)
        .fold(f64::INFINITY, f64::min);
    let most = times.fold(0.0, f64::max);
    let (min, max) = if least.is_finite() {
        (decade_below(least), decade_above(most))
    } else {
        (1e-5, 0.1)
    };
    LogScale {
        min,
        max: max.max(min * 10.0),
        from: surface.height - em * 2.0,
        to: em * 0.9,
    }
}

fn paint_decades(surface: &Surface, up: &LogScale, left: f64, right: f64) {
    let (palette, em) = (&surface.palette, surface.palette.em);
    for decade in up.decades() {
        let y = up.at(decade).round() + 0.5;
        surface.line(&palette.grid, 1.0, (left, y), (right, y));
        let label = time_label(palette.lang, decade);
        surface.text(&palette.muted, "right", &label, left - em * 0.6, y);
    }
}

fn along(surface: &Surface, sizes: &[u64]) -> LogScale {
    let em = surface.palette.em;
    let first = sizes.first().copied().unwrap_or(1).max(1) as f64;
    let last = sizes.last().copied().unwrap_or(1) as f64;
    LogScale {
        min: first,
        max: last.max(first * 2.0),
        from: width_of(surface, &time_label(surface.palette.lang, 0.1)) + em * 1.9,
        to: surface.width - em * 1.4,
    }
}

/// The size whose column is nearest to a place of the chart.
pub fn size_at(surface: &Surface, sizes: &[u64], x: f64) -> Option<u64> {
    let across = along(surface, sizes);
    let away = |size: &u64| (across.at(*size as f64) - x).abs();
    sizes
        .iter()
        .copied()
        .min_by(|one, other| away(one).total_cmp(&away(other)))
}

/// Paints a time by size, one line per way. The scale of times holds both quantities: two charts
/// side by side have the same one.
pub fn paint_by_size(surface: &Surface, chart: &SizeChart<'_>) {
    let (palette, em) = (&surface.palette, surface.palette.em);
    let across = along(surface, chart.sizes);
    let times = chart.rows.iter().flat_map(|row| [row.held(), row.whole]);
    let up = upwards(surface, times.map(|time| time.as_secs_f64()));
    if let Some(chosen) = chart.chosen {
        let (x, width) = (across.at(chosen as f64), em * 1.8);
        surface.rect(
            &palette.band,
            x - width / 2.0,
            up.to - em * 0.5,
            width,
            up.from - up.to + em * 0.5,
        );
    }
    // As far as the ground of a chosen last size.
    paint_decades(surface, &up, across.from, across.to + em * 0.9);
    let room = ((across.to - across.from) / (em * 5.2)).max(2.0) as usize;
    let every = chart.sizes.len().div_ceil(room).max(1);
    for size in chart.sizes.iter().step_by(every) {
        let label = binary(*size);
        let half = width_of(surface, &label) / 2.0;
        let x = across.at(*size as f64).min(surface.width - half);
        surface.text(&palette.muted, "center", &label, x, up.from + em * 1.2);
    }
    // Where passing begins to take less time than computing on the page, as the sentences say.
    let pays = verdict(chart.rows, chart.quantity).and_then(|verdict| verdict.pays);
    for span in pays.iter().flat_map(|pays| &pays.spans) {
        let x = across.at(span.from as f64).round() + 0.5;
        pays_mark(surface, x, up.to, up.from);
    }
    for mode in Mode::ALL {
        // What is 0 is too short for the clock, and has no place on this scale.
        let of_mode = (chart.rows.iter())
            .filter(|row| row.mode == mode)
            .map(|row| (row.bytes, chart.quantity.of(row)))
            .filter(|(_, time)| !time.is_zero());
        let places: Vec<_> = of_mode
            .map(|(bytes, time)| (across.at(bytes as f64), up.at(time.as_secs_f64())))
            .collect();
        paint_line(surface, way_colour(surface, mode), &places);
        for (x, y) in places {
            way_mark(surface, mode, x, y, (em * 0.33).max(3.0));
        }
    }
}

fn paint_line(surface: &Surface, colour: &str, places: &[(f64, f64)]) {
    let context = &surface.context;
    context.set_stroke_style_str(colour);
    context.set_line_width(1.75);
    context.begin_path();
    for (index, (x, y)) in places.iter().enumerate() {
        if index == 0 {
            context.move_to(*x, *y);
        } else {
            context.line_to(*x, *y);
        }
    }
    context.stroke();
}

/// Paints the cost of a small job by jobs per message; `chosen` is the person's own number.
pub fn paint_chunks(surface: &Surface, rows: &[ChunkRow], chosen: usize) {
    let (palette, em) = (&surface.palette, surface.palette.em);
    let sizes: Vec<u64> = match rows {
        [] => vec![1, 1024],
        rows => rows.iter().map(|row| row.chunk as u64).collect(),
    };
    let across = along(surface, &sizes);
    let up = upwards(surface, rows.iter().map(|row| row.per_job.as_secs_f64()));
    if rows.iter().any(|row| row.chunk == chosen) {
        let (x, width) = (across.at(chosen as f64), em * 1.8);
        surface.rect(
            &palette.band,
            x - width / 2.0,
            up.to - em * 0.5,
            width,
            up.from - up.to + em * 0.5,
        );
    }
    paint_decades(surface, &up, across.from, across.to);
    let mut written = f64::NEG_INFINITY;
    for size in &sizes {
        let (x, label) = (across.at(*size as f64), size.to_string());
        let half = width_of(surface, &label) / 2.0;
        if x - half > written {
            surface.text(&palette.muted, "center", &label, x, up.from + em * 1.2);
            written = x + half + em * 0.6;
        }
    }
    let places: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                across.at(row.chunk as f64),
                up.at(row.per_job.as_secs_f64()),
            )
        })
        .collect();
    paint_line(surface, &palette.run, &places);
    for (x, y) in places {
        way_mark(surface, Mode::Transfer, x, y, (em * 0.36).max(3.0));
    }
}
