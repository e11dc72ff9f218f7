//! The question, and its answers: to be chosen by a reader, or counted by a teacher.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::answer::marks;
use super::memory::Memory;
use crate::app::components::aria;
use crate::app::hooks::Page;
use crate::lessons::{Answer, Hands, Lesson, Question};
use crate::tell::words;

/// A room's answers, while a teacher counts them.
#[derive(Clone, PartialEq)]
pub struct Room {
    /// Whether hands are counted.
    pub counts: UseStateHandle<bool>,
    /// The hands.
    pub hands: UseStateHandle<Hands>,
}

/// The question. Of a curve that is drawn, `drawing` stands in the place of answers.
pub fn question(
    page: &Page,
    lesson: &Lesson,
    asked: &Question,
    memory: &Memory,
    room: &Room,
    drawing: Html,
    is_answered: bool,
) -> Html {
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let chosen = memory.kept().answer(lesson.number);
    let number = lesson.number;
    let choose = {
        let memory = memory.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Ok(answer) = input.value().parse() {
                memory.change(|kept| kept.with_answer(number, answer));
            }
        })
    };
    let choice = |(index, answer): (usize, &Answer)| {
        html! {
            <label key={index}>
                // Enter starts, as in any field of the form.
                <input type="radio" name="answer" form="start" value={index.to_string()} checked={chosen == Some(index)}
                    disabled={is_answered} onchange={choose.clone()} />
                <span>{ &answer.text }</span>
            </label>
        }
    };
    let count = |(index, answer): (usize, &Answer)| {
        let hands = room.hands.clone();
        let typed = Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            hands.set(hands.with(index, &input.value()));
        });
        let now = room.hands.of(index);
        html! {
            <label key={index} class="counted">
                <span>{ &answer.text }</span>
                <input type="text" inputmode="numeric" autocomplete="off" size="4" value={now.to_string()}
                    aria-label={(words.hands_for)(&answer.text)} oninput={typed} />
            </label>
        }
    };
    let toggle = {
        let counts = room.counts.clone();
        Callback::from(move |_: MouseEvent| counts.set(!*counts))
    };
    let has_answers = !asked.answers.is_empty();
    html! {
        <div role="group" class={classes!("question", room.counts.then_some("large"))} aria-labelledby="question"
            aria-describedby="asked">
            <h2 id="question">{ words.question }</h2>
            <p id="asked">{ marks(lang, &asked.text) }</p>
            if *room.counts && has_answers {
                <div class="answers">{ for asked.answers.iter().enumerate().map(count) }</div>
            } else if has_answers {
                <div class="answers">{ for asked.answers.iter().enumerate().map(choice) }</div>
            } else {
                { drawing }
            }
            if has_answers {
                <button type="button" class="quiet teach" aria-pressed={aria(*room.counts)} onclick={toggle}>{ words.count_hands }</button>
            }
        </div>
    }
}
