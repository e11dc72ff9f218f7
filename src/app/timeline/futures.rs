//! A row per future. Only rows that show are painted, and only what is in the window, so ten thousand lanes
//! cost what thirty do.

use std::ops::Range;
use std::rc::Rc;

use super::edges::{paint_edge, paint_end, paint_held_up};
use super::labels::cut;
use super::race::lane_facts;
use super::scene::{Canvas, Frame, Group};
use crate::app::axis::{Rows, TimeScale};
use crate::app::charts::Row;
use crate::app::run::Run;
use crate::record::{Doing, FutureId, Lane, Light, Mark, Outcome, Record, Sign};
use crate::recorder::Recorder;
use crate::stats::Waiting;
use crate::tell::words::page::Texts;

/// The rows of the futures of one run.
pub struct FutureRows {
    /// How they stand on the page.
    pub frame: Frame,
    /// The run on show.
    pub run: Run,
    /// The words.
    pub texts: &'static Texts,
    /// Labels before the run: of as many futures, the first of their record.
    pub labels: Rc<Vec<String>>,
    /// How many such groups share the screen.
    pub beside: usize,
    /// Whether all rows are to be seen at once.
    pub is_whole: bool,
    /// The lane that is looked at.
    pub selected: Option<FutureId>,
    /// What is pointed at.
    pub light: Option<Light>,
    /// The lane that held up others.
    pub held_up: Option<HeldUp>,
    /// What to write where the run goes on beyond the axis.
    pub goes_on: Option<String>,
    /// Whether the rows scroll to where something happens.
    pub follows: bool,
}

/// A lane that others waited for.
pub struct HeldUp {
    /// The lane.
    pub id: FutureId,
    /// The last of those that waited.
    pub last: FutureId,
    /// Until when they did, in seconds.
    pub until: f64,
    /// What to write beside it.
    pub text: String,
}

impl HeldUp {
    /// The lane that cost the others the most time, and the last one behind it.
    pub fn of(record: &Record, texts: &Texts) -> Option<Self> {
        let worst = Waiting::of(record).worst?;
        let until = record.lanes().get(worst.id)?.finished?;
        let waited = |lane: &&Lane| lane.finished.is_some_and(|finished| finished < until);
        let behind = record.lanes().get(worst.id + 1..)?;
        let last = behind.iter().take_while(waited).last()?.id;
        Some(HeldUp {
            id: worst.id,
            last,
            until: until.as_secs_f64(),
            text: (texts.waited_behind)(worst.results),
        })
    }
}

impl Group for FutureRows {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn futures(&self) -> Range<FutureId> {
        0..self.labels.len()
    }

    fn rows(&self, em: f64, screen: f64) -> Rows {
        Rows::fitting(self.labels.len(), self.beside, em, screen, self.is_whole)
    }

    fn at(&self, row: usize, _: f64, _: &TimeScale) -> Option<FutureId> {
        Some(row)
    }

    fn row_of(&self, id: FutureId) -> Option<usize> {
        self.futures().contains(&id).then_some(id)
    }

    /// Lanes start in the order of submission, near enough.
    fn newest_row(&self) -> Option<usize> {
        let recorder = self.recorder().filter(|_| self.follows)?;
        let record = recorder.record();
        (record.ended().is_none()).then(|| record.settled() + record.in_flight())
    }

    fn describe(&self, id: FutureId) -> Option<String> {
        let recorder = self.recorder()?;
        let record = recorder.record();
        let facts = lane_facts(record.lanes().get(id)?, recorder.elapsed());
        Some((self.texts.lane)(&facts))
    }

