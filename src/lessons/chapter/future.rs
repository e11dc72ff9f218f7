//! What a future is.

use super::super::playground::{MAX_WORKERS, Said, Script};
use super::super::{
    Answer, Extra, Goal, InPython, Lesson, Program, Question, Ran, Show, Told, say, text,
};
use crate::config::{Lang, RunConfig};
use crate::future::State;
use crate::record::Outcome;

pub(super) static LESSON: Lesson = Lesson {
    number: 1,
    title: Told {
        en: "What a future is",
        zh: "什么是 future",
    },
    place: Told {
        en: "Fluent Python, “Where Are the Futures?”: 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Where Are the Futures?”一节：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Play(Script::Chapter),
    ask,
    check,
    why,
    table: None,
    twice: None,
    extra: Some(Extra::Guide),
    python: Some(InPython {
        own: Some(Program::Chapter),
        shows: Told {
            en: "In Python there are two classes named Future, with one role. The program below asks the one of concurrent.futures all this, and prints what the one of asyncio has in common with it, and what not.",
            zh: "Python 里有两个名为 Future 的类，作用相同。下面的程序对 concurrent.futures 的 Future 做同样的调用，并打印它与 asyncio 的 Future 有哪些方法相同、哪些不同。",
        },
    }),
    goals: &[
        Goal::new(
            Told {
                en: "Cancel a future before it begins",
                zh: "在 future 开始之前取消它",
            },
            |ran| (cancelled(ran, false), 1),
        ),
        Goal::new(
            Told {
                en: "Have a task fail, and ask it for its exception",
                zh: "让一个任务失败，再问它 exception()",
            },
            |ran| {
                let asked = |line: &&_| matches!(line_of(line), Said::Exception(_));
                (ran.lines.iter().filter(asked).count().min(1), 1)
            },
        ),
        Goal::new(
            Told {
                en: "Have six wait for a worker at once",
                zh: "让六个任务同时排队",
            },
            |ran| (most_pending(ran), 6),
        ),
        Goal::new(
            Told {
                en: "Let map raise, and see which result is never taken",
                zh: "让 map 抛出异常，看看哪个结果没有人取",
            },
            |ran| {
                let raised = |line: &&_| matches!(line_of(line), Said::Exhausted(_));
                (ran.lines.iter().filter(raised).count().min(1), 1)
            },
        ),
    ],
};

fn line_of(line: &super::super::playground::Line) -> &Said {
    &line.said
}

/// How many were cancelled: before they began, or while they ran.
pub(super) fn cancelled(ran: &Ran, ran_already: bool) -> usize {
    let lanes = ran.lanes().iter();
    let is_it = |lane: &&crate::record::Lane| {
        lane.outcome() == Some(Outcome::Cancelled) && lane.started.is_some() == ran_already
    };
    lanes.filter(is_it).count().min(1)
}

fn most_pending(ran: &Ran) -> usize {
    let Some(record) = ran.record() else { return 0 };
    let open = |at| {
        let earlier = record.until(at);
        earlier.lanes().len() - earlier.settled()
    };
    let moments = record.events().iter().map(|event| event.at);
    let most = moments.map(open).max().unwrap_or_default();
    most.saturating_sub(MAX_WORKERS)
}

fn ask(_: &RunConfig, lang: Lang) -> Question {
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: text(
            lang,
            Told {
                en: "A task is running. You call cancel() on its future. What happens?",
                zh: "一个任务正在运行，对它的 future 调用 cancel()，会怎样？",
            },
        )
        .to_owned(),
        answers: vec![
            answer(
                Told {
                    en: "True, and it stops",
                    zh: "返回 True，任务停止",
                },
                Told {
                    en: "Many think so: cancel() stops what runs. It only takes out of the queue what has not begun.",
                    zh: "不少人这样想：cancel() 能停下正在运行的任务。它只能撤回还没开始的任务。",
                },
            ),
            answer(
                Told {
                    en: "False, and it goes on",
                    zh: "返回 False，任务继续",
                },
                Told {
                    en: "Here it had not begun yet.",
                    zh: "这里任务还没有开始。",
                },
            ),
            answer(
                Told {
                    en: "It raises an error",
                    zh: "抛出异常",
                },
                Told {
                    en: "Some think so. To ask too late is no error: the answer is False.",
                    zh: "有人这样想。问得太晚不算错误：返回值是 False。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    let lane = ran.lanes().first()?;
    let asked = |line: &super::super::playground::Line| match line.said {
        Said::Cancel(answer, State::Running) => Some(answer),
        _ => None,
    };
    match (ran.lines.iter().find_map(asked)?, lane.outcome()?) {
        (true, Outcome::Cancelled) => Some(0),
        (false, Outcome::Ok) => Some(1),
        _ => None,
    }
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let lane = ran.lanes().first()?;
    let asked = |line: &&_| matches!(line_of(line), Said::Cancel(..));
    let at = ran.lines.iter().find(asked)?.at;
    let more = lane.finished?.checked_sub(at)?;
    let (label, more) = (&lane.label, say::time(lang, more));
    Some(match lang {
        Lang::En => format!(
            "cancel() answered False while {label} was running, and {more} later it was completed: \
             only what is queued can be cancelled."
        ),
        Lang::Zh => format!(
            "{label} 正在运行时 cancel() 返回 False，{more}后它照常完成：只有还在排队的任务才能取消。"
        ),
    })
}
