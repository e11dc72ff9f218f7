//! The sentence at the top, which is also what a screen reader says: at most every five seconds while
//! a run goes.

use std::time::Duration;

use yew::prelude::*;

use super::said_sentence;
use crate::app::headline::EVERY;
use crate::app::hooks::Page;
use crate::app::run::Run;

/// The sentence at the top, as `say` makes it after so much of the run.
pub fn headline(page: &Page, run: &Run, clock: Duration, say: impl FnOnce() -> String) -> Html {
    let state = page.state();
    let turn = clock.as_secs() / EVERY.as_secs();
    let text = run.said((run.stage(state.show().stage), state.lang, turn), say);
    html! { <p class="headline" role="status">{ said_sentence(&text) }</p> }
}
