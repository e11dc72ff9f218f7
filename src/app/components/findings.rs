//! What happened, in measured sentences.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::hooks::{Run, use_page};
use crate::app::origins::Servers;
use crate::app::state::Stage;

/// What happened.
#[derive(Clone, PartialEq, Properties)]
pub struct FindingsProps {
    /// The run.
    pub run: Run,
    /// Who can answer.
    pub servers: Rc<Servers>,
}

/// What happened.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let sentences = if state.stage == Stage::Over {
        props.run.findings(&props.servers, state.lang)
    } else {
        Vec::new()
    };
    html! {
        <section class="card">
            <header><h2 id="what-happened">{ texts.what_happened }</h2></header>
            if sentences.is_empty() {
                <p class="empty">{ texts.nothing_yet }</p>
            } else {
                <ol class="findings" aria-labelledby="what-happened">
                    { for sentences.into_iter().map(|text| html! { <li><span>{ text }</span></li> }) }
                </ol>
            }
        </section>
    }
}
