//! The field in which a program can be changed: lines with their numbers. What was changed is kept in the browser.

use web_sys::{HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::prelude::*;

use super::words::Words;
use crate::app::browser::{keep, kept};
use crate::python::link;

/// Under which names the changed program and its arguments are kept.
const PROGRAM: &str = "python.program";
const ARGUMENTS: &str = "python.arguments";

/// What a person made of a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The changed program, if it was changed.
    pub program: Option<String>,
    /// Whether it came with the address, and is nobody's here.
    pub is_carried: bool,
    /// What was typed as its arguments.
    pub arguments: String,
}

impl Draft {
    /// As the address has it, else as it was left the last time.
    pub fn found() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        let carried = hash.and_then(|hash| link::carried(&hash));
        Draft {
            is_carried: carried.is_some(),
            program: carried.or_else(|| kept(PROGRAM).filter(|text| !text.is_empty())),
            arguments: kept(ARGUMENTS).unwrap_or_default(),
        }
    }

    /// Keeps it for the next time.
    pub fn keep(&self) {
        if self.is_carried {
            return;
        }
        keep(PROGRAM, self.program.as_deref().unwrap_or_default());
        keep(ARGUMENTS, &self.arguments);
    }
}

/// The field.
pub fn editor(words: &Words, text: &str, edit: Callback<String>, run: &Callback<()>) -> Html {
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
        <div class="editor">
            <pre aria-hidden="true">{ numbers }</pre>
            <textarea aria-label={words.program} aria-describedby="python-keys" lang="en" translate="no" spellcheck="false" autocomplete="off"
                autocapitalize="off" wrap="off" rows={lines.to_string()} value={text.to_owned()} oninput={on_input} onkeydown={on_key} />
        </div>
    }
}
