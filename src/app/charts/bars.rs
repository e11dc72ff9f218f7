//! How long requests took: a histogram, failures apart.

use super::Surface;
use crate::app::format::span_in;
use crate::record::Outcome;
use crate::stats::{Histogram, Latencies};

/// The most bars that are told apart in a narrow card.
const MAX_BARS: usize = 20;

/// Paints the histogram; nothing before the first result.
pub fn paint_latencies(surface: &Surface, latencies: &Latencies) {
    let Some(histogram) = Histogram::of(latencies, MAX_BARS) else {
        return;
    };
    let (palette, em) = (&surface.palette, surface.palette.em);
    let (top, bottom) = (em * 0.5, surface.height - em * 1.8);
    let highest = histogram.bins.iter().map(|bin| bin.ok + bin.failed).max();
    let highest = highest.unwrap_or(1).max(1) as f64;
    let count = histogram.bins.len().max(6) as f64;
    let step = surface.width / count;
    let gap = (step * 0.18).clamp(1.0, 4.0);
    surface.line(
        &palette.grid,
        1.0,
        (0.0, bottom + 0.5),
        (surface.width, bottom + 0.5),
    );
    for (index, bin) in histogram.bins.iter().enumerate() {
        let x = index as f64 * step + gap / 2.0;
        let height = |number: usize| (bottom - top) * number as f64 / highest;
        let ok = height(bin.ok);
        surface.rect(&palette.run, x, bottom - ok, step - gap, ok);
        if bin.failed > 0 {
            let failed = height(bin.failed);
            let context = &surface.context;
            match palette.hatch(Outcome::HttpError) {
                Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
                None => context.set_fill_style_str(palette.outcome(Outcome::HttpError)),
            }
            context.fill_rect(x, bottom - ok - failed, step - gap, failed);
        }
    }
    let base = surface.height - em * 0.6;
    let to = histogram.from + histogram.width * histogram.bins.len() as u32;
    let from = span_in(palette.lang, histogram.from);
    surface.text(&palette.muted, "left", &from, 0.0, base);
    let right = histogram.bins.len() as f64 * step;
    let align = if right > surface.width * 0.6 {
        "right"
    } else {
        "left"
    };
    let x = if align == "right" {
        right
    } else {
        right.max(em * 5.0)
    };
    surface.text(&palette.muted, align, &span_in(palette.lang, to), x, base);
}
