//! A row per worker, on it the jobs it ran. A job is a solid bar while it is computed; below the bar,
//! hatched, its way to the worker, and dotted the way of its result.

use std::ops::Range;
use std::rc::Rc;

use super::{Kept, NARROW_EM, worker_rows};
use crate::app::axis::{Rows, TimeScale};
use crate::app::charts::Surface;
use crate::app::lab::facts::fetches;
use crate::app::lab::rows::{Bars, JobBar, Painted};
use crate::app::run::Run;
use crate::app::timeline::{Canvas, Frame, Group, paint_end};
use crate::record::{FutureId, Light, Outcome, Record};
use crate::tell::words::lab::LabTexts;

/// Round corners of a narrower bar would not be seen, and of thousands cost more than all else.
const LEAST_ROUND: f64 = 3.0;
/// CSS pixels beside a bar that still belong to it, for a pointer.
const NEAR: f64 = 4.0;

/// The rows of the workers of the newest run.
pub struct WorkerRows {
    /// How they stand on the page.
    pub frame: Frame,
    /// The run on show.
    pub run: Run,
    /// The words.
    pub texts: &'static LabTexts,
    /// The bars, as far as they are known.
    pub bars: Rc<Kept>,
    /// Workers before there are bars.
    pub planned: usize,
    /// Whether jobs run on the main thread.
    pub is_main: bool,
    /// Whether places in the finish order stand in the bars.
    pub is_numbered: bool,
    /// What stands right of each row.
    pub shares: Vec<String>,
    /// The job that is looked at.
    pub selected: Option<FutureId>,
    /// What is pointed at.
    pub light: Option<Light>,
    /// A job in words.
    pub describe: Rc<dyn Fn(FutureId) -> Option<String>>,
}

impl WorkerRows {
    /// Looks at the newest record with its bars, and the run's clock.
    fn look<R>(&self, look: impl FnOnce(&Record, &Bars, f64) -> R) -> Option<R> {
        let recorder = self.run.newest()?;
        let record = recorder.record();
        let mut kept = self.bars.borrow_mut();
        let (of, bars) = &mut *kept;
        if of.as_ref().is_none_or(|of| !Rc::ptr_eq(of, &recorder)) {
            *of = Some(recorder.clone());
            *bars = Bars::default();
        }
        bars.follow(&record);
        Some(look(&record, bars, recorder.elapsed().as_secs_f64()))
    }

    fn label(&self, row: usize, is_narrow: bool) -> String {
        match self.is_main {
            true => self.texts.main_thread.to_owned(),
            false if is_narrow => format!("W{}", row + 1),
            false => (self.texts.worker)(row),
        }
    }
}

impl Group for WorkerRows {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn futures(&self) -> Range<FutureId> {
        let range = self.look(|record, _, _| fetches(record)..record.lanes().len());
        range.unwrap_or_default()
    }

    fn rows(&self, em: f64, _: f64) -> Rows {
        let count = self.look(|record, bars, _| bars.rows(record, self.planned));
        worker_rows(count.unwrap_or(self.planned), em)
    }

    fn at(&self, row: usize, x: f64, scale: &TimeScale) -> Option<FutureId> {
        let near = NEAR * (scale.end - scale.from) / scale.width;
        let at = scale.from + (x - scale.left) * (scale.end - scale.from) / scale.width;
        self.look(|record, bars, now| bars.at(record, row, at, near, now))?
    }

    fn row_of(&self, id: FutureId) -> Option<usize> {
        self.look(|record, _, _| record.lanes().get(id)?.worker)?
    }

    fn describe(&self, id: FutureId) -> Option<String> {
        (self.describe)(id)
    }

    fn paint(&self, on: &Canvas<'_>) {
        let (surface, height) = (on.surface, on.rows.height);
        let palette = &surface.palette;
        let is_narrow = surface.width < palette.em * NARROW_EM;
        for row in on.rows.visible(on.top, surface.height) {
            let top = row as f64 * height - on.top;
            let ((bar, thickness), _) = bands(top, height);
            let middle = bar + thickness / 2.0;
            if on.rows.is_labelled(row, palette.em) {
                let x = on.scale.left - palette.em * 0.7;
                let label = self.label(row, is_narrow);
                surface.text(&palette.muted, "right", &label, x, middle);
                if let Some(share) = self.shares.get(row) {
                    let x = on.scale.left + on.scale.width + palette.em * 0.7;
                    surface.text(&palette.muted, "left", share, x, middle);
                }
            }
            let line = (top + height).round() - 0.5;
            if row + 1 < on.rows.count && height >= palette.em * 1.5 {
                surface.line(&palette.grid, 1.0, (0.0, line), (surface.width, line));
            }
        }
        let recorder = self.run.newest().filter(|_| self.is_numbered);
        let places = recorder.map(|recorder| self.run.places(&recorder));
        self.look(|record, bars, now| {
            let painting = Painting {
                on,
                group: self,
                record,
                bars,
                now,
                places: places.as_deref().unwrap_or_default(),
            };
            painting.ways();
            painting.bars();
            paint_end(on, record.ended().map(|end| end.as_secs_f64()), now);
        });
    }
}

/// Upper end and height of a bar, and of the way below it, in a row that begins at `top`.
fn bands(top: f64, height: f64) -> ((f64, f64), (f64, f64)) {
    let bar = (height * 0.52).round().max(3.0);
    let way = (height * 0.17).round().max(2.0);
    let gap = ((height - bar - way) / 3.0).max(0.0);
    let bar_top = (top + gap).round();
    ((bar_top, bar), ((bar_top + bar + gap * 0.7).round(), way))
}

