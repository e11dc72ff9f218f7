//! Paints the timelines, keeps the axis and the scrolled rows where they belong.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use web_sys::{HtmlCanvasElement, HtmlElement};

use super::{Places, is_cut};
use crate::app::axis::{Rows, TimeScale};
use crate::app::browser::prefers_reduced_motion;
use crate::app::charts::{
    HeldUp, LABELS_EM, LaneView, PLACES_EM, Surface, paint_axis, paint_lanes, palette,
};
use crate::app::format::seconds;
use crate::app::hooks::{Run, Shown, places};
use crate::app::state::{AppState, Stage};
use crate::app::texts::Texts;
use crate::config::Strategy;
use crate::record::{Lane, Record};
use crate::stats::Waiting;

/// The lane that cost the others the most time, and the last one behind it.
fn held_up(record: &Record, texts: &Texts) -> Option<HeldUp> {
    let worst = Waiting::of(record).worst?;
    let until = record.lanes().get(worst.id)?.finished?;
    let waited = |lane: &&Lane| lane.finished.is_some_and(|finished| finished < until);
    let behind = record.lanes().get(worst.id + 1..)?;
    let last = behind.iter().take_while(waited).last()?.id;
    Some(HeldUp {
        id: worst.id,
        last,
        text: (texts.waited_behind)(worst.results),
    })
}

