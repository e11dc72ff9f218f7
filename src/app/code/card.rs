//! The card: languages as tabs, the program, and the part of the page in which Python runs.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::lines::Lines;
use crate::app::browser::{self, focus};
use crate::app::common;
use crate::app::components::{aria, said};
use crate::app::hooks::{Page, Store};
use crate::app::python::Here;
use crate::app::screens::Module;
use crate::app::state::{Action, AppState, Theme};
use crate::code::{self, Language, Program};
use crate::config::{Experiment, RunConfig};
use crate::record::Turns;
use crate::tell::words;
use crate::tell::words::code::Words;

/// The tab whose program can run in the page.
const PYTHON: usize = 0;

/// The settings, and who is asked.
#[derive(Clone, PartialEq, Properties)]
pub struct Asked {
    /// The settings, as an address has them.
    pub query: AttrValue,
    /// The address of the folder of flags for programs outside of the page.
    pub outside: AttrValue,
    /// The same for a program that runs in the page.
    pub inside: AttrValue,
    /// The ending of the files there.
    pub extension: AttrValue,
    /// Whether the page's own origin is simulated, and so not there for programs outside of it.
    pub is_simulated: bool,
}

/// What the card shows, and where.
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The settings, and who is asked.
    pub asked: Asked,
    /// The turns whose lines are lit.
    pub lit: Turns,
    /// The element in which the card is.
    pub host: Element,
}

/// The card.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let asked = &props.asked;
    let page = use_inner();
    let words = words::code::of(page.state().lang);
    let chosen = use_state(|| PYTHON);
    let copied = use_state(|| None::<bool>);
    let written = use_memo((asked.clone(), *chosen), |(asked, chosen)| {
        let language = Language::ALL[*chosen].name();
        let program = code::for_page(language, &asked.query, &asked.outside, &asked.extension);
        program.map(Rc::new)
    });
    {
        let copied = copied.setter();
        use_effect_with((asked.clone(), *chosen), move |_| copied.set(None));
    }
    let tab = |(index, language): (usize, &Language)| {
        let is_chosen = index == *chosen;
        let choose = {
            let chosen = chosen.setter();
            Callback::from(move |_: MouseEvent| chosen.set(index))
        };
        html! {
            <button type="button" role="tab" id={format!("code-{index}")} aria-selected={aria(is_chosen)} aria-controls="program"
                tabindex={if is_chosen { "0" } else { "-1" }} onclick={choose}>{ language.name() }</button>
        }
    };
    let on_key = {
        let chosen = chosen.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = next_tab(&event.key(), *chosen) {
                event.prevent_default();
                chosen.set(next);
                focus(&format!("#code-{next}"));
            }
        })
    };
    html! {
        <ContextProvider<Page> context={page.clone()}>
            <header>
                <h2 id="code-title">{ said(words.title) }</h2>
                <div class="segments row" role="tablist" aria-label={words.title} onkeydown={on_key}>
                    { for Language::ALL.iter().enumerate().map(tab) }
                </div>
            </header>
            <div role="tabpanel" id="program" aria-labelledby={format!("code-{}", *chosen)}>
                if let Some(program) = &*written {
                    <Lines {program} lit={props.lit} host={props.host.clone()} lang={page.state().lang} />
                } else {
                    <p class="empty">{ said(words.none) }</p>
                }
            </div>
            { as_script(asked, words) }
            <div class="under">
                <p class="note" role="status">{ said(note(*copied, asked, words)) }</p>
                <div class="tools"><button type="button" class="button small" disabled={written.is_none()}
                    onclick={copy(&written, &copied)}>{ words.copy }</button></div>
            </div>
            <div hidden={*chosen != PYTHON || written.is_none()}>
                <Here query={&asked.query} base={&asked.inside} extension={&asked.extension} is_simulated={asked.is_simulated} />
            </div>
        </ContextProvider<Page>>
    }
}

/// A page of its own around the card: the language and the theme are those of the document.
#[hook]
fn use_inner() -> Page {
    let store = use_reducer_eq(|| {
        let lang = common::around()
            .lang
            .unwrap_or_else(browser::preferred_lang);
        let inner = AppState::from_query("", lang, Theme::Auto);
        let inner = inner.in_module(Module::Lab).nested();
        Store(inner.reduce(Action::Around(common::around())))
    });
    let page = Page::nested(store);
    {
        let page = page.clone();
        use_effect_with((), move |()| {
            let heard = common::listen(move |action| {
                if let Action::Around(_) = action {
                    page.dispatch(action);
                }
            });
            move || drop(heard)
        });
    }
    page
}

/// Which tab a key leads to.
fn next_tab(key: &str, now: usize) -> Option<usize> {
    let last = Language::ALL.len() - 1;
    match key {
        "ArrowRight" => Some(if now == last { 0 } else { now + 1 }),
        "ArrowLeft" => Some(if now == 0 { last } else { now - 1 }),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// The settings as the options of the chapter's script, of a race.
fn as_script(asked: &Asked, words: &Words) -> Html {
    let config = RunConfig::from_query(&asked.query).0;
    match code::command(&config) {
        Some(command) => html! {
            <div class="as-script">
                <p class="note">{ said(words.as_script) }{ " " }<code translate="no">{ command }</code></p>
                <p class="note">{ said(words.servers) }</p>
            </div>
        },
        None => Html::default(),
    }
}

fn note(copied: Option<bool>, asked: &Asked, words: &Words) -> &'static str {
    let is_simulated = asked.is_simulated;
    let is_lesson_s_own = !matches!(
        RunConfig::from_query(&asked.query).0.experiment,
        Experiment::Race | Experiment::Workers | Experiment::Both
    );
    match copied {
        Some(true) => words.copied,
        Some(false) => words.not_copied,
        None if is_lesson_s_own => "",
        None if is_simulated => words.simulated,
        None => words.note,
    }
}

/// Copies the program. What cannot be copied is marked, so that keys can.
fn copy(
    written: &Rc<Option<Rc<Program>>>,
    copied: &UseStateHandle<Option<bool>>,
) -> Callback<MouseEvent> {
    let (written, copied) = (written.clone(), copied.setter());
    Callback::from(move |_| {
        let (written, copied) = (written.clone(), copied.clone());
        spawn_local(async move {
            let Some(program) = &*written else {
                return;
            };
            let done = browser::copy(&program.text()).await;
            if !done {
                mark_program();
            }
            copied.set(Some(done));
        });
    })
}

fn mark_program() {
    let mark = || {
        let window = web_sys::window()?;
        let program = window.document()?.query_selector("#program pre").ok()??;
        window
            .get_selection()
            .ok()??
            .select_all_children(&program)
            .ok()
    };
    let _ = mark();
}
