//! The parts of the page, each with what it shows and nothing else.

mod actions;
pub mod choices;
mod controls;
pub mod export;
pub mod field;
mod findings;
mod finish_order;
mod frame;
mod header;
mod headline;
mod in_flight;
mod lane_table;
mod latency;
mod legend;
mod log;
pub mod network;
mod outcomes;
pub mod panel;
mod progress;
mod race;
pub mod select;
pub mod shape;
pub mod slider;
pub mod strays;
mod timeline;
mod workers;

pub use frame::frame;
pub use progress::{bar, figures};
pub use race::RaceScreen;

use yew::prelude::*;

use crate::app::texts::parts;

/// A sentence with what stands out in it.
pub fn sentence(text: &str) -> Html {
    let parts = parts(text).map(|(is_strong, part)| {
        if is_strong {
            html! { <strong>{ part }</strong> }
        } else {
            html! { { part } }
        }
    });
    parts.collect()
}

/// A text that changes, in an element of its own that is made anew with it. A translator puts other
/// nodes in the place of a text; what is then written into the old one nobody sees.
pub fn said(text: &str) -> Html {
    html! { <span key={text}>{ text }</span> }
}

/// A sentence that changes, with what stands out in it; an element of its own for the same reason.
pub fn said_sentence(text: &str) -> Html {
    html! { <span key={text}>{ sentence(text) }</span> }
}

/// `true` or `false`, as ARIA has it.
pub fn aria(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}
