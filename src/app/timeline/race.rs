//! The timeline of a race: a group of rows for each strategy, on one axis.

use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use super::futures::{FutureRows, HeldUp};
use super::labels;
use super::scene::{Frame, Group, Scene};
use super::signs::signs;
use super::stage::Stage;
use super::table::{Cell, Grid};
use super::window::Extent;
use crate::app::charts::{LABELS_EM, NAMES_EM, PLACES_EM, paint_swatch};
use crate::app::components::legend::legend;
use crate::app::components::said;
use crate::app::drive::Shown;
use crate::app::format::{seconds, seconds_in, span_in, unbroken};
use crate::app::hooks::Page;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::{Action, Stage as At};
use crate::config::{RunConfig, Strategy};
use crate::record::{Attempt, Doing, Lane, Outcome};
use crate::stats::{elapsed, first_result};
use crate::tell::words::page::{LaneFacts, Texts};

/// The timeline of a race.
pub fn timeline(page: &Page, run: &Run, servers: &Rc<Servers>) -> Html {
    let config = page.state().on_show();
    let (expectation, labels) = run.planned(&config);
    let shown = Shows {
        runs: strategies(&config)
            .into_iter()
            .map(|strategy| Called::by(page.texts(), strategy, &labels))
            .collect(),
        is_whole: page.state().show().whole_axis,
        may_be_cut: true,
        config,
        expected: expectation,
    };
    let scene = Rc::new(scene(page, run, shown));
    html! { <Stage run={run.clone()} servers={servers.clone()} {scene} /> }
}

/// Any two runs beside each other, on one axis: a row for each future, whatever it did.
pub fn pair(
    page: &Page,
    run: &Run,
    servers: &Rc<Servers>,
    names: [(AttrValue, AttrValue); 2],
) -> Html {
    let called = |((_, recorder), (name, note)): (Shown, (AttrValue, AttrValue))| {
        let record = recorder.record();
        let labels = record.lanes().iter().map(|lane| lane.label.to_string());
        Called {
            name,
            note,
            strategy: Strategy::AsCompleted,
            labels: Rc::new(labels.collect()),
        }
    };
    let shown = Shows {
        runs: run
            .whole_runs()
            .into_iter()
            .zip(names)
            .map(called)
            .collect(),
        config: page.state().on_show(),
        expected: (Duration::ZERO, Duration::ZERO),
        is_whole: true,
        may_be_cut: false,
    };
    let scene = Rc::new(scene(page, run, shown));
    html! { <Stage run={run.clone()} servers={servers.clone()} {scene} /> }
}

/// The runs on one axis.
struct Shows {
    runs: Vec<Called>,
    config: RunConfig,
    expected: (Duration, Duration),
    /// Whether all of the axis is shown.
    is_whole: bool,
    /// Whether it may be cut where the first run is the only one that goes on.
    may_be_cut: bool,
}

/// A run, and what it is called.
struct Called {
    name: AttrValue,
    note: AttrValue,
    strategy: Strategy,
    labels: Rc<Vec<String>>,
}

impl Called {
    fn by(texts: &Texts, strategy: Strategy, labels: &Rc<Vec<String>>) -> Self {
        Called {
            name: (texts.strategy)(strategy).into(),
            note: (texts.strategy_note)(strategy).into(),
            strategy,
            labels: labels.clone(),
        }
    }
}

