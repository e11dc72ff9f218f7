//! The panel: beside the pictures, or over the page where there is no room beside them.

use std::rc::Rc;

use yew::prelude::*;

use super::{History, Step, Turn};
use crate::app::browser;
use crate::app::components::{quoting, said};
use crate::app::format::{bytes, seconds};
use crate::app::hooks::Page;
use crate::app::run::Watched;
use crate::app::state::Action;
use crate::config::Server;
use crate::record::{Attempt, FutureId, Phase, Record, Settled};
use crate::tell::words;
use crate::tell::words::inspector::InspectorTexts;

/// Selector of the panel, for moving the focus there.
pub const PANEL: &str = "#inspector";

/// The future that is looked at, and its record.
pub struct Inspected<'a> {
    record: &'a Record,
    id: FutureId,
    watched: Watched,
    protocol: Option<Rc<str>>,
    from: String,
    name: Option<String>,
}

impl<'a> Inspected<'a> {
    /// This future, which is number `id` in `record`, and the protocol of its answer where that is known. `from` is the selector of what led to it, and gets
    /// the focus back.
    pub fn new(
        record: &'a Record,
        id: FutureId,
        watched: Watched,
        protocol: Option<Rc<str>>,
        from: String,
    ) -> Self {
        Inspected {
            record,
            id,
            watched,
            protocol,
            from,
            name: None,
        }
    }

    /// The same, called so where that is not its label.
    pub fn named(self, name: Option<String>) -> Self {
        Inspected { name, ..self }
    }
}

/// The history of the future that was chosen; nothing if none was, or the record does not know it
/// yet. Follows the run as the rest of the page does.
pub fn inspector(page: &Page, inspected: Option<Inspected<'_>>) -> Html {
    let Some((inspected, lane)) = inspected.and_then(|inspected| {
        let lane = inspected.record.lanes().get(inspected.id)?;
        Some((inspected, lane))
    }) else {
        return Html::default();
    };
    let words = words::inspector::of(page.state().lang);
    let history = History::of(inspected.record, inspected.id);
    let answer = history.steps.iter().rev().find_map(|step| match step.turn {
        Turn::CancelAsked(_) | Turn::AbortAsked(_) => Some((words.turn)(&step.turn)),
        _ => None,
    });
    let country = browser::country(page.texts().tag, &lane.label);
    let close = {
        let (page, from) = (page.clone(), inspected.from.clone());
        Callback::from(move |()| {
            page.dispatch(Action::Select(None));
            browser::focus(&from);
        })
    };
    let key = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                close.emit(());
            }
        })
    };
    let shut = close.reform(|_: MouseEvent| ());
    let button = |abort: bool, text: &'static str| {
        let ask = inspected.watched.ask.clone();
        let ask = Callback::from(move |_: MouseEvent| ask(abort));
        html! {
            <button type="button" class="button small" disabled={inspected.watched.is_over} onclick={ask}>{ text }</button>
        }
    };
    // Of the simulated origin nothing is measured.
    let is_simulated = page.state().on_show().server == Some(Server::Sim);
    let last = lane.attempts.last().filter(|_| !is_simulated);
    let protocol = inspected.protocol.clone();
    html! {
        <section class="card inspector" id={&PANEL[1..]} tabindex="-1" aria-label={words.title} onkeydown={key}>
            <header>
                <h2>{ words.title }</h2>
                <button type="button" class="quiet" aria-label={words.close} title={words.close} onclick={shut}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                </button>
            </header>
            <p class="whose"><b translate="no">{ inspected.name.as_deref().unwrap_or(&lane.label).to_owned() }</b>{ " " }{ country.map(|name| said(&name)).unwrap_or_default() }</p>
            <p><code class="form" translate="no">{ inspected.watched.form.clone() }</code></p>
            <div class="tools">
                { button(false, words.cancel) }
                { button(true, words.abort) }
            </div>
            <p class="note" role="status">{ answer.map(|answer| said(&answer)).unwrap_or_default() }</p>
            if let Some(settled) = &lane.settled {
                { outcome(settled, last, protocol, inspected.watched.error.clone(), words) }
            }
            if lane.attempts.len() > 1 {
                <h3>{ words.requests }</h3>
                <ol class="tries" translate="no">
                    { for lane.attempts.iter().map(|attempt| html! { <li>{ quoting(&(words.request)(attempt)) }</li> }) }
                </ol>
            }
            if history.polls > 0 {
                <p class="note">{ said(&(words.polls)(history.polls, history.wakes)) }</p>
            }
            <ol class="turns" aria-label={words.history} translate="no">
                { for history.steps.iter().map(|step| turn(step, words)) }
            </ol>
        </section>
    }
}

/// How it ended; `error` says in the language of the page why there is no result.
fn outcome(
    settled: &Settled,
    last: Option<&Attempt>,
    protocol: Option<Rc<str>>,
    error: Option<String>,
    words: &InspectorTexts,
) -> Html {
    let status = settled.http_status.map(|status| format!("HTTP {status}"));
    let size = settled.bytes.map(bytes);
    let is_hidden = last.is_some_and(|last| last.phases.is_empty() && last.http_status.is_some());
    // By which the browser measured it, if it did.
    let protocol = protocol.filter(|_| !is_hidden && last.is_some());
    let protocol = protocol.map(|name| name.to_string());
    let result: Vec<String> = status.into_iter().chain(protocol).chain(size).collect();
    let result = (!result.is_empty()).then(|| (words.result, quoting(&result.join(", "))));
    let error = error.map(|error| (words.error, quoting(&error)));
    let phase = |phase: &Phase| {
        (
            (words.phase)(&phase.name),
            quoting(&(words.span)(phase.to.saturating_sub(phase.from))),
        )
    };
    let parts = last.and_then(|last| last.server.zip(last.on_the_way()));
    let parts = parts.into_iter().flat_map(|(server, way)| {
        let part = |name, time| (name, quoting(&(words.span)(time)));
        [part(words.server, server), part(words.way, way)]
    });
    let hidden = last
        .filter(|_| is_hidden)
        .map(|last| match last.redirected {
            true => words.hidden_redirected,
            false => words.hidden_elsewhere,
        });
    let hidden = hidden.map(|why| (words.phases, quoting(why)));
    let facts: Vec<_> = (result.into_iter())
        .chain(error)
        .chain(settled.phases.iter().map(phase))
        .chain(parts)
        .chain(hidden)
        .collect();
    if facts.is_empty() {
        return Html::default();
    }
    html! {
        <dl translate="no">
            { for facts.into_iter().map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

fn turn(step: &Step, words: &InspectorTexts) -> Html {
    let look = match step.turn {
        Turn::Submitted | Turn::Started(_) | Turn::Settled(_) | Turn::Delivered(_) => "state",
        _ => "inner",
    };
    html! {
        <li class={look}><span>{ seconds(step.at) }</span>{ " " }<span>{ quoting(&(words.turn)(&step.turn)) }</span></li>
    }
}
