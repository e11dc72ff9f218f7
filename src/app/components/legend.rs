//! Legends, always in sight, drawn by the same hand as the charts.

use std::rc::Rc;

use yew::prelude::*;

use super::painter::Chart;
use crate::app::charts::Surface;
use crate::app::hooks::Page;
use crate::app::run::Run;

/// A legend of these signs and their words; `paint` draws a sign.
pub fn legend<S: Copy + 'static>(
    page: &Page,
    run: &Run,
    entries: impl IntoIterator<Item = (S, AttrValue)>,
    paint: fn(&Surface, S),
) -> Html {
    let entry = |(sign, text): (S, AttrValue)| {
        let chart = Chart {
            class: "swatch",
            is_still: true,
            ..Chart::named("")
        };
        let sample = chart.view(run, Rc::new(move |surface: &Surface| paint(surface, sign)));
        // Each sign is painted once: another in its place would have its picture.
        html! { <li key={&*text}>{ sample }{ text }</li> }
    };
    html! {
        <ul class="legend" aria-label={page.texts().legend}>{ for entries.into_iter().map(entry) }</ul>
    }
}
