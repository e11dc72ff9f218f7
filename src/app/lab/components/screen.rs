//! The experiments of the lab: their runs, which stay, and the screens on which they are shown.

use std::rc::Rc;

use yew::prelude::*;

use super::clock::Clock;
use super::controls::controls;
use super::engines::engines;
use super::finish_order::finish_order;
use super::passing::{by_size, chunks, split};
use super::past::past_runs;
use super::picture::picture;
use super::shared::{Isolated, ways};
use super::sweep::sweep;
use super::utilisation::utilisation;
use super::{in_words, on_show, words};
use crate::app::components::code::{Code, lit};
use crate::app::components::findings::findings;
use crate::app::components::headline::headline;
use crate::app::components::outcomes::{Counted, outcomes};
use crate::app::components::progress::{Beside, progress};
use crate::app::components::quoting;
use crate::app::components::strays::strays;
use crate::app::hooks::{Page, use_heartbeat, use_page};
use crate::app::inspector::inspector;
use crate::app::lab::drive::begin_of;
use crate::app::lab::headline::{headline as say, shows_clock};
use crate::app::lab::settings::{expected, has_picture, is_measured};
use crate::app::lab::timeline::JobTimeline;
use crate::app::lab::view::{LabView, use_lab};
use crate::app::origins::Servers;
use crate::app::replay::ReplayBar;
use crate::app::run::{use_run, use_start};
use crate::app::screens::Screen;
use crate::app::state::Action;
use crate::config::{Experiment, RunConfig, Where};
use crate::tell::words::workers;

/// What stands for an experiment of the lab on the page, be it shown or not.
#[derive(Clone, PartialEq, Properties)]
pub struct LabStageProps {
    /// Which.
    pub experiment: Experiment,
    /// Who can answer, once that is known.
    pub servers: Option<Rc<Servers>>,
}

/// What stands for an experiment of the lab on the page.
#[component]
pub fn LabStage(props: &LabStageProps) -> Html {
    let page = use_page();
    let LabStageProps {
        experiment,
        servers,
    } = props;
    let is_shown = page.state().shows(*experiment);
    let heartbeat = use_heartbeat(is_shown);
    let begin = begin_of(Screen::of(*experiment).drive);
    let tell = page.on(|action: Action| action);
    let run = use_run(&heartbeat, *experiment, begin, tell);
    let view = use_lab(&run, page.state().show_of(*experiment).stage);
    let start = use_start(&page, *experiment, &run, servers.as_ref());
    if !is_shown {
        return Html::default();
    }
    lab_screen(&page, &view, &start, &servers.clone().unwrap_or_default())
}

fn lab_screen(page: &Page, view: &LabView, start: &Callback<()>, servers: &Rc<Servers>) -> Html {
    html! {
        <>
            { controls(page, view, start) }
            <div class="stage" id="results" tabindex="-1">
                { strays(page) }
                { lab_results(page, view, servers) }
            </div>
            <aside class="side">{ lab_beside(page, view, servers) }</aside>
            <Code servers={servers.clone()} lit={lit(page, view)} />
        </>
    }
}

/// What there is to see of a run of the lab, from its sentence to its results.
pub fn lab_results(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let config = on_show(page, view);
    // A clock of what is over would be one of this page.
    let has_clock = shows_clock(config.experiment, config.work.place) && !view.is_opened();
    let problem = view
        .problem()
        .map(|problem| quoting(&in_words(page, &problem)));
    let missing = view.missing().map(|missing| {
        let (words, why) = (
            words(page),
            workers::worker(page.state().lang, &missing.why),
        );
        quoting(&(words.missing)(&missing, &why, is_measured(&config)))
    });
    html! {
        <>
            if config.experiment == Experiment::Shared {
                <Isolated />
            }
            <div class={classes!("opening", has_clock.then_some("clocked"))}>
                { sentence(page, view) }
                if has_clock {
                    <Clock view={view.clone()} />
                }
            </div>
            { far(page, view) }
            { missing.map(|missing| html! { <p class="wrong" role="alert">{ missing }</p> }).unwrap_or_default() }
            { problem.map(|problem| html! { <p class="wrong" role="alert">{ problem }</p> }).unwrap_or_default() }
            { results(page, view, servers, &config) }
        </>
    }
}

/// What stands beside that.
pub fn lab_beside(page: &Page, view: &LabView, servers: &Rc<Servers>) -> Html {
    let config = on_show(page, view);
    let is_passing = config.experiment == Experiment::Transfer;
    let is_shared = config.experiment == Experiment::Shared;
    html! {
        <>
            if !is_passing {
                { view.inspected(page.state(), |inspected| inspector(page, inspected)) }
                { outcomes(page, &[Counted { name: AttrValue::default(), recorders: view.recorders() }]) }
            }
            if !is_passing && !is_shared && !is_measured(&config) {
                { utilisation(page, view) }
                { past_runs(page, view) }
            }
            { findings(page, view, servers, words(page).nothing_yet) }
        </>
    }
}

fn results(page: &Page, view: &LabView, servers: &Rc<Servers>, config: &RunConfig) -> Html {
    if config.experiment == Experiment::Transfer {
        return html! {
            <>
                { by_size(page, view, servers) }
                <ReplayBar run={(**view).clone()} />
                <div class="pair">{ split(page, view) }{ chunks(page, view) }</div>
            </>
        };
    }
    let timeline = html! { <JobTimeline run={(**view).clone()} servers={servers.clone()} /> };
    if config.experiment == Experiment::Shared {
        return html! {
            <>
                { ways(page, view) }
                { timeline }
                <ReplayBar run={(**view).clone()} />
            </>
        };
    }
    if is_measured(config) {
        let chart = match config.work.place {
            Where::Sweep => sweep(page, view, servers),
            _ => engines(page, view, servers),
        };
        return html! {
            <>
                { chart }
                { timeline }
                <ReplayBar run={(**view).clone()} />
            </>
        };
    }
    let has_picture = has_picture(config) && !view.is_opened();
    html! {
        <>
            { timeline }
            <ReplayBar run={(**view).clone()} />
            <div class={classes!("developed", has_picture.then_some("pictured"))}>
                if has_picture {
                    { picture(page, view) }
                }
                { finish_order(page, view) }
            </div>
        </>
    }
}

/// How far the run is, and which of many is going, or on how many cores.
fn far(page: &Page, view: &LabView) -> Html {
    let (config, words) = (on_show(page, view), words(page));
    let asked = view.asked(&config);
    let planned = view.lab().map_or(1, |lab| lab.planned());
    let end = match view.newest() {
        Some((index, run)) if planned > 1 => {
            (words.nth_run)(index + 1, planned, run.kind.workers().unwrap_or(1))
        }
        _ => (words.cores)(asked.cores),
    };
    let beside = Beside {
        of: None,
        expected: expected(&config, asked.workers, asked.cores),
        end,
    };
    progress(page, view, beside)
}

/// The sentence at the top.
fn sentence(page: &Page, view: &LabView) -> Html {
    let (state, far) = (page.state(), view.far());
    headline(page, view, far.elapsed, || {
        let config = on_show(page, view);
        let asked = view.asked(&config);
        let stage = view.stage(state.show().stage);
        view.tell(|told| say(state.lang, stage, &asked, told, far))
    })
}
