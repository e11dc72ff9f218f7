//! How far the run is: a bar, the figures of tqdm, and what is said beside them.

use yew::prelude::*;

use crate::app::format::{decimal, tqdm};
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::app::state::Stage;
use crate::stats::Progress;
use crate::tell::words::page::Texts;

/// What there is to say beside the bar.
pub struct Beside {
    /// What is shown of several runs, if there are several.
    pub of: Option<&'static str>,
    /// How many steps there will be, before there is a run.
    pub expected: usize,
    /// At the other end of the line.
    pub end: String,
}

/// How far the run is.
pub fn progress(page: &Page, run: &Run, beside: Beside) -> Html {
    let (state, texts) = (page.state(), page.texts());
    let driver = run.driver();
    let mut progress = run.progress();
    if progress.total == 0 {
        progress.total = beside.expected;
    }
    let is_cancelled = driver.is_some_and(|driver| driver.is_cancelled());
    if is_cancelled {
        // The rest never comes.
        progress.left = None;
    }
    let Progress { done, failed, .. } = progress;
    let line = figures(&progress, texts);
    let line = match beside.of {
        Some(of) => format!("{of}: {line}"),
        None => line,
    };
    let look = match run.stage(state.show().stage) {
        _ if is_cancelled => Some("cut"),
        Stage::Over => Some("done"),
        _ => None,
    };
    html! {
        <div class="progress">
            <div class={classes!("bar", look)} role="progressbar" aria-label={texts.progress}
                aria-valuemin="0" aria-valuemax={progress.total.to_string()} aria-valuenow={done.to_string()}
                aria-valuetext={line.clone()}>
                { bar(progress.share(done - failed), progress.share(failed)) }
            </div>
            <div class="line" translate="no"><span>{ line }</span>{ " " }<span>{ beside.end }</span></div>
        </div>
    }
}

/// What came well, and after it, in stripes, what failed. Lengths as attributes of a drawing: as a
/// style the page's policy would refuse them.
fn bar(ok: f64, failed: f64) -> Html {
    let percent = |share: f64| format!("{}%", decimal(share * 100.0, 2));
    html! {
        <svg aria-hidden="true">
            <pattern id="failed" width="6" height="6" patternUnits="userSpaceOnUse">
                <rect width="4" height="6" />
            </pattern>
            <rect class="came" width={percent(ok)} height="100%" />
            <rect class="failed" x={percent(ok)} width={percent(failed)} height="100%" />
        </svg>
    }
}

/// The figures of tqdm, and what did not come as it should.
fn figures(progress: &Progress, texts: &Texts) -> String {
    let p = progress;
    let line = tqdm(p.done, p.total, p.elapsed, p.left, p.per_second);
    line + &(texts.progress_tail)(p.failed, p.cancelled)
}
