//! What there is to tell of a program: where it stands, what it printed, its futures.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use super::driver::{End, Phase, PythonRun};
use super::here::has_jspi;
use super::results::results;
use crate::app::components::{quoting, said};
use crate::app::format::{decimal, seconds, span_in};
use crate::app::hooks::Page;
use crate::app::origins::Servers;
use crate::app::run::Run;
use crate::config::Lang;
use crate::python::{MEGABYTES, TIME_LIMIT};
use crate::record::Outcome;
use crate::tell::words;
use crate::tell::words::python::Words;

/// Where it stands, in a sentence.
pub fn status(run: &Run, words: &'static Words) -> Html {
    let told = run.driven(|python: &PythonRun| (python.phase(), python.python()));
    let sentence = match &told {
        _ if !has_jspi() => words.no_jspi.to_owned(),
        None => (words.intro)(MEGABYTES.0, MEGABYTES.1),
        Some((Phase::Loading(bytes), _)) => {
            (words.loading)(&decimal(*bytes as f64 / 1e6, 1), MEGABYTES.0)
        }
        Some((Phase::Running, version)) => (words.running)(version.as_deref().unwrap_or_default()),
        Some((Phase::Over(end), _)) => match end {
            End::Code(code) => (words.over)(*code),
            End::Stopped => words.stopped.to_owned(),
            End::TooLong => (words.too_long)(TIME_LIMIT.as_secs() / 60),
            End::Stuck(_) => words.stuck.to_owned(),
            End::Died(why) => (words.died)(why),
        },
    };
    let places = match told {
        Some((Phase::Over(End::Stuck(places)), _)) => places,
        _ => Vec::new(),
    };
    html! {
        <>
            <p class="note" role="status">{ quoting(&sentence) }</p>
            if !places.is_empty() {
                <pre class="terminal" tabindex="0" lang="en" translate="no">{ places.join("\n") }</pre>
            }
        </>
    }
}

/// How long the workers of its pools took to start, if it has such.
pub fn interpreters(run: &Run, words: &'static Words) -> Html {
    let told = run.driven(PythonRun::interpreters).flatten();
    let Some((count, slowest)) = told else {
        return Html::default();
    };
    html! { <p class="note">{ said(&(words.interpreters)(count, &seconds(slowest))) }</p> }
}

/// The terminal.
pub fn output(run: &Run, words: &'static Words) -> Html {
    let told = run.driven(|python: &PythonRun| {
        let terminal = python.terminal();
        (!terminal.is_empty()).then(|| (terminal.text(), terminal.gone()))
    });
    let Some((text, gone)) = told.flatten() else {
        return Html::default();
    };
    html! {
        <>
            if gone > 0 {
                <p class="note">{ said(&(words.gone)(gone)) }</p>
            }
            <Screen {text} name={words.output} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ScreenProps {
    text: String,
    name: &'static str,
}

/// What a program printed. Its end stays in sight while one does not look at something above it.
#[component]
fn Screen(props: &ScreenProps) -> Html {
    let place = use_node_ref();
    let below =
        |place: &Element| place.scroll_height() - place.scroll_top() - place.client_height();
    // Asked before it grows.
    let was_at_end = place
        .cast::<Element>()
        .is_none_or(|place| below(&place) < 8);
    {
        let place = place.clone();
        use_effect_with(props.text.len(), move |_| {
            if let Some(place) = place.cast::<Element>().filter(|_| was_at_end) {
                place.set_scroll_top(place.scroll_height());
            }
        });
    }
    html! {
        <pre ref={place} class="terminal" role="log" aria-live="off" aria-label={props.name} tabindex="0" lang="en" translate="no">{ props.text.clone() }</pre>
    }
}

/// How far the futures of a program were at the moment that is shown, if that is an earlier one.
pub fn sum_then(run: &Run, lang: Lang) -> Option<String> {
    let (at, whole, then) = (run.moment()?, run.whole().pop()?, run.newest()?);
    let (done, all) = (then.record().settled(), whole.record().lanes().len());
    Some((words::python::of(lang).sum_then)(
        done,
        all,
        &span_in(lang, at),
    ))
}

/// Its futures, once it has some.
pub fn futures(page: &Page, run: &Run, words: &'static Words) -> Html {
    let Some(recorder) = run.whole().pop() else {
        return Html::default();
    };
    if recorder.record().lanes().is_empty() {
        let is_running = matches!(run.driven(PythonRun::phase), Some(Phase::Running));
        return html! { if is_running { <p class="note">{ said(words.no_futures) }</p> } };
    }
    let sum = recorder.record().ended().map(|end| {
        let record = recorder.record();
        let (all, ok) = (record.lanes().len(), record.count(Outcome::Ok));
        let then = sum_then(run, page.state().lang);
        then.unwrap_or_else(|| (words.sum)(all, ok, &seconds(end)))
    });
    let found = match run.is_running() {
        true => Rc::default(),
        false => run.findings(&Servers::default(), page.state().lang),
    };
    html! {
        <>
            { sum.map(|sum| html! { <p class="headline">{ said(&sum) }</p> }).unwrap_or_default() }
            if !found.is_empty() {
                <ol class="findings" aria-label={page.texts().what_happened}>
                    { for found.iter().map(|one| html! { <li>{ said(&one.text) }</li> }) }
                </ol>
            }
            { results(page, run, words.futures) }
        </>
    }
}
