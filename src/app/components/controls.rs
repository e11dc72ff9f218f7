//! The settings of a race.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::actions::actions;
use super::aria;
use super::choices::{Flags, Servers, strategies};
use super::network::network;
use super::workers::Workers;
use crate::app::hooks::{Page, Run};
use crate::app::state::Action;
use crate::config::Field;

/// The settings of a race.
pub fn controls(page: &Page, run: &Run, start: &Callback<()>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let verbose = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let on = if input.checked() { "1" } else { "0" };
        Action::Edit(Field::Verbose, on.to_owned())
    });
    let flags = state.config.labels().len();
    let in_short = (texts.in_short)(
        flags,
        state.config.max_workers,
        (texts.strategy)(state.config.strategy),
    );
    html! {
        <form class="controls panel" aria-label={texts.settings} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <button type="button" class="summary" aria-expanded={aria(state.panel_open)} aria-controls="fields"
                onclick={page.on(|_: MouseEvent| Action::TogglePanel)}>
                <span>{ in_short }</span>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 6l5 5 5-5" /></svg>
            </button>
            <div class="fields" id="fields">
                <Flags />
                <Servers />
                { strategies(page) }
                <Workers run={run.clone()} />
                { network(page) }
                <label class="check field whole">
                    <input type="checkbox" name="verbose" checked={state.config.verbose} onchange={verbose} />
                    { (texts.field)(Field::Verbose) }
                </label>
            </div>
            { actions(page, run, start) }
        </form>
    }
}
