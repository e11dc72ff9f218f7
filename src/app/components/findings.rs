//! What happened, in measured sentences.

use yew::prelude::*;

use super::said;
use crate::app::hooks::Page;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::app::state::{Action, Stage};
use crate::diagnosis::Sentence;

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
                    { for sentences.iter().map(|sentence| item(page, sentence)) }
                </ol>
            }
        </section>
    }
}

/// A sentence; one that is about turns of futures lights them up when it is pointed at.
fn item(page: &Page, sentence: &Sentence) -> Html {
    let text = said(&sentence.text);
    let Some(light) = sentence.light else {
        return html! { <li>{ text }</li> };
    };
    let [on, off] = [Some(light), None].map(|light| page.on(move |()| Action::Light(light)));
    html! {
        <li tabindex="0" onmouseover={on.reform(|_| ())} onmouseout={off.reform(|_| ())}
            onfocusin={on.reform(|_| ())} onfocusout={off.reform(|_| ())}>{ text }</li>
    }
}
