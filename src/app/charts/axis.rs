//! The time axis: labels below the timelines, grid lines behind them.

use super::Surface;
use crate::app::axis::TimeScale;
use crate::app::format::decimal;
use crate::tell::words::units;

/// Ticks are at least this far from each other, in widths of the text size.
const APART_EM: f64 = 4.8;

/// Vertical lines at the ticks.
pub fn paint_grid(surface: &Surface, scale: &TimeScale) {
    let (ticks, _) = scale.ticks(surface.palette.em * APART_EM);
    for tick in ticks {
        let x = scale.x(tick).round() + 0.5;
        let grid = &surface.palette.grid;
        surface.line(grid, 1.0, (x, 0.0), (x, surface.height));
    }
}

/// The labels, the last one with the unit.
pub fn paint_axis(surface: &Surface, scale: &TimeScale) {
    let (ticks, decimals) = scale.ticks(surface.palette.em * APART_EM);
    let y = surface.height / 2.0;
    for (index, tick) in ticks.iter().enumerate() {
        let label = decimal(*tick, decimals);
        let label = if index + 1 == ticks.len() {
            format!("{label} {}", units::of(surface.palette.lang).seconds)
        } else {
            label
        };
        surface.text(&surface.palette.muted, "center", &label, scale.x(*tick), y);
    }
}
