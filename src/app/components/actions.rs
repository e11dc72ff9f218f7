//! The two buttons that matter; on a phone they stay at the bottom of the screen.

use yew::prelude::*;

use crate::app::hooks::{Run, use_page};

/// The buttons.
#[derive(Clone, PartialEq, Properties)]
pub struct ActionsProps {
    /// What Cancel acts on.
    pub run: Run,
    /// Starts a run.
    pub start: Callback<()>,
}

/// The buttons.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let page = use_page();
    let (state, texts) = (page.state(), page.texts());
    let start = {
        let start = props.start.clone();
        Callback::from(move |_: MouseEvent| start.emit(()))
    };
    let cancel = {
        let run = props.run.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(race) = run.race() {
                race.cancel();
            }
        })
    };
    html! {
        <div class="actions">
            <button type="button" class="button main" disabled={!state.can_start()} onclick={start}>{ texts.start }</button>
            <button type="button" class="button" disabled={!state.is_running()} onclick={cancel}>{ texts.cancel }</button>
        </div>
    }
}
