//! Where one is in the lessons: the place in the chapter, and the ways on.

use yew::prelude::*;

use super::memory::Memory;
use crate::app::browser::focus;
use crate::app::common::follow;
use crate::app::components::said;
use crate::app::hooks::Page;
use crate::lessons::{LESSONS, Lesson, text};
use crate::tell::words;

fn address(page: &Page, lesson: &Lesson) -> String {
    // Who shows them to a room goes on as large.
    let embed = if page.state().config.embed {
        "&embed=1"
    } else {
        ""
    };
    page.state().address_for(&format!(
        "experiment=lessons&lesson={}{embed}",
        lesson.number
    ))
}

/// The place in the chapter, and the ways back and on.
pub fn head(page: &Page, lesson: &Lesson) -> Html {
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let index = lesson.index();
    let way = |to: Option<&&'static Lesson>, name: &'static str, class: &'static str| match to {
        Some(to) => {
            let title = text(lang, to.title);
            html! { <a {class} href={address(page, to)} {title}>{ said(name) }</a> }
        }
        None => Html::default(),
    };
    let previous = index.checked_sub(1).and_then(|index| LESSONS.get(index));
    html! {
        <div class="lesson-head">
            <p class="note">{ said(text(lang, lesson.place)) }</p>
            <nav class="ways" aria-label={words.title} onclick={follow}>
                { way(previous, words.previous, "button small") }
                <button type="button" class="quiet" onclick={|_| focus("#lessons")}>
                    { said(&(words.of_all)(index + 1, LESSONS.len())) }
                </button>
                { way(LESSONS.get(index + 1), words.next, "button small main") }
            </nav>
        </div>
    }
}

/// The list of all lessons, with what was done of each, and a way to have all forgotten.
pub fn all(page: &Page, lesson: &Lesson, memory: &Memory) -> Html {
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let kept = memory.kept();
    let item = |one: &&'static Lesson| {
        let current = (one.number == lesson.number).then_some("page");
        let reached = (0..one.goals.len())
            .filter(|goal| kept.is_reached(one.number, *goal))
            .count();
        let done = (words.reached)(reached, one.goals.len(), kept.answer(one.number).is_some());
        html! {
            <li class={kept.is_done(one.number).then_some("done")} value={one.number.to_string()}>
                <a href={address(page, one)} aria-current={current}>
                    <b>{ text(lang, one.title) }</b>
                    if !done.is_empty() {
                        { " " }<span>{ said(&done) }</span>
                    }
                </a>
            </li>
        }
    };
    let forget = {
        let memory = memory.clone();
        Callback::from(move |_: MouseEvent| memory.change(|_| Default::default()))
    };
    let note = match memory.lasts() {
        true => words.kept_note,
        false => words.not_kept_note,
    };
    html! {
        <nav class="card lesson-list" id="lessons" tabindex="-1" aria-labelledby="all-lessons" onclick={follow}>
            <header><h2 id="all-lessons">{ words.all }</h2></header>
            <ol>{ for LESSONS.iter().map(item) }</ol>
            if !kept.is_empty() {
                <p class="note">{ said(note) }{ " " }
                    <button type="button" class="button small" onclick={forget}>{ words.forget }</button>
                </p>
            }
        </nav>
    }
}
