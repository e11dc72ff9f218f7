//! What happened, in measured sentences.

use yew::prelude::*;

use super::screen::LabProps;
use super::words;
use crate::app::hooks::use_page;
use crate::app::state::Stage;

/// What happened.
#[component]
pub fn LabFindings(props: &LabProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let sentences = match state.stage {
        Stage::Over => props.view.findings(&props.servers, state.lang),
        _ => Vec::new(),
    };
    html! {
        <section class="card">
            <header><h2 id="what-happened">{ texts.what_happened }</h2></header>
            if sentences.is_empty() {
                <p class="empty">{ words(&page).nothing_yet }</p>
            } else {
                <ol class="findings" aria-labelledby="what-happened">
                    { for sentences.into_iter().map(|text| html! { <li><span>{ text }</span></li> }) }
                </ol>
            }
        </section>
    }
}
