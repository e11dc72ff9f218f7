//! The button that saves the record of a run, and what is said where that is impossible.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::browser::save;
use crate::app::hooks::use_page;

/// A file to be saved.
pub struct JsonFile {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// How the file is made; why it cannot be, in the words of what failed.
pub type MakeFile = Rc<dyn Fn() -> Result<JsonFile, String>>;

/// The button.
#[derive(Clone, Properties)]
pub struct ExportJsonProps {
    /// Whether there is nothing to save, or not all of it yet.
    pub is_off: bool,
    /// Makes the file.
    pub make: MakeFile,
}

impl PartialEq for ExportJsonProps {
    fn eq(&self, other: &Self) -> bool {
        self.is_off == other.is_off && Rc::ptr_eq(&self.make, &other.make)
    }
}

/// The button.
#[component]
pub fn ExportJson(props: &ExportJsonProps) -> Html {
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
            let saved = make().and_then(|file| save(&file.name, "application/json", &file.text));
            problem.set(saved.err());
        })
    };
    let problem = problem.as_ref().map(|why| (texts.not_exported)(why));
    html! {
        <>
            <button type="button" class="button small" disabled={props.is_off} onclick={press}>{ texts.export_json }</button>
            { for problem.map(|problem| html! { <p class="wrong" role="alert">{ problem }</p> }) }
        </>
    }
}
