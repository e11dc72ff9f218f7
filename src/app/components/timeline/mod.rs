//! The timelines: one per strategy, on one time axis.

mod lanes;
mod picture;

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use self::lanes::Lanes;
use self::picture::Picture;
use super::export::{ExportJson, MakeFile};
use super::lane_table::{lane_facts, lane_table};
use super::legend::legend;
use super::{aria, said};
use crate::app::axis::expected;
use crate::app::hooks::{Run, Shown, use_page, use_painter};
use crate::app::origins::Servers;
use crate::app::state::{Action, Stage};
use crate::config::{RunConfig, Strategy};
use crate::stats::elapsed;

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
    let make: MakeFile = {
        let (run, servers) = (props.run.clone(), props.servers.clone());
        Rc::new(move || run.export_json(&servers))
    };
    html! {
        <section class={classes!("card", "timeline", (strategies.len() > 1).then_some("several"))} aria-label={texts.timeline}>
            <header>
                <h2>{ texts.timeline }</h2>
                { legend(&page, &props.run) }
            </header>
            { for strategies.iter().enumerate().map(timeline) }
            <canvas ref={places.axis.clone()} class="axis" aria-hidden="true"></canvas>
            <div class="under">
                <p class="note">{ said(selected.as_deref().unwrap_or(texts.lanes_help)) }</p>
                <div class="tools">
                    if is_cut || state.whole_axis {
                        <button type="button" class="button small" onclick={page.on(|_: MouseEvent| Action::ToggleAxis)}>
                            { said(if state.whole_axis { texts.zoom_axis } else { texts.whole_axis }) }
                        </button>
                    }
                    <button type="button" class="button small" aria-expanded={aria(state.table_open)}
                        onclick={page.on(|_: MouseEvent| Action::ToggleTable)}>{ texts.as_table }</button>
                    <ExportJson is_off={state.stage != Stage::Over || runs.is_empty()} {make} />
                </div>
            </div>
            if state.table_open {
                { lane_table(&page, &props.run) }
            }
        </section>
    }
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
