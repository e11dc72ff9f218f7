//! The panel of the settings: the two buttons, the settings in one line on a small screen, the fields.

use yew::prelude::*;

use super::actions::Actions;
use super::field::say;
use super::{aria, said};
use crate::app::common::follow;
use crate::app::hooks::Page;
use crate::app::state::{Action, Busy};

/// The panel around `fields`. Enter in a field starts, as the button does.
pub fn panel(
    page: &Page,
    start: &Callback<()>,
    cancel: Callback<()>,
    in_short: String,
    fields: Html,
) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let on_submit = start.reform(|event: SubmitEvent| event.prevent_default());
    // A key that is held down presses once: else it would start, cancel, start …
    let on_key = |event: KeyboardEvent| {
        if event.repeat() && event.key() == "Enter" {
            event.prevent_default();
        }
    };
    let in_short = match state.wrong_list() {
        Some(wrong) => say(page, wrong),
        None => in_short,
    };
    html! {
        <form id="start" class="controls panel" aria-label={texts.settings} autocomplete="off" onsubmit={on_submit} onkeydown={on_key}>
            <Actions {cancel} />
            { state.running_behind().map(|other| busy(page, other)).unwrap_or_default() }
            <button type="button" class="summary" aria-expanded={aria(state.panel_open)} aria-controls="fields"
                onclick={page.on(|_: MouseEvent| Action::TogglePanel)}>
                <span>{ in_short }</span>
                <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 6l5 5 5-5" /></svg>
            </button>
            <div class="fields" id="fields">{ fields }</div>
        </form>
    }
}

/// Why nothing can be started: what runs behind the screen, and the way to it.
fn busy(page: &Page, other: Busy) -> Html {
    let texts = page.texts();
    let (where_to, name, on_click) = match other {
        Busy::Run(other) => {
            let follow = Callback::from(follow);
            (
                page.state().address_of(other),
                (texts.experiment)(other),
                Some(follow),
            )
        }
        // It is on this screen.
        Busy::Python => ("#program".to_owned(), texts.in_python_runs, None),
    };
    html! {
        <p class="note busy" role="status" onclick={on_click}>
            <a href={where_to}>{ said(name) }</a>
            { said(texts.busy) }
        </p>
    }
}
