//! How far the run is: a bar and the figures of tqdm.

use yew::prelude::*;

use super::{asked, on_show, words};
use crate::app::components::{bar, figures};
use crate::app::hooks::Page;
use crate::app::lab::settings::expected;
use crate::app::lab::view::{LabView, workers};
use crate::app::state::Stage;
use crate::stats::Progress;

/// How far the run is.
pub fn progress(page: &Page, view: &LabView) -> Html {
    let (state, texts, words) = (page.state(), page.texts(), words(page));
    let config = on_show(page, view);
    let asked = asked(&config);
    let mut far = view.far();
    if far.total == 0 {
        far.total = expected(&config, asked.workers, asked.cores);
    }
    let progress = Progress {
        done: far.done,
        failed: far.failed,
        cancelled: far.gone,
        total: far.total,
        ..Progress::default()
    };
    let progress = progress.after(far.elapsed);
    let line = figures(&progress, texts);
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
    html! {
        <div class="progress">
            <div class={classes!("bar", look)} role="progressbar" aria-label={texts.progress}
                aria-valuemin="0" aria-valuemax={far.total.to_string()} aria-valuenow={far.done.to_string()}
                aria-valuetext={line.clone()}>
                { bar(progress.share(far.done - far.failed), progress.share(far.failed)) }
            </div>
            <div class="line" translate="no"><span>{ line }</span>{ " " }<span>{ now }</span></div>
        </div>
    }
}
