//! How many tasks ran at once, over time, against the limit: what was asked for, and what really
//! was in flight.

use super::Surface;
use crate::app::axis::TimeScale;
use crate::app::format::decimal;
use crate::record::Record;
use crate::stats::{self, Steps};
use crate::tell::words::units;

/// What the chart shows.
pub struct InFlight<'a> {
    /// The run.
    pub record: &'a Record,
    /// The run's clock, in seconds.
    pub now: f64,
}

/// Paints the step line, with the limit as it was at each moment.
pub fn paint_in_flight(surface: &Surface, chart: &InFlight<'_>) {
    let (palette, em) = (&surface.palette, surface.palette.em);
    let limits = (chart.record.limits().iter()).map(|(at, limit)| (at.as_secs_f64(), *limit));
    let limits: Vec<(f64, usize)> = limits.collect();
    let stats::InFlight { asked, really, .. } = stats::InFlight::of(chart.record.lanes());
    let peak = asked.peak().max(really.peak());
    // A limit far above what was ever reached would press the line to the ground.
    let shown_limit = limits
        .iter()
        .map(|(_, limit)| *limit)
        .filter(|limit| *limit <= peak * 3);
    let highest = shown_limit.max().unwrap_or(0).max(peak).max(1);
    let label = highest.to_string();
    let left = em * (label.len() as f64 * 0.65 + 0.8);
    let scale = TimeScale {
        from: 0.0,
        end: chart.now.max(0.001),
        left,
        width: surface.width - left - em * 0.5,
    };
    let (top, bottom) = (em, surface.height - em * 1.8);
    let y = |count: usize| bottom - (bottom - top) * count as f64 / highest as f64;

    surface.line(
        &palette.grid,
        1.0,
        (left, bottom + 0.5),
        (surface.width, bottom + 0.5),
    );
    surface.text(&palette.muted, "right", &label, left - em * 0.5, y(highest));
    surface.text(&palette.muted, "right", "0", left - em * 0.5, bottom);
    surface.dashes(&[em * 0.35, em * 0.3]);
    for (index, (from, limit)) in limits.iter().enumerate() {
        let to = limits.get(index + 1).map_or(chart.now, |(to, _)| *to);
        if *limit <= highest {
            let y = y(*limit).round() + 0.5;
            surface.line(&palette.held, 1.5, (scale.x(*from), y), (scale.x(to), y));
        }
    }
    surface.dashes(&[]);

    let line = |steps: &Steps, colour: &str, width: f64| {
        let context = &surface.context;
        context.set_stroke_style_str(colour);
        context.set_line_width(width);
        context.set_line_join("round");
        context.begin_path();
        context.move_to(scale.x(0.0), y(0));
        let mut last = 0;
        let mut steps = steps.steps().iter().peekable();
        while let Some(step) = steps.next() {
            let x = scale.x(step.at.as_secs_f64());
            // Of the steps within half a pixel only the last can be seen; the others would be specks.
            let next = steps.peek().map(|next| scale.x(next.at.as_secs_f64()));
            if next.is_some_and(|next| next - x < 0.5) {
                continue;
            }
            context.line_to(x, y(last));
            context.line_to(x, y(step.count));
            last = step.count;
        }
        context.line_to(scale.x(chart.now), y(last));
        context.stroke();
    };
    if asked != really {
        // Thin and dotted, as what the browser holds back is on the timeline.
        surface.dashes(&[1.5, 2.5]);
        line(&asked, &palette.run, 1.5);
        surface.dashes(&[]);
    }
    line(&really, &palette.run, 2.0);

    let base = surface.height - em * 0.6;
    surface.text(&palette.muted, "left", "0", left, base);
    let end = format!(
        "{} {}",
        decimal(chart.now, 2),
        units::of(palette.lang).seconds
    );
    surface.text(&palette.muted, "right", &end, surface.width, base);
}
