//! The log of a run, as the book's scripts print it with `-v`: what was scheduled, what came, and
//! the report.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::format::seconds;
use crate::app::hooks::{Run, use_page};
use crate::diagnosis::report;
use crate::record::{Event, EventKind, Lane, Note, Outcome, Record};

/// Older lines are dropped from the page; the record has them all.
const MOST_LINES: usize = 600;

/// The log of a run.
#[derive(Clone, PartialEq, Properties)]
pub struct LogProps {
    /// The run.
    pub run: Run,
}

/// The log of a run.
#[component]
pub fn Log(props: &LogProps) -> Html {
    let page = use_page();
    let texts = page.texts();
    let shown = props.run.shown(page.state());
    let mut lines = Vec::new();
    if let Some((_, (_, recorder))) = &shown {
        let record = recorder.record();
        lines = record
            .events()
            .iter()
            .filter_map(|event| line(&record, event))
            .collect();
        if let Some(end) = record.ended() {
            lines.push(("", "-".repeat(20)));
            lines.push((
                "said",
                format!("{:3} flags downloaded.", record.count(Outcome::Ok)),
            ));
            let missing = record.count(Outcome::NotFound);
            if missing > 0 {
                lines.push(("said", format!("{missing:3} not found.")));
            }
            let errors = record.delivered().len() - record.count(Outcome::Ok) - missing;
            if errors > 0 {
                let plural = if errors > 1 { "s" } else { "" };
                lines.push(("said", format!("{errors:3} error{plural}.")));
            }
            lines.push(("said", format!("Elapsed time: {}s", seconds(end))));
            lines.push(("report", report(&record, page.state().lang)));
        }
    }
    let skipped = lines.len().saturating_sub(MOST_LINES);
    let end = use_node_ref();
    {
        let end = end.clone();
        use_effect_with(lines.len(), move |_| {
            // Stays at the end, where what is new is.
            if let Some(element) = end.cast::<HtmlElement>() {
                element.set_scroll_top(element.scroll_height());
            }
        });
    }
    let rows = lines
        .iter()
        .enumerate()
        .skip(skipped)
        .map(|(index, (look, text))| {
            html! { <p key={index} class={*look}>{ text }</p> }
        });
    html! {
        <section class="card">
            <header><h2 id="log">{ texts.log }</h2></header>
            <div ref={end} class="log" tabindex="0" role="region" aria-labelledby="log" lang="en">{ for rows }</div>
        </section>
    }
}

/// An event as a line, with its look; nothing for what the book's scripts do not print.
fn line(record: &Record, event: &Event) -> Option<(&'static str, String)> {
    let lane = |id: &usize| record.lanes().get(*id);
    match &event.kind {
        EventKind::Submitted { label, .. } => {
            Some(("", format!("Scheduled for {label}: <FutureHandle pending>")))
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
