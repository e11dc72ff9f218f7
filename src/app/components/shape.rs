//! The sign of an outcome as a small drawing: the same shapes as on the timeline.

use yew::prelude::*;

use crate::record::Outcome;

/// The name of an outcome as a CSS class.
pub fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "ok",
        Outcome::NotFound => "not_found",
        Outcome::HttpError => "http_error",
        Outcome::NetworkError => "network_error",
        Outcome::Timeout => "timeout",
        Outcome::Cancelled => "cancelled",
        Outcome::Failed => "failed",
    }
}

/// The sign of an outcome.
pub fn shape(outcome: Outcome) -> Html {
    let drawing = match outcome {
        Outcome::Ok => html! { <circle cx="6" cy="6" r="4.5" fill="currentColor" /> },
        Outcome::NotFound => html! { <circle cx="6" cy="6" r="3.75" class="open" /> },
        Outcome::HttpError | Outcome::Failed => {
            html! { <path d="M2.25 2.25l7.5 7.5M2.25 9.75l7.5-7.5" class="open" /> }
        }
        Outcome::NetworkError => {
            html! { <path d="M6 .75L11.25 6 6 11.25.75 6z" fill="currentColor" /> }
        }
        Outcome::Timeout => html! { <path d="M6 1.25l5 9.25H1z" fill="currentColor" /> },
        Outcome::Cancelled => html! { <path d="M1.5 6h9" class="open" /> },
    };
    html! {
        <svg class={classes!("shape", class(outcome))} viewBox="0 0 12 12" aria-hidden="true">{ drawing }</svg>
    }
}
