//! The sentence at the top, which is also what a screen reader says: at most every five seconds
//! while a run goes.

use yew::prelude::*;

use super::{asked, on_show};
use crate::app::components::said_sentence;
use crate::app::hooks::Page;
use crate::app::lab::headline::{self, EVERY};
use crate::app::lab::view::LabView;
use crate::app::state::Stage;

/// The sentence at the top.
pub fn headline(page: &Page, view: &LabView) -> Html {
    let state = page.state();
    let far = view.far();
    let turn = far.elapsed.as_secs() / EVERY.as_secs();
    let occasion = (state.stage, state.lang, turn);
    let mut said = view.shown().said.borrow_mut();
    let text = match &*said {
        Some((before, text)) if *before == occasion && state.stage == Stage::Running => {
            text.clone()
        }
        _ => {
            let config = on_show(page, view);
            let asked = asked(&config);
            let text =
                view.tell(|told| headline::headline(state.lang, state.stage, &asked, told, far));
            *said = Some((occasion, text.clone()));
            text
        }
    };
    html! {
        <p class="headline" role="status">{ said_sentence(&text) }</p>
    }
}
