//! The parts of the page, each with what it shows and nothing else.

mod actions;
pub mod choices;
mod controls;
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

/// `true` or `false`, as ARIA has it.
pub fn aria(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}
