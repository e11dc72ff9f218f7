//! Legends of the lab, always in sight, drawn by the same hand as the charts.

use std::rc::Rc;

use yew::prelude::*;

use super::painter::Chart;
use crate::app::hooks::Page;
use crate::app::lab::charts::{LabSwatch, paint_lab_swatch};
use crate::app::lab::view::LabView;

/// Signs and their words.
pub type Entries = Vec<(LabSwatch, AttrValue)>;

/// A legend.
pub fn legend(page: &Page, view: &LabView, entries: Entries) -> Html {
    let entry = |(swatch, text): (LabSwatch, AttrValue)| {
        html! { <li>{ sample(view, swatch) }{ text }</li> }
    };
    html! {
        <ul class="legend" aria-label={page.texts().legend}>{ for entries.into_iter().map(entry) }</ul>
    }
}

fn sample(view: &LabView, swatch: LabSwatch) -> Html {
    let chart = Chart {
        class: "swatch",
        is_still: true,
        ..Chart::named("")
    };
    chart.view(
        view,
        Rc::new(move |surface| paint_lab_swatch(surface, swatch)),
    )
}
