//! What happened, in measured sentences.

use yew::prelude::*;

use super::said;
use crate::app::hooks::Page;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::Stage;

/// What happened; before that, `nothing_yet`.
pub fn findings(page: &Page, run: &Run, servers: &Servers, nothing_yet: &'static str) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let sentences = match state.show().stage {
        Stage::Over if !run.puts_off() => run.findings(servers, state.lang),
        _ => Default::default(),
    };
    html! {
        <section class="card">
            <header><h2 id="what-happened">{ texts.what_happened }</h2></header>
            if sentences.is_empty() {
                <p class="empty">{ nothing_yet }</p>
            } else {
                <ol class="findings" aria-labelledby="what-happened">
                    { for sentences.iter().map(|text| html! { <li>{ said(text) }</li> }) }
                </ol>
            }
        </section>
    }
}
