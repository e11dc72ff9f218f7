//! The sentence at the top, which is also what a screen reader says: at most every five seconds while
//! a run goes.

use std::time::Duration;

use yew::prelude::*;

use super::field::say as complained;
use super::said_sentence;
use crate::app::headline::EVERY;
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::app::state::Stage;

/// The sentence at the top, as `say` makes it after so much of the run.
pub fn headline(page: &Page, run: &Run, clock: Duration, say: impl FnOnce() -> String) -> Html {
    let state = page.state();
    let (stage, moment) = (run.stage(state.show().stage), run.moment());
    if let Some(wrong) = state.wrong_list().filter(|_| stage == Stage::Ready) {
        // What it would do it cannot.
        return html! { <p class="headline" role="status">{ complained(page, wrong) }</p> };
    }
    let turn = clock.as_secs() / EVERY.as_secs();
    let text = run.said(stage, state.lang, turn, say);
    // Of a moment that one goes to the bar says which it is; while the run is played it would be spoken with each frame.
    let live = if moment.is_some() { "off" } else { "polite" };
    html! { <p class="headline" role="status" aria-live={live}>{ said_sentence(&text) }</p> }
}
