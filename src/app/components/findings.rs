//! What happened, in measured sentences.

use yew::prelude::*;

use super::said;
use crate::app::hooks::{Page, Run};
use crate::app::origins::Servers;
use crate::app::state::Stage;

/// What happened.
pub fn findings(page: &Page, run: &Run, servers: &Servers) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let sentences = if state.stage == Stage::Over {
        run.findings(servers, state.lang)
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
                    { for sentences.into_iter().map(|text| html! { <li>{ said(&text) }</li> }) }
                </ol>
            }
        </section>
    }
}
