//! The curves of a sweep over the number of workers: speedup, efficiency, and the time to start.

use std::time::Duration;

use super::swatch::way_mark;
use super::width_of;
use crate::app::charts::Surface;
use crate::app::format::{decimal, span_in};
use crate::lab::Point;
use crate::lab::transfer::Mode;
use crate::stats::{Fit, Speedup, median};

/// What the charts of a sweep show.
pub struct Curves<'a> {
    /// Measured, by number of workers.
    pub points: &'a [Point],
    /// The curve of the medians, once there is one for one worker.
    pub curve: Option<&'a Speedup>,
    /// The most workers that are measured.
    pub most: usize,
    /// Cores of the machine.
    pub cores: usize,
    /// Words at the mark of the cores.
    pub cores_label: &'a str,
}

/// The plot of one chart: workers to the right, a measure upwards.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    most: usize,
    highest: f64,
}

impl Plot {
    fn new(surface: &Surface, most: usize, highest: f64, label: &str) -> Self {
        let em = surface.palette.em;
        Plot {
            left: width_of(surface, label) + em * 1.0,
            right: surface.width - em * 1.2,
            top: em * 1.7,
            bottom: surface.height - em * 2.0,
            most: most.max(2),
            highest,
        }
    }

    fn x(&self, workers: usize) -> f64 {
        // Half a step of room on both sides, for the whiskers.
        let step = (self.right - self.left) / self.most as f64;
        self.left + step * (workers as f64 - 0.5)
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - (self.bottom - self.top) * (value / self.highest).clamp(0.0, 1.0)
    }

    fn frame(&self, surface: &Surface, ticks: &[(f64, String)]) {
        let (palette, em) = (&surface.palette, surface.palette.em);
        for (value, label) in ticks {
            let y = self.y(*value).round() + 0.5;
            surface.line(&palette.grid, 1.0, (self.left, y), (self.right, y));
            surface.text(&palette.muted, "right", label, self.left - em * 0.6, y);
        }
        let every = self
            .most
            .div_ceil(((self.right - self.left) / (em * 2.4)).max(1.0) as usize);
        for workers in (1..=self.most).filter(|n| *n == 1 || n % every.max(1) == 0) {
            surface.text(
                &palette.muted,
                "center",
                &workers.to_string(),
                self.x(workers),
                self.bottom + em * 1.1,
            );
        }
    }

    fn cores(&self, surface: &Surface, cores: usize, label: &str) {
        let (palette, em) = (&surface.palette, surface.palette.em);
        if cores > self.most {
            return;
        }
        let x = self.x(cores).round() + 0.5;
        surface.dashes(&[2.0, 3.0]);
        surface.line(&palette.ink, 1.0, (x, self.top), (x, self.bottom));
        surface.dashes(&[]);
        let half = width_of(surface, label) / 2.0;
        let x = x.min(self.right - half).max(self.left + half);
        surface.text(&palette.muted, "center", label, x, self.top - em * 0.8);
    }
}

fn dots(surface: &Surface, points: &[(f64, f64)]) {
    let (palette, context) = (&surface.palette, &surface.context);
    context.set_stroke_style_str(&palette.run);
    context.set_line_width(2.0);
    context.begin_path();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            context.move_to(*x, *y);
        } else {
            context.line_to(*x, *y);
        }
    }
    context.stroke();
    for (x, y) in points {
        way_mark(
            surface,
            Mode::Transfer,
            *x,
            *y,
            (palette.em * 0.36).max(3.0),
        );
    }
}

