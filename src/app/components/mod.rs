//! The parts of the page, each with what it shows and nothing else.

pub mod actions;
mod addresses;
pub mod choices;
pub mod code;
pub mod controls;
pub mod export;
pub mod field;
pub mod findings;
pub mod finish_order;
mod frame;
mod header;
pub mod headline;
mod in_flight;
mod latency;
pub mod legend;
mod loading;
mod log;
pub mod network;
pub mod outcomes;
pub mod painter;
pub mod panel;
pub mod parts;
pub mod progress;
mod race;
pub mod select;
pub mod shape;
pub mod slider;
pub mod strays;
pub mod tools;
mod workers;

pub use frame::frame;
pub use race::{
    RaceStage, opened_beside, opened_results, order, pair_beside, race_beside, race_results,
};

use yew::prelude::*;

use crate::app::format::unbroken;
use crate::tell::parts;

/// A sentence with what stands out in it.
pub fn sentence(text: &str) -> Html {
    let text = unbroken(text);
    let parts = parts(&text).map(|(is_strong, part)| {
        if is_strong {
            html! { <strong>{ part }</strong> }
        } else {
            html! { { part } }
        }
    });
    parts.collect()
}

/// What went wrong, in the language of the page, with what somebody else said of it, which is most
/// often English.
pub fn quoting(text: &str) -> Html {
    let text = unbroken(text);
    let parts = parts(&text).map(|(is_quoted, part)| {
        html! { <span lang={is_quoted.then_some("en")}>{ part }</span> }
    });
    parts.collect()
}

/// A text that changes, in an element of its own that is made anew with it. A translator puts other
/// nodes in the place of a text; what is then written into the old one nobody sees.
pub fn said(text: &str) -> Html {
    html! { <span key={text}>{ unbroken(text) }</span> }
}

/// A sentence that changes, with what stands out in it; an element of its own for the same reason.
pub fn said_sentence(text: &str) -> Html {
    html! { <span key={text}>{ sentence(text) }</span> }
}

/// `true` or `false`, as ARIA has it.
pub fn aria(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}