fn scene(page: &Page, run: &Run, shown: Shows) -> Scene {
    let (state, texts, runs) = (page.state(), page.texts(), run.runs());
    let is_over = state.show().stage == At::Over;
    let is_cut = shown.may_be_cut && is_over && is_cut(&runs);
    let group = |(index, called): (usize, &Called)| {
        let recorder = runs.get(index).map(|(_, recorder)| recorder.clone());
        let record = recorder.as_ref().map(|recorder| recorder.record());
        let ended = record.as_ref().and_then(|record| record.ended());
        let selected = state.show().selected;
        let rows = FutureRows {
            frame: frame(page, &runs, index, called),
            run: run.clone(),
            texts,
            labels: called.labels.clone(),
            beside: shown.runs.len(),
            is_whole: state.config.embed,
            selected: selected.and_then(|(run, id)| (run == index).then_some(id)),
            light: state.show().light(),
            held_up: (record.as_ref().filter(|_| ended.is_some()))
                .and_then(|record| HeldUp::of(record, texts)),
            goes_on: ended.map(|end| (texts.goes_on)(&seconds(end))),
            follows: true,
        };
        Rc::new(rows) as Rc<dyn Group>
    };
    let axis = Axis {
        run: run.clone(),
        strategies: shown.runs.iter().map(|called| called.strategy).collect(),
        expected: shown.expected,
        is_over,
        whole_axis: shown.is_whole,
    };
    let labels = shown.runs.iter().flat_map(|called| called.labels.iter());
    let needed = labels::needed(labels, LABELS_EM);
    Scene {
        title: page.texts().timeline,
        groups: shown.runs.iter().enumerate().map(group).collect(),
        is_several: shown.runs.len() > 1,
        legend: legend(page, run, signs(&shown.config, run, texts), paint_swatch),
        edges: Rc::new(move |width| (labels::room(needed, NAMES_EM, width), PLACES_EM)),
        extent: Rc::new(move |_| axis.extent()),
        stalls: run.shown(state).map_or(0, |(index, _)| index),
        help: texts.lanes_help,
        tools: html! {
            if is_cut || (shown.may_be_cut && shown.is_whole) {
                <button type="button" class="button small" onclick={page.on(|_: MouseEvent| Action::ToggleAxis)}>
                    { said(if shown.is_whole { texts.zoom_axis } else { texts.whole_axis }) }
                </button>
            }
        },
        table: Some(table(page, run)),
    }
}

fn frame(page: &Page, runs: &[Shown], index: usize, called: &Called) -> Frame {
    let texts = page.texts();
    let Called { name, note, .. } = called;
    Frame {
        id: format!("lanes-{index}"),
        class: "",
        title: Some(name.clone()),
        name: format!("{}: {name}", texts.timeline),
        head: html! {
            <header>
                <h3><span translate="no">{ name }</span>{ " " }<small>{ said(note) }</small></h3>
                { totals(page, runs.get(index)) }
            </header>
        },
        run: index,
    }
}

fn totals(page: &Page, run: Option<&Shown>) -> Html {
    let (texts, lang) = (page.texts(), page.state().lang);
    let Some((_, recorder)) = run else {
        return Html::default();
    };
    let record = recorder.record();
    let first = first_result(&record).map(|first| unbroken(&span_in(lang, first)));
    let all = record.ended().map(|end| unbroken(&seconds_in(lang, end)));
    let dash = || "–".to_owned();
    html! {
        <p class="totals">
            <span>{ texts.first_result }{ " " }<b translate="no">{ first.unwrap_or_else(dash) }</b></span>
            { " " }
            <span>{ texts.all_results }{ " " }<b translate="no">{ all.unwrap_or_else(dash) }</b></span>
        </p>
    }
}

