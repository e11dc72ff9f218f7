//! The timelines: one per strategy, on one time axis.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use web_sys::{HtmlCanvasElement, HtmlElement};
use yew::prelude::*;

use super::aria;
use super::lane_table::{lane_facts, lane_table};
use super::legend::legend;
use crate::app::axis::{Rows, TimeScale, expected};
use crate::app::browser::{prefers_reduced_motion, save};
use crate::app::charts::{
    HeldUp, LABELS_EM, LaneView, PLACES_EM, Surface, paint_axis, paint_lanes, palette,
};
use crate::app::format::seconds;
use crate::app::hooks::{Page, Run, Shown, places, use_page, use_painter};
use crate::app::origins::Servers;
use crate::app::state::{Action, AppState, Stage};
use crate::app::texts::Texts;
use crate::config::{RunConfig, Strategy};
use crate::record::{Lane, Record};
use crate::stats::{Waiting, elapsed, first_result};

/// The timelines.
#[derive(Clone, PartialEq, Properties)]
pub struct TimelineProps {
    /// The run.
    pub run: Run,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// Where the timelines of up to three strategies are on the page.
#[derive(Clone, Default, PartialEq)]
struct Places {
    lanes: [NodeRef; 3],
    rooms: [NodeRef; 3],
    canvases: [NodeRef; 3],
    axis: NodeRef,
}

/// The timelines.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let config = state.on_show();
    let runs = props.run.runs();
    let strategies = strategies(&config);
    let places = use_memo((), |()| Places::default());
    let axis_end = use_memo((), |()| Cell::new(0.0f64));
    let follows = use_memo((), |()| Cell::new(true));
    if state.stage == Stage::Ready || runs.is_empty() {
        follows.set(true);
    }
    let expectation = use_memo(config.clone(), expected);
    let labels = use_memo(config.clone(), RunConfig::labels);

    let picture = Picture {
        run: props.run.clone(),
        state: state.clone(),
        strategies: strategies.clone(),
        labels: labels.clone(),
        expected: *expectation,
        places: places.clone(),
        axis_end,
        follows: follows.clone(),
    };
    use_painter(props.run.pulse(), move || picture.paint());

    let is_cut = state.stage == Stage::Over && is_cut(&runs);
    let timeline = |(index, strategy): (usize, &Strategy)| {
        let lanes = Lanes {
            page: &page,
            run: &props.run,
            index,
            strategy: *strategy,
            count: labels.len(),
            places: &places,
            follows: &follows,
        };
        lanes.view()
    };
    let selected = state.selected.and_then(|(index, id)| {
        let (_, recorder) = runs.get(index)?;
        let lane = lane_facts(recorder.record().lanes().get(id)?, recorder.elapsed());
        Some((texts.lane)(&lane))
    });
    html! {
        <section class={classes!("card", "timeline", (strategies.len() > 1).then_some("several"))} aria-label={texts.timeline}>
            <header>
                <h2>{ texts.timeline }</h2>
                { legend(&page, &props.run) }
            </header>
            { for strategies.iter().enumerate().map(timeline) }
            <canvas ref={places.axis.clone()} class="axis" aria-hidden="true"></canvas>
            <div class="under">
                <p class="note">{ selected.unwrap_or_else(|| texts.lanes_help.to_owned()) }</p>
                <div class="tools">
                    if is_cut || state.whole_axis {
                        <button type="button" class="button small" onclick={page.on(|_: MouseEvent| Action::ToggleAxis)}>
                            { if state.whole_axis { texts.zoom_axis } else { texts.whole_axis } }
                        </button>
                    }
                    <button type="button" class="button small" aria-expanded={aria(state.table_open)}
                        onclick={page.on(|_: MouseEvent| Action::ToggleTable)}>{ texts.as_table }</button>
                    <button type="button" class="button small" disabled={state.stage != Stage::Over || runs.is_empty()}
                        onclick={export(&props.run, &props.servers)}>{ texts.export_json }</button>
                </div>
            </div>
            if state.table_open {
                { lane_table(&page, &props.run) }
            }
        </section>
    }
}

