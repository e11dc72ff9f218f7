//! The sign of an outcome as a small drawing: the same shapes as on the timeline.

use yew::prelude::*;

use crate::record::Outcome;

/// The sign of an outcome.
pub fn shape(outcome: Outcome) -> Html {
    let shape = outcome.shape();
    let look = (!shape.is_filled).then_some("open");
    html! {
        <svg class={classes!("shape", outcome.name())} viewBox="-27 -27 54 54" aria-hidden="true"><path d={shape.path} class={look} /></svg>
    }
}
