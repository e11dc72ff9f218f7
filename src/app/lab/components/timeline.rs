//! The timeline of a run of jobs: fetches where there are some, workers, and the stall strip, all
//! on one axis.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use super::export::chart_tools;
use super::job_table::{job_table, job_words};
use super::legend::{Entries, legend};
use super::screen::LabProps;
use super::{asked, on_show, words};
use crate::app::axis::{Rows, TimeScale};
use crate::app::charts::{LaneView, PLACES_EM, Surface, Swatch, paint_axis, paint_lanes, palette};
use crate::app::format::decimal;
use crate::app::hooks::{Page, places, use_page};
use crate::app::lab::charts::{
    LEFT_EM, LabSwatch, WorkersView, job_at, paint_stalls, paint_workers,
};
use crate::app::lab::facts::fetches;
use crate::app::lab::rows::{row_count, row_height};
use crate::app::lab::settings::is_measured;
use crate::app::lab::texts::LabTexts;
use crate::app::lab::use_lab::{LabView, job_ids};
use crate::app::lab::use_paced::use_paced_painter;
use crate::app::state::Action;
use crate::app::texts::Texts;
use crate::config::{Experiment, Where};
use crate::record::{FutureId, Record};
use crate::stats::worker_use;

/// Where the parts of the timeline are on the page.
#[derive(Clone, Default, PartialEq)]
struct Canvases {
    scroll: NodeRef,
    room: NodeRef,
    fetches: NodeRef,
    workers: NodeRef,
    stalls: NodeRef,
    axis: NodeRef,
}

/// The timeline.
#[component]
pub fn JobTimeline(props: &LabProps) -> Html {
    let page = use_page();
    let (state, texts, words) = (page.state(), page.texts(), words(&page));
    let config = on_show(&page, &props.view);
    let canvases = use_memo((), |()| Canvases::default());
    let axis_end = use_memo((), |()| Cell::new(0.0));
    let labels = use_memo(config.clone(), |config| match config.experiment {
        Experiment::Both => config.labels(),
        _ => Vec::new(),
    });
    let has_fetches = !labels.is_empty();
    let is_main = config.experiment == Experiment::Workers
        && matches!(config.work.place, Where::Main | Where::Slices);
    let selected = state.selected.map(|(_, id)| id);
    let painting = Rc::new(Painting {
        view: props.view.clone(),
        canvases: canvases.clone(),
        axis_end,
        labels,
        planned: if is_main { 1 } else { asked(&config).workers },
        is_main,
        is_many: is_measured(&config),
        selected,
        words,
    });
    {
        let painting = painting.clone();
        use_paced_painter(&props.view, move || painting.paint());
    }
    let entries = entries(words, texts, has_fetches);
    let described = describe(&props.view, words, selected);
    let option = described.clone().map(|text| {
        html! { <div role="option" id="job" class="unseen" aria-selected="true">{ text }</div> }
    });
    let repaint = {
        let pulse = props.view.pulse().clone();
        Callback::from(move |_: Event| pulse.repaint())
    };
    html! {
        <section class="card timeline" aria-label={texts.timeline}>
            <header>
                <h2>{ texts.timeline }</h2>
                { legend(&page, &props.view, entries) }
            </header>
            if has_fetches {
                <h3 class="group">{ words.groups[0] }</h3>
                <div ref={canvases.scroll.clone()} class="lanes fetches" tabindex="0" role="img"
                    aria-label={words.groups[0]} onscroll={repaint}>
                    <div ref={canvases.room.clone()} class="room"><canvas ref={canvases.fetches.clone()}></canvas></div>
                </div>
                <h3 class="group">{ words.groups[1] }</h3>
            }
            <div class="jobs" role="listbox" tabindex="0" aria-label={texts.timeline}
                aria-activedescendant={selected.map(|_| "job")} onkeydown={on_key(&page, &props.view)}>
                <canvas ref={canvases.workers.clone()} onclick={on_click(&page, &painting)}></canvas>
                { for option }
            </div>
            <canvas ref={canvases.stalls.clone()} class="stalls" role="img" aria-label={words.legend[3]}></canvas>
            <canvas ref={canvases.axis.clone()} class="axis" aria-hidden="true"></canvas>
            <div class="under">
                <p class="note">{ described.unwrap_or_else(|| words.jobs_help.to_owned()) }</p>
                if !painting.is_many {
                    { chart_tools(&page, &props.view, &props.servers) }
                }
            </div>
            if state.table_open && !painting.is_many {
                { job_table(&page, &props.view) }
            }
        </section>
    }
}

/// The entries of the legend; with fetches, their marks too.
fn entries(words: &LabTexts, texts: &Texts, has_fetches: bool) -> Entries {
    let [sent, computing, returning, stall] = words.legend;
    let mut entries = vec![
        (LabSwatch::Sent, sent),
        (
            LabSwatch::Computing,
            if has_fetches {
                texts.running_mark
            } else {
                computing
            },
        ),
        (LabSwatch::Returning, returning),
    ];
    if has_fetches {
        entries.push((LabSwatch::Fetch(Swatch::Completed), texts.completed));
        entries.push((LabSwatch::Fetch(Swatch::Delivered), texts.delivered));
    }
    entries.push((LabSwatch::Stall, stall));
    entries
        .into_iter()
        .map(|(swatch, text)| (swatch, text.into()))
        .collect()
}

/// The job that is looked at, in words.
fn describe(view: &LabView, words: &LabTexts, selected: Option<FutureId>) -> Option<String> {
    let (index, run) = view.newest()?;
    let id = selected?;
    let record = run.recorder.record();
    let mut job = job_words(record.lanes().get(id)?, run.recorder.elapsed());
    job.result = view.with_kernel(index, id, |output| Some((words.summary)(output)));
    Some((words.job)(&job))
}

fn on_key(page: &Page, view: &LabView) -> Callback<KeyboardEvent> {
    let (page, view) = (page.clone(), view.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some((index, run)) = view.newest() else {
            return;
        };
        let (first, count) = job_ids(&run.recorder);
        if count == 0 {
            return;
        }
        let last = first + count - 1;
        let now = page.state().selected.map(|(_, id)| id.clamp(first, last));
        let chosen = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => Some(now.map_or(first, |id| (id + 1).min(last))),
            "ArrowLeft" | "ArrowUp" => Some(now.map_or(last, |id| id.saturating_sub(1).max(first))),
            "Home" => Some(first),
            "End" => Some(last),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        page.dispatch(Action::Select(chosen.map(|id| (index, id))));
        view.pulse().repaint();
    })
}

fn on_click(page: &Page, painting: &Rc<Painting>) -> Callback<MouseEvent> {
    let (page, painting) = (page.clone(), painting.clone());
    Callback::from(move |event: MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let chosen = painting.job_at(x, y);
        let again = chosen.is_some() && page.state().selected == chosen;
        page.dispatch(Action::Select(chosen.filter(|_| !again)));
        painting.view.pulse().repaint();
    })
}

/// All that a painting of the timeline needs.
struct Painting {
    view: LabView,
    canvases: Rc<Canvases>,
    axis_end: Rc<Cell<f64>>,
    labels: Rc<Vec<String>>,
    planned: usize,
    is_main: bool,
    is_many: bool,
    selected: Option<FutureId>,
    words: &'static LabTexts,
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
            Some((_, run)) if !self.is_main => super::super::use_lab::workers(run.kind),
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
        let end = axis_end(record.as_deref(), now, self.axis_end.get());
        self.axis_end.set(end);
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

    fn job_at(&self, x: f64, y: f64) -> Option<(usize, FutureId)> {
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

    fn paint(&self) {
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
