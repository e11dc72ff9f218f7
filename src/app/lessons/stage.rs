//! The screen of the lessons: the question and Start at the left, the run in the middle, what to try next
//! beside it.

use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use super::answer::{Given, answer, aside, marks, own_twice};
use super::ball::Ball;
use super::bench::{Bench, beside_bench, open, ran_of, start_bench};
use super::by_hand::SubmitOne;
use super::clock::WorkerClock;
use super::curve::Drawing;
use super::goals::goals;
use super::head::{all, head};
use super::memory::{Memory, use_memory};
use super::question::{Room, question};
use super::series::{Series, use_series};
use crate::app::browser;
use crate::app::components::actions::use_pair;
use crate::app::components::code::{Code, lit};
use crate::app::components::controls::controls;
use crate::app::components::strays::strays;
use crate::app::components::{race_beside, race_results, said};
use crate::app::hooks::{Page, use_heartbeat, use_page};
use crate::app::lab::components::controls::controls as lab_controls;
use crate::app::lab::components::{lab_beside, lab_results};
use crate::app::lab::headline::shows_clock;
use crate::app::origins::Servers;
use crate::app::screens::{Drive, Screen};
use crate::app::state::Action;
use crate::config::Experiment;
use crate::future::FutureHandle;
use crate::lessons::playground::Playground;
use crate::lessons::{Extra, Hands, Lesson, Question, Ran, Show, ball, curve, text};
use crate::tell::words;
use crate::workers::hardware_concurrency;

/// What stands for the lessons on the page, be they shown or not.
#[derive(Clone, PartialEq, Properties)]
pub struct LessonsStageProps {
    /// Who can answer, once that is known.
    pub servers: Option<Rc<Servers>>,
}

/// What stands for the lessons on the page, be they shown or not.
#[component]
pub fn LessonsStage(props: &LessonsStageProps) -> Html {
    let page = use_page();
    let is_shown = page.state().shows(Experiment::Lessons);
    let heartbeat = use_heartbeat(is_shown);
    let memory = use_memory();
    // Who shows it to a room, by a key, wants the question; a page that was opened in a frame of another asks nothing.
    let was_embedded = *use_state(|| page.state().config.embed);
    let room = Room {
        counts: use_state(|| false),
        hands: use_state(Hands::default),
    };
    let series = use_series(&page, &heartbeat, props.servers.as_ref(), &memory);
    let lesson = series.lesson;
    let bench = use_state(|| open(heartbeat.pulse()));
    let autorun = is_shown && page.state().config.autorun;
    {
        let (bench, hands) = (bench.clone(), room.hands.clone());
        let pulse = heartbeat.pulse().clone();
        let before = use_mut_ref(|| None);
        let left = use_mut_ref(HashMap::<usize, Playground>::new);
        use_effect_with(lesson.number, move |number| {
            let Some(before) = before.replace(Some(*number)) else {
                // As it was opened: what the address asks to start starts.
                if let (Show::Play(script), Some(bench), true) = (&lesson.show, &*bench, autorun) {
                    bench.play(*script);
                }
                return;
            };
            // Another lesson begins at its head: anew, or with the futures that are done as they were left.
            let mut left = left.borrow_mut();
            if let Some(bench) = &*bench {
                let is_done = bench.futures().iter().all(FutureHandle::done);
                bench.clear();
                if is_done && !bench.is_playing() {
                    left.insert(before, bench.clone());
                }
            }
            bench.set(left.remove(number).or_else(|| open(&pulse)));
            hands.set(Hands::default());
            browser::focus_in_place("[data-module=lab] h1");
        });
    }
    let played: Option<Ran> = match lesson.show {
        Show::Play(_) => bench.as_ref().map(|bench| ran_of(bench, lesson)),
        _ => None,
    };
    {
        let (memory, played) = (memory.clone(), played.clone());
        let events = played
            .as_ref()
            .map(|ran| (ran.lanes().len(), ran.lines.len()));
        use_effect_with(events, move |_| {
            if let Some(played) = played {
                memory.reach(lesson, &[played]);
            }
        });
    }
    let pair = use_pair(bench.as_ref().is_some_and(Playground::is_playing));
    use_title(&page, lesson, is_shown);
    if !is_shown {
        return Html::default();
    }
    let remembered = series.ran.borrow();
    let all_runs: &[Ran] = match &played {
        Some(played) => std::slice::from_ref(played),
        None => &remembered,
    };
    let servers = props.servers.clone().unwrap_or_default();
    let parts = Parts {
        is_embedded: was_embedded && page.state().config.embed,
        page: &page,
        lesson,
        memory: &memory,
        room: &room,
        ran: all_runs,
    };
    let inner = series.inner.clone();
    let is_answered = parts.is_answered();
    let is_playing = matches!(lesson.show, Show::Play(_));
    let is_aside = !is_playing && parts.is_aside(&series);
    html! {
        <>
            { parts.head() }
            <div class="asking">
                { parts.question() }
                if is_playing {
                    { start_bench(&page, &bench, &heartbeat, lesson, &pair) }
                } else {
                    <ContextProvider<Page> context={inner.clone()}>{ settings(&series) }</ContextProvider<Page>>
                }
            </div>
            <div class="stage" id="results" tabindex="-1">
                { strays(&page) }
                <div class={classes!("after", is_answered.then_some("open"), is_aside.then_some("told"))}>
                    // Told as soon as it is there: it is what a run of a lesson is for.
                    <div aria-live="polite">
                        { parts.answer() }
                        if is_aside {
                            { aside(&page, back(&series)) }
                        }
                    </div>
                    if is_answered {
                        { parts.goals() }
                    }
                </div>
                if is_playing {
                    <Bench heartbeat={heartbeat.clone()} bench={bench.clone()} />
                    { code(&page, &series, &servers) }
                } else {
                    { going(&page, &series) }
                    { own_twice(&page, lesson, all_runs) }
                    <ContextProvider<Page> context={inner.clone()}>
                        if lesson.extra == Some(Extra::SubmitOne) {
                            <SubmitOne servers={servers.clone()} />
                        }
                        { ball_of(lesson, all_runs) }
                        { results(&series, &servers) }
                    </ContextProvider<Page>>
                    { code(&page, &series, &servers) }
                }
            </div>
            <aside class="side">
                if is_playing {
                    { beside_bench(&page, &bench, lesson) }
                } else {
                    <ContextProvider<Page> context={inner}>{ beside(&series, &servers) }</ContextProvider<Page>>
                }
                if !is_answered {
                    { parts.goals() }
                }
                { parts.all() }
            </aside>
        </>
    }
}

