//! The buttons that save the record of a run and that open the sheet from which it is shared, and what is said where that
//! is impossible.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::quoting;
use crate::app::browser::save;
use crate::app::commands::Command;
use crate::app::common::open_sheet;
use crate::app::hooks::use_page;

/// A file to be saved.
pub struct JsonFile {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// How the file is made, `None` before anything has run; why it cannot be, in the words of what failed.
pub type MakeFile = Rc<dyn Fn() -> Result<Option<JsonFile>, String>>;

/// The buttons.
#[derive(Clone, Properties)]
pub struct ExportProps {
    /// Whether there is nothing to save, or not all of it yet.
    pub is_off: bool,
    /// Makes the file.
    pub make: MakeFile,
}

impl PartialEq for ExportProps {
    fn eq(&self, other: &Self) -> bool {
        self.is_off == other.is_off && Rc::ptr_eq(&self.make, &other.make)
    }
}

/// The buttons.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let page = use_page();
    let texts = page.texts();
    let problem = use_state(|| None::<String>);
    {
        // Of the next run nothing is known yet.
        let problem = problem.setter();
        use_effect_with(props.is_off, move |_| problem.set(None));
    }
    let press = {
        let (make, problem) = (props.make.clone(), problem.setter());
        Callback::from(move |_: MouseEvent| {
            let saved = make().and_then(|file| match file {
                Some(file) => save(&file.name, "application/json", &file.text),
                None => Ok(()),
            });
            problem.set(saved.err().map(|why| (texts.not_exported)(&why)));
        })
    };
    let share = {
        let (make, problem) = (props.make.clone(), problem.setter());
        let (is_off, query) = (props.is_off, page.state().on_show().to_query());
        Callback::from(move |_: MouseEvent| {
            // A run that cannot be written has said so beside the other button; its settings can be shared.
            let file = if is_off { None } else { make().ok().flatten() };
            let (query, problem) = (query.clone(), problem.clone());
            spawn_local(async move {
                let opened = open_sheet(file.as_ref().map(|file| &*file.text), &query).await;
                problem.set(opened.err().map(|why| (texts.not_loaded)(&why)));
            });
        })
    };
    html! {
        <>
            <button type="button" class="button small" data-does={Command::ExportJson.name()} disabled={props.is_off} onclick={press}>{ texts.export_json }</button>
            <button type="button" class="button small" data-does={Command::Share.name()} aria-haspopup="dialog" onclick={share}>{ texts.share }</button>
            // A place of its own: without it the button would be made anew, and lose the focus.
            if let Some(problem) = &*problem {
                <p class="wrong" role="alert">{ quoting(problem) }</p>
            }
        </>
    }
}
