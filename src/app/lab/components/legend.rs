//! Legends of the lab, always in sight, drawn by the same hand as the charts.

use yew::prelude::*;

use crate::app::hooks::Page;
use crate::app::lab::charts::{LabSwatch, paint_lab_swatch};
use crate::app::lab::use_lab::LabView;
use crate::app::lab::use_paced::use_still_canvas;

/// Signs and their words.
pub type Entries = Vec<(LabSwatch, AttrValue)>;

/// A legend.
pub fn legend(page: &Page, view: &LabView, entries: Entries) -> Html {
    let entry = |(swatch, text): (LabSwatch, AttrValue)| {
        html! { <li><Sample view={view.clone()} {swatch} />{ text }</li> }
    };
    html! {
        <ul class="legend" aria-label={page.texts().legend}>{ for entries.into_iter().map(entry) }</ul>
    }
}

/// One sample.
#[derive(Clone, PartialEq, Properties)]
struct SampleProps {
    view: LabView,
    swatch: LabSwatch,
}

#[component]
fn Sample(props: &SampleProps) -> Html {
    let swatch = props.swatch;
    let canvas = use_still_canvas(&props.view, move |surface| {
        paint_lab_swatch(surface, swatch)
    });
    html! { <canvas ref={canvas} class="swatch" aria-hidden="true"></canvas> }
}