/// The document is named by the lesson.
#[hook]
fn use_title(page: &Page, lesson: &'static Lesson, is_shown: bool) {
    use_effect_with(
        (page.state().lang, lesson.number, is_shown),
        move |(lang, _, is_shown)| {
            if *is_shown {
                browser::set_title(&format!("{} · Photofinish", text(*lang, lesson.title)));
            }
        },
    );
}

/// What stands around a run, whatever it is. Embedded, or started by its address, a lesson asks nothing.
struct Parts<'a> {
    is_embedded: bool,
    page: &'a Page,
    lesson: &'static Lesson,
    memory: &'a Memory,
    room: &'a Room,
    ran: &'a [Ran],
}

impl Parts<'_> {
    fn is_quiet(&self) -> bool {
        self.is_embedded || self.page.state().config.autorun
    }

    fn is_answered(&self) -> bool {
        self.lesson.answered_by(self.ran).is_some()
    }

    fn asked(&self) -> Question {
        (self.lesson.ask)(&self.lesson.first(), self.page.state().lang)
    }

    fn head(&self) -> Html {
        if self.is_embedded {
            return Html::default();
        }
        head(self.page, self.lesson)
    }

    fn question(&self) -> Html {
        if self.is_quiet() {
            return Html::default();
        }
        let is_answered = self.is_answered();
        let drawing = match is_answered {
            true => Html::default(),
            false => self.drawing(true),
        };
        question(
            self.page,
            self.lesson,
            &self.asked(),
            self.memory,
            self.room,
            drawing,
            is_answered,
        )
    }

    fn answer(&self) -> Html {
        let (kept, number) = (self.memory.kept(), self.lesson.number);
        let given = match self.is_quiet() {
            true => Given::default(),
            false => Given {
                answer: kept.answer(number),
                curve: kept.curve(number),
            },
        };
        let drawing = self.drawing(false);
        answer(
            self.page,
            self.lesson,
            &self.asked(),
            &given,
            self.room,
            self.ran,
            drawing,
        )
    }

    /// Whether what was run last asks something else.
    fn is_aside(&self, series: &Series) -> bool {
        let is_open = !self.is_quiet() && !series.inner.state().is_running();
        is_open && self.lesson.is_aside(self.ran)
    }

    /// The curve, of a lesson that has one: to be drawn, or with the measured one over it.
    fn drawing(&self, is_open: bool) -> Html {
        if !self.asked().answers.is_empty() {
            return Html::default();
        }
        let number = self.lesson.number;
        let draw = is_open.then(|| {
            let memory = self.memory.clone();
            Callback::from(move |curve: Vec<f64>| {
                memory.change(|kept| kept.with_curve(number, &curve));
            })
        });
        let cores = hardware_concurrency();
        let measured = (self.ran.iter().rev()).find_map(curve);
        let measured = measured.filter(|_| !is_open).map(Rc::new);
        let drawn = match self.is_quiet() {
            true => Vec::new(),
            false => self.memory.kept().curve(number),
        };
        html! { <Drawing {cores} curve={drawn} {measured} {draw} /> }
    }

    fn goals(&self) -> Html {
        goals(self.page, self.lesson, self.memory, self.ran)
    }

    fn all(&self) -> Html {
        if self.is_embedded {
            return Html::default();
        }
        all(self.page, self.lesson, self.memory)
    }
}

