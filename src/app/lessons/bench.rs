//! The playground of the lessons that are about single futures: its futures, what can be asked of each, and
//! the transcript.

use std::rc::Rc;
use std::time::Duration;

use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::answer::marks;
use crate::app::browser::looked_at;
use crate::app::components::actions::Pair;
use crate::app::components::{aria, quoting, said_sentence};
use crate::app::hooks::{Heartbeat, Page, Pulse, use_page};
use crate::app::inspector::{Inspected, inspector};
use crate::app::run::Watched;
use crate::app::state::Action;
use crate::future::{FutureHandle, State};
use crate::lessons::playground::{Call, Line, MAX_WORKERS, PlayFacts, Playground, Said, Script};
use crate::lessons::{Extra, Lesson, Ran, Show};
use crate::runtime::BrowserRuntime;
use crate::tell::words;
use crate::tell::words::errors;
use crate::tell::words::lessons::{CallWords, LessonTexts};
use crate::workers::hardware_concurrency;

/// How long a task may take, and how long `result` may wait, in tenths of a second.
const TAKES: [u64; 5] = [5, 10, 20, 50, 100];
const PATIENCE: [u64; 4] = [0, 5, 10, 30];

/// The playground on the page.
#[derive(Clone, PartialEq, Properties)]
pub struct BenchProps {
    /// Whose heartbeat makes the page follow.
    pub heartbeat: Heartbeat,
    /// The playground.
    pub bench: UseStateHandle<Option<Playground>>,
}

/// The fields of the form.
#[derive(Clone, Default)]
struct Fields {
    takes: NodeRef,
    fails: NodeRef,
    patience: NodeRef,
}

/// What a button does.
#[derive(Clone, Copy)]
enum Press {
    Submit,
    Map,
    Shutdown,
    Anew,
    Ask(usize, Asked),
}

/// What a button of a future asks of it.
#[derive(Clone, Copy)]
enum Asked {
    Done,
    Exception,
    Cancel,
    Abort,
    AddDoneCallback,
    Result,
}