fn export(run: &Run, servers: &Rc<Servers>) -> Callback<MouseEvent> {
    let (run, servers) = (run.clone(), servers.clone());
    Callback::from(move |_| {
        if let Some(json) = run.export_json(&servers) {
            save("photofinish.json", "application/json", &json);
        }
    })
}

/// The strategies that are shown, in their order.
pub fn strategies(config: &RunConfig) -> Vec<Strategy> {
    match config.strategy {
        Strategy::Compare => vec![Strategy::Sequential, Strategy::Map, Strategy::AsCompleted],
        single => vec![single],
    }
}

/// Whether one by one takes so much longer that the whole axis would leave no room for the others.
fn is_cut(runs: &[Shown]) -> bool {
    let time = |(_, recorder): &Shown| elapsed(&recorder.record());
    match runs {
        [first, rest @ ..] if !rest.is_empty() => {
            let longest = rest.iter().map(time).max().unwrap_or_default();
            time(first) > longest.mul_f64(1.6)
        }
        _ => false,
    }
}

/// One timeline with its heading, its place in the page and its keys.
struct Lanes<'a> {
    page: &'a Page,
    run: &'a Run,
    index: usize,
    strategy: Strategy,
    count: usize,
    places: &'a Rc<Places>,
    follows: &'a Rc<Cell<bool>>,
}

