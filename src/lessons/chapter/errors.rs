//! Errors are results.

use super::super::{Answer, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig};
use crate::record::{Lane, Outcome};

pub(super) static LESSON: Lesson = Lesson {
    number: 7,
    title: Told {
        en: "Errors are results",
        zh: "错误也是结果",
    },
    place: Told {
        en: "Fluent Python, “Error Handling in the flags2 Examples”: 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Error Handling in the flags2 Examples”一节：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Runs(&["codes=pop20&max_workers=6&delay=100-800&error_rate=0.05&seed=2367"]),
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
                en: "One run with both a 404 and another HTTP error, counted apart",
                zh: "一次运行里同时有 404 和其他 HTTP 错误，分开计数",
            },
            |ran| {
                let kinds = [Outcome::NotFound, Outcome::HttpError];
                let found = kinds.iter().filter(|kind| ran.count(**kind) > 0);
                (found.count(), 2)
            },
        ),
        Goal::new(
            Told {
                en: "An error rate above 0, and every flag in the end: let it retry",
                zh: "错误率大于 0，最后却一面不少：让它重试",
            },
            |ran| {
                let repeated = ran.lanes().iter().any(|lane| lane.repeated() > 0);
                let rescued = repeated && ran.config.errors() > 0.0;
                let ok = ran.count(Outcome::Ok);
                match (rescued, ran.lanes().len()) {
                    (true, all) => (ok, all.max(1)),
                    (false, _) => (0, 20),
                }
            },
        ),
    ],
};

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let flags = config.labels().len();
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    let others = flags.saturating_sub(1);
    Question {
        text: match lang {
            Lang::En => format!(
                "{flags} flags are submitted and taken by as_completed. One of them will end in an HTTP error. What becomes of the other {others}?"
            ),
            Lang::Zh => format!(
                "提交 {flags} 面国旗，用 as_completed 取结果。其中一面会以 HTTP 错误结束。其余 {others} 面会怎样？"
            ),
        },
        answers: vec![
            answer(
                Told {
                    en: "They are stopped with it",
                    zh: "跟着一起停下",
                },
                Told {
                    en: "Many think so: an exception ends everything around it. It ends its own task; the executor goes on.",
                    zh: "不少人这样想：异常会终止周围的一切。它只结束自己的任务，执行器继续。",
                },
            ),
            answer(
                Told {
                    en: "They are completed, but as_completed raises and the loop is over",
                    zh: "会完成，但 as_completed 抛出异常，循环就此结束",
                },
                Told {
                    en: "So it is with map, which raises where the failed item is taken. as_completed hands out the failed future as any other.",
                    zh: "map 是这样：取到失败的那一项时抛出。as_completed 把失败的 future 像别的一样交给你。",
                },
            ),
            answer(
                Told {
                    en: "They come as if nothing had happened; the error waits in its own future",
                    zh: "照常到达；错误留在它自己的 future 里",
                },
                Told {
                    en: "So it is; this time more than one went wrong.",
                    zh: "就是这样；只是这次出错的不止一个。",
                },
            ),
        ],
    }
}

fn failed(ran: &Ran) -> impl Iterator<Item = &Lane> {
    let bad =
        |lane: &&Lane| !matches!(lane.outcome(), Some(Outcome::Ok | Outcome::NotFound) | None);
    ran.lanes().iter().filter(bad)
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    let first = failed(ran).filter_map(|lane| lane.finished).min()?;
    let after = |lane: &&Lane| {
        lane.outcome() == Some(Outcome::Ok) && lane.finished.is_some_and(|at| at > first)
    };
    let goes_on = ran.lanes().iter().filter(after).count();
    match (goes_on, failed(ran).count(), ran.is_whole()) {
        (0, _, _) => Some(0),
        (_, _, false) => Some(1),
        (_, 1, true) => Some(2),
        _ => None,
    }
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let lane = failed(ran).next()?;
    let at = lane.finished?;
    let status = lane.settled.as_ref()?.http_status?;
    let later = |lane: &&Lane| lane.finished.is_some_and(|finished| finished > at);
    let (label, later) = (&lane.label, ran.lanes().iter().filter(later).count());
    let (ok, at) = (ran.count(Outcome::Ok), say::time(lang, at));
    Some(match lang {
        Lang::En => format!(
            "{label} was completed with HTTP {status} after {at}. {later} more were completed after it, and {ok} flags are \
             there; the error is raised only when that one future is asked for its result."
        ),
        Lang::Zh => format!(
            "{label} 在 {at}时以 HTTP {status} 完成。在它之后又完成了 {later} 面，共拿到 {ok} 面；只有向那个 future 要结果时，错误才会抛出。"
        ),
    })
}
