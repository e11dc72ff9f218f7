//! Races: the run, which stays, and the screen on which it is shown.

use std::rc::Rc;
use std::time::Duration;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::code::{Code, lit};
use super::controls::controls;
use super::findings::findings;
use super::finish_order::{Order, finish_order, tell_flag};
use super::headline::headline;
use super::in_flight::in_flight;
use super::latency::latency;
use super::log::log;
use super::outcomes::{Counted, outcomes};
use super::progress::{Beside, progress};
use super::strays::strays;
use crate::app::drive;
use crate::app::headline::{At, headline as tell, named, told_time};
use crate::app::hooks::{Page, use_heartbeat, use_page};
use crate::app::inspector::inspector;
use crate::app::origins::Servers;
use crate::app::replay::ReplayBar;
use crate::app::run::Run;
use crate::app::run::use_run;
use crate::app::run::use_start;
use crate::app::screens::Screen;
use crate::app::state::Action;
use crate::app::timeline::{strategies, timeline};
use crate::config::{Experiment, Server};

/// From so many on the flags of the finish order are small and have no pictures.
const MANY: usize = 300;

/// What stands for races on the page, be they shown or not.
#[derive(Clone, PartialEq, Properties)]
pub struct RaceStageProps {
    /// Who can answer, once that is known.
    pub servers: Option<Rc<Servers>>,
}

/// What stands for races on the page.
#[component]
pub fn RaceStage(props: &RaceStageProps) -> Html {
    let page = use_page();
    let is_shown = page.state().shows(Experiment::Race);
    let heartbeat = use_heartbeat(is_shown);
    let tell = page.on(|action: Action| action);
    let run = use_run(&heartbeat, Experiment::Race, drive::begin, tell);
    let servers = props.servers.as_ref();
    let start = use_start(&page, Experiment::Race, &run, servers);
    if !is_shown {
        return Html::default();
    }
    screen(&page, &run, &start, &servers.cloned().unwrap_or_default())
}

fn screen(page: &Page, run: &Run, start: &Callback<()>, servers: &Rc<Servers>) -> Html {
    html! {
        <>
            { controls(page, run, start) }
            <div class="stage" id="results" tabindex="-1">
                { strays(page) }
                { race_results(page, run, servers) }
            </div>
            <aside class="side">{ race_beside(page, run, servers) }</aside>
            <Code servers={servers.clone()} lit={lit(page, run)} />
        </>
    }
}

/// What there is to see of a race, from its sentence to its finish order.
pub fn race_results(page: &Page, run: &Run, servers: &Rc<Servers>) -> Html {
    let is_verbose = page.state().on_show().verbose;
    html! {
        <>
            { sentence(page, run) }
            { far(page, run, servers) }
            { timeline(page, run, servers) }
            <ReplayBar run={run.clone()} />
            { order(page, run, &names(page)) }
            if is_verbose {
                { log(page, run) }
            }
        </>
    }
}

/// What there is to see of an opened run that is no race, below its sentence.
pub fn opened_results(page: &Page, run: &Run, servers: &Rc<Servers>, timeline: Html) -> Html {
    html! {
        <>
            { far(page, run, servers) }
            { timeline }
            <ReplayBar run={run.clone()} />
            { order(page, run, &[]) }
        </>
    }
}

/// What stands beside two runs.
pub fn pair_beside(page: &Page, run: &Run, names: &[AttrValue]) -> Html {
    html! {
        <>
            { looked_at(page, run) }
            { outcomes(page, &counted(run, names)) }
            { in_flight(page, run, names) }
            { latency(page, run, names) }
        </>
    }
}

/// What stands beside that.
pub fn opened_beside(page: &Page, run: &Run, servers: &Rc<Servers>) -> Html {
    let recorders = run.newest().into_iter().collect();
    html! {
        <>
            { looked_at(page, run) }
            { outcomes(page, &[Counted { name: AttrValue::default(), recorders }]) }
            { findings(page, run, servers, page.texts().nothing_yet) }
        </>
    }
}

/// What stands beside that.
pub fn race_beside(page: &Page, run: &Run, servers: &Rc<Servers>) -> Html {
    let names = names(page);
    html! {
        <>
            { looked_at(page, run) }
            { outcomes(page, &counted(run, &names)) }
            { in_flight(page, run, &names) }
            { latency(page, run, &names) }
            { findings(page, run, servers, page.texts().nothing_yet) }
        </>
    }
}

/// How far the newest run is, and who answers.
fn far(page: &Page, run: &Run, servers: &Servers) -> Html {
    let config = page.state().on_show();
    let runs = run.runs();
    let newest = runs.last().map(|(strategy, _)| *strategy);
    let newest = newest.filter(|newest| runs.len() > 1 || config.strategy != *newest);
    // An opened run need not have asked anybody.
    let asks = Screen::of(config.experiment).makes_requests;
    let asked = config.server.as_ref().filter(|_| asks);
    let beside = Beside {
        of: newest.map(page.texts().strategy),
        expected: config.labels().len(),
        end: who_answers(run, servers, asked),
    };
    progress(page, run, beside)
}

