//! Where the jobs run: the choice that the screen is about.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::words;
use crate::app::components::field::{complaint, described_by};
use crate::app::hooks::Page;
use crate::app::state::Action;
use crate::config::{Field, RunConfig, Where};
use crate::kernels::Kernel;
use crate::workers::hardware_concurrency;

/// Where the jobs run.
pub fn places(page: &Page, config: &RunConfig) -> Html {
    let words = words(page);
    let chosen = config.work.place;
    let is_own = config.work.kernel == Kernel::Own;
    let on_change = page.on(|event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Choose(Field::Where, input.value())
    });
    let (invalid, described) = described_by(page, Field::Where);
    let choice = |place: &Where| {
        html! {
            <label>
                <input type="radio" name="where" value={place.name()} checked={*place == chosen}
                    disabled={is_own && !place.runs_own()} onchange={on_change.clone()} />
                <span>{ (words.place)(*place) }</span>
                { " " }
                <small>{ (words.place_note)(*place, hardware_concurrency()) }</small>
            </label>
        }
    };
    html! {
        <fieldset class="field whole" aria-invalid={invalid} aria-describedby={described}>
            <legend>{ (page.texts().field)(Field::Where) }</legend>
            <div class="segments stacked">{ for Where::ALL.iter().map(choice) }</div>
            { complaint(page, Field::Where) }
        </fieldset>
    }
}