/// Paints the speedup against the ideal line and the fitted curve.
pub fn paint_speedup(surface: &Surface, view: &Curves<'_>) {
    let palette = &surface.palette;
    let reached = view.curve.map_or(1.0, |curve| curve.best().speedup);
    let highest = (reached * 1.3)
        .max(view.cores as f64 * 1.25)
        .max(1.6)
        .min(view.most as f64);
    let plot = Plot::new(surface, view.most, highest, "00×");
    let step = match highest {
        ..4.0 => 1,
        4.0..12.0 => 2,
        _ => 4,
    };
    let ticks = (0..=highest as usize).step_by(step);
    let ticks: Vec<_> = ticks
        .map(|tick| (tick as f64, format!("{tick}×")))
        .collect();
    plot.frame(surface, &ticks);
    plot.cores(surface, view.cores, view.cores_label);

    // The ideal: n workers, n times as fast, as far as the chart reaches.
    let x_at = |value: f64| plot.x(1) + (plot.x(2) - plot.x(1)) * (value - 1.0);
    let end = highest.min(view.most as f64);
    surface.line(
        &palette.muted,
        1.0,
        (x_at(1.0), plot.y(1.0)),
        (x_at(end), plot.y(end)),
    );
    let Some(curve) = view.curve else { return };
    if let Some(Fit { share, .. }) = curve.amdahl_fit(view.cores) {
        surface.dashes(&[5.0, 4.0]);
        let steps = 48;
        let places =
            (0..=steps).map(|n| 1.0 + (view.most as f64 - 1.0) * f64::from(n) / f64::from(steps));
        let context = &surface.context;
        context.set_stroke_style_str(&palette.held);
        context.set_line_width(1.75);
        context.begin_path();
        for (index, workers) in places.enumerate() {
            let value = 1.0 / (share + (1.0 - share) / workers);
            let (x, y) = (x_at(workers), plot.y(value));
            if index == 0 {
                context.move_to(x, y);
            } else {
                context.line_to(x, y);
            }
        }
        context.stroke();
        surface.dashes(&[]);
    }
    paint_whiskers(surface, view, curve, &plot);
    let measured: Vec<_> = curve
        .points()
        .iter()
        .map(|p| (plot.x(p.workers), plot.y(p.speedup)))
        .collect();
    dots(surface, &measured);
    let best = curve.best();
    // Beside the point, where no whisker is.
    let away = palette.em * 0.7;
    let (align, x) = match best.workers < view.most {
        true => ("left", plot.x(best.workers) + away),
        false => ("right", plot.x(best.workers) - away),
    };
    let y = plot.y(best.speedup) - palette.em;
    if let Some(times) = best.times() {
        let text = format!("{}×", decimal(times, 2));
        surface.text(&palette.ink, align, &text, x, y);
    }
}

/// The fastest and the slowest round of each number of workers.
fn paint_whiskers(surface: &Surface, view: &Curves<'_>, curve: &Speedup, plot: &Plot) {
    let alone = curve
        .points()
        .first()
        .map_or(0.0, |point| point.time.as_secs_f64());
    let cap = surface.palette.em * 0.4;
    for point in view.points {
        let times = || {
            point
                .elapsed
                .iter()
                .map(Duration::as_secs_f64)
                .filter(|time| *time > 0.0)
        };
        let (Some(fast), Some(slow)) = (times().reduce(f64::min), times().reduce(f64::max)) else {
            continue;
        };
        let (x, high, low) = (
            plot.x(point.workers),
            plot.y(alone / fast),
            plot.y(alone / slow),
        );
        let run = &surface.palette.run;
        surface.line(run, 1.25, (x, high), (x, low));
        for y in [high, low] {
            surface.line(run, 1.25, (x - cap, y), (x + cap, y));
        }
    }
}

/// Paints the efficiency: speedup per worker.
pub fn paint_efficiency(surface: &Surface, view: &Curves<'_>) {
    let plot = Plot::new(surface, view.most, 1.15, "100 %");
    let ticks = [0.0, 0.5, 1.0].map(|share| (share, format!("{} %", (share * 100.0) as u32)));
    plot.frame(surface, &ticks);
    plot.cores(surface, view.cores, view.cores_label);
    if let Some(curve) = view.curve {
        let measured = curve
            .points()
            .iter()
            .map(|p| (plot.x(p.workers), plot.y(p.efficiency)));
        dots(surface, &measured.collect::<Vec<_>>());
    }
}

/// Paints how long the workers took to start, which the speedup leaves out.
pub fn paint_startup(surface: &Surface, view: &Curves<'_>) {
    let medians: Vec<(usize, Duration)> = view
        .points
        .iter()
        .filter_map(|point| Some((point.workers, median(&point.startup)?)))
        .collect();
    let longest = medians
        .iter()
        .map(|(_, time)| time.as_secs_f64())
        .fold(0.001, f64::max);
    let label = span_in(surface.palette.lang, Duration::from_secs_f64(longest));
    let plot = Plot::new(surface, view.most, longest * 1.1, &label);
    plot.frame(surface, &[(0.0, "0".to_owned()), (longest, label)]);
    let width = ((plot.x(2) - plot.x(1)) * 0.5).max(2.0);
    for (workers, time) in medians {
        let y = plot.y(time.as_secs_f64());
        surface.rect(
            &surface.palette.queued,
            plot.x(workers) - width / 2.0,
            y,
            width,
            plot.bottom - y,
        );
    }
}
