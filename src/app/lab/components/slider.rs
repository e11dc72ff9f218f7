//! Sliders.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::app::components::field::{complaint, described_by};
use crate::app::hooks::Page;
use crate::app::state::Action;
use crate::config::Field;

/// A slider over whole numbers from 0.
#[derive(Clone, PartialEq, Properties)]
pub struct RangeProps {
    /// The largest number.
    pub last: usize,
    /// The number in force.
    pub now: usize,
    /// What it is called.
    pub label: &'static str,
    /// What the number stands for.
    pub text: String,
    /// Called with the number chosen.
    pub choose: Callback<usize>,
}

/// A slider.
#[component]
pub fn Range(props: &RangeProps) -> Html {
    let slider = use_node_ref();
    let place = slider.clone();
    use_effect_with(props.now * 100 / props.last.max(1), move |per_cent| {
        if let Some(element) = place.cast::<HtmlElement>() {
            // Set from here and not as an attribute, which a strict style policy would refuse.
            let _ = element
                .style()
                .set_property("--fill", &format!("{per_cent}%"));
        }
    });
    let on_input = props.choose.reform(|event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        input.value_as_number().max(0.0) as usize
    });
    html! {
        <input ref={slider} type="range" min="0" max={props.last.to_string()} aria-label={props.label}
            aria-valuetext={props.text.clone()} value={props.now.to_string()} oninput={on_input} />
    }
}

/// A number with a slider, on which every doubling up to `most` has the same room.
pub fn number_with_slider(
    page: &Page,
    field: Field,
    label: &'static str,
    most: usize,
    now: usize,
) -> Html {
    let last = most.ilog2();
    let choose = page.on(move |power: usize| {
        Action::Edit(field, (1usize << (power as u32).min(last)).to_string())
    });
    let on_input = page.on(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(field, input.value())
    });
    let leave = page.on(move |_: FocusEvent| Action::Leave(field));
    let (invalid, described) = described_by(page, field);
    let id = field.name();
    html! {
        <div class="field whole">
            <label for={id}>{ (page.texts().field)(field) }</label>
            <div class="slider">
                <Range last={last as usize} now={now.max(1).ilog2().min(last) as usize} {label}
                    text={now.to_string()} {choose} />
                <input {id} name={id} type="text" inputmode="numeric" autocomplete="off"
                    value={page.state().text(field)} aria-invalid={invalid} aria-describedby={described}
                    oninput={on_input} onblur={leave} />
            </div>
            { complaint(page, field) }
        </div>
    }
}
