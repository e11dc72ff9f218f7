//! The futures of a program, by the same pictures as any run: a row for each, the order in which they came, how they ended.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::charts::{NAMES_EM, PLACES_EM, paint_swatch};
use crate::app::components::finish_order::{Order, finish_order, tell_flag};
use crate::app::components::legend::legend;
use crate::app::components::outcomes::{Counted, outcomes};
use crate::app::format::span_in;
use crate::app::hooks::Page;
use crate::app::inspector::inspector;
use crate::app::origins::Servers;
use crate::app::replay::ReplayBar;
use crate::app::run::Run;
use crate::app::timeline::labels::{needed, room};
use crate::app::timeline::window::Extent;
use crate::app::timeline::{
    Cell, Frame, FutureRows, Grid, Group, Scene, Stage, endings, lane_facts, of_futures,
};

/// From so many on they are shown with less.
const MANY: usize = 300;

/// All that there is to see of the futures of a program.
pub fn results(page: &Page, run: &Run, title: &'static str) -> Html {
    let servers = Rc::new(Servers::default());
    let recorders = run.recorders();
    let chosen = page.state().show().selected;
    html! {
        <div class="futures-here" role="group" aria-label={title}>
            <Stage run={run.clone()} {servers} scene={Rc::new(scene(page, run, title))} />
            <ReplayBar run={run.clone()} />
            <div class="pair">
                <section class="card" aria-label={page.texts().finish_order}>{ order(page, run) }</section>
                { outcomes(page, &[Counted { name: AttrValue::default(), recorders }]) }
            </div>
            { run.inspected(page.state(), chosen, "#python-rows", |inspected| inspector(page, inspected)) }
        </div>
    }
}

fn order(page: &Page, run: &Run) -> Html {
    let shown = run.newest();
    let total = shown.as_ref().map_or(0, |one| one.record().lanes().len());
    finish_order(
        page,
        run,
        Order {
            id: "python-finish-order",
            shown: shown.map(|recorder| (0, recorder)),
            most: usize::MAX,
            tell: tell_flag,
            is_terse: total >= MANY,
            look: classes!((total >= MANY).then_some("many")),
            beside: Html::default(),
            nobody_yet: page.texts().no_result_yet.into(),
        },
    )
}

fn scene(page: &Page, run: &Run, title: &'static str) -> Scene {
    let (state, texts) = (page.state(), page.texts());
    let labels = run.whole().pop().map_or_else(Vec::new, |recorder| {
        let record = recorder.record();
        record
            .lanes()
            .iter()
            .map(|lane| lane.label.to_string())
            .collect()
    });
    let needed = needed(&labels, NAMES_EM);
    let rows = FutureRows {
        frame: Frame {
            id: "python-rows".to_owned(),
            class: "",
            title: None,
            name: title.to_owned(),
            head: Html::default(),
            run: 0,
        },
        run: run.clone(),
        texts,
        labels: Rc::new(labels),
        beside: 2,
        is_whole: false,
        selected: state.show().selected.map(|(_, id)| id),
        light: state.show().light(),
        held_up: None,
        goes_on: None,
        follows: true,
    };
    let signs = of_futures(texts).map(|(sign, text)| (sign, AttrValue::from(text)));
    let signs = signs.into_iter().chain(endings(run, texts));
    let timed = run.clone();
    Scene {
        title,
        groups: vec![Rc::new(rows) as Rc<dyn Group>],
        is_several: false,
        legend: legend(page, run, signs, paint_swatch),
        edges: Rc::new(move |width| (room(needed, NAMES_EM, width), PLACES_EM)),
        extent: Rc::new(move |before| extent(&timed, before)),
        stalls: 0,
        help: texts.lanes_help,
        tools: Html::default(),
        table: Some(table(page)),
    }
}

/// The right end of the axis: that of the run, or while it goes a step ahead of it.
fn extent(run: &Run, before: f64) -> Extent {
    let recorder = run.whole().pop();
    let now = recorder
        .as_ref()
        .map_or(0.0, |one| one.elapsed().as_secs_f64());
    let ended = recorder.as_ref().and_then(|one| one.record().ended());
    let fit = match ended {
        Some(end) => end.as_secs_f64().max(0.001) * 1.01,
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
    };
    Extent {
        fit,
        whole: fit,
        least: now.min(fit),
        now: (recorder.is_some() && ended.is_none()).then_some(now),
        is_still: true,
    }
}

fn table(page: &Page) -> Grid {
    let (texts, lang) = (page.texts(), page.state().lang);
    let span = move |time| span_in(lang, time);
    Grid {
        class: "lanes-table",
        heads: &texts.columns,
        run: Some(0),
        empty: texts.no_result_yet,
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
