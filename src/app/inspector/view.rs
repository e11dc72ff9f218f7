//! The panel: beside the timeline, or over the page where there is no room beside it.

use yew::prelude::*;

use super::texts::{self, InspectorTexts};
use super::{History, Step, Turn};
use crate::app::browser;
use crate::app::format::{bytes, seconds};
use crate::app::hooks::{Page, Run};
use crate::app::state::Action;
use crate::fetch::FetchError;
use crate::race::Race;
use crate::record::{FutureId, Outcome, Phase, Settled};

/// Selector of the panel, for moving the focus there.
pub const PANEL: &str = "#inspector";

/// The history of the lane that was chosen; nothing if none was, or it has no future yet. Follows
/// the run as the rest of the page does.
pub fn inspector(page: &Page, run: &Run) -> Html {
    let chosen = page.state().selected.and_then(|(index, id)| {
        let (_, recorder) = run.runs().get(index)?.clone();
        Some((run.race()?, index, recorder, id))
    });
    let Some((race, index, recorder, id)) = chosen else {
        return Html::default();
    };
    let record = recorder.record();
    let (Some(lane), Some(future)) = (record.lanes().get(id), race.future(index, id)) else {
        return Html::default();
    };
    let words = texts::of(page.state().lang);
    let history = History::of(&record, id);
    let answer = history.steps.iter().rev().find_map(|step| match step.turn {
        Turn::CancelAsked(_) | Turn::AbortAsked(_) => Some((words.turn)(&step.turn)),
        _ => None,
    });
    let is_over = future.done();
    let error = future.inspect(|outcome| {
        let error = outcome?.err()?.task_error()?.downcast_ref::<FetchError>()?;
        Some(error.sentence(page.state().lang))
    });
    let country = browser::country(page.texts().tag, &lane.label);
    let key = {
        let page = page.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.prevent_default();
                close(&page, index);
            }
        })
    };
    let shut = {
        let page = page.clone();
        Callback::from(move |_: MouseEvent| close(&page, index))
    };
    html! {
        <section class="card inspector" id={&PANEL[1..]} tabindex="-1" aria-label={words.title} onkeydown={key}>
            <header>
                <h2>{ words.title }</h2>
                <button type="button" class="quiet" aria-label={words.close} title={words.close} onclick={shut}>
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
                </button>
            </header>
            <p class="whose"><b>{ &*lane.label }</b>{ for country }</p>
            <p><code class="form" translate="no">{ future.to_string() }</code></p>
            <div class="tools">
                { ask(&race, index, id, false, words.cancel, is_over) }
                { ask(&race, index, id, true, words.abort, is_over) }
            </div>
            <p class="note" role="status">{ answer.unwrap_or_default() }</p>
            { for lane.settled.as_ref().map(|settled| outcome(settled, error, words)) }
            <p class="note">{ (words.polls)(history.polls, history.wakes) }</p>
            <ol class="turns" aria-label={words.history}>
                { for history.steps.iter().map(|step| turn(step, words)) }
            </ol>
        </section>
    }
}

/// Closes the panel and gives the focus back to the lanes.
fn close(page: &Page, index: usize) {
    page.dispatch(Action::Select(None));
    browser::focus(&format!("[aria-activedescendant='lane-{index}']"));
}

/// A button that cancels or aborts; what it answers stands in the record.
fn ask(
    race: &Race,
    index: usize,
    id: FutureId,
    abort: bool,
    text: &'static str,
    is_over: bool,
) -> Html {
    let race = race.clone();
    let ask = Callback::from(move |_: MouseEvent| {
        let _answer = if abort {
            race.abort_future(index, id)
        } else {
            race.cancel_future(index, id)
        };
    });
    html! {
        <button type="button" class="button small" disabled={is_over} onclick={ask}>{ text }</button>
    }
}

/// How it ended. `error` is the fetch's own, in the language of the page; what else can go wrong is
/// told as the record has it.
fn outcome(settled: &Settled, error: Option<String>, words: &InspectorTexts) -> Html {
    let status = settled.http_status.map(|status| format!("HTTP {status}"));
    let size = settled.bytes.map(bytes);
    let result: Vec<String> = status.into_iter().chain(size).collect();
    let result = (!result.is_empty()).then(|| (words.result, result.join(", ")));
    let error = (settled.outcome != Outcome::Ok)
        .then(|| error.or_else(|| settled.error.as_deref().map(str::to_owned)))
        .flatten()
        .map(|error| (words.error, error));
    let phase = |phase: &Phase| {
        (
            (words.phase)(&phase.name),
            (words.span)(phase.to.saturating_sub(phase.from)),
        )
    };
    let facts = (result.into_iter())
        .chain(error)
        .chain(settled.phases.iter().map(phase));
    html! {
        <dl>
            { for facts.map(|(name, value)| html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> }) }
        </dl>
    }
}

fn turn(step: &Step, words: &InspectorTexts) -> Html {
    let look = match step.turn {
        Turn::Submitted | Turn::Started(_) | Turn::Settled(_) | Turn::Delivered(_) => "state",
        _ => "inner",
    };
    html! {
        <li class={look}><span>{ seconds(step.at) }</span>{ (words.turn)(&step.turn) }</li>
    }
}
