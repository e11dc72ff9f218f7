//! The table behind the timeline, for those who would rather read it.

use std::time::Duration;

use yew::prelude::*;

use crate::app::format::span_in;
use crate::app::hooks::{Page, Run};
use crate::app::texts::LaneFacts;
use crate::record::{Attempt, Doing, Lane, Outcome};

/// More rows than this are shown only when the run is over: they would cost more than the run.
const MOST_LIVE: usize = 300;

/// The life of a lane in figures. `now` is the run's clock.
pub fn lane_facts(lane: &Lane, now: Duration) -> LaneFacts {
    let outcome = lane.outcome();
    let is_cancelled = outcome == Some(Outcome::Cancelled);
    let waited = lane.finished.filter(|_| !is_cancelled).and_then(|end| {
        let wait = lane.delivered?.saturating_sub(end);
        Some(wait)
    });
    let mut facts = LaneFacts {
        label: lane.label.to_string(),
        outcome,
        queued: Duration::ZERO,
        held: None,
        ran: None,
        attempts: 0,
        paused: Duration::ZERO,
        asked_to_wait: lane.attempts.iter().filter_map(asked_to_wait).max(),
        waited,
    };
    // Of several attempts the last is the one that counts.
    lane.each_span(&mut |span| match span.doing {
        Doing::Queued => facts.queued = span.time(now),
        Doing::Held => facts.held = Some(span.time(now)),
        Doing::Running => {
            facts.ran = Some(span.time(now));
            facts.held = facts.held.filter(|_| span.measured);
            facts.attempts += 1;
        }
        Doing::Pausing { .. } => facts.paused += span.time(now),
    });
    facts
}

fn asked_to_wait(attempt: &Attempt) -> Option<Duration> {
    attempt.pause?.asked
}

/// The table behind the timeline.
pub fn lane_table(page: &Page, run: &Run) -> Html {
    let texts = page.texts();
    let span = |time| span_in(page.state().lang, time);
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
                <td>{ optional(facts.held) }</td>
                <td>{ optional(facts.ran) }</td>
                <td>{ facts.attempts }</td>
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