/// The server and where it is, with the protocol once an answer came by it.
fn who_answers(run: &Run, servers: &Servers, server: Option<&Server>) -> String {
    let Some(server) = server else {
        return String::new();
    };
    if matches!(server, Server::List(list) if !list.is_of_one_host()) {
        // Each may answer by another protocol.
        return String::new();
    }
    let elsewhere = run.driver().and_then(|driver| driver.environment()?.origin);
    let base = elsewhere.unwrap_or_else(|| servers.origin(server).base);
    let address = base
        .split_once(':')
        .map_or(&*base, |(_, rest)| rest.trim_start_matches('/'));
    let host = address.split('/').next().unwrap_or_default();
    let mut text = match server {
        Server::Base(_) | Server::List(_) => host.to_owned(),
        Server::Sim => "SIM · service worker".to_owned(),
        server => format!("{} · {host}", server.name().to_ascii_uppercase()),
    };
    if let Some(protocol) = run.protocol() {
        text.push_str(&format!(" · {protocol}"));
    }
    text
}

/// What the runs of a race are called: by their strategies.
fn names(page: &Page) -> Vec<AttrValue> {
    let strategies = strategies(&page.state().on_show()).into_iter();
    let name = |strategy| (page.texts().strategy)(strategy).into();
    strategies.map(name).collect()
}

/// A column for each of the runs of these names, be it run or still to come.
fn counted(run: &Run, names: &[AttrValue]) -> Vec<Counted> {
    let recorders = run.recorders();
    let column = |(index, name): (usize, &AttrValue)| Counted {
        name: name.clone(),
        recorders: recorders.get(index).cloned().into_iter().collect(),
    };
    names.iter().enumerate().map(column).collect()
}

/// The future whose lane was chosen.
fn looked_at(page: &Page, run: &Run) -> Html {
    let chosen = page.state().show().selected;
    let from = chosen.map_or_else(String::new, |(index, _)| format!("#lanes-{index}"));
    run.inspected(page.state(), chosen, &from, |inspected| {
        inspector(page, inspected)
    })
}

/// The sentence at the top.
fn sentence(page: &Page, run: &Run) -> Html {
    let runs = run.runs();
    let newest = runs.last();
    let clock = newest.map_or(Duration::ZERO, |(_, recorder)| recorder.elapsed());
    headline(page, run, clock, || {
        let records = runs.iter().map(|(strategy, one)| (*strategy, one.record()));
        let records: Vec<_> = records.collect();
        let records: Vec<_> = records.iter().map(|(s, record)| (*s, &**record)).collect();
        let moment = run.moment();
        let total = run
            .whole()
            .last()
            .map_or(0, |whole| whole.record().lanes().len());
        let at = At {
            stage: run.stage(page.state().show().stage),
            time: told_time(moment, clock),
            is_looked_at: moment.is_some() && !run.is_held(),
            total,
        };
        tell(page.state(), at, &records)
    })
}

/// The finish order of the run whose details are shown, of several of these names.
pub fn order(page: &Page, run: &Run, names: &[AttrValue]) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let config = &state.on_show();
    let shown = run.shown(state);
    let shown = shown.map(|(index, (_, recorder))| (index, recorder));
    let (delivered, total) = shown.as_ref().map_or((0, 0), |(_, recorder)| {
        let record = recorder.record();
        (record.delivered().len(), record.lanes().len())
    });
    let is_many = total >= MANY;
    let driver = run.driver();
    let config_of = |(index, _): &(usize, _)| Some(driver.as_ref()?.config_of(*index));
    let of_shown = shown.as_ref().and_then(config_of);
    let shown_is_race = of_shown.is_none_or(|config| config.experiment == Experiment::Race);
    let beside = match &shown {
        Some((index, _)) if names.len() > 1 => details(page, run, *index, names),
        _ if delivered > 0 && state.on_show().experiment == Experiment::Race => {
            html! { <span class="note">{ named(config, texts.nth_submitted.to_owned()) }</span> }
        }
        _ => Html::default(),
    };
    let order = Order {
        id: "finish-order",
        shown,
        most: usize::MAX,
        tell: tell_flag,
        is_terse: is_many,
        look: classes!(is_many.then_some("many")),
        beside,
        nobody_yet: match shown_is_race {
            true => named(config, texts.nobody_yet.to_owned()).into(),
            false => texts.no_result_yet.into(),
        },
    };
    html! { <section class="card">{ finish_order(page, run, order) }</section> }
}

/// Which run of a comparison is shown.
fn details(page: &Page, run: &Run, shown: usize, names: &[AttrValue]) -> Html {
    let texts = page.texts();
    let on_change = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Show(input.value().parse().unwrap_or_default())
    });
    let choice = |(index, name): (usize, &AttrValue)| {
        html! {
            <label>
                <input type="radio" name="details" value={index.to_string()} checked={index == shown} onchange={on_change.clone()} />
                { name }
            </label>
        }
    };
    html! {
        <fieldset>
            <legend class="unseen">{ texts.details_of }</legend>
            <div class="segments row">{ for names.iter().take(run.whole().len()).enumerate().map(choice) }</div>
        </fieldset>
    }
}
