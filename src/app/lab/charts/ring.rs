//! The page's own clock: a ring on which every frame that the page draws leaves a tick, a turn in
//! four seconds. Where the page stood still, there are none.

use std::collections::VecDeque;
use std::f64::consts::{FRAC_PI_2, TAU};

use crate::app::charts::Surface;
use crate::record::Outcome;
use crate::record::STALL;

/// Milliseconds of a turn.
const TURN: f64 = 4000.0;
/// Shades of ticks, from new to old.
const SHADES: u32 = 6;

/// The frames of the last turn, by their time in milliseconds.
#[derive(Default)]
pub struct Frames(VecDeque<f64>);

impl Frames {
    /// Another frame was drawn.
    pub fn push(&mut self, at: f64) {
        while self.0.front().is_some_and(|first| at - first > TURN) {
            self.0.pop_front();
        }
        self.0.push_back(at);
    }

    /// Nothing is known of what lies before: the page was hidden, or is calm.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The gaps in which the page stood still: from and to.
    fn gaps(&self) -> impl Iterator<Item = (f64, f64)> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        let stall = STALL.as_millis() as f64;
        pairs
            .filter(move |(from, to)| **to - **from > stall)
            .map(|(from, to)| (*from, *to))
    }
}

/// Paints the ring and, inside, the seconds and hundredths of `clock`, in milliseconds.
pub fn paint_ring(surface: &Surface, frames: &Frames, clock: f64, is_calm: bool) {
    let (palette, context) = (&surface.palette, &surface.context);
    let (x, y) = (surface.width / 2.0, surface.height / 2.0);
    let outer = x.min(y) - 1.0;
    let inner = outer * 0.84;
    let angle = |at: f64| (at % TURN) / TURN * TAU - FRAC_PI_2;
    let line = |at: f64, inner: f64, outer: f64| {
        // The browser has these; compiled in they would weigh more than the rest of this picture.
        let (sin, cos) = (js_sys::Math::sin(angle(at)), js_sys::Math::cos(angle(at)));
        context.move_to(x + cos * inner, y + sin * inner);
        context.line_to(x + cos * outer, y + sin * outer);
    };
    context.set_stroke_style_str(&palette.grid);
    context.set_line_width(1.0);
    context.begin_path();
    // Fails only for a negative radius, as below.
    let _ = context.arc(x, y, inner, 0.0, TAU);
    context.stroke();
    if !is_calm {
        let newest = frames.0.back().copied().unwrap_or(0.0);
        context.set_line_width(1.25);
        context.set_stroke_style_str(&palette.run);
        // Older ticks are paler, in a few steps: a stroke for each would cost more than the ticks.
        for step in 0..SHADES {
            let ages = f64::from(step) / f64::from(SHADES)..f64::from(step + 1) / f64::from(SHADES);
            context.set_global_alpha(1.0 - ages.start * 0.8);
            context.begin_path();
            for at in &frames.0 {
                if ages.contains(&((newest - at) / TURN)) {
                    line(*at, inner, outer);
                }
            }
            context.stroke();
        }
        for (from, to) in frames.gaps() {
            let age = (newest - to) / TURN;
            context.set_global_alpha((1.0 - age * 0.7).clamp(0.3, 1.0));
            context.set_stroke_style_str(palette.outcome(Outcome::Failed));
            context.set_line_width(outer - inner);
            context.begin_path();
            let (from_angle, to_angle) = (
                angle(from) + 0.02,
                angle(from) + (to - from).min(TURN * 0.98) / TURN * TAU,
            );
            // Fails only for a negative radius.
            let _ = context.arc(x, y, (outer + inner) / 2.0, from_angle, to_angle);
            context.stroke();
        }
        context.set_global_alpha(1.0);
        context.set_stroke_style_str(&palette.ink);
        context.set_line_width(2.5);
        context.begin_path();
        line(newest, inner * 0.93, outer);
        context.stroke();
    }
    let hundredths = (clock / 10.0) as u64 % 6000;
    let text = format!("{:02}.{:02}", hundredths / 100, hundredths % 100);
    let family = palette
        .font
        .split_once(' ')
        .map_or("monospace", |(_, family)| family);
    let size = (outer * 0.42).round();
    context.set_font(&format!("600 {size}px {family}"));
    surface.text(&palette.ink, "center", &text, x, y);
    context.set_font(&palette.font);
}
