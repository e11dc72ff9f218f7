//! Legends of the lab, always in sight, drawn by the same hand as the charts.

use yew::prelude::*;

use crate::app::hooks::{use_canvas, use_page};
use crate::app::lab::charts::{LabSwatch, paint_lab_swatch};
use crate::app::lab::use_lab::LabView;

/// A legend.
#[derive(Clone, PartialEq, Properties)]
pub struct LabLegendProps {
    /// The run, for its heartbeat.
    pub view: LabView,
    /// Signs and their words.
    pub entries: Vec<(LabSwatch, AttrValue)>,
}

/// A legend.
#[component]
pub fn LabLegend(props: &LabLegendProps) -> Html {
    let page = use_page();
    let entry = |(swatch, text): &(LabSwatch, AttrValue)| {
        html! { <li><Sample view={props.view.clone()} swatch={*swatch} />{ text }</li> }
    };
    html! {
        <ul class="legend" aria-label={page.texts().legend}>{ for props.entries.iter().map(entry) }</ul>
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
    let canvas = use_canvas(props.view.pulse(), move |surface| {
        paint_lab_swatch(surface, swatch)
    });
    html! { <canvas ref={canvas} class="swatch" aria-hidden="true"></canvas> }
}
