//! What happened, in measured sentences.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::said;
use crate::app::hooks::{Page, use_page};
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::Stage;

/// Records of more events than this are looked through once the page has drawn the end of the run.
const AT_ONCE: usize = 20_000;
/// Until it has drawn that, in milliseconds.
const PAUSE_MS: u32 = 50;

/// What happened; before that, `nothing_yet`.
pub fn findings(page: &Page, run: &Run, servers: &Servers, nothing_yet: &'static str) -> Html {
    let is_over = page.state().show().stage == Stage::Over;
    html! {
        <section class="card">
            <header><h2 id="what-happened">{ page.texts().what_happened }</h2></header>
            if is_over {
                <Sentences run={run.clone()} servers={servers.clone()} {nothing_yet} />
            } else {
                <p class="empty">{ nothing_yet }</p>
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SentencesProps {
    run: Run,
    servers: Servers,
    nothing_yet: &'static str,
}

#[component]
fn Sentences(props: &SentencesProps) -> Html {
    let SentencesProps { run, servers, .. } = props;
    let page = use_page();
    let is_drawn = use_state_eq(|| false);
    let is_due = *is_drawn || run.extent().1 <= AT_ONCE;
    use_effect_with(is_due, move |is_due| {
        let later = (!is_due).then(|| Timeout::new(PAUSE_MS, move || is_drawn.set(true)));
        move || drop(later)
    });
    let sentences = match is_due {
        true => run.findings(servers, page.state().lang),
        false => Default::default(),
    };
    if sentences.is_empty() {
        return html! { <p class="empty">{ props.nothing_yet }</p> };
    }
    html! {
        <ol class="findings" aria-labelledby="what-happened">
            { for sentences.iter().map(|text| html! { <li>{ said(text) }</li> }) }
        </ol>
    }
}
