//! What is shown while the module of a screen comes, and when it does not.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{quoting, said};
use crate::app::common::load;
use crate::app::hooks::use_page;
use crate::app::screens::Module;

/// Which module.
#[derive(Clone, PartialEq, Properties)]
pub struct LoadingProps {
    /// It draws the page once it has come.
    pub module: Module,
}

/// Has the module loaded, and says how that goes. It is tried again when asked to.
#[component]
pub fn Loading(props: &LoadingProps) -> Html {
    let page = use_page();
    let (texts, module) = (page.texts(), props.module);
    let problem = use_state(|| None::<String>);
    let attempt = use_state(|| 0u32);
    {
        let problem = problem.setter();
        use_effect_with((module, *attempt), move |(module, _)| {
            let module = *module;
            problem.set(None);
            spawn_local(async move {
                if let Err(why) = load(module).await {
                    problem.set(Some(why));
                }
            });
        });
    }
    let again = {
        let (attempt, next) = (attempt.setter(), *attempt + 1);
        Callback::from(move |_: MouseEvent| attempt.set(next))
    };
    html! {
        <div class="stage" id="results" tabindex="-1">
            if let Some(why) = &*problem {
                <p class="wrong" role="alert">{ quoting(&(texts.not_loaded)(why)) }</p>
                <div><button type="button" class="button" onclick={again}>{ texts.try_again }</button></div>
            } else {
                <p class="headline" role="status">{ said(texts.loading) }</p>
            }
        </div>
    }
}
