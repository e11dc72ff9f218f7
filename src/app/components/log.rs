//! The log of a run, as the book's scripts print it with `-v`: what was scheduled, what came, and
//! the report.

use yew::prelude::*;

use crate::app::format::{seconds, unbroken};
use crate::app::hooks::Page;
use crate::app::run::Run;
use crate::record::{Event, EventKind, FutureId, Lane, Note, Outcome, Record};
use crate::stats::elapsed;
use crate::tell::report;

/// Older lines are dropped from the page; the record has them all.
const MOST_LINES: usize = 600;

/// The log of a run.
pub fn log(page: &Page, run: &Run) -> Html {
    let texts = page.texts();
    let shown = run.shown(page.state());
    let rows: Vec<Html> = shown.map_or_else(Vec::new, |(index, (_, recorder))| {
        let record = recorder.record();
        let number = |id: FutureId| run.race()?.future(index, id).map(|f| f.id());
        let events = record.events().iter().enumerate().rev();
        // The newest first, so that only those that are shown are put into words.
        let lines = events.filter_map(|(index, event)| Some((index, line(&record, event, &number)?)));
        let mut rows: Vec<Html> = lines
            .take(MOST_LINES)
            .map(|(index, (look, text))| html! { <p key={index} class={look}>{ text }</p> })
            .collect();
        rows.reverse();
        if record.ended().is_some() {
            let summary = summary(&record);
            rows.extend(
                summary
                    .into_iter()
                    .map(|(look, text)| html! { <p class={look}>{ text }</p> }),
            );
            rows.push(html! { <p class="report" lang={texts.tag}>{ unbroken(&report(&record, page.state().lang)) }</p> });
        }
        rows
    });
    // The outer element is laid out from its end, so that the newest line stays in sight.
    html! {
        <section class="card">
            <header><h2 id="log">{ texts.log }</h2></header>
            <div class="log" tabindex="0" role="region" aria-labelledby="log" lang="en" translate="no"><div>{ for rows }</div></div>
        </section>
    }
}

/// What the book's scripts print at the end.
fn summary(record: &Record) -> Vec<(&'static str, String)> {
    let (ok, missing) = (record.count(Outcome::Ok), record.count(Outcome::NotFound));
    let errors = record.delivered().len() - ok - missing;
    let plural = |number| if number == 1 { "" } else { "s" };
    let mut lines = vec![
        ("", "-".repeat(20)),
        ("said", format!("{ok:3} flag{} downloaded.", plural(ok))),
    ];
    if missing > 0 {
        lines.push(("said", format!("{missing:3} not found.")));
    }
    if errors > 0 {
        lines.push(("said", format!("{errors:3} error{}.", plural(errors))));
    }
    lines.push((
        "said",
        format!("Elapsed time: {}s", seconds(elapsed(record))),
    ));
    lines
}

/// An event as a line, with its look; nothing for what the book's scripts do not print. `number`
/// tells the number by which a future goes in its textual form.
fn line(
    record: &Record,
    event: &Event,
    number: &dyn Fn(FutureId) -> Option<u64>,
) -> Option<(&'static str, String)> {
    let lane = |id: &usize| record.lanes().get(*id);
    match &event.kind {
        EventKind::Submitted { id, label, .. } => {
            let number = number(*id).map_or_else(String::new, |number| format!(" #{number}"));
            let form = format!("<Future{number} state=pending>");
            Some(("", format!("Scheduled for {label}: {form}")))
        }
        EventKind::Delivered { id } => lane(id).and_then(delivered),
        EventKind::Settled { id, settled } if settled.outcome == Outcome::Cancelled => {
            Some(("bad", format!("{} cancelled", lane(id)?.label)))
        }
        EventKind::Noted {
            id,
            note: Note::Attempt(attempt),
        } => Some(("", format!("{} attempt {attempt}", lane(id)?.label))),
        EventKind::MaxWorkers { max_workers: 1 } => {
            Some(("", "1 connection will be used.".to_owned()))
        }
        EventKind::MaxWorkers { max_workers } => Some((
            "",
            format!("{max_workers} concurrent connections will be used."),
        )),
        _ => None,
    }
}

/// `BR OK`, `BC not found: URL`, `NG error: HTTP error 418 - I'm a Teapot`.
fn delivered(lane: &Lane) -> Option<(&'static str, String)> {
    let settled = lane.settled.as_ref()?;
    let label = &lane.label;
    let error = settled.error.as_deref().unwrap_or_default();
    Some(match settled.outcome {
        Outcome::Ok => ("said", format!("{label} OK")),
        Outcome::NotFound => ("said", format!("{label} {error}")),
        _ => ("bad", format!("{label} error: {error}")),
    })
}
