//! The settings of a race.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::choices::{Requests, strategies};
use super::field::in_script;
use super::network::network;
use super::panel::panel;
use super::workers::Workers;
use crate::app::headline::named;
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::app::state::Action;
use crate::config::Field;

/// The settings of a race.
pub fn controls(page: &Page, run: &Run, start: &Callback<()>) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let verbose = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let on = if input.checked() { "1" } else { "0" };
        Action::Choose(Field::Verbose, on.to_owned())
    });
    let flags = state.config.labels().len();
    let in_short = (texts.in_short)(
        flags,
        state.config.at_once(),
        (texts.strategy)(state.config.strategy),
    );
    let in_short = named(&state.config, in_short);
    let cancel = {
        let run = run.clone();
        Callback::from(move |()| run.cancel())
    };
    let fields = html! {
        <>
            <Requests />
            { strategies(page) }
            <Workers run={run.clone()} />
            { network(page) }
            <label class="check field whole" title={in_script(Field::Verbose)}>
                <input type="checkbox" name="verbose" checked={state.config.verbose} onchange={verbose} />
                { (texts.field)(Field::Verbose) }
            </label>
        </>
    };
    panel(page, start, cancel, in_short, fields)
}
