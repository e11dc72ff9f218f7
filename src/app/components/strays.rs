//! What is wrong with values of the address for which this screen has no control.

use yew::prelude::*;

use super::field::say;
use crate::app::hooks::Page;
use crate::config::FieldError;

/// So much of a value is shown: an address may be long.
const MOST: usize = 60;

/// What is wrong with values that have no control here; nothing if all is well.
pub fn strays(page: &Page) -> Html {
    let stray = |error: &FieldError| {
        let value: String = error.value.chars().take(MOST).collect();
        let cut = if value.len() < error.value.len() {
            "…"
        } else {
            ""
        };
        html! {
            <p class="wrong" role="alert">
                <code translate="no">{ format!("{}={value}{cut}", error.field.name()) }</code>
                { " " }
                { say(page, error) }
            </p>
        }
    };
    let strays: Vec<Html> = page.state().strays().map(stray).collect();
    if strays.is_empty() {
        return Html::default();
    }
    html! { <div class="strays">{ for strays }</div> }
}
