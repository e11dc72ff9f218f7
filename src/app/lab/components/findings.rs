//! What happened, in measured sentences.

use yew::prelude::*;

use super::words;
use crate::app::hooks::Page;
use crate::app::lab::view::LabView;
use crate::app::origins::Servers;
use crate::app::state::Stage;

/// What happened.
pub fn findings(page: &Page, view: &LabView, servers: &Servers) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let sentences = match state.stage {
        Stage::Over => view.findings(servers, state.lang),
        _ => Vec::new(),
    };
    html! {
        <section class="card">
            <header><h2 id="what-happened">{ texts.what_happened }</h2></header>
            if sentences.is_empty() {
                <p class="empty">{ words(page).nothing_yet }</p>
            } else {
                <ol class="findings" aria-labelledby="what-happened">
                    { for sentences.into_iter().map(|text| html! { <li><span>{ text }</span></li> }) }
                </ol>
            }
        </section>
    }
}
