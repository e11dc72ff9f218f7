//! How far the run is: a bar and the figures of tqdm.

use std::time::Duration;

use yew::prelude::*;

use super::{asked, on_show, words};
use crate::app::format::tqdm;
use crate::app::hooks::Page;
use crate::app::lab::headline::Far;
use crate::app::lab::settings::expected;
use crate::app::lab::view::{LabView, workers};
use crate::app::state::Stage;

/// How far the run is.
pub fn progress(page: &Page, view: &LabView) -> Html {
    let (state, texts, words) = (page.state(), page.texts(), words(page));
    let config = on_show(page, view);
    let asked = asked(&config);
    let mut far = view.far();
    if far.total == 0 {
        far.total = expected(&config, asked.workers, asked.cores);
    }
    let line = figures(&far);
    let look = match state.stage {
        _ if far.cancelled => Some("cut"),
        Stage::Over => Some("done"),
        _ => None,
    };
    let planned = view.lab().map_or(1, |lab| lab.planned());
    let now = match view.newest() {
        Some((index, run)) if planned > 1 => (words.nth_run)(index + 1, planned, workers(run.kind)),
        _ => (words.cores)(asked.cores),
    };
    // A length as an attribute of a drawing: as a style the page's policy would refuse it.
    let width = format!("{}%", far.done * 100 / far.total.max(1));
    html! {
        <div class="progress">
            <div class={classes!("bar", look)} role="progressbar" aria-label={texts.progress}
                aria-valuemin="0" aria-valuemax={far.total.to_string()} aria-valuenow={far.done.to_string()}
                aria-valuetext={line.clone()}>
                <svg aria-hidden="true"><rect {width} height="100%" /></svg>
            </div>
            <div class="line" translate="no"><span>{ line }</span>{ " " }<span>{ now }</span></div>
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
