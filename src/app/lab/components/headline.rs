//! The sentence at the top, which is also what a screen reader says: at most every five seconds
//! while a run goes.

use yew::prelude::*;

use super::{asked, on_show};
use crate::app::components::sentence;
use crate::app::hooks::use_page;
use crate::app::lab::headline::{EVERY, headline};
use crate::app::lab::use_lab::LabView;
use crate::app::state::Stage;
use crate::config::Lang;

/// The sentence at the top.
#[derive(Clone, PartialEq, Properties)]
pub struct LabHeadlineProps {
    /// The run it is about.
    pub view: LabView,
}

/// The sentence at the top.
#[component]
pub fn LabHeadline(props: &LabHeadlineProps) -> Html {
    let page = use_page();
    let state = page.state();
    let far = props.view.far();
    let turn = far.elapsed.as_secs() / EVERY.as_secs();
    let said = use_mut_ref(|| None::<((Stage, Lang, u64), String)>);
    let occasion = (state.stage, state.lang, turn);
    let is_due = match &*said.borrow() {
        Some((before, _)) => *before != occasion || state.stage != Stage::Running,
        None => true,
    };
    if is_due {
        let config = on_show(&page, &props.view);
        let text = props
            .view
            .tell(|told| headline(state.lang, state.stage, &asked(&config), told, far));
        *said.borrow_mut() = Some((occasion, text));
    }
    let text = said.borrow().as_ref().map(|(_, text)| text.clone());
    html! {
        <p class="headline" role="status"><span>{ sentence(&text.unwrap_or_default()) }</span></p>
    }
}
