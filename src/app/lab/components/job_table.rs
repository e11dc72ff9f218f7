//! The table behind the timeline of workers.

use std::time::Duration;

use yew::prelude::*;

use super::words;
use crate::app::format::span;
use crate::app::hooks::Page;
use crate::app::lab::facts::is_fetch;
use crate::app::lab::rows::JobBar;
use crate::app::lab::texts::{JobWords, short};
use crate::app::lab::view::LabView;
use crate::record::Lane;

/// More rows than this are in the export only.
const MOST: usize = 500;

/// The life of a job in figures; `now` is the run's clock.
pub fn job_words(lane: &Lane, now: Duration) -> JobWords<'_> {
    let bar = JobBar::of(lane, now.as_secs_f64());
    let part = |from: f64, to: f64| Duration::from_secs_f64((to - from).max(0.0));
    JobWords {
        label: &lane.label,
        worker: lane.worker.filter(|_| !is_fetch(lane)),
        sent: bar.map_or(Duration::ZERO, |bar| part(bar.sent, bar.from)),
        computed: bar.map(|bar| part(bar.from, bar.to)),
        returned: bar.map_or(Duration::ZERO, |bar| part(bar.to, bar.back)),
        outcome: lane.outcome(),
        result: None,
    }
}

/// The table behind the timeline of workers.
pub fn job_table(page: &Page, view: &LabView) -> Html {
    let (texts, words) = (page.texts(), words(page));
    let Some(recorder) = view.recorder() else {
        return html! { <p class="empty">{ words.nobody_yet }</p> };
    };
    let record = recorder.record();
    let now = recorder.elapsed();
    let row = |lane: &Lane| {
        let job = job_words(lane, now);
        let state = match (job.outcome, job.computed) {
            (Some(outcome), _) => (texts.outcome)(outcome),
            (None, Some(_)) => texts.running_mark,
            (None, None) => texts.queued,
        };
        let dash = || "–".to_owned();
        html! {
            <tr>
                <td>{ lane.id + 1 }</td>
                <th scope="row" class="text">{ job.label }</th>
                <td class="text">{ job.worker.map_or_else(dash, |worker| (worker + 1).to_string()) }</td>
                <td class="text">{ state }</td>
                <td>{ short(job.sent) }</td>
                <td>{ job.computed.map_or_else(dash, short) }</td>
                <td>{ short(job.returned) }</td>
                <td>{ lane.finished.map_or_else(dash, span) }</td>
            </tr>
        }
    };
    let head = |(index, text): (usize, &&'static str)| {
        html! { <th scope="col" class={(1..=3).contains(&index).then_some("text")}>{ *text }</th> }
    };
    let hidden = record.lanes().len().saturating_sub(MOST);
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={texts.as_table}>
            <table class="data">
                <thead><tr>{ for words.columns.iter().enumerate().map(head) }</tr></thead>
                <tbody>{ for record.lanes().iter().take(MOST).map(row) }</tbody>
            </table>
            if hidden > 0 {
                <p class="note">{ (words.more)(hidden) }</p>
            }
        </div>
    }
}
