//! The legend of the timeline, always in sight, drawn by the same hand as the timeline.

use yew::prelude::*;

use crate::app::charts::{Swatch, paint_swatch};
use crate::app::hooks::{Page, Run, use_canvas};
use crate::config::Server;

/// The legend of the timeline.
pub fn legend(page: &Page, run: &Run) -> Html {
    let texts = page.texts();
    let config = page.state().on_show();
    let mut entries = vec![
        (Swatch::Queued, texts.queued),
        (Swatch::Held, texts.held_back),
        (Swatch::Running, texts.running_mark),
        (Swatch::Completed, texts.completed),
        (Swatch::Failed, texts.failed),
        (Swatch::Waiting, texts.waiting),
        (Swatch::Delivered, texts.delivered),
    ];
    // The simulated origin answers within the page: nothing is held back on the way to it.
    entries.retain(|(swatch, _)| *swatch != Swatch::Held || config.server != Some(Server::Sim));
    if config.retries > 0 {
        entries.insert(entries.len() - 2, (Swatch::Pausing, texts.pausing));
    }
    let entry = |(swatch, text): (Swatch, &'static str)| {
        html! { <li><Sample run={run.clone()} {swatch} />{ text }</li> }
    };
    html! {
        <ul class="legend" aria-label={texts.legend}>{ for entries.into_iter().map(entry) }</ul>
    }
}

/// One sample.
#[derive(Clone, PartialEq, Properties)]
struct SampleProps {
    run: Run,
    swatch: Swatch,
}

#[component]
fn Sample(props: &SampleProps) -> Html {
    let swatch = props.swatch;
    let canvas = use_canvas(props.run.pulse(), move |surface| {
        paint_swatch(surface, swatch);
    });
    html! { <canvas ref={canvas} class="swatch" aria-hidden="true"></canvas> }
}
