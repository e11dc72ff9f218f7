//! Engines and workers in one chart: a bar each, shorter is faster.

use super::width_of;
use crate::app::charts::Surface;
use crate::app::format::{decimal, span_in};
use crate::lab::Engine;

/// One bar.
pub struct EngineBar {
    /// The engine.
    pub engine: Engine,
    /// Words for its number of workers.
    pub on: String,
    /// Whether it had all workers, and not one.
    pub is_many: bool,
    /// Median of the time, in seconds, once measured.
    pub time: Option<f64>,
    /// So many times as fast as JavaScript on one worker.
    pub times: Option<f64>,
}

/// Paints the bars, two per engine.
pub fn paint_engines(surface: &Surface, bars: &[EngineBar]) {
    let (palette, em) = (&surface.palette, surface.palette.em);
    let longest = bars.iter().filter_map(|bar| bar.time).fold(0.0, f64::max);
    let labels = bars.iter().map(|bar| width_of(surface, &bar.on));
    let left = labels.fold(0.0, f64::max) + em * 1.2;
    let right = surface.width - em * 11.0;
    let groups = Engine::ALL.len() as f64;
    let group = surface.height / groups;
    for (index, engine) in Engine::ALL.into_iter().enumerate() {
        let top = index as f64 * group;
        surface.text(&palette.ink, "left", engine.name(), 0.0, top + em * 0.9);
        let of_engine = bars.iter().filter(|bar| bar.engine == engine);
        for (nth, bar) in of_engine.enumerate() {
            let height = em * 1.5;
            let y = top + em * 2.0 + nth as f64 * (height + em * 0.45);
            let middle = y + height / 2.0;
            surface.text(&palette.muted, "right", &bar.on, left - em * 0.7, middle);
            let Some(time) = bar.time.filter(|_| longest > 0.0) else {
                surface.line(&palette.grid, 1.0, (left, middle), (right, middle));
                continue;
            };
            let width = ((right - left) * time / longest).max(2.0);
            let colour = &palette.run;
            surface.rect(colour, left, y, width, height);
            if bar.is_many {
                // Cut into the parts of the workers: told apart without colour.
                surface.rect(&palette.card, left, middle - 0.75, width, 1.5);
            }
            let time = std::time::Duration::from_secs_f64(time);
            let mut text = span_in(palette.lang, time);
            if let Some(times) = bar.times {
                text.push_str(&format!(" · {}×", decimal(times, 1)));
            }
            surface.text(&palette.ink, "left", &text, left + width + em * 0.6, middle);
        }
    }
}
