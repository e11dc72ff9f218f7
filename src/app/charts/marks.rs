//! The signs of the timeline: each state has a shape of its own beside its colour.

use super::Surface;
use crate::record::{Outcome, REACH};

/// An entry of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swatch {
    /// Submitted, not started.
    Queued,
    /// Held back by the browser.
    Held,
    /// Running.
    Running,
    /// Between two attempts.
    Pausing,
    /// Settled.
    Completed,
    /// Settled without a result, in this way.
    Ended(Outcome),
    /// Settled, not delivered yet.
    Waiting,
    /// Delivered.
    Delivered,
    /// The page stands still.
    Stall,
}

/// Height of a bar as a share of its row.
const BAR: f64 = 0.68;

/// One row of the timeline, into which the life of a future is painted.
pub struct Row<'a> {
    pub surface: &'a Surface,
    /// Top of the row.
    pub top: f64,
    /// Height of the row.
    pub height: f64,
}

impl Row<'_> {
    pub fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }

    fn bar(&self) -> (f64, f64) {
        let height = (self.height * BAR).max(2.0).round();
        ((self.middle() - height / 2.0).round(), height)
    }

    /// An empty lane: nobody has started.
    pub fn track(&self, from: f64, to: f64) {
        let y = self.middle().round() + 0.5;
        let grid = &self.surface.palette.grid;
        self.surface.line(grid, 1.0, (from, y), (to, y));
    }

    /// Hatched, and thinner than a task that runs: nothing happens yet.
    pub fn queued(&self, from: f64, to: f64) {
        let palette = &self.surface.palette;
        let (top, height) = self.bar();
        let context = &self.surface.context;
        match &palette.queued_hatch {
            Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
            None => context.set_fill_style_str(&palette.queued),
        }
        let inset = (height * 0.27).round();
        context.fill_rect(
            from,
            top + inset,
            (to - from).max(0.0),
            height - 2.0 * inset,
        );
    }

    /// Dotted in the colour of what runs: the request is made, and the browser has not sent it.
    pub fn held(&self, from: f64, to: f64) {
        let palette = &self.surface.palette;
        let (top, height) = self.bar();
        let context = &self.surface.context;
        match &palette.held_dots {
            Some(dots) => context.set_fill_style_canvas_pattern(dots),
            None => context.set_fill_style_str(&palette.queued),
        }
        context.fill_rect(from, top, (to - from).max(0.0), height);
    }

    /// A thin line with an upright stroke at its end: it waits to try again.
    pub fn pausing(&self, from: f64, to: f64) {
        let (top, height) = self.bar();
        let y = self.middle().round() + 0.5;
        let colour = &self.surface.palette.muted;
        self.surface.line(colour, 1.0, (from, y), (to, y));
        if to - from > 4.0 {
            let x = to.round() - 0.5;
            let (upper, lower) = (top + height * 0.2, top + height * 0.8);
            self.surface.line(colour, 1.0, (x, upper), (x, lower));
        }
    }

    /// Solid while it runs and if it brought a result; hatched in the colour of its failure else.
    pub fn ran(&self, from: f64, to: f64, outcome: Option<Outcome>) {
        let palette = &self.surface.palette;
        let (top, height) = self.bar();
        let context = &self.surface.context;
        match outcome {
            None | Some(Outcome::Ok) => context.set_fill_style_str(&palette.run),
            Some(failure) => match palette.hatch(failure) {
                Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
                None => context.set_fill_style_str(palette.outcome(failure)),
            },
        }
        let width = (to - from).max(1.5);
        let radius = (height / 5.0).min(width / 2.0).min(3.0);
        context.begin_path();
        // Fails only for a negative radius.
        let _ = context.round_rect_with_f64(from, top, width, height, radius);
        context.fill();
    }

    /// An upright stroke, a little higher than the bar.
    pub fn completed(&self, x: f64) {
        let (top, height) = self.bar();
        let over = (self.height - height).min(2.0) / 2.0;
        let thickness = if self.height < 8.0 { 1.0 } else { 2.0 };
        let ink = &self.surface.palette.ink;
        self.surface.rect(
            ink,
            x - thickness,
            top - over,
            thickness,
            height + 2.0 * over,
        );
    }

    /// Dotted: the result is there, and nobody has it.
    pub fn waiting(&self, from: f64, to: f64) {
        let (top, height) = self.bar();
        let thickness = (self.height / 9.0).clamp(1.0, 2.0);
        self.surface.dashes(&[thickness, thickness * 1.5]);
        let colour = &self.surface.palette.held;
        let lines: &[f64] = if self.height < 8.0 {
            &[0.5]
        } else {
            &[0.28, 0.72]
        };
        for share in lines {
            let y = top + height * share;
            self.surface.line(colour, thickness, (from, y), (to, y));
        }
        self.surface.dashes(&[]);
    }

    /// The sign of an outcome, of the size of the row, its middle at `x`.
    pub fn outcome(&self, x: f64, outcome: Outcome) {
        let radius = (self.height * 0.26).clamp(1.5, 5.0);
        sign(self.surface, outcome, x, self.middle(), radius);
    }
}

/// The sign of an outcome, around `(x, y)`.
pub fn sign(surface: &Surface, outcome: Outcome, x: f64, y: f64, radius: f64) {
    let (palette, context) = (&surface.palette, &surface.context);
    let Some(path) = palette.shape(outcome) else {
        return;
    };
    let colour = palette.outcome(outcome);
    let scale = radius / REACH;
    context.save();
    // These fail for no finite number.
    let _ = context.translate(x, y);
    let _ = context.scale(scale, scale);
    if outcome.shape().is_filled {
        context.set_fill_style_str(colour);
        context.fill_with_path_2d(path);
    } else {
        context.set_stroke_style_str(colour);
        context.set_line_width((radius * 0.5).clamp(1.0, 2.0) / scale);
        context.stroke_with_path(path);
    }
    context.restore();
}

/// What is filled next is a time in which the page stood still: upright stripes, as nothing else has.
pub fn stall(surface: &Surface) {
    let (palette, context) = (&surface.palette, &surface.context);
    match &palette.stall_stripes {
        Some(stripes) => context.set_fill_style_canvas_pattern(stripes),
        None => context.set_fill_style_str(&palette.ink),
    }
}

/// Paints an entry of the legend over the whole of its small canvas.
pub fn paint_swatch(surface: &Surface, swatch: Swatch) {
    let row = Row {
        surface,
        top: 0.0,
        height: surface.height,
    };
    let (left, right) = (0.0, surface.width);
    match swatch {
        Swatch::Queued => row.queued(left, right),
        Swatch::Held => row.held(left, right),
        Swatch::Running => row.ran(left, right, None),
        Swatch::Pausing => row.pausing(left, right),
        Swatch::Completed => row.completed(right / 2.0),
        Swatch::Ended(outcome) => {
            row.ran(left, right - 8.0, Some(outcome));
            sign(surface, outcome, right - 3.5, row.middle(), 3.2);
        }
        Swatch::Waiting => row.waiting(left, right),
        Swatch::Stall => {
            stall(surface);
            (surface.context).fill_rect(left, row.middle() - 4.5, right, 9.0);
        }
        Swatch::Delivered => {
            sign(
                surface,
                Outcome::Ok,
                right / 2.0,
                row.middle(),
                surface.height * 0.3,
            );
        }
    }
}
