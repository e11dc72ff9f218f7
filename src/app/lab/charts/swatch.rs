//! The entries of the lab's legends, drawn as in the charts.

use crate::app::charts::{Surface, Swatch, paint_swatch};
use crate::lab::transfer::Mode;
use crate::record::Outcome;

/// An entry of a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabSwatch {
    /// On its way to a worker, or waiting there.
    Sent,
    /// Computing.
    Computing,
    /// The result on its way back.
    Returning,
    /// Measured points.
    Measured,
    /// The line nobody reaches.
    Ideal,
    /// The fitted curve.
    Amdahl,
    /// A way of passing data.
    Way(Mode),
    /// The size from which passing takes less time.
    Pays,
    /// On the way or in the worker, while the page is free, in the split of the time.
    Elsewhere,
    /// A mark of the timeline of fetches.
    Fetch(Swatch),
}

/// Colour of a way of passing data.
pub fn way_colour(surface: &Surface, mode: Mode) -> &str {
    let palette = &surface.palette;
    match mode {
        Mode::Main => palette.outcome(Outcome::Timeout),
        Mode::Clone => &palette.held,
        Mode::Transfer => &palette.run,
    }
}

/// A mark whose shape tells the ways apart: square, triangle, dot.
pub fn way_mark(surface: &Surface, mode: Mode, x: f64, y: f64, radius: f64) {
    let context = &surface.context;
    context.set_fill_style_str(way_colour(surface, mode));
    context.begin_path();
    match mode {
        Mode::Main => context.rect(
            x - radius * 0.85,
            y - radius * 0.85,
            radius * 1.7,
            radius * 1.7,
        ),
        Mode::Clone => {
            context.move_to(x, y - radius * 1.15);
            context.line_to(x + radius * 1.1, y + radius * 0.85);
            context.line_to(x - radius * 1.1, y + radius * 0.85);
            context.close_path();
        }
        Mode::Transfer => {
            // Fails only for a negative radius.
            let _ = context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
        }
    }
    context.fill();
}

/// Fills a part of a bar: hatched on its way, outlined elsewhere, solid computing, dotted back.
pub fn fill_part(surface: &Surface, swatch: LabSwatch, x: f64, y: f64, width: f64, height: f64) {
    let (palette, context) = (&surface.palette, &surface.context);
    match swatch {
        LabSwatch::Sent => {
            match &palette.queued_hatch {
                Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
                None => context.set_fill_style_str(&palette.queued),
            }
            context.fill_rect(x, y, width, height);
            context.set_stroke_style_str(&palette.queued);
            context.set_line_width(1.0);
            context.stroke_rect(x + 0.5, y + 0.5, (width - 1.0).max(0.0), height - 1.0);
        }
        LabSwatch::Elsewhere => {
            context.set_stroke_style_str(&palette.queued);
            context.set_line_width(1.0);
            context.stroke_rect(x + 0.5, y + 0.5, (width - 1.0).max(0.0), height - 1.0);
        }
        LabSwatch::Returning => {
            let thickness = 1.75;
            surface.dashes(&[thickness, thickness * 1.3]);
            for share in [0.2, 0.5, 0.8] {
                let y = y + height * share;
                surface.line(&palette.held, thickness, (x, y), (x + width, y));
            }
            surface.dashes(&[]);
        }
        _ => surface.rect(&palette.run, x, y, width, height),
    }
}

/// The upright line at which passing begins to take less time.
pub fn pays_mark(surface: &Surface, x: f64, top: f64, bottom: f64) {
    surface.dashes(&[2.0, 3.0]);
    surface.line(&surface.palette.ink, 1.0, (x, top), (x, bottom));
    surface.dashes(&[]);
}

/// Paints an entry over the whole of its small canvas.
pub fn paint_lab_swatch(surface: &Surface, swatch: LabSwatch) {
    let palette = &surface.palette;
    let (width, height) = (surface.width, surface.height);
    let middle = height / 2.0;
    match swatch {
        LabSwatch::Fetch(swatch) => paint_swatch(surface, swatch),
        LabSwatch::Sent | LabSwatch::Computing | LabSwatch::Elsewhere => {
            fill_part(surface, swatch, 0.0, middle - 4.0, width, 8.0);
        }
        LabSwatch::Returning => {
            surface.dashes(&[1.75, 2.3]);
            surface.line(&palette.held, 1.75, (0.0, middle), (width, middle));
            surface.dashes(&[]);
        }
        LabSwatch::Measured => {
            surface.line(&palette.run, 2.0, (0.0, middle), (width, middle));
            way_mark(surface, Mode::Transfer, width / 2.0, middle, 3.5);
        }
        LabSwatch::Ideal => surface.line(&palette.muted, 1.0, (0.0, middle), (width, middle)),
        LabSwatch::Amdahl => {
            surface.dashes(&[4.0, 3.0]);
            surface.line(&palette.held, 1.75, (0.0, middle), (width, middle));
            surface.dashes(&[]);
        }
        LabSwatch::Pays => pays_mark(surface, (width / 2.0).round() + 0.5, 0.0, height),
        LabSwatch::Way(mode) => {
            surface.line(
                way_colour(surface, mode),
                1.75,
                (0.0, middle),
                (width, middle),
            );
            way_mark(surface, mode, width / 2.0, middle, 3.5);
        }
    }
}