/// The playground on the page.
#[component]
pub fn Bench(props: &BenchProps) -> Html {
    let page = use_page();
    let words = words::lessons::of(page.state().lang);
    let bench = &props.bench;
    let fields = use_memo((), |()| Fields::default());
    let end = use_node_ref();
    let lines = bench.as_ref().map_or(0, |bench| bench.lines().len());
    {
        let end = end.clone();
        use_effect_with(lines, move |_| {
            // Stays at the end, where what is new is.
            if let Some(element) = end.cast::<HtmlElement>() {
                element.set_scroll_top(element.scroll_height());
            }
        });
    }
    let Some(playground) = (**bench).clone() else {
        return Html::default();
    };
    let button = |look: &'static str,
                  text: &'static str,
                  named: Option<String>,
                  off: bool,
                  press: Press| {
        let (playground, fields) = (playground.clone(), fields.clone());
        let (bench, pulse) = (bench.setter(), props.heartbeat.pulse().clone());
        let page = page.clone();
        let press = Callback::from(move |_: MouseEvent| {
            if matches!(press, Press::Anew) {
                playground.clear();
                page.dispatch(Action::Select(None));
                bench.set(open(&pulse));
            } else {
                act(&playground, &fields, press);
            }
        });
        html! {
            <button type="button" class={look} aria-label={named} disabled={off} onclick={press}>{ text }</button>
        }
    };
    let is_closed = playground.is_playing() || playground.is_shut_down();
    let (nothing, futures) = (playground.futures().is_empty(), playground.futures());
    let label = |nth: usize| {
        let record = playground.record();
        record
            .lanes()
            .get(nth)
            .map(|lane| lane.label.clone())
            .unwrap_or_default()
    };
    let row = |(nth, future): (usize, &FutureHandle<String>)| {
        let name = format!("f{}", future.id());
        let is_over = future.done();
        let chosen = Some((0, nth));
        let is_chosen = page.state().show().selected == chosen;
        let opens = (words::inspector::of(page.state().lang).open)(&name);
        let open = {
            let page = page.clone();
            Callback::from(move |event: MouseEvent| {
                looked_at(f64::from(event.client_y()));
                page.dispatch(Action::Select(chosen.filter(|_| !is_chosen)));
            })
        };
        let ask = |call: CallWords, asked: Asked, off: bool| {
            let CallWords { code, text } = call;
            button(
                "button small code",
                code,
                Some(format!("{text} {name}")),
                off,
                Press::Ask(nth, asked),
            )
        };
        let state = match future.state() {
            State::Pending => "pending",
            State::Running => "running",
            State::Cancelled => "cancelled",
            State::Finished if future.failed() => "raised",
            State::Finished => "finished",
        };
        html! {
            <li class={state}>
                <button type="button" class="quiet name" id={name.clone()} translate="no" aria-label={opens}
                    aria-expanded={aria(is_chosen)} onclick={open}>{ &name }</button>
                <code class="form" translate="no">{ future.to_string() }</code>
                <code class="line" translate="no">{ format!("{name} = executor.submit(download, '{}')", label(nth)) }</code>
                <span class="tools">
                    { ask(words.calls.done, Asked::Done, false) }
                    { " " }
                    { ask(words.calls.cancel, Asked::Cancel, is_over) }
                    { " " }
                    { ask(words.calls.abort, Asked::Abort, is_over) }
                    { " " }
                    { ask(words.calls.add_done_callback, Asked::AddDoneCallback, false) }
                    { " " }
                    { ask(words.calls.result, Asked::Result, false) }
                    { " " }
                    { ask(words.calls.exception, Asked::Exception, false) }
                </span>
            </li>
        }
    };
    html! {
        <>
            <p class="headline" role="status">{ said_sentence(&headline(&playground, words)) }</p>
            <section class="card futures">
                <header><h2 id="futures">{ words.futures }</h2></header>
                <form class="by-hand" aria-label={words.by_hand} onsubmit={|event: SubmitEvent| event.prevent_default()}>
                    { select(words, ("takes", words.takes), &fields.takes, &TAKES, 2) }
                    { select(words, ("patience", words.patience), &fields.patience, &PATIENCE, 1) }
                    <label class="check field">
                        <input type="checkbox" name="fails" ref={fields.fails.clone()} />
                        { words.fails }
                    </label>
                    <span class="tools">
                        { button("button small", words.submit, None, playground.is_shut_down(), Press::Submit) }
                        { " " }
                        { button("button small", words.map, None, is_closed, Press::Map) }
                        { " " }
                        { button("button small", words.shutdown, None, is_closed, Press::Shutdown) }
                        { " " }
                        { button("button small", words.anew, None, nothing && !is_closed, Press::Anew) }
                    </span>
                </form>
                if nothing {
                    <p class="empty">{ words.no_futures }</p>
                } else {
                    <ol aria-labelledby="futures">{ for futures.iter().enumerate().map(row) }</ol>
                }
            </section>
            <section class="card">
                <header><h2 id="console">{ words.console }</h2></header>
                if lines == 0 {
                    <p class="empty">{ words.no_lines }</p>
                } else {
                    <div ref={end} class="log" tabindex="0" role="region" aria-labelledby="console">
                        { for playground.lines().iter().map(|said| line(said, words)) }
                    </div>
                }
            </section>
        </>
    }
}

/// Start, which plays the script of a lesson, and Cancel, which stops what runs.
pub fn start_bench(
    page: &Page,
    bench: &UseStateHandle<Option<Playground>>,
    heartbeat: &Heartbeat,
    lesson: &'static Lesson,
    pair: &Pair,
) -> Html {
    let texts = page.texts();
    let is_playing = bench.as_ref().is_some_and(Playground::is_playing);
    let name = format!("{} · {}", texts.start, texts.cancel);
    let start = {
        let (bench, pulse) = (bench.clone(), heartbeat.pulse().clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Show::Play(script) = lesson.show else {
                return;
            };
            if let Some(bench) = &*bench {
                bench.clear();
            }
            let fresh = open(&pulse);
            if let Some(fresh) = &fresh {
                fresh.play(script);
            }
            bench.set(fresh);
        })
    };
    let cancel = {
        let bench = bench.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(bench) = &*bench {
                bench.clear();
            }
        })
    };
    html! {
        <form id="start" class="controls panel" aria-label={texts.settings} onsubmit={start}>
            <div ref={pair.group.clone()} class="actions" role="group" aria-label={name} tabindex="-1">
                <button ref={pair.start.clone()} type="submit" class="button main" disabled={is_playing}>{ texts.start }</button>
                <button ref={pair.cancel.clone()} type="button" class="button" disabled={!is_playing} onclick={cancel}>{ texts.cancel }</button>
            </div>
        </form>
    }
}

