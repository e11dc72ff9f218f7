//! A number with a slider, on which every doubling has the same room.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::app::components::field::{complaint, described_by};
use crate::app::hooks::use_page;
use crate::app::state::Action;
use crate::config::Field;

/// A number with a slider.
#[derive(Clone, PartialEq, Properties)]
pub struct LogSliderProps {
    /// The field.
    pub field: Field,
    /// What the slider is called.
    pub label: &'static str,
    /// The largest number of the slider; a power of two. The field may take more.
    pub most: usize,
    /// The number in force.
    pub now: usize,
}

/// A number with a slider.
#[component]
pub fn LogSlider(props: &LogSliderProps) -> Html {
    let page = use_page();
    let (field, now) = (props.field, props.now);
    let last = props.most.ilog2();
    let position = now.max(1).ilog2().min(last);
    let slider = use_fill(position * 100 / last.max(1));
    let on_slide = page.on(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let power = (input.value_as_number().max(0.0) as u32).min(last);
        Action::Edit(field, (1usize << power).to_string())
    });
    let on_input = page.on(move |event: InputEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        Action::Edit(field, input.value())
    });
    let leave = move |_: FocusEvent| Action::Leave(field);
    let (invalid, described) = described_by(&page, field);
    let id = field.name();
    html! {
        <div class="field whole">
            <label for={id}>{ (page.texts().field)(field) }</label>
            <div class="slider">
                <input ref={slider} type="range" min="0" max={last.to_string()} aria-label={props.label}
                    aria-valuetext={now.to_string()} value={position.to_string()}
                    oninput={on_slide} onblur={page.on(leave)} />
                <input {id} name={id} type="text" inputmode="numeric" autocomplete="off"
                    value={page.state().text(field)} aria-invalid={invalid} aria-describedby={described}
                    oninput={on_input} onblur={page.on(leave)} />
            </div>
            { complaint(&page, field) }
        </div>
    }
}

/// A slider whose track is filled up to so many per cent.
#[hook]
pub fn use_fill(per_cent: u32) -> NodeRef {
    let slider = use_node_ref();
    let place = slider.clone();
    use_effect_with(per_cent, move |per_cent| {
        if let Some(element) = place.cast::<HtmlElement>() {
            // Set from here and not as an attribute, which a strict style policy would refuse.
            let _ = element
                .style()
                .set_property("--fill", &format!("{per_cent}%"));
        }
    });
    slider
}
