//! The screen that opens runs: the ways in at the left, the run in the middle.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;
use yew::prelude::*;

use super::driver::OpenedFile;
use super::input::{Came, carried, chosen, dropped, pasted};
use super::opening::{Last, Open, open, show_kept};
use super::pair;
use crate::app::browser;
use crate::app::components::code::{Code, lit};
use crate::app::components::findings::findings;
use crate::app::components::strays::strays;
use crate::app::components::{
    opened_beside, opened_results, quoting, race_beside, race_results, said, said_sentence,
};
use crate::app::hooks::{Page, Store, use_heartbeat, use_page};
use crate::app::kept::names::{has_settings, title};
use crate::app::kept::{KeptList, Wanted, twins, when};
use crate::app::lab::components::{lab_beside, lab_results};
use crate::app::lab::timeline::JobTimeline;
use crate::app::lab::view::{LabView, use_lab};
use crate::app::origins::Servers;
use crate::app::python::{python_results, sum_then};
use crate::app::run::{Driver, Run, Setting, use_run};
use crate::app::screens::Module;
use crate::app::state::{Action, AppState, Around};
use crate::config::{Experiment, Lang};
use crate::kernels::JobsError;
use crate::tell::report_with_rest;
use crate::tell::words;
use crate::tell::words::open::Words;

/// What stands for opened runs on the page, be they shown or not.
#[derive(Clone, PartialEq, Properties)]
pub struct OpenStageProps {
    /// Who can answer, once that is known.
    pub servers: Option<Rc<Servers>>,
}

/// What stands for opened runs on the page, be they shown or not.
#[component]
pub fn OpenStage(props: &OpenStageProps) -> Html {
    let page = use_page();
    let is_shown = page.state().shows(Experiment::Open);
    let heartbeat = use_heartbeat(is_shown);
    let inner = use_inner(&page);
    let experiment = inner.state().config.experiment;
    let run = use_run(&heartbeat, experiment, never, Callback::noop());
    let view = use_lab(&run, inner.state().show_of(experiment).stage);
    let last = use_state(Last::default);
    let take = {
        let (inner, run, last) = (inner.clone(), run.clone(), last.clone());
        Callback::from(move |came: Came| {
            let name = came.name.clone();
            last.set(last.after(open(&inner, &run, came), name));
        })
    };
    let look = {
        let (inner, run, last) = (inner.clone(), run.clone(), last.clone());
        Callback::from(move |wanted: Wanted| {
            last.set(last.after(show_kept(&inner, &run, wanted), None));
            browser::focus("#results");
        })
    };
    use_others(is_shown, &take, &look);
    if !is_shown {
        return Html::default();
    }
    let words = words::open::of(page.state().lang);
    let servers = props.servers.clone().unwrap_or_default();
    html! {
        <>
            <form class="controls panel opening-file" aria-label={words.open}>
                <label class="button main" for="file">{ said(words.open) }</label>
                <input type="file" id="file" class="unseen" accept=".json,application/json" onchange={chosen(&take)} />
                <p class="note">{ said(words.how) }</p>
                { refused(&last, words, page.state().lang) }
                <KeptList lang={page.state().lang} show={look} />
            </form>
            <div class="stage" id="results" tabindex="-1">
                { strays(&page) }
                { heading(last.open.as_ref(), words, &run, page.state().lang) }
                if run.driver().is_some() {
                    <ContextProvider<Page> context={inner.clone()}>{ results(&inner, &view, &servers, last.open.as_ref()) }</ContextProvider<Page>>
                }
            </div>
            <aside class="side">
                if run.driver().is_some() {
                    <ContextProvider<Page> context={inner.clone()}>{ beside(&inner, &view, &servers, last.open.as_ref()) }</ContextProvider<Page>>
                }
            </aside>
        </>
    }
}

/// Nothing is started here.
fn never(_: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    Err(JobsError::Jobs { given: 0 })
}

/// The page inside the page, whose settings are those of the run that is open.
#[hook]
fn use_inner(outer: &Page) -> Page {
    let store = use_reducer_eq(|| {
        let state = outer.state();
        let inner = AppState::from_query("", state.lang, state.theme);
        Store(inner.in_module(Module::Lab).nested())
    });
    let inner = Page::nested(store);
    let state = outer.state();
    let around = Around {
        lang: Some(state.lang),
        theme: state.theme,
        running: None,
        modules: state.modules(),
        site: state.site,
    };
    {
        let inner = inner.clone();
        use_effect_with(around, move |around| {
            inner.dispatch(Action::Around(*around))
        });
    }
    inner
}

