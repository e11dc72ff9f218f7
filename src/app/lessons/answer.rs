//! What was answered, beside what was measured, and why.

use yew::prelude::*;

use super::marks::marked;
use super::question::Room;
use crate::app::components::parts::Table;
use crate::app::components::said;
use crate::app::format::unbroken;
use crate::app::hooks::Page;
use crate::config::Lang;
use crate::lessons::{Beside, Lesson, Question, Ran, Verdict, curve, speedup, text};
use crate::tell::words;

/// A sentence whose words wear the mark of the picture.
pub fn marks(lang: Lang, text: &str) -> Html {
    let text = unbroken(text);
    let part = |(class, part): (Option<&'static str>, &str)| match class {
        Some(class) => html! { <span class={classes!("mark-of", class)}>{ part }</span> },
        None => html! { { part } },
    };
    let parts: Html = marked(lang, &text).into_iter().map(part).collect();
    html! { <span key={text.clone()}>{ parts }</span> }
}

/// What a reader answered.
#[derive(Default)]
pub struct Given {
    /// The answer that was chosen.
    pub answer: Option<usize>,
    /// The curve that was drawn, where one was asked for.
    pub curve: Vec<f64>,
}

/// The answer; nothing before the runs of the question are over.
pub fn answer(
    page: &Page,
    lesson: &Lesson,
    asked: &Question,
    given: &Given,
    room: &Room,
    all: &[Ran],
    drawing: Html,
) -> Html {
    let Some(ran) = lesson.answered_by(all) else {
        return Html::default();
    };
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let measured = (lesson.check)(&ran);
    let why = (lesson.why)(&ran, lang);
    if measured.is_none() && why.is_none() {
        return Html::default();
    }
    let beside = lesson.table.and_then(|beside| beside(&ran, lang));
    let has_answers = !asked.answers.is_empty();
    // A curve is not chosen among others: what was drawn is held against what was measured.
    let curve = (ran.iter().copied().find_map(curve)).filter(|_| !has_answers);
    let drawn = (curve.as_ref()).and_then(|curve| speedup::met(curve, &given.curve));
    let beside = beside.or_else(|| Some(speedup::beside(curve.as_ref()?, &given.curve, lang)));
    let given = given.answer;
    let verdict = match drawn {
        Some(None) => Verdict::Right,
        Some(Some(_)) => Verdict::Wrong,
        None => Verdict::of(given, measured),
    };
    let text_of = |index: usize| asked.answers.get(index).map(|answer| &*answer.text);
    let yours = given.and_then(text_of).unwrap_or(words.no_answer);
    let met = given
        .filter(|_| verdict == Verdict::Wrong)
        .and_then(|given| Some(asked.answers.get(given)?.met))
        .or_else(|| Some(text(lang, drawn??)));
    let look = match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong-one",
        _ => "open",
    };
    let hands = room
        .hands
        .beside(asked)
        .enumerate()
        .map(|(index, (text, hands))| {
            let is_it = measured == Some(index);
            html! {
                <li class={is_it.then_some("measured")}>
                    <span>{ text.to_owned() }</span>{ " " }<b>{ (words.hands)(hands) }</b>
                    if is_it {
                        { " " }<em>{ words.measured }</em>
                    }
                </li>
            }
        });
    html! {
        <section class={classes!("card", "answer", look)} aria-labelledby="answer">
            <header><h2 id="answer">{ words.answer }</h2></header>
            if *room.counts && has_answers {
                <ol class="hands">{ for hands }</ol>
            } else if has_answers {
                <dl>
                    <dt>{ words.yours }</dt><dd>{ said(yours) }</dd>
                    <dt>{ words.measured }</dt>
                    <dd>{ said(measured.and_then(text_of).unwrap_or(words.none_of_them)) }</dd>
                </dl>
            }
            { drawing }
            if verdict == Verdict::Right {
                <p class="met">{ words.right }</p>
            }
            { met.map(|met| html! { <p class="met">{ marks(lang, met) }</p> }).unwrap_or_default() }
            { why.map(|why| html! { <p class="why">{ marks(lang, &why) }</p> }).unwrap_or_default() }
            { beside.map(table).unwrap_or_default() }
        </section>
    }
}

/// In the place of the answer: that settings of one's own ask something else, and the way back to the question's.
pub fn aside(page: &Page, back: Callback<MouseEvent>) -> Html {
    let words = words::lessons::of(page.state().lang);
    html! {
        <p class="note">{ said(words.aside) }{ " " }
            <button type="button" class="button small" onclick={back}>{ words.back }</button>
        </p>
    }
}

/// Two runs of the same settings of one's own, beside each other.
pub fn own_twice(page: &Page, lesson: &Lesson, all: &[Ran]) -> Html {
    let (lang, words) = (page.state().lang, words::lessons::of(page.state().lang));
    let shown = lesson.twice.zip(Lesson::own_twice(all));
    let Some((said, beside)) = shown.and_then(|(twice, ran)| twice(ran, lang)) else {
        return Html::default();
    };
    html! {
        <section class="card answer open" aria-labelledby="own-twice">
            <header><h2 id="own-twice">{ words.own_twice }</h2></header>
            <p class="why">{ marks(lang, &said) }</p>
            { table(beside) }
        </section>
    }
}

/// Runs beside each other.
fn table(beside: Beside) -> Html {
    let bound = |row: &Vec<String>| row.iter().map(|cell| unbroken(cell)).collect();
    let table = Table {
        class: "figures",
        name: beside.name,
        heads: &beside.heads,
        header: 0,
        rows: beside.rows.iter().map(bound).collect(),
    };
    html! {
        <>
            <div class="beside">{ table.view() }</div>
            if !beside.note.is_empty() {
                <p class="note">{ said(beside.note) }</p>
            }
        </>
    }
}
