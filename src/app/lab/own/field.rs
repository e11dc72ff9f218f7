//! The field of the function: what is wrong with it is said below, before anything of it runs, and what kept it from running
//! as well.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlTextAreaElement};
use yew::prelude::*;

use super::told::wrong_in;
use super::{FIRST, draft, link};
use crate::app::browser;
use crate::app::components::{quoting, said};
use crate::app::hooks::{Page, use_page};
use crate::app::python::Share;
use crate::app::state::Action;
use crate::lab::own::{Wrong, compiles};
use crate::tell::words;

/// Who types is not told of what is not finished.
const PAUSE_MS: u32 = 500;

/// A function that did not run.
#[derive(Clone, PartialEq)]
pub struct Refused {
    /// Its text.
    pub text: Rc<str>,
    /// Why, in the language of the page.
    pub why: AttrValue,
}

/// What the field has to know.
#[derive(Clone, PartialEq, Properties)]
pub struct OwnProps {
    /// The settings, as an address has them.
    pub query: AttrValue,
    /// What the last run came to, if the function kept it from beginning.
    pub refused: Option<Refused>,
}

/// The field, what holds in there, and a link to what it has.
#[component]
pub fn OwnFunction(props: &OwnProps) -> Html {
    let page = use_page();
    let lang = page.state().lang;
    let (words, texts) = (words::own::of(lang), words::python::of(lang));
    let draft = use_state(draft::now);
    // Of another text it says nothing.
    let refused = props.refused.as_ref();
    let refused = refused.filter(|refused| *refused.text == *draft.text);
    let refused = refused.map(|refused| refused.why.to_string());
    let is_refused = refused.is_some();
    // What does not compile did not run for that reason, and is told with its place.
    let wrong = use_wrong(&draft.text);
    let wrong = wrong.map(|wrong| wrong_in(lang, &wrong, &draft.text));
    let wrong = wrong.or(refused);
    let message = use_node_ref();
    use_in_sight(&page, is_refused, &message);
    let change = {
        let draft = draft.clone();
        move |text: String| draft.set(draft::change(text))
    };
    let on_input = {
        let change = change.clone();
        Callback::from(move |event: InputEvent| {
            let area: HtmlTextAreaElement = event.target_unchecked_into();
            change(area.value());
        })
    };
    let take_back = Callback::from(move |_: MouseEvent| change(FIRST.to_owned()));
    let rows = (draft.text.matches('\n').count() + 1).clamp(5, 16);
    let described = if wrong.is_some() {
        "own-wrong own-note"
    } else {
        "own-note"
    };
    html! {
        <>
            <div class="field whole">
                <label for="own">{ said(words.label) }</label>
                <textarea id="own" class="code" rows={rows.to_string()} lang="en" translate="no" wrap="off" spellcheck="false"
                    autocomplete="off" autocapitalize="off" value={draft.text.clone()}
                    aria-invalid={wrong.is_some().then_some("true")} aria-describedby={described} oninput={on_input} />
            </div>
            if let Some(wrong) = &wrong {
                <p class="wrong field whole" role="alert" id="own-wrong" ref={message}>{ quoting(wrong) }</p>
            }
            <p class="note field whole" id="own-note">{ said(if draft.is_carried { words.carried } else { words.note }) }</p>
            if draft.text != FIRST {
                <div class="tools field whole">
                    <Share query={&props.query} fragment={link::fragment(&draft.text)} words={texts} />
                    <button type="button" class="button small" onclick={take_back}>{ said(words.take_back) }</button>
                </div>
            }
        </>
    }
}

/// Unfolds the settings, and scrolls to what is said there, when a run was refused: nothing else on the page tells of it.
#[hook]
fn use_in_sight(page: &Page, is_refused: bool, message: &NodeRef) {
    let (page, message) = (page.clone(), message.clone());
    use_effect_with(is_refused, move |is_refused| {
        if !is_refused {
            return;
        }
        if !page.state().panel_open {
            page.dispatch(Action::TogglePanel);
        }
        spawn_local(async move {
            browser::drawn().await;
            if let Some(message) = message.cast::<Element>() {
                message.scroll_into_view_with_bool(false);
            }
        });
    });
}

/// What the browser says is wrong with the text, once nobody has typed for a moment.
#[hook]
fn use_wrong(text: &str) -> Option<Wrong> {
    // Of which text it was said: the answer to an older one is none.
    let told = use_state(|| (String::new(), None::<Wrong>));
    {
        let told = told.setter();
        use_effect_with(text.to_owned(), move |text| {
            let text = text.clone();
            let timer = Timeout::new(PAUSE_MS, move || {
                spawn_local(async move {
                    let wrong = compiles(&text).await;
                    told.set((text, wrong));
                });
            });
            move || drop(timer)
        });
    }
    let (of, wrong) = &*told;
    wrong.clone().filter(|_| of == text)
}
