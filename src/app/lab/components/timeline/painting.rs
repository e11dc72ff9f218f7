//! Painting the parts of the timeline.

use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::NodeRef;

use crate::app::axis::{Rows, TimeScale};
use crate::app::charts::{LaneView, PLACES_EM, Surface, paint_axis, paint_lanes, palette};
use crate::app::format::decimal;
use crate::app::hooks::places;
use crate::app::lab::charts::{LEFT_EM, WorkersView, job_at, paint_stalls, paint_workers};
use crate::app::lab::facts::fetches;
use crate::app::lab::rows::{row_count, row_height};
use crate::app::lab::texts::LabTexts;
use crate::app::lab::view::{LabView, workers};
use crate::record::{FutureId, Record};
use crate::stats::worker_use;

/// Where the parts of the timeline are on the page.
#[derive(Clone, Default)]
pub struct Canvases {
    pub scroll: NodeRef,
    pub room: NodeRef,
    pub fetches: NodeRef,
    pub workers: NodeRef,
    pub stalls: NodeRef,
    pub axis: NodeRef,
}

/// All that a painting of the timeline needs.
pub struct Painting {
    pub view: LabView,
    pub canvases: Canvases,
    /// Labels of the fetches.
    pub labels: Vec<String>,
    /// Workers before there is a run.
    pub planned: usize,
    /// Whether jobs run on the main thread.
    pub is_main: bool,
    /// Whether it is one run of many.
    pub is_many: bool,
    /// The job that is looked at.
    pub selected: Option<FutureId>,
    pub words: &'static LabTexts,
}

/// The right end of the axis: the end of the run, or while it goes a step ahead of it, so that the
/// bars do not shrink all the time.
fn axis_end(record: Option<&Record>, now: f64, before: f64) -> f64 {
    match record.and_then(Record::ended) {
        Some(end) => {
            // A stall is over with the first frame after the run.
            let stalls = record.iter().flat_map(|record| record.stalls());
            let last = stalls.map(|(at, _)| at).max().unwrap_or_default();
            end.max(last).as_secs_f64().max(0.001) * 1.01
        }
        None => {
            let mut end = if before > 0.0 && before < now * 3.0 {
                before
            } else {
                0.5
            };
            while end < now {
                end *= 1.3;
            }
            end
        }
    }
}

impl Painting {
    fn scale(&self, width: f64, em: f64, end: f64) -> TimeScale {
        let right = if width > em * 40.0 {
            PLACES_EM
        } else {
            PLACES_EM * 0.9
        };
        let left = if width > em * 40.0 {
            LEFT_EM
        } else {
            LEFT_EM * 0.9
        };
        TimeScale {
            end,
            left: em * left,
            width: width - em * (left + right),
        }
    }

