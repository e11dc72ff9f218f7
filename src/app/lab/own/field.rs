//! The field of the function: what is wrong with it is said below, before anything of it runs.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::told::wrong_in;
use super::{FIRST, draft, link};
use crate::app::components::{quoting, said};
use crate::app::hooks::use_page;
use crate::app::python::Share;
use crate::lab::own::{Wrong, compiles};
use crate::tell::words;

/// Who types is not told of what is not finished.
const PAUSE_MS: u32 = 500;

/// What the field has to know.
#[derive(Clone, PartialEq, Properties)]
pub struct OwnProps {
    /// The settings, as an address has them.
    pub query: AttrValue,
}

/// The field, what holds in there, and a link to what it has.
#[component]
pub fn OwnFunction(props: &OwnProps) -> Html {
    let page = use_page();
    let lang = page.state().lang;
    let (words, texts) = (words::own::of(lang), words::python::of(lang));
    let draft = use_state(draft::now);
    let wrong = use_wrong(&draft.text);
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
                <p class="wrong field whole" role="alert" id="own-wrong">{ quoting(&wrong_in(lang, wrong, &draft.text)) }</p>
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