/// Sets the settings of the question again.
fn back(series: &Series) -> Callback<MouseEvent> {
    let (inner, lesson) = (series.inner.clone(), series.lesson);
    Callback::from(move |_| {
        if let Some(first) = lesson.step(0, &inner.state().config) {
            inner.dispatch(Action::Go(first.to_query()));
        }
    })
}

/// Start, Cancel and the settings, folded.
fn settings(series: &Series) -> Html {
    let (inner, view) = (&series.inner, &series.view);
    match drive(inner) {
        Drive::Race => controls(inner, view, &series.start),
        _ => lab_controls(inner, view, &series.start),
    }
}

/// Which of the question's runs is going, where there are several.
fn going(page: &Page, series: &Series) -> Html {
    let runs = series.lesson.runs().len();
    let is_going = series.inner.state().is_running() && runs > 1;
    let step = series.step.filter(|_| is_going);
    let nth = step.map(|step| (words::lessons::of(page.state().lang).nth_run)(step + 1, runs));
    // Where the page's own clock may stand still, another stands beside it.
    let config = series.inner.state().on_show();
    let has_clock = shows_clock(config.experiment, config.work.place);
    if nth.is_none() && !has_clock {
        return Html::default();
    }
    html! {
        <div class="going">
            <p class="note">{ nth.map(|nth| said(&nth)).unwrap_or_default() }</p>
            if has_clock {
                <WorkerClock key={page.state().theme.name()} />
            }
        </div>
    }
}

/// The newest measurement of passing data as a ball, in the lesson that is about it.
fn ball_of(lesson: &Lesson, all: &[Ran]) -> Html {
    let of = |ran: &Ran| ball::trips(&ran.rows);
    match all.iter().rev().find_map(of) {
        Some((bytes, trips)) if lesson.extra == Some(Extra::Ball) => {
            html! { <Ball {bytes} {trips} /> }
        }
        _ => Html::default(),
    }
}

/// The program of the settings, or the lesson's own while the settings are those of its question, and what it shows.
fn code(page: &Page, series: &Series, servers: &Rc<Servers>) -> Html {
    let Series { lesson, inner, .. } = series;
    let python = lesson.python.as_ref();
    let is_question = lesson.runs().is_empty() || lesson.step_of(&inner.state().config).is_some();
    let python = python.filter(|_| is_question);
    let of = match python.and_then(|python| python.own) {
        Some(_) => page,
        None => inner,
    };
    html! {
        <>
            if let Some(python) = python {
                <p class="note python">{ marks(page.state().lang, text(page.state().lang, python.shows)) }</p>
            }
            <ContextProvider<Page> context={of.clone()}><Code servers={servers.clone()} lit={lit(of, &series.view)} /></ContextProvider<Page>>
        </>
    }
}

fn results(series: &Series, servers: &Rc<Servers>) -> Html {
    let (inner, view) = (&series.inner, &series.view);
    match drive(inner) {
        Drive::Race => race_results(inner, view, servers),
        _ => lab_results(inner, view, servers),
    }
}

fn beside(series: &Series, servers: &Rc<Servers>) -> Html {
    let (inner, view) = (&series.inner, &series.view);
    match drive(inner) {
        Drive::Race => race_beside(inner, view, servers),
        _ => lab_beside(inner, view, servers),
    }
}

fn drive(inner: &Page) -> Drive {
    Screen::of(inner.state().config.experiment).drive
}