/// What is pasted while the screen is shown, and what the address carries or names.
#[hook]
fn use_others(is_shown: bool, take: &Callback<Came>, look: &Callback<Wanted>) {
    let (take, look) = (take.clone(), look.clone());
    let taken = use_mut_ref(String::new);
    let again = use_force_update();
    use_effect(move || {
        let hash = browser::hash().filter(|_| is_shown).unwrap_or_default();
        if is_shown && *taken.borrow() != hash {
            if let Some(came) = carried(&hash) {
                take.emit(came);
            } else if let Some(both) = twins::from_hash(&hash) {
                look.emit(Wanted::Both(both));
            }
            taken.replace(hash);
        }
        let window = web_sys::window().filter(|_| is_shown);
        let drops = take.clone();
        let listeners = window.map(|window| {
            let pasted = EventListener::new(&window, "paste", move |event| {
                if let Some(came) = event.dyn_ref::<ClipboardEvent>().and_then(pasted) {
                    take.emit(came);
                }
            });
            // A link that differs in what it carries alone does not load the page anew.
            let prevents = EventListenerOptions::enable_prevent_default();
            let over = EventListener::new_with_options(&window, "dragover", prevents, |event| {
                event.prevent_default();
            });
            let laid_down =
                EventListener::new_with_options(&window, "drop", prevents, move |event| {
                    if let Some(event) = event.dyn_ref() {
                        dropped(event, &drops);
                    }
                });
            let moved = EventListener::new(&window, "hashchange", move |_| again.force_update());
            [pasted, over, laid_down, moved]
        });
        move || drop(listeners)
    });
}

fn refused(last: &Last, words: &Words, lang: Lang) -> Html {
    let Some((name, why)) = &last.refused else {
        return Html::default();
    };
    let why = why.sentence(words, lang);
    html! { <p class="wrong" role="alert">{ quoting(&(words.refused)(name.as_deref(), &why)) }</p> }
}

/// What is open, and, where its screen does not speak for itself, what became of it by the moment that is shown.
fn heading(open: Option<&Open>, words: &Words, run: &Run, lang: Lang) -> Html {
    let (Some(newest), Some(open)) = (run.whole().pop(), open) else {
        return html! { <p class="headline" role="status">{ said(words.ready) }</p> };
    };
    let is_race = |file: &OpenedFile| file.config().experiment == Experiment::Race;
    let tells_itself = (run.driven(is_race) == Some(true) && !is_program(run)) || is_of_lab(run);
    let left_out = run.driven(|file: &OpenedFile| file.left_out).unwrap_or(0);
    let own = words::kept::of(lang);
    let what = match open {
        Open::File(name) => (words.opened)(name.as_deref()),
        Open::Kept(kept) => {
            let name = title(kept, None, lang);
            (own.shown)(&format!("{name}{}{}", own.comma, when(kept, lang)))
        }
        Open::Both(_) => own.both.to_owned(),
    };
    let headline = match open {
        Open::Both(_) => pair::headline(run, lang),
        _ if tells_itself => None,
        _ => {
            let whole = || report_with_rest(&newest.record(), lang);
            Some(sum_then(run, lang).unwrap_or_else(whole))
        }
    };
    html! {
        <>
            <p class="note" role="status">{ said(&what) }</p>
            if left_out > 0 {
                <p class="note">{ said(&(words.only_first)(left_out + 1)) }</p>
            }
            if let Some(headline) = headline {
                <p class="headline">{ said_sentence(&headline) }</p>
            }
        </>
    }
}

/// Whether it is of a program of somebody's own, which need not have raced for flags.
fn is_program(run: &Run) -> bool {
    let is_one = |file: &OpenedFile| !file.is_comparison() && !has_settings(file.config());
    run.driven(is_one) == Some(true)
}

/// Whether the screen of its experiment shows it.
fn is_of_lab(run: &Run) -> bool {
    run.driver().is_some_and(|driver| driver.inner().is_some())
}

fn results(inner: &Page, run: &LabView, servers: &Rc<Servers>, open: Option<&Open>) -> Html {
    match (open, inner.state().on_show().experiment) {
        (Some(Open::Both(parts)), _) => pair::results(inner, run, servers, parts),
        (_, Experiment::Race) if is_program(run) => {
            python_results(inner, run, words::python::of(inner.state().lang).futures)
        }
        (_, Experiment::Race) => html! {
            <>
                { race_results(inner, run, servers) }
                <Code servers={servers.clone()} lit={lit(inner, run)} />
            </>
        },
        _ if is_of_lab(run) => html! {
            <>
                { lab_results(inner, run, servers) }
                <Code servers={servers.clone()} lit={lit(inner, run)} />
            </>
        },
        _ => {
            let run: Run = (**run).clone();
            let timeline = html! { <JobTimeline run={run.clone()} servers={servers.clone()} /> };
            opened_results(inner, &run, servers, timeline)
        }
    }
}

fn beside(inner: &Page, run: &LabView, servers: &Rc<Servers>, open: Option<&Open>) -> Html {
    match (open, inner.state().on_show().experiment) {
        (Some(Open::Both(_)), _) => pair::beside(inner, run, servers),
        (_, Experiment::Race) if is_program(run) => {
            findings(inner, run, servers, inner.texts().nothing_yet)
        }
        (_, Experiment::Race) => race_beside(inner, run, servers),
        _ if is_of_lab(run) => lab_beside(inner, run, servers),
        _ => opened_beside(inner, run, servers),
    }
}
