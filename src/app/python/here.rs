//! The part of the page in which a program in Python can be changed and run.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use super::beside::Beside;
use super::changing::changing;
use super::draft::{self, Draft};
use super::driver::{Program, PythonRun};
use super::told::{futures, interpreters, output, status};
use crate::app::common;
use crate::app::components::actions::{Pair, use_pair};
use crate::app::components::said;
use crate::app::drive;
use crate::app::hooks::{use_heartbeat, use_page};
use crate::app::kept::names::has_settings;
use crate::app::origins::Servers;
use crate::app::run::{Driver, Run, Setting, use_run};
use crate::app::service_worker;
use crate::app::state::{Action, Busy};
use crate::code::{self, Language};
use crate::config::{Experiment, RunConfig, Strategy};
use crate::kernels::JobsError;
use crate::tell::words;
use crate::tell::words::python::{Difference, Words};

/// The program that is to run.
#[derive(Clone, PartialEq, Properties)]
pub struct Asked {
    /// The settings, as an address has them.
    pub query: AttrValue,
    /// The address of the folder of flags.
    pub base: AttrValue,
    /// The ending of the files there.
    pub extension: AttrValue,
    /// Whether that is the simulated origin.
    pub is_simulated: bool,
}

/// The part of the page.
#[component]
pub fn Here(asked: &Asked) -> Html {
    let page = use_page();
    let heartbeat = use_heartbeat(true);
    let tell = page.on(|action: Action| action);
    let run = use_run(&heartbeat, Experiment::Race, never, tell.clone());
    let own = use_run(&heartbeat, Experiment::Race, drive::begin, tell);
    let place = draft::place();
    let draft = use_state(|| Draft::found(&place));
    {
        // Another lesson, or experiment, has a program of its own, and what was made of that.
        let draft = draft.clone();
        use_effect_with(place, move |place| {
            if draft.place != *place {
                draft.set(Draft::found(place));
            }
        });
    }
    let is_open = use_state_eq(|| draft.program.is_some());
    let program = use_memo(asked.clone(), |asked| {
        let language = Language::Python.name();
        let program = code::for_page(language, &asked.query, &asked.base, &asked.extension);
        program.map_or_else(String::new, |program| program.text())
    });
    use_end(&run);
    use_end(&own);
    use_told(run.is_running());
    let words = words::python::of(page.state().lang);
    let is_of_settings = run
        .driver()
        .is_some_and(|driver| has_settings(driver.config()));
    let is_behind = page.state().running_there().is_some();
    let is_busy = !run.is_running() && (is_behind || own.is_running());
    let pair = use_pair(run.is_running());
    let start = starter(&run, &draft, &program, asked, is_busy);
    html! {
            <section class="here" aria-labelledby="python-here">
                <h3 id="python-here">{ said(words.title) }</h3>
                { changing(&draft, &is_open, &program, &asked.query, words, &start) }
                { acting(&draft, &run, words, &start, is_busy, &pair) }
                if is_busy {
                    <p class="note">{ said(words.busy) }</p>
                }
                { status(&run, words) }
                { interpreters(&run, words) }
                { output(&run, words) }
                { futures(&page, &run, words) }
                if is_of_settings {
                    <Beside query={&asked.query} is_simulated={asked.is_simulated} own={own} is_busy={is_behind || run.is_running()} />
                }
                <details>
                    <summary>{ said(words.different) }</summary>
                    { differences(words) }
                </details>
            </section>
    }
}

