//! The table behind the timeline, for those who would rather read it.

use std::time::Duration;

use yew::prelude::*;

use crate::app::format::span;
use crate::app::hooks::{Page, Run};
use crate::app::texts::LaneFacts;
use crate::record::{Lane, Outcome};

/// More rows than this are shown only when the run is over: they would cost more than the run.
const MOST_LIVE: usize = 300;

/// The life of a lane in figures. `now` is the run's clock.
pub fn lane_facts(lane: &Lane, now: Duration) -> LaneFacts {
    let outcome = lane.outcome();
    let end = lane.finished.unwrap_or(now);
    let ran = lane.started.map(|started| end.saturating_sub(started));
    let until = lane.started.unwrap_or(end);
    let is_cancelled = outcome == Some(Outcome::Cancelled);
    let waited = lane.finished.filter(|_| !is_cancelled).and_then(|end| {
        let wait = lane.delivered?.saturating_sub(end);
        Some(wait)
    });
    LaneFacts {
        label: lane.label.to_string(),
        outcome,
        queued: until.saturating_sub(lane.submitted),
        ran,
        waited,
    }
}

/// The table behind the timeline.
pub fn lane_table(page: &Page, run: &Run) -> Html {
    let texts = page.texts();
    let Some((_, (_, recorder))) = run.shown(page.state()) else {
        return html! { <p class="empty">{ texts.nobody_yet }</p> };
    };
    let record = recorder.record();
    let now = recorder.elapsed();
    let is_live = record.ended().is_none() && record.lanes().len() > MOST_LIVE;
    let rows = record
        .lanes()
        .iter()
        .take(if is_live { MOST_LIVE } else { usize::MAX });
    let row = |lane: &Lane| {
        let facts = lane_facts(lane, now);
        let state = match (facts.outcome, facts.ran) {
            (Some(outcome), _) => (texts.outcome)(outcome),
            (None, Some(_)) => texts.running_mark,
            (None, None) => texts.queued,
        };
        let optional = |time: Option<Duration>| time.map_or_else(|| "–".to_owned(), span);
        html! {
            <tr>
                <td>{ lane.id + 1 }</td>
                <th scope="row" class="text">{ &*lane.label }</th>
                <td class="text">{ state }</td>
                <td>{ span(facts.queued) }</td>
                <td>{ optional(facts.ran) }</td>
                <td>{ optional(facts.waited) }</td>
                <td>{ optional(lane.delivered) }</td>
            </tr>
        }
    };
    let head = |(index, text): (usize, &&'static str)| {
        html! { <th scope="col" class={(index == 1 || index == 2).then_some("text")}>{ *text }</th> }
    };
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={texts.as_table}>
            <table class="data">
                <thead><tr>{ for texts.columns.iter().enumerate().map(head) }</tr></thead>
                <tbody translate="no">{ for rows.map(row) }</tbody>
            </table>
        </div>
    }
}