struct Painting<'a> {
    on: &'a Canvas<'a>,
    group: &'a WorkerRows,
    record: &'a Record,
    bars: &'a Bars,
    now: f64,
    places: &'a [usize],
}

impl Painting<'_> {
    /// Calls `see` with what shows: the top of each row, and the bars on it.
    fn each(&self, see: &mut dyn FnMut(usize, f64, FutureId, JobBar)) {
        let (on, scale) = (self.on, &self.on.scale);
        for row in on.rows.visible(on.top, on.surface.height) {
            let top = row as f64 * on.rows.height - on.top;
            let window = (scale.from, scale.end);
            let mut see = |id, bar| see(row, top, id, bar);
            (self.bars).each(self.record, row, window, self.now, &mut see);
        }
    }

    fn ways(&self) {
        let (on, scale) = (self.on, &self.on.scale);
        let (palette, context) = (&on.surface.palette, &on.surface.context);
        let height = on.rows.height;
        match &palette.queued_hatch {
            Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
            None => context.set_fill_style_str(&palette.queued),
        }
        let mut painted = vec![Painted::default(); on.rows.count];
        self.each(&mut |row, top, _, bar| {
            let (_, (top, height)) = bands(top, height);
            if let Some(sent) = painted.get_mut(row)
                && bar.from > bar.sent
                && scale.overlaps(bar.sent, bar.from)
                && let Some((from, to)) = sent.rest(scale.x(bar.sent), scale.x(bar.from))
            {
                context.fill_rect(from, top, to - from, height);
            }
        });
        let thickness = (height / 14.0).clamp(1.0, 2.5);
        let gap = thickness * 1.3;
        on.surface.dashes(&[thickness, gap]);
        context.set_fill_style_str(&palette.held);
        let mut painted = vec![Painted::default(); on.rows.count];
        self.each(&mut |row, top, _, bar| {
            let (_, (top, height)) = bands(top, height);
            if let Some(back) = painted.get_mut(row)
                && bar.back > bar.to
                && scale.overlaps(bar.to, bar.back)
                && let Some((from, to)) = back.rest(scale.x(bar.to), scale.x(bar.back))
            {
                let y = top + height / 2.0;
                if to - from > thickness + gap {
                    on.surface
                        .line(&palette.held, thickness, (from, y), (to, y));
                } else {
                    // A line of one dash: of thousands, a rectangle costs a fraction.
                    context.fill_rect(from, y - thickness / 2.0, thickness, thickness);
                }
            }
        });
        on.surface.dashes(&[]);
    }

    fn bars(&self) {
        let (on, scale) = (self.on, &self.on.scale);
        let mut painted = vec![Painted::default(); on.rows.count];
        self.each(&mut |row, top, id, bar| {
            if !scale.overlaps(bar.from, bar.to) {
                return;
            }
            let rest = (painted.get_mut(row))
                .and_then(|painted| painted.rest(scale.x(bar.from), scale.x(bar.to)));
            if let Some((from, to)) = rest {
                self.bar(top, id, bar.outcome, (from, to));
            }
        });
    }

    fn bar(&self, top: f64, id: FutureId, outcome: Option<Outcome>, (from, to): (f64, f64)) {
        let surface = self.on.surface;
        let (palette, context) = (&surface.palette, &surface.context);
        let ((top, height), _) = bands(top, self.on.rows.height);
        match outcome {
            None | Some(Outcome::Ok) => context.set_fill_style_str(&palette.run),
            Some(failure) => match palette.hatch(failure) {
                Some(hatch) => context.set_fill_style_canvas_pattern(hatch),
                None => context.set_fill_style_str(palette.outcome(failure)),
            },
        }
        // A gap tells one job from the next, where there is room for one.
        let width = if to - from > 3.0 {
            to - from - 1.0
        } else {
            to - from
        };
        if width < LEAST_ROUND {
            context.fill_rect(from, top, width, height);
        } else {
            context.begin_path();
            // Fails only for a negative radius.
            let _ = context.round_rect_with_f64(from, top, width, height, (width / 4.0).min(3.0));
            context.fill();
        }
        self.place(id, from, width, top + height / 2.0);
        let is_lit = |light: Light| {
            self.record
                .lanes()
                .get(id)
                .is_some_and(|lane| light.is_on(lane))
        };
        if self.group.selected == Some(id) || self.group.light.is_some_and(is_lit) {
            context.set_stroke_style_str(&palette.ink);
            context.set_line_width(2.0);
            context.begin_path();
            let (width, height) = (width + 2.0, height + 2.0);
            let _ = context.round_rect_with_f64(from - 1.0, top - 1.0, width, height, 3.0);
            context.stroke();
        }
    }

    /// The place in the finish order, inside a bar that has room for it.
    fn place(&self, id: FutureId, from: f64, width: f64, y: f64) {
        let place = self.places.get(id).copied().unwrap_or(0);
        let surface: &Surface = self.on.surface;
        let em = surface.palette.em;
        if place == 0 || self.on.rows.height < em * 1.9 || width < em * 1.2 {
            return;
        }
        let text = place.to_string();
        if width >= surface.width_of(&text) + em * 0.5 {
            let x = from + width / 2.0;
            surface.text(&surface.palette.card, "center", &text, x, y);
        }
    }
}
