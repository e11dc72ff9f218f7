//! Sliders.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::field::{complaint, entry, in_script};
use crate::app::hooks::Page;
use crate::app::state::Action;
use crate::app::stops;
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

/// A number with a slider beside it, which has these stops; the field takes any.
pub fn number_with_slider(
    page: &Page,
    field: Field,
    label: &'static str,
    stops: &'static [usize],
    now: usize,
) -> Html {
    let choose =
        page.on(move |to: usize| Action::Choose(field, stops::moved(stops, now, to).to_string()));
    html! {
        <div class="field whole">
            <label for={field.name()} title={in_script(field)}>{ (page.texts().field)(field) }</label>
            <div class="slider">
                <Range last={stops.len() - 1} now={stops::place(stops, now)} {label} text={now.to_string()} {choose} />
                { entry(page, field, AttrValue::default(), true, None) }
            </div>
            { complaint(page, field) }
        </div>
    }
}
