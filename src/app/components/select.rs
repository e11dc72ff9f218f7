//! A choice from a list that shows what holds.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// A choice from a list.
#[derive(Clone, PartialEq, Properties)]
pub struct SelectProps {
    /// The element's id, for its label.
    pub id: &'static str,
    /// Values, each with what is shown for it.
    pub options: Vec<(String, AttrValue)>,
    /// The value that holds.
    pub now: String,
    /// Called with the value chosen.
    pub choose: Callback<String>,
}

/// A choice from a list. Once a person has chosen, browsers no longer follow the `selected` of options;
/// so the value is set, after every drawing.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let list = use_node_ref();
    {
        let (list, now) = (list.clone(), props.now.clone());
        use_effect(move || {
            if let Some(list) = list.cast::<HtmlSelectElement>() {
                list.set_value(&now);
            }
        });
    }
    let on_change = props.choose.reform(|event: Event| {
        let list: HtmlSelectElement = event.target_unchecked_into();
        list.value()
    });
    let option = |(value, text): &(String, AttrValue)| {
        html! { <option value={value.clone()} selected={*value == props.now}>{ text.clone() }</option> }
    };
    html! {
        <select ref={list} id={props.id} onchange={on_change}>{ for props.options.iter().map(option) }</select>
    }
}
