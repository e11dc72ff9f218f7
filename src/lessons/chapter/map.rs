//! map keeps the order.

use std::time::Duration;

use super::super::{Answer, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig, Strategy};
use crate::stats::Waiting;

pub(super) static LESSON: Lesson = Lesson {
    number: 3,
    title: Told {
        en: "map keeps the order",
        zh: "map 保持顺序",
    },
    place: Told {
        en: "Fluent Python, “Experimenting with Executor.map”: 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Experimenting with Executor.map”一节：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Runs(&[
        "codes=pop20&limit=6&strategy=map&max_workers=6&delay=100-3000&seed=439397",
    ]),
    ask,
    check,
    why,
    table: None,
    twice: None,
    extra: None,
    python: None,
    goals: &[
        Goal::new(
            Told {
                en: "The same flags, and none held back",
                zh: "同样的国旗，一面也不等",
            },
            |ran| {
                let whole =
                    ran.is_whole() && ran.lanes().len() >= 6 && !ran.is(Strategy::Sequential);
                let free = whole && held_back(ran) == 0;
                (usize::from(free), 1)
            },
        ),
        Goal::new(
            Told {
                en: "Make map hold back eight completed flags",
                zh: "让 map 留住八面已完成的国旗",
            },
            |ran| {
                let held = if ran.is(Strategy::Map) {
                    held_back(ran)
                } else {
                    0
                };
                (held, 8)
            },
        ),
    ],
};

fn held_back(ran: &Ran) -> usize {
    ran.record().map_or(0, |record| Waiting::of(record).results)
}

/// By the plan: the first, the second, the slowest.
fn calculated(config: &RunConfig) -> Option<[(std::rc::Rc<str>, Duration); 3]> {
    let delays = say::planned(config);
    let slowest = delays.iter().max_by_key(|(_, delay)| *delay)?.clone();
    Some([delays.first()?.clone(), delays.get(1)?.clone(), slowest])
}

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let Some([first, second, last]) = calculated(config) else {
        let (text, answers) = (String::new(), Vec::new());
        return Question { text, answers };
    };
    let time = |(_, time): &(_, Duration)| say::time(lang, *time);
    let (one, two, all) = (time(&first), time(&second), time(&last));
    let (first, second, last) = (first.0, second.0, last.0);
    let flags = config.labels().len();
    let answer = |answer: String, met| Answer::new(answer, text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "map is given {flags} flags, all at once. The first, {first}, takes {one}; the second, {second}, {two}; the \
                 slowest, {last}, {all} (calculated). When do you have the second?"
            ),
            Lang::Zh => format!(
                "把 {flags} 面国旗交给 map，同时下载。第一面 {first} 要 {one}，第二面 {second} 要 {two}，最慢的 {last} 要 {all}（计算值）。什么时候拿到第二面？"
            ),
        },
        answers: vec![
            answer(
                match lang {
                    Lang::En => format!("after {two}, when it is completed"),
                    Lang::Zh => format!("{two}后，它一完成就拿到"),
                },
                Told {
                    en: "Many think so: results come as they are ready. That is as_completed; map hands them out in the order of submission.",
                    zh: "不少人这样想：谁先完成就先给谁。那是 as_completed；map 按提交的顺序给出结果。",
                },
            ),
            answer(
                match lang {
                    Lang::En => format!("after {one}, when the first is completed"),
                    Lang::Zh => format!("{one}后，等第一面完成"),
                },
                Told {
                    en: "With map it is so; these results were taken otherwise.",
                    zh: "用 map 就是这样；这里的结果是用别的方式取的。",
                },
            ),
            answer(
                match lang {
                    Lang::En => format!("after {all}, when all are completed"),
                    Lang::Zh => format!("{all}后，等全部完成"),
                },
                Told {
                    en: "Many think so: map collects everything first. It hands out each result as soon as its turn has come.",
                    zh: "不少人这样想：map 先把结果收齐。其实轮到谁、谁已完成，就立刻给出。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    calculated(&ran.config)?;
    let [first, second, ..] = ran.lanes() else {
        return None;
    };
    // What it came with, by what was measured: on a busy machine all of it is later than was calculated.
    let last = ran.lanes().iter().filter_map(|lane| lane.finished).max()?;
    say::nearest(
        second.delivered?,
        &[second.finished?, first.finished?, last],
    )
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let [first, second, ..] = ran.lanes() else {
        return None;
    };
    let (completed, delivered) = (second.finished?, second.delivered?);
    let time = |time| say::time(lang, time);
    let waited = time(delivered.checked_sub(completed)?);
    let (completed, over) = (time(completed), time(first.finished?));
    let (first, second) = (&first.label, &second.label);
    let held = held_back(ran);
    Some(match lang {
        Lang::En => format!(
            "{second} was completed after {completed} and waited {waited} to be delivered, for {first} was \
             completed after {over}. {} waited so.",
            say::number(held, "flag")
        ),
        Lang::Zh => format!(
            "{second} 在 {completed}时完成，又等了 {waited}才交付，因为 {first} 在 {over}时才完成；这样等待的共有 {held} 面。"
        ),
    })
}