/// What cannot be, or is otherwise, as a table.
fn differences(words: &'static Words) -> Html {
    let rows = words.differences.iter().map(|Difference { what, how }| {
        html! {
            <tr>
                <th scope="row">{ said(what) }</th>
                <td>{ said(how) }</td>
            </tr>
        }
    });
    html! {
        <table class="differences">
            <thead>
                <tr><th scope="col">{ said(words.heads.what) }</th><th scope="col">{ said(words.heads.how) }</th></tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

/// Runs are begun by what they are to run.
fn never(_: Setting<'_>) -> Result<Rc<dyn Driver>, JobsError> {
    Err(JobsError::Jobs { given: 0 })
}

/// What runs ends with the part of the page.
#[hook]
fn use_end(run: &Run) {
    let run = run.clone();
    use_effect_with((), move |()| move || run.cancel());
}

/// While the program runs, no run of the page starts beside it either.
#[hook]
fn use_told(is_running: bool) {
    use_effect_with(is_running, |is_running| {
        let is_running = *is_running;
        if is_running {
            common::share_running(Some(Busy::Python));
        }
        move || {
            if is_running {
                common::share_running(None);
            }
        }
    });
}

fn starter(
    run: &Run,
    draft: &UseStateHandle<Draft>,
    program: &Rc<String>,
    asked: &Asked,
    is_busy: bool,
) -> Callback<()> {
    let (run, draft, program) = (run.clone(), draft.clone(), program.clone());
    let (query, is_simulated) = (asked.query.clone(), asked.is_simulated);
    Callback::from(move |()| {
        if is_busy || !has_jspi() {
            return;
        }
        // Of a program that somebody changed the settings tell nothing.
        let config = match &draft.program {
            Some(_) => RunConfig::default(),
            None => described(&query),
        };
        let program = Program {
            text: draft.program.clone().unwrap_or_else(|| program.to_string()),
            file: Language::Python.file_name(),
            arguments: draft.arguments.clone(),
        };
        let run = run.clone();
        spawn_local(async move {
            // Who answers is ready before anybody asks; where it cannot be, each request says so.
            let _ = !is_simulated || service_worker::start().await;
            run.begin_by(config, &Servers::default(), |setting| {
                Ok(Rc::new(PythonRun::start(program, setting)))
            });
        });
    })
}

/// The settings as those of one race; those that stand for nothing where the program is none.
pub(super) fn described(query: &str) -> RunConfig {
    let (mut config, _) = RunConfig::from_query(query);
    if config.experiment != Experiment::Race {
        return RunConfig::default();
    }
    if config.strategy == Strategy::Compare {
        config.strategy = Strategy::AsCompleted;
    }
    config
}

/// Whether stacks of Wasm can be suspended: <https://github.com/WebAssembly/js-promise-integration>.
pub fn has_jspi() -> bool {
    let of = |object: &wasm_bindgen::JsValue, name: &str| {
        js_sys::Reflect::get(object, &name.into()).unwrap_or_default()
    };
    let wasm = of(&js_sys::global(), "WebAssembly");
    wasm.is_object() && of(&wasm, "Suspending").is_function()
}

/// The arguments and the two buttons.
fn acting(
    draft: &UseStateHandle<Draft>,
    run: &Run,
    words: &'static Words,
    start: &Callback<()>,
    is_busy: bool,
    pair: &Pair,
) -> Html {
    let on_input = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let changed = Draft {
                arguments: field.value(),
                ..(*draft).clone()
            };
            changed.keep();
            draft.set(changed);
        })
    };
    let on_submit = start.reform(|event: SubmitEvent| event.prevent_default());
    let on_stop = {
        let run = run.clone();
        Callback::from(move |_: MouseEvent| run.cancel())
    };
    let is_running = run.is_running();
    html! {
        <form class="acting" onsubmit={on_submit}>
            <label for="python-arguments">{ said(words.arguments) }</label>
            <input type="text" id="python-arguments" lang="en" translate="no" spellcheck="false" autocomplete="off" autocapitalize="off"
                value={draft.arguments.clone()} oninput={on_input} />
            <span ref={pair.group.clone()} role="group" aria-label={words.title} tabindex="-1">
                <button ref={pair.start.clone()} type="submit" class="button main" disabled={is_running || is_busy || !has_jspi()}>{ said(words.run) }</button>
                { " " }
                <button ref={pair.cancel.clone()} type="button" class="button" disabled={!is_running} onclick={on_stop}>{ said(words.stop) }</button>
            </span>
        </form>
    }
}
