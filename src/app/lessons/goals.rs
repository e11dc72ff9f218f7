//! What to try next, and how far one is.

use yew::prelude::*;

use super::answer::marks;
use super::memory::Memory;
use crate::app::components::said;
use crate::app::hooks::Page;
use crate::lessons::{Goal, Lesson, Ran, Show, text};
use crate::tell::words;

/// The goals of a lesson.
pub fn goals(page: &Page, lesson: &Lesson, memory: &Memory, all: &[Ran]) -> Html {
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let kept = memory.kept();
    let item = |(nth, goal): (usize, &Goal)| {
        let is_reached = kept.is_reached(lesson.number, nth);
        let far = Lesson::far(goal, all).filter(|_| !is_reached);
        let far = far.map(|(have, want)| (words.far)(have, want, text(lang, goal.unit)));
        html! {
            <li class={is_reached.then_some("reached")}>
                <span class="tick" aria-hidden="true"></span>
                <span>
                    { marks(lang, text(lang, goal.text)) }
                    if is_reached {
                        <span class="unseen">{ format!(" {}", words.is_reached) }</span>
                    }
                    { for far.map(|far| html! { <>{ " " }<span class="far">{ said(&far) }</span></> }) }
                </span>
            </li>
        }
    };
    let note = match lesson.show {
        Show::Play(_) => words.goals_by_hand,
        _ => words.goals_note,
    };
    html! {
        <section class="card goals">
            <header><h2 id="goals">{ words.goals }</h2></header>
            <ul aria-labelledby="goals">{ for lesson.goals.iter().enumerate().map(item) }</ul>
            <p class="note">{ said(note) }</p>
        </section>
    }
}
