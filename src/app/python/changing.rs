//! The program as somebody changes it: the editor, the way back, a link for others.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use super::draft::Draft;
use super::editor::Editor;
use crate::app::browser;
use crate::app::components::said;
use crate::python::link;
use crate::tell::words::python::Words;

/// The editor, folded until somebody wants it.
pub fn changing(
    draft: &UseStateHandle<Draft>,
    is_open: &UseStateHandle<bool>,
    program: &Rc<String>,
    query: &AttrValue,
    words: &'static Words,
    start: &Callback<()>,
) -> Html {
    let edit = {
        let (draft, program) = (draft.clone(), program.clone());
        Callback::from(move |text: String| {
            let changed = Draft {
                program: (text != **program).then_some(text),
                is_carried: false,
                ..(*draft).clone()
            };
            leave_link(&draft);
            changed.keep();
            draft.set(changed);
        })
    };
    let take_back = {
        let draft = draft.clone();
        Callback::from(move |_: MouseEvent| {
            let taken_back = Draft {
                program: None,
                is_carried: false,
                ..(*draft).clone()
            };
            leave_link(&draft);
            taken_back.keep();
            draft.set(taken_back);
        })
    };
    let on_toggle = {
        let is_open = is_open.setter();
        Callback::from(move |event: Event| {
            let details: Element = event.target_unchecked_into();
            is_open.set(details.has_attribute("open"));
        })
    };
    let is_changed = draft.program.is_some();
    let text = draft.program.as_deref().unwrap_or(program);
    html! {
        <>
            <details class="changing" open={**is_open} ontoggle={on_toggle}>
                <summary>{ said(words.change) }</summary>
                <Editor text={text.to_owned()} original={program.to_string()} is_open={**is_open} {words} {edit} run={start.clone()} />
            </details>
            if is_changed {
                <div class="under">
                    <p class="note">{ said(if draft.is_carried { words.carried } else { words.changed }) }</p>
                    <div class="tools">
                        <Share query={query.clone()} fragment={link::fragment(text)} {words} />
                        <button type="button" class="button small" onclick={take_back}>{ said(words.take_back) }</button>
                    </div>
                </div>
            }
        </>
    }
}

/// What somebody made of the program of a link is theirs: the address no longer has it.
fn leave_link(draft: &Draft) {
    if draft.is_carried {
        browser::replace_query(browser::query().trim_start_matches('?'));
    }
}

/// What a link is to carry.
#[derive(Clone, PartialEq, Properties)]
pub struct ShareProps {
    /// The settings, as an address has them.
    pub query: AttrValue,
    /// The text behind them; nothing where it is too long for an address.
    pub fragment: Option<String>,
    /// The words of the language.
    pub words: &'static Words,
}

/// A link to a text that somebody changed, while it is short.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let words = props.words;
    let copied = use_state(|| None::<(String, bool)>);
    let Some(fragment) = &props.fragment else {
        return html! { <p class="note">{ said(words.too_long_to_share) }</p> };
    };
    let address = browser::absolute(&format!("./?{}{fragment}", props.query));
    let copy = {
        let (copied, address) = (copied.setter(), address.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, address) = (copied.clone(), address.clone());
            spawn_local(async move {
                let is_done = browser::copy(&address).await;
                copied.set(Some((address, is_done)));
            });
        })
    };
    // Of another program nothing was copied yet.
    let told = match copied.as_ref().filter(|(of, _)| *of == address) {
        Some((_, true)) => words.copied,
        Some((_, false)) => words.not_copied,
        None => "",
    };
    html! {
        <>
            <span class="note" role="status">{ told }</span>
            <button type="button" class="button small" onclick={copy}>{ said(words.share) }</button>
        </>
    }
}