/// The strategies that are shown, in their order.
pub fn strategies(config: &RunConfig) -> Vec<Strategy> {
    match config.strategy {
        Strategy::Compare => Strategy::RACED.to_vec(),
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

/// What the right end of the axis follows from.
struct Axis {
    run: Run,
    strategies: Vec<Strategy>,
    expected: (Duration, Duration),
    is_over: bool,
    whole_axis: bool,
}

impl Axis {
    /// Of the whole runs, whichever moment of them is shown: the axis stays where it is.
    fn extent(&self) -> Extent {
        let runs = self.run.whole_runs();
        let goes_on = |(_, recorder): &Shown| {
            let now = recorder.elapsed().as_secs_f64();
            recorder.record().ended().is_none().then_some(now)
        };
        // How far those have come that are never cut.
        let uncut = match runs.as_slice() {
            [_, rest @ ..] if !rest.is_empty() => rest,
            all => all,
        };
        let reached = |(_, recorder): &Shown| {
            let ended = recorder.record().ended();
            ended.unwrap_or_else(|| recorder.elapsed()).as_secs_f64()
        };
        let fit = self.fit(&runs).max(0.02);
        let farthest = runs.iter().map(|run| self.reaches(run));
        Extent {
            fit,
            whole: farthest.fold(fit, f64::max),
            least: uncut.iter().map(reached).fold(0.0, f64::max),
            now: runs.last().and_then(goes_on),
            is_still: runs.is_empty(),
        }
    }

    fn reaches(&self, (strategy, recorder): &Shown) -> f64 {
        if let Some(end) = recorder.record().ended() {
            return end.as_secs_f64() * 1.01;
        }
        let planned = match strategy {
            Strategy::Sequential => self.expected.0,
            _ => self.expected.1,
        };
        (planned.as_secs_f64() * 1.06).max(recorder.elapsed().as_secs_f64() * 1.03)
    }

    fn fit(&self, runs: &[Shown]) -> f64 {
        let (one_by_one, at_once) = (self.expected.0.as_secs_f64(), self.expected.1.as_secs_f64());
        let is_comparison = self.strategies.len() > 1;
        match runs {
            [] if self.strategies == [Strategy::Sequential] => one_by_one * 1.06,
            [] => at_once * if is_comparison { 1.4 } else { 1.06 },
            [only] => self.reaches(only),
            [first, rest @ ..] => {
                let rest = rest.iter().map(|run| self.reaches(run));
                let fast = rest.fold(at_once * 1.06, f64::max);
                if self.whole_axis || self.is_over && !is_cut(runs) {
                    fast.max(self.reaches(first))
                } else {
                    fast * 1.28
                }
            }
        }
    }
}

/// The life of a lane in figures. `now` is the run's clock.
pub fn lane_facts(lane: &Lane, now: Duration) -> LaneFacts {
    let outcome = lane.outcome();
    let is_cancelled = outcome == Some(Outcome::Cancelled);
    let waited = lane.finished.filter(|_| !is_cancelled).and_then(|end| {
        let wait = lane.delivered?.saturating_sub(end);
        Some(wait)
    });
    let mut facts = LaneFacts {
        label: lane.label.to_string(),
        outcome,
        queued: Duration::ZERO,
        held: None,
        ran: None,
        attempts: 0,
        paused: Duration::ZERO,
        asked_to_wait: lane.attempts.iter().filter_map(asked_to_wait).max(),
        waited,
    };
    // Of several attempts the last is the one that counts.
    lane.each_span(&mut |span| match span.doing {
        Doing::Queued => facts.queued = span.time(now),
        Doing::Held => facts.held = Some(span.time(now)),
        Doing::Running => {
            facts.ran = Some(span.time(now));
            facts.held = facts.held.filter(|_| span.measured);
            facts.attempts += 1;
        }
        Doing::Pausing { .. } => facts.paused += span.time(now),
    });
    facts
}

fn asked_to_wait(attempt: &Attempt) -> Option<Duration> {
    attempt.pause?.asked
}

/// The table of the run whose details are shown.
fn table(page: &Page, run: &Run) -> Grid {
    let (texts, lang) = (page.texts(), page.state().lang);
    let span = move |time| span_in(lang, time);
    Grid {
        class: "lanes-table",
        heads: &texts.columns,
        run: run.shown(page.state()).map(|(index, _)| index),
        empty: texts.nobody_yet,
        cells: Rc::new(move |lane, now| {
            let facts = lane_facts(lane, now);
            let state = match (facts.outcome, facts.ran) {
                (Some(outcome), _) => (texts.outcome)(outcome),
                (None, Some(_)) => texts.running_mark,
                (None, None) => texts.queued,
            };
            vec![
                Cell::nth(Some(lane.id)),
                Cell::text(&*lane.label),
                Cell::text(state),
                Cell::time(Some(facts.queued), span),
                Cell::time(facts.held, span),
                Cell::time(facts.ran, span),
                Cell::count(facts.attempts),
                Cell::time(facts.waited, span),
                Cell::time(lane.delivered, span),
            ]
        }),
    }
}