impl Lanes<'_> {
    fn view(&self) -> Html {
        let (state, texts) = (self.page.state(), self.page.texts());
        let index = self.index;
        let name = (texts.strategy)(self.strategy);
        let selected = state.selected.filter(|(run, _)| *run == index);
        let described = {
            let id = selected.map_or(0, |(_, id)| id);
            let runs = self.run.runs();
            runs.get(index).and_then(|(_, recorder)| {
                let record = recorder.record();
                let facts = lane_facts(record.lanes().get(id)?, recorder.elapsed());
                Some(((texts.lane)(&facts), id))
            })
        };
        let option = described.map(|(text, id)| {
            html! {
                <div role="option" id={format!("lane-{index}")} class="unseen" aria-selected={aria(selected.is_some())}
                    aria-posinset={(id + 1).to_string()} aria-setsize={self.count.to_string()}>{ text }</div>
            }
        });
        let repaint = {
            let pulse = self.run.pulse().clone();
            Callback::from(move |_: Event| pulse.repaint())
        };
        html! {
            <section class="run" aria-label={name}>
                <header>
                    <h3>{ name }<small>{ (texts.strategy_note)(self.strategy) }</small></h3>
                    { self.totals() }
                </header>
                <div ref={self.places.lanes[index].clone()} class="lanes" role="listbox" tabindex="0"
                    aria-label={format!("{}: {name}", texts.timeline)} aria-activedescendant={format!("lane-{index}")}
                    onkeydown={self.on_key()} onscroll={repaint} onwheel={self.on_touch()} ontouchmove={self.on_drag()}>
                    <div ref={self.places.rooms[index].clone()} class="room">
                        <canvas ref={self.places.canvases[index].clone()} onclick={self.on_click()}></canvas>
                        { for option }
                    </div>
                </div>
            </section>
        }
    }

    fn totals(&self) -> Html {
        let texts = self.page.texts();
        let runs = self.run.runs();
        let Some((_, recorder)) = runs.get(self.index) else {
            return Html::default();
        };
        let record = recorder.record();
        let first = first_result(&record).map(|first| format!("{} s", seconds(first)));
        let all = record.ended().map(|end| format!("{} s", seconds(end)));
        let dash = || "–".to_owned();
        html! {
            <p class="totals">
                <span>{ texts.first_result }<b>{ first.unwrap_or_else(dash) }</b></span>
                <span>{ texts.all_results }<b>{ all.unwrap_or_else(dash) }</b></span>
            </p>
        }
    }

    /// The person has scrolled: from now on the page leaves the place alone.
    fn on_touch(&self) -> Callback<WheelEvent> {
        let follows = self.follows.clone();
        Callback::from(move |_| follows.set(false))
    }

    fn on_drag(&self) -> Callback<TouchEvent> {
        let follows = self.follows.clone();
        Callback::from(move |_| follows.set(false))
    }

    fn on_click(&self) -> Callback<MouseEvent> {
        let (page, index, count) = (self.page.clone(), self.index, self.count);
        let (lanes, beside) = (self.places.lanes[index].clone(), self.beside());
        let pulse = self.run.pulse().clone();
        Callback::from(move |event: MouseEvent| {
            let (Some(lanes), Some(palette)) = (lanes.cast::<HtmlElement>(), palette()) else {
                return;
            };
            let rows = Rows::fitting(count, beside, palette.em);
            let y = f64::from(event.offset_y()) + f64::from(lanes.scroll_top());
            let chosen = rows.at(y).map(|id| (index, id));
            let again = page.state().selected == chosen;
            page.dispatch(Action::Select(chosen.filter(|_| !again)));
            pulse.repaint();
        })
    }

    fn on_key(&self) -> Callback<KeyboardEvent> {
        let (page, index, count) = (self.page.clone(), self.index, self.count);
        let (lanes, beside) = (self.places.lanes[index].clone(), self.beside());
        let (pulse, follows) = (self.run.pulse().clone(), self.follows.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let now = page.state().selected.filter(|(run, _)| *run == index);
            let at = |by: isize| match now {
                Some((_, id)) => id.saturating_add_signed(by).min(last),
                None if by < 0 => last,
                None => 0,
            };
            let chosen = match event.key().as_str() {
                "ArrowDown" => Some(at(1)),
                "ArrowUp" => Some(at(-1)),
                "PageDown" => Some(at(10)),
                "PageUp" => Some(at(-10)),
                "Home" => Some(0),
                "End" => Some(last),
                "Escape" => None,
                _ => return,
            };
            event.prevent_default();
            follows.set(false);
            page.dispatch(Action::Select(chosen.map(|id| (index, id))));
            if let (Some(id), Some(lanes), Some(palette)) =
                (chosen, lanes.cast::<HtmlElement>(), palette())
            {
                let rows = Rows::fitting(count, beside, palette.em);
                reveal(&lanes, rows, id);
            }
            pulse.repaint();
        })
    }

    fn beside(&self) -> usize {
        strategies(&self.page.state().on_show()).len()
    }
}

/// Scrolls just as far as needed to show a row.
fn reveal(lanes: &HtmlElement, rows: Rows, id: usize) {
    let (top, height) = (lanes.scroll_top(), lanes.client_height());
    let (from, to) = (
        (id as f64 * rows.height) as i32,
        ((id + 1) as f64 * rows.height).ceil() as i32,
    );
    if from < top {
        lanes.set_scroll_top(from);
    } else if to > top + height {
        lanes.set_scroll_top(to - height);
    }
}

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

/// All that a painting of the timelines needs.
struct Picture {
    run: Run,
    state: AppState,
    strategies: Vec<Strategy>,
    labels: Rc<Vec<String>>,
    expected: (Duration, Duration),
    places: Rc<Places>,
    axis_end: Rc<Cell<f64>>,
    follows: Rc<Cell<bool>>,
}

impl Picture {
    fn paint(&self) {
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

    /// The right end of the axis in seconds. It moves to where it belongs instead of jumping.
    fn axis(&self, runs: &[Shown]) -> f64 {
        let target = self.axis_target(runs).max(0.02);
        let last = self.axis_end.get();
        let is_near = (target - last).abs() < target * 0.004;
        let jumps = last == 0.0 || runs.is_empty() || prefers_reduced_motion();
        let next = if jumps || is_near {
            target
        } else {
            last + (target - last) * 0.16
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
