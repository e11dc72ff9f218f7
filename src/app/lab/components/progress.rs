//! How far the run is: a bar and the figures of tqdm.

use std::time::Duration;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::{asked, on_show, words};
use crate::app::format::tqdm;
use crate::app::hooks::use_page;
use crate::app::lab::headline::Far;
use crate::app::lab::settings::expected;
use crate::app::lab::use_lab::{LabView, workers};
use crate::app::state::Stage;

/// How far the run is.
#[derive(Clone, PartialEq, Properties)]
pub struct LabProgressProps {
    /// The run.
    pub view: LabView,
}

/// How far the run is.
#[component]
pub fn LabProgress(props: &LabProgressProps) -> Html {
    let page = use_page();
    let (state, texts, words) = (page.state(), page.texts(), words(&page));
    let config = on_show(&page, &props.view);
    let mut far = props.view.far();
    if far.total == 0 {
        let asked = asked(&config);
        far.total = expected(&config, asked.workers, asked.cores);
    }
    let line = figures(&far);
    let permille = (far.done * 1000 / far.total.max(1)) as u32;
    let bar = use_node_ref();
    {
        let bar = bar.clone();
        use_effect_with(permille, move |permille| {
            if let Some(element) = bar.cast::<HtmlElement>() {
                let (whole, part) = (permille / 1000, permille % 1000);
                // From here and not as an attribute, which a strict style policy would refuse.
                let _ = element
                    .style()
                    .set_property("--share", &format!("{whole}.{part:03}"));
            }
        });
    }
    let look = match state.stage {
        _ if far.cancelled => Some("cut"),
        Stage::Over => Some("done"),
        _ => None,
    };
    let planned = props.view.lab().map_or(1, |lab| lab.planned());
    let now = match props.view.newest() {
        Some((index, run)) if planned > 1 => (words.nth_run)(index + 1, planned, workers(run.kind)),
        _ => (words.cores)(asked(&config).cores),
    };
    html! {
        <div class="progress">
            <div ref={bar} class={classes!("bar", look)} role="progressbar" aria-label={texts.progress}
                aria-valuemin="0" aria-valuemax={far.total.to_string()} aria-valuenow={far.done.to_string()}
                aria-valuetext={line.clone()}>
                <div></div>
            </div>
            <div class="line"><span>{ line }</span><span>{ now }</span></div>
        </div>
    }
}

fn figures(far: &Far) -> String {
    let seconds = far.elapsed.as_secs_f64();
    let rate = (far.done > 0 && seconds > 0.0).then(|| far.done as f64 / seconds);
    let left = rate
        .map(|rate| Duration::from_secs_f64((far.total - far.done.min(far.total)) as f64 / rate));
    tqdm(far.done, far.total, far.elapsed, left, rate)
}
