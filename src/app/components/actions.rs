//! The two buttons that matter; on a phone they stay at the bottom of the screen.

use yew::prelude::*;

use crate::app::hooks::{Page, Run};

/// The buttons.
pub fn actions(page: &Page, run: &Run, start: &Callback<()>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let start = {
        let start = start.clone();
        Callback::from(move |_: MouseEvent| start.emit(()))
    };
    let cancel = {
        let run = run.clone();
        Callback::from(move |_: MouseEvent| run.cancel())
    };
    html! {
        <div class="actions">
            <button type="button" class="button main" disabled={!state.can_start()} onclick={start}>{ texts.start }</button>
            <button type="button" class="button" disabled={!state.is_running()} onclick={cancel}>{ texts.cancel }</button>
        </div>
    }
}
