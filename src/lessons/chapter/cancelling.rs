//! Cancelling, and time limits.

use super::super::playground::{Line, Said, Script};
use super::super::{Answer, Goal, InPython, Lesson, Program, Question, Ran, Show, Told, say, text};
use super::future::cancelled;
use crate::config::{Lang, RunConfig};
use crate::record::Outcome;

pub(super) static LESSON: Lesson = Lesson {
    number: 9,
    title: Told {
        en: "Cancelling, and time limits",
        zh: "取消与时限",
    },
    place: Told {
        en: "Fluent Python, “Where Are the Futures?”: result(timeout), 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Where Are the Futures?”一节的 result(timeout)：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Play(Script::Deadline),
    ask,
    check,
    why,
    table: None,
    twice: None,
    extra: None,
    python: Some(InPython {
        own: Some(Program::Deadline),
        shows: Told {
            en: "In asyncio it is otherwise, as the program below shows: result() takes no timeout there; asyncio.wait_for does, and cancels the task, unless a shield stands between them.",
            zh: "asyncio 与此不同，运行下面的程序就能看到：它的 result() 不接受 timeout；带时限的是 asyncio.wait_for，而它会取消任务，除非用 shield 隔开。",
        },
    }),
    goals: &[
        Goal::new(
            Told {
                en: "Cancel one that is queued: submit four, and cancel the last",
                zh: "取消一个还在排队的：提交四个，取消最后一个",
            },
            |ran| (cancelled(ran, false), 1),
        ),
        Goal::new(
            Told {
                en: "Stop one that is running, which takes abort()",
                zh: "停下一个正在运行的，这要用 abort()",
            },
            |ran| (cancelled(ran, true), 1),
        ),
    ],
};

fn ask(_: &RunConfig, lang: Lang) -> Question {
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: text(
            lang,
            Told {
                en: "result(timeout=0.2) raises TimeoutError: the task takes longer than that. And the task?",
                zh: "result(timeout=0.2) 抛出 TimeoutError：任务用时更长。那么任务呢？",
            },
        )
        .to_owned(),
        answers: vec![
            answer(
                Told { en: "It is stopped", zh: "被停下" },
                Told {
                    en: "Many think so: the time limit is the task's. It is the caller's: only the waiting ends.",
                    zh: "不少人这样想：时限是任务的。其实是调用者的：结束的只是等待。",
                },
            ),
            answer(
                Told { en: "It goes on, and its result can still be had", zh: "继续，之后仍能拿到结果" },
                Told {
                    en: "So it is with result(timeout); here the task ended otherwise.",
                    zh: "对 result(timeout) 就是这样；这里任务是以别的方式结束的。",
                },
            ),
            answer(
                Told { en: "It goes on, but its result is lost", zh: "继续，但结果拿不到了" },
                Told {
                    en: "Some think so: who was too impatient gets nothing. The future keeps the result for whoever asks again.",
                    zh: "有人这样想：没等到就没有了。future 会留着结果，再问就给。",
                },
            ),
        ],
    }
}

/// The line that says that time was up, and the one that came with the result after it.
fn lines(ran: &Ran) -> (Option<&Line>, Option<&Line>) {
    let up = ran
        .lines
        .iter()
        .position(|line| line.said == Said::TimedOut);
    let Some(up) = up else { return (None, None) };
    let mut later = ran.lines[up..].iter();
    let back = later.find(|line| matches!(line.said, Said::Returned(_)));
    (ran.lines.get(up), back)
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    let lane = ran.lanes().first()?;
    let (up, back) = lines(ran);
    match (lane.outcome()?, lane.finished? > up?.at, back) {
        (Outcome::Cancelled, ..) => Some(0),
        (Outcome::Ok, true, Some(_)) => Some(1),
        (Outcome::Ok, true, None) => Some(2),
        _ => None,
    }
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let lane = ran.lanes().first()?;
    let (up, back) = lines(ran);
    let time = |time| say::time(lang, time);
    let (up, completed, label) = (time(up?.at), time(lane.finished?), &lane.label);
    let Said::Returned(result) = &back?.said else {
        return None;
    };
    Some(match lang {
        Lang::En => format!(
            "TimeoutError came after {up} while {label} was running; it was completed after {completed}, and result(), asked \
             again, returned '{result}'."
        ),
        Lang::Zh => format!(
            "{up}时抛出 TimeoutError，{label} 仍在运行；它在 {completed}时完成，再次调用 result() 返回了 '{result}'。"
        ),
    })
}
