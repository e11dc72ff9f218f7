//! The field that every browser has: lines with their numbers.

use gloo_events::EventListener;
use web_sys::{HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::prelude::*;

use super::EditorProps;

/// Whether a character is composed in the field.
#[hook]
pub fn use_composing(field: &NodeRef) -> bool {
    let is_composing = use_state_eq(|| false);
    {
        let is_composing = is_composing.setter();
        use_effect_with(field.clone(), move |field| {
            let field = field.cast::<HtmlTextAreaElement>();
            let heard = field.map(|field| {
                [("compositionstart", true), ("compositionend", false)].map(|(name, is)| {
                    let is_composing = is_composing.clone();
                    EventListener::new(&field, name, move |_| is_composing.set(is))
                })
            });
            move || drop(heard)
        });
    }
    *is_composing
}

/// The field.
pub fn plain(props: &EditorProps, field: NodeRef) -> Html {
    let EditorProps {
        text,
        words,
        edit,
        run,
        ..
    } = props;
    let edit = edit.clone();
    let on_input = Callback::from(move |event: InputEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        edit.emit(field.value());
    });
    let run = run.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.repeat() {
            event.prevent_default();
            run.emit(());
        }
    });
    // The line behind the last line end is one too.
    let lines = text.matches('\n').count() + 1;
    let numbers: String = (1..=lines).map(|number| format!("{number}\n")).collect();
    html! {
        <div class="plain">
            <pre aria-hidden="true">{ numbers }</pre>
            <textarea ref={field} aria-label={words.program} aria-describedby="python-keys" lang="en" translate="no" spellcheck="false"
                autocomplete="off" autocapitalize="off" wrap="off" rows={lines.to_string()} value={text.clone()} oninput={on_input}
                onkeydown={on_key} />
        </div>
    }
}
