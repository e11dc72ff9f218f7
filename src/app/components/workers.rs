//! How many tasks run at once: a slider for the hand, a field for the number. Both act on a run
//! that is going.

use js_sys::Math;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::field::{complaint, described_by};
use crate::app::hooks::{Run, use_page};
use crate::app::state::Action;
use crate::config::{Field, MAX_MAX_WORKERS};

/// Steps of the slider for each power of ten.
const STEPS: f64 = 40.0;

/// How many tasks run at once.
#[derive(Clone, PartialEq, Properties)]
pub struct WorkersProps {
    /// The run that it acts on.
    pub run: Run,
}

/// How many tasks run at once.
#[component]
pub fn Workers(props: &WorkersProps) -> Html {
    let page = use_page();
    let texts = page.texts();
    let now = page.state().config.max_workers;
    let slider = use_node_ref();
    {
        let slider = slider.clone();
        use_effect_with(now, move |now| {
            // Set from here and not as an attribute, which a strict style policy would refuse.
            if let Some(element) = slider.cast::<HtmlElement>() {
                let share = position(*now) * 100 / position(MAX_MAX_WORKERS);
                let _ = element.style().set_property("--fill", &format!("{share}%"));
            }
        });
    }
    {
        let (race, is_running) = (props.run.race(), page.state().is_running());
        use_effect_with(now, move |now| {
            if let Some(race) = race.filter(|_| is_running) {
                race.set_max_workers(*now);
            }
        });
    }
    let on_slide = page.on(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(
            Field::MaxWorkers,
            workers(input.value_as_number()).to_string(),
        )
    });
    let on_input = page.on(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(Field::MaxWorkers, input.value())
    });
    let leave = |_: FocusEvent| Action::Leave(Field::MaxWorkers);
    let (invalid, described) = described_by(&page, Field::MaxWorkers);
    let id = Field::MaxWorkers.name();
    html! {
        <div class="field whole">
            <label for={id}>{ (texts.field)(Field::MaxWorkers) }</label>
            <div class="slider">
                <input ref={slider} type="range" min="0" max={position(MAX_MAX_WORKERS).to_string()}
                    aria-label={texts.slider} aria-valuetext={now.to_string()}
                    value={position(now).to_string()} oninput={on_slide} onblur={page.on(leave)} />
                <input {id} name={id} type="text" inputmode="numeric" autocomplete="off"
                    value={page.state().text(Field::MaxWorkers)}
                    aria-invalid={invalid} aria-describedby={described}
                    oninput={on_input} onblur={page.on(leave)} />
            </div>
            { complaint(&page, Field::MaxWorkers) }
        </div>
    }
}

/// Place of a number on the slider: every power of ten has the same room.
fn position(workers: usize) -> u32 {
    (Math::log10(workers.max(1) as f64) * STEPS).round() as u32
}

/// The number at a place of the slider.
fn workers(position: f64) -> usize {
    let number = Math::pow(10.0, position.max(0.0) / STEPS).round() as usize;
    number.clamp(1, MAX_MAX_WORKERS)
}