/// The future that is looked at, and what a future is.
pub fn beside_bench(
    page: &Page,
    bench: &UseStateHandle<Option<Playground>>,
    lesson: &Lesson,
) -> Html {
    let words = words::lessons::of(page.state().lang);
    let inspected = |playground: &Playground| {
        let record = playground.record();
        let futures = playground.futures();
        let inspected = page.state().show().selected.and_then(|(_, nth)| {
            let future = futures.get(nth)?;
            let from = format!("#f{}", future.id());
            let why = |error: &_| errors::future(page.state().lang, error, errors::task);
            Some(Inspected::new(
                &record,
                nth,
                Watched::of(future, why),
                None,
                from,
            ))
        });
        inspector(page, inspected)
    };
    html! {
        <>
            { bench.as_ref().map(inspected).unwrap_or_default() }
            if lesson.extra == Some(Extra::Guide) {
                <section class="card guide">
                    <header><h2>{ words.guide_title }</h2></header>
                    { for words.guide.iter().map(|text| html! { <p>{ marks(page.state().lang, text) }</p> }) }
                </section>
            }
        </>
    }
}

/// What the playground shows so far, for the lesson to read. While its script plays, or before it did, it is
/// no answer.
pub fn ran_of(playground: &Playground, lesson: &Lesson) -> Ran {
    let config = lesson.first();
    let mut ran = Ran {
        parts: vec![(config.clone(), playground.record().clone())],
        config,
        lines: playground.lines().clone(),
        cores: hardware_concurrency(),
        ..Ran::default()
    };
    let is_answer = !playground.is_playing() && (lesson.check)(&[&ran]).is_some();
    ran.step = is_answer.then_some(0);
    ran
}

/// A new playground whose changes the page follows.
pub fn open(pulse: &Rc<Pulse>) -> Option<Playground> {
    let pulse = pulse.clone();
    let opened = Playground::new(Rc::new(BrowserRuntime), Rc::new(move || pulse.mark()));
    // Only a limit of zero is refused.
    opened.ok()
}

fn act(playground: &Playground, fields: &Fields, press: Press) {
    let chosen = |field: &NodeRef, otherwise: u64| {
        let field = field.cast::<HtmlSelectElement>();
        let tenths = field.and_then(|field| field.value().parse().ok());
        Duration::from_millis(tenths.unwrap_or(otherwise) * 100)
    };
    match press {
        Press::Submit => {
            let fails = fields.fails.cast::<HtmlInputElement>();
            let fails = fails.is_some_and(|fails| fails.checked());
            playground.submit(chosen(&fields.takes, TAKES[2]), fails);
        }
        Press::Map => playground.play(Script::Map),
        Press::Shutdown => playground.shutdown(),
        Press::Anew => playground.clear(),
        Press::Ask(nth, asked) => {
            let call = match asked {
                Asked::Done => Call::Done,
                Asked::Exception => Call::Exception(chosen(&fields.patience, PATIENCE[1])),
                Asked::Cancel => Call::Cancel,
                Asked::Abort => Call::Abort,
                Asked::AddDoneCallback => Call::AddDoneCallback,
                Asked::Result => Call::Result(chosen(&fields.patience, PATIENCE[1])),
            };
            playground.ask(nth, call);
        }
    }
}

/// A choice of times. Its label does not hold it: else what is chosen would be read as part of the name.
fn select(
    words: &LessonTexts,
    (id, name): (&'static str, &'static str),
    field: &NodeRef,
    choices: &[u64],
    usual: usize,
) -> Html {
    let option = |(index, tenths): (usize, &u64)| {
        html! {
            <option value={tenths.to_string()} selected={index == usual}>{ (words.tenths)(*tenths) }</option>
        }
    };
    html! {
        <div class="field">
            <label for={id}>{ name }</label>
            <select {id} ref={field.clone()}>{ for choices.iter().enumerate().map(option) }</select>
        </div>
    }
}

/// What there is to say: what to do, how it stands, or what was measured.
fn headline(playground: &Playground, words: &LessonTexts) -> String {
    let record = playground.record();
    if let Some(facts) = PlayFacts::of(&record, MAX_WORKERS, &playground.callbacks()) {
        return (words.summary)(&facts);
    }
    let (all, done) = (record.lanes().len(), record.settled());
    if all == 0 {
        return (words.ready)(MAX_WORKERS);
    }
    let running = record.in_flight();
    (words.now)(running, all - done - running, done)
}

/// A line of the transcript: the call, and what it answered.
fn line(Line { call, said, .. }: &Line, words: &LessonTexts) -> Html {
    let look = match said {
        Said::Refused(_) | Said::Raised(_) | Said::Lost(_) | Said::TimedOut | Said::Cancelled => {
            "bad"
        }
        _ => "said",
    };
    html! {
        <p class={look}>
            <span translate="no">{ call }</span>{ " → " }{ quoting(&(words.said)(said)) }
        </p>
    }
}
