//! The table behind the timeline of workers.

use std::time::Duration;

use yew::prelude::*;

use super::parts::{Table, or_dash};
use super::words;
use crate::app::format::{short_in, span_in};
use crate::app::hooks::Page;
use crate::app::lab::facts::is_fetch;
use crate::app::lab::rows::JobBar;
use crate::app::lab::texts::JobWords;
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
    let (texts, words, lang) = (page.texts(), words(page), page.state().lang);
    let short = |time| short_in(lang, time);
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
        vec![
            (lane.id + 1).to_string(),
            job.label.to_owned(),
            or_dash(job.worker, |worker| (worker + 1).to_string()),
            state.to_owned(),
            short(job.sent),
            or_dash(job.computed, short),
            short(job.returned),
            or_dash(lane.finished, |time| span_in(lang, time)),
        ]
    };
    let hidden = record.lanes().len().saturating_sub(MOST);
    let table = Table {
        class: "data jobs-table",
        name: texts.as_table,
        heads: &words.columns,
        header: 1,
        rows: record.lanes().iter().take(MOST).map(row).collect(),
    };
    table.scrolling((hidden > 0).then(|| (words.more)(hidden)))
}