    fn paint(&self, on: &Canvas<'_>) {
        let recorder = self.recorder();
        let record = recorder.as_ref().map(|recorder| recorder.record());
        let now = (recorder.as_ref()).map_or_else(Default::default, |one| one.elapsed());
        let places = (recorder.as_ref()).map(|one| self.run.places(one));
        let painting = Painting {
            on,
            group: self,
            places: places.as_deref().unwrap_or_default(),
        };
        if let Some(record) = &record {
            let ended = record.ended().map(|end| end.as_secs_f64());
            paint_end(on, ended, now.as_secs_f64());
            if let Some(held_up) = &self.held_up {
                paint_held_up(on, held_up);
            }
        }
        let em = on.surface.palette.em;
        for index in on.rows.visible(on.top, on.surface.height) {
            let row = Row {
                surface: on.surface,
                top: index as f64 * on.rows.height - on.top,
                height: on.rows.height,
            };
            let lane = (record.as_ref()).and_then(|record| record.lanes().get(index));
            let is_lit = lane.is_some_and(|lane| self.is_lit(lane));
            let is_selected = self.selected == Some(index) || is_lit;
            if is_selected {
                let (palette, width) = (&on.surface.palette, on.surface.width);
                on.surface
                    .rect(&palette.band, 0.0, row.top, width, row.height);
                if is_lit {
                    on.surface.rect(&palette.run, 0.0, row.top, 3.0, row.height);
                }
            }
            let label = match lane {
                Some(lane) => &*lane.label,
                None => self.labels.get(index).map_or("", String::as_str),
            };
            if on.rows.is_labelled(index, em) {
                painting.label(&row, label, is_selected);
            }
            match lane {
                Some(lane) => lane.each_mark(now, &mut |mark| painting.mark(&row, lane, mark)),
                None => row.track(on.scale.left, on.scale.left + on.scale.width),
            }
        }
        if let Some(record) = &record {
            paint_edge(on, record, now.as_secs_f64(), self.goes_on.as_deref());
        }
    }
}

impl FutureRows {
    /// Whether what is pointed at falls on this lane. Who waited behind another is what the picture shows of that.
    fn is_lit(&self, lane: &Lane) -> bool {
        match (self.light, &self.held_up) {
            (Some(Light::Waited), Some(line)) => (line.id..=line.last).contains(&lane.id),
            (light, _) => light.is_some_and(|light| light.is_on(lane)),
        }
    }

    fn recorder(&self) -> Option<Rc<Recorder>> {
        self.run.recorders().get(self.frame.run).cloned()
    }
}

struct Painting<'a> {
    on: &'a Canvas<'a>,
    group: &'a FutureRows,
    places: &'a [usize],
}

impl Painting<'_> {
    fn label(&self, row: &Row<'_>, label: &str, is_selected: bool) {
        let palette = &row.surface.palette;
        let colour = if is_selected {
            &palette.ink
        } else {
            &palette.muted
        };
        let short = cut(label, self.on.scale.left / palette.em);
        let x = self.on.scale.left - palette.em * 0.7;
        row.surface.text(colour, "right", &short, x, row.middle());
    }

    fn mark(&self, row: &Row<'_>, lane: &Lane, mark: Mark) {
        let scale = &self.on.scale;
        let (from, to) = (mark.from.as_secs_f64(), mark.to.as_secs_f64());
        if !scale.overlaps(from, to) {
            return;
        }
        let (x, until) = (scale.x(from), scale.x(to));
        match mark.sign {
            Sign::Part(Doing::Running, outcome) => row.ran(x, until, outcome),
            // Shorter than this it is no state, but the step between two.
            Sign::Part(..) if to - from < 0.0005 => {}
            Sign::Part(Doing::Queued, _) => row.queued(x, until),
            Sign::Part(Doing::Held, _) => row.held(x, until),
            Sign::Part(Doing::Pausing { .. }, _) => row.pausing(x, until),
            Sign::Waiting if until - x > 3.0 => row.waiting(x + 1.0, until),
            Sign::Waiting => {}
            Sign::Completed => row.completed(x),
            Sign::Had(outcome) => self.had(row, lane, x, outcome),
        }
    }

    /// How it ended, its place in the finish order, and what it held up, right of its sign.
    fn had(&self, row: &Row<'_>, lane: &Lane, x: f64, outcome: Outcome) {
        let (surface, palette) = (row.surface, &row.surface.palette);
        let x = x + row.height.min(14.0) * 0.45;
        row.outcome(x, outcome);
        if row.height < palette.em * 1.1 {
            return;
        }
        let x = x + palette.em * 0.75;
        let place = self.places.get(lane.id).copied().unwrap_or(0);
        if place > 0 {
            let colour = if place == 1 {
                &palette.ink
            } else {
                &palette.muted
            };
            surface.text_on_card(colour, &place.to_string(), x, row.middle());
        }
        let held_up = self.group.held_up.as_ref();
        if let Some(held_up) = held_up.filter(|held| held.id == lane.id) {
            let x = x + palette.em * 2.0;
            // Where it has no room the headline says it alone.
            if x + surface.width_of(&held_up.text) <= surface.width {
                surface.text_on_card(&palette.held_text, &held_up.text, x, row.middle());
            }
        }
    }
}