    /// Calls `paint` with the rows of the workers as they are now.
    fn with_rows<R>(&self, width: f64, paint: impl FnOnce(&WorkersView<'_>) -> R) -> Option<R> {
        let em = palette()?.em;
        let newest = self.view.newest();
        let record = newest.as_ref().map(|(_, run)| run.recorder.record());
        let now = newest
            .as_ref()
            .map_or(0.0, |(_, run)| run.recorder.elapsed().as_secs_f64());
        let (lanes, ended) = record
            .as_ref()
            .map_or((&[][..], false), |r| (r.lanes(), r.ended().is_some()));
        let planned = match &newest {
            Some((_, run)) if !self.is_main => workers(run.kind),
            _ => self.planned,
        };
        let fetches = record.as_ref().map_or(0, |record| fetches(record));
        let count = row_count(&lanes[fetches..], planned);
        let label = |row| match self.is_main {
            true => self.words.main_thread.to_owned(),
            false if width < em * 40.0 => format!("W{}", row + 1),
            false => (self.words.worker)(row),
        };
        let labels: Vec<String> = (0..count).map(label).collect();
        let mut shares = vec![String::new(); count];
        if let Some(record) = record.as_ref().filter(|_| ended) {
            for one in worker_use(record)
                .iter()
                .filter(|one| &*one.executor != "fetch")
            {
                if let Some(share) = shares.get_mut(one.worker) {
                    *share = format!("{} %", decimal(one.utilisation * 100.0, 0));
                }
            }
        }
        let end = axis_end(record.as_deref(), now, self.view.shown().axis_end.get());
        self.view.shown().axis_end.set(end);
        // Numbers in the bars of a sweep would change faster than anyone reads.
        let numbered = record.as_ref().filter(|_| !self.is_many);
        let places = numbered.map(|record| places(record)).unwrap_or_default();
        Some(paint(&WorkersView {
            record: record.as_deref(),
            labels: &labels,
            shares: &shares,
            places: &places,
            now,
            scale: self.scale(width, em, end),
            height: (row_height(count) * em).round(),
            selected: self.selected,
        }))
    }

    /// The job at a place of the workers' rows: its run and its number.
    pub fn job_at(&self, x: f64, y: f64) -> Option<(usize, FutureId)> {
        let width = f64::from(
            self.canvases
                .workers
                .cast::<HtmlCanvasElement>()?
                .client_width(),
        );
        let (index, _) = self.view.newest()?;
        let id = self.with_rows(width, |rows| job_at(rows, x, y))??;
        Some((index, id))
    }

    /// Paints all parts.
    pub fn paint(&self) {
        let Some(canvas) = self.canvases.workers.cast::<HtmlCanvasElement>() else {
            return;
        };
        let width = f64::from(canvas.client_width());
        self.with_rows(width, |rows| {
            fit(&canvas, rows.height * rows.labels.len() as f64);
            if let Some(surface) = Surface::of(&canvas) {
                paint_workers(&surface, rows);
            }
            self.paint_fetches(rows);
            let stalls = self.canvases.stalls.cast::<HtmlCanvasElement>();
            if let Some(surface) = stalls.as_ref().and_then(Surface::of) {
                paint_stalls(
                    &surface,
                    rows.record,
                    rows.now,
                    &rows.scale,
                    self.words.page,
                );
            }
            let axis = self.canvases.axis.cast::<HtmlCanvasElement>();
            if let Some(surface) = axis.as_ref().and_then(Surface::of) {
                paint_axis(&surface, &rows.scale);
            }
        });
    }

    /// The fetches of Both, on the same axis; they are the first lanes of the record.
    fn paint_fetches(&self, workers: &WorkersView<'_>) {
        let Some(canvas) = self.canvases.fetches.cast::<HtmlCanvasElement>() else {
            return;
        };
        let (Some(scroll), Some(palette)) = (self.canvases.scroll.cast::<HtmlElement>(), palette())
        else {
            return;
        };
        let rows = Rows {
            count: self.labels.len(),
            height: (palette.em * 1.15).round(),
        };
        if let Some(room) = self.canvases.room.cast::<HtmlElement>() {
            set_height(&room, rows.room());
        }
        fit(
            &canvas,
            rows.room()
                .min(f64::from(scroll.client_height()))
                .max(rows.height),
        );
        let Some(surface) = Surface::of(&canvas) else {
            return;
        };
        paint_lanes(
            &surface,
            &LaneView {
                record: workers.record,
                labels: &self.labels,
                now: workers.now,
                places: workers.places,
                scale: workers.scale,
                rows,
                top: f64::from(scroll.scroll_top()),
                selected: self.selected,
                held_up: None,
                goes_on: None,
            },
        );
    }
}

fn fit(canvas: &HtmlCanvasElement, height: f64) {
    set_height(canvas, height);
}

/// Sets a height only where it changes: each setting costs a layout.
fn set_height(element: &HtmlElement, height: f64) {
    let height = format!("{}px", height.round() as u32);
    let style = element.style();
    if style.get_property_value("height").unwrap_or_default() != height {
        // Fails only for what is no length.
        let _ = style.set_property("height", &height);
    }
}