/// How far those runs have come that are never cut, in seconds.
fn reached(runs: &[Shown]) -> f64 {
    let uncut = match runs {
        [_, rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let reached = |(_, recorder): &Shown| {
        let ended = recorder.record().ended();
        ended.unwrap_or_else(|| recorder.elapsed()).as_secs_f64()
    };
    uncut.iter().map(reached).fold(0.0, f64::max)
}

/// All that a painting of the timelines needs.
pub struct Picture {
    pub run: Run,
    pub state: AppState,
    pub strategies: Vec<Strategy>,
    pub labels: Rc<Vec<String>>,
    pub expected: (Duration, Duration),
    pub places: Rc<Places>,
    pub axis_end: Rc<Cell<f64>>,
    pub follows: Rc<Cell<bool>>,
}

impl Picture {
    pub fn paint(&self) {
        let (Some(palette), runs) = (palette(), self.run.runs()) else {
            return;
        };
        let end = self.axis(&runs);
        let beside = self.strategies.len();
        let rows = Rows::fitting(self.labels.len(), beside, palette.em);
        let mut scale = None;
        for index in 0..beside.min(3) {
            let Some(canvas) = self.fit(index, rows) else {
                continue;
            };
            if let Some(run) = runs.get(index) {
                self.follow(index, run, rows);
            }
            let Some(surface) = Surface::of(&canvas) else {
                continue;
            };
            let left = palette.em * LABELS_EM;
            let on_axis = TimeScale {
                end,
                left,
                width: surface.width - left - palette.em * PLACES_EM,
            };
            scale = Some(on_axis);
            self.paint_run(index, runs.get(index), &surface, on_axis, rows);
        }
        let axis = self.places.axis.cast::<HtmlCanvasElement>();
        if let (Some(scale), Some(surface)) = (scale, axis.as_ref().and_then(Surface::of)) {
            paint_axis(&surface, &scale);
        }
    }

    /// Gives the rows their room and the canvas the part that shows.
    fn fit(&self, index: usize, rows: Rows) -> Option<HtmlCanvasElement> {
        let room = self.places.rooms[index].cast::<HtmlElement>()?;
        let lanes = self.places.lanes[index].cast::<HtmlElement>()?;
        let canvas = self.places.canvases[index].cast::<HtmlCanvasElement>()?;
        let wanted = rows.room().ceil() as i32;
        if room.client_height() != wanted {
            let _ = room
                .style()
                .set_property("block-size", &format!("{wanted}px"));
        }
        let shown = lanes.client_height();
        if canvas.client_height() != shown {
            let _ = canvas
                .style()
                .set_property("block-size", &format!("{shown}px"));
        }
        Some(canvas)
    }

    /// Keeps the newest started lane in sight, until the person scrolls.
    fn follow(&self, index: usize, (_, recorder): &Shown, rows: Rows) {
        let record = recorder.record();
        if !self.follows.get() || record.ended().is_some() {
            return;
        }
        let Some(lanes) = self.places.lanes[index].cast::<HtmlElement>() else {
            return;
        };
        if rows.room() <= f64::from(lanes.client_height()) + 1.0 {
            return;
        }
        // Lanes start in the order of submission, near enough.
        let started = record.settled() + record.in_flight();
        let target = started as f64 * rows.height - f64::from(lanes.client_height()) * 0.75;
        lanes.set_scroll_top(target.max(0.0) as i32);
    }

    fn paint_run(
        &self,
        index: usize,
        run: Option<&Shown>,
        surface: &Surface,
        scale: TimeScale,
        rows: Rows,
    ) {
        let texts = crate::app::texts::of(self.state.lang);
        let record = run.map(|(_, recorder)| recorder.record());
        let lanes = self.places.lanes[index].cast::<HtmlElement>();
        let ended = record.as_ref().and_then(|record| record.ended());
        let held_up = (record.as_ref())
            .filter(|_| ended.is_some())
            .and_then(|record| held_up(record, texts));
        let view = LaneView {
            record: record.as_deref(),
            labels: &self.labels,
            now: run.map_or(0.0, |(_, recorder)| recorder.elapsed().as_secs_f64()),
            places: &record.as_deref().map(places).unwrap_or_default(),
            scale,
            rows,
            top: lanes.map_or(0.0, |lanes| f64::from(lanes.scroll_top())),
            selected: self
                .state
                .selected
                .and_then(|(run, id)| (run == index).then_some(id)),
            held_up,
            goes_on: ended.map(|end| (texts.goes_on)(&seconds(end))),
        };
        paint_lanes(surface, &view);
    }

    /// The right end of the axis in seconds. It moves to where it belongs instead of jumping, and never
    /// lags behind what it is for, however few frames there are.
    fn axis(&self, runs: &[Shown]) -> f64 {
        let target = self.axis_target(runs).max(0.02);
        let last = self.axis_end.get();
        let is_near = (target - last).abs() < target * 0.004;
        let jumps = last == 0.0 || runs.is_empty() || prefers_reduced_motion();
        let next = if jumps || is_near {
            target
        } else {
            (last + (target - last) * 0.16).max(reached(runs))
        };
        if next != target {
            self.run.pulse().repaint();
        }
        self.axis_end.set(next);
        next
    }

    fn axis_target(&self, runs: &[Shown]) -> f64 {
        let (one_by_one, at_once) = (self.expected.0.as_secs_f64(), self.expected.1.as_secs_f64());
        let reaches = |(strategy, recorder): &Shown| match recorder.record().ended() {
            Some(end) => end.as_secs_f64() * 1.01,
            None => {
                let planned = if *strategy == Strategy::Sequential {
                    one_by_one
                } else {
                    at_once
                };
                (planned * 1.06).max(recorder.elapsed().as_secs_f64() * 1.03)
            }
        };
        let is_comparison = self.strategies.len() > 1;
        match runs {
            [] if self.strategies == [Strategy::Sequential] => one_by_one * 1.06,
            [] => at_once * if is_comparison { 1.4 } else { 1.06 },
            [only] => reaches(only),
            [first, rest @ ..] => {
                let fast = rest.iter().map(reaches).fold(at_once * 1.06, f64::max);
                let is_over = self.state.stage == Stage::Over;
                if self.state.whole_axis || is_over && !is_cut(runs) {
                    fast.max(reaches(first))
                } else {
                    fast * 1.28
                }
            }
        }
    }
}
