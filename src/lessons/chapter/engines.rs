//! A faster engine, or more workers.

use std::time::Duration;

use super::super::{Answer, Goal, InPython, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig, Where};
use crate::lab::Engine;
use crate::record::Outcome;
use crate::stats::median;

/// Times that differ by no more than this factor are alike.
const ALIKE: f64 = 1.1;

pub(super) static LESSON: Lesson = Lesson {
    number: 13,
    title: Told {
        en: "A faster engine, or more workers",
        zh: "更快的引擎，还是更多的 worker",
    },
    place: Told {
        en: "Fluent Python, 1st edition chapter 17, “Launching Processes with concurrent.futures”: PyPy",
        zh: "《流畅的 Python》第 1 版第 17 章“Launching Processes with concurrent.futures”：PyPy",
    },
    show: Show::Runs(&["experiment=workers&where=engines"]),
    ask,
    check,
    why,
    table: None,
    twice: None,
    extra: None,
    python: Some(InPython {
        own: None,
        shows: Told {
            en: "Below, the same jobs in pure Python, which reads each step anew: this is the work for which the chapter names PyPy. It takes far longer than the slowest engine above; Stop ends it.",
            zh: "下面是纯 Python 的同样任务：每一步都要重新解释，章中提到 PyPy 就是为了这类计算。它比上面最慢的引擎还要慢得多；按“停止”即可结束。",
        },
    }),
    goals: &[Goal::new(
        Told {
            en: "Find work for which the engine makes no difference: less than half as much again",
            zh: "找一种引擎影响不大的计算：相差不到一半",
        },
        |ran| {
            let (slow, fast) = (time_of(ran, Engine::JavaScript, 1), best_alone(ran));
            let alike = slow
                .zip(fast)
                .is_some_and(|(slow, (_, fast))| slow.as_secs_f64() < 1.5 * fast.as_secs_f64());
            (usize::from(alike), 1)
        },
    )],
};

/// The median time of an engine with so many workers.
fn time_of(ran: &Ran, engine: Engine, workers: usize) -> Option<Duration> {
    let is_it = |(config, record): &&(RunConfig, crate::record::Record)| {
        let lane = record.lanes().first();
        let whole = record.count(Outcome::Ok) == record.lanes().len();
        ran.config.work.place == Where::Engines
            && config.work.workers == Some(workers)
            && lane.is_some_and(|lane| &*lane.executor == engine.name())
            && whole
    };
    let times = ran.parts.iter().filter(is_it);
    let times: Vec<Duration> = times.filter_map(|(_, record)| record.ended()).collect();
    median(&times)
}

/// The fastest engine that this browser could load, alone.
fn best_alone(ran: &Ran) -> Option<(Engine, Duration)> {
    let alone =
        [Engine::Wasm, Engine::WasmSimd].map(|engine| Some((engine, time_of(ran, engine, 1)?)));
    alone.into_iter().flatten().min_by_key(|(_, time)| *time)
}

/// How many workers the comparison had beside one.
fn most(ran: &Ran) -> Option<usize> {
    let workers = ran
        .parts
        .iter()
        .filter_map(|(config, _)| config.work.workers);
    workers.max().filter(|most| *most > 1)
}

fn ask(_: &RunConfig, lang: Lang) -> Question {
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: text(
            lang,
            Told {
                en: "A picture, computed by one worker with a fast engine (Wasm, with SIMD where there is some), or by all cores in JavaScript. Which is over sooner?",
                zh: "计算一幅图：一个 worker 用更快的引擎（Wasm，有 SIMD 就用），或者所有核心用 JavaScript。哪个更早结束？",
            },
        )
        .to_owned(),
        answers: vec![
            answer(
                Told { en: "The one with the fast engine", zh: "用快引擎的那一个" },
                Told {
                    en: "So it is where the engine gains more than there are cores.",
                    zh: "引擎带来的提升超过核心数时，就是这样。",
                },
            ),
            answer(
                Told { en: "All cores in JavaScript", zh: "用 JavaScript 的所有核心" },
                Told {
                    en: "Many think so: more workers beat any engine. N workers gain N times at most; an engine may gain more.",
                    zh: "不少人这样想：worker 多了，什么引擎都比不过。N 个 worker 最多快到 N 倍，引擎可能不止。",
                },
            ),
            answer(
                Told { en: "Both at about the same time", zh: "差不多同时" },
                Told {
                    en: "Some think so: a machine has only so much to give, however it is asked. Workers share the work out, an engine leaves less of it: the two have nothing to do with each other, and multiply.",
                    zh: "有人这样想：机器的能力就这么多，怎么用都一样。worker 分摊工作，引擎减少工作：两者互不相干，可以相乘。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    let (_, engine) = best_alone(ran)?;
    let workers = time_of(ran, Engine::JavaScript, most(ran)?)?;
    let times = workers.as_secs_f64() / engine.as_secs_f64().max(1e-9);
    Some(if times > ALIKE {
        0
    } else if times * ALIKE < 1.0 {
        1
    } else {
        2
    })
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let (engine, fast) = best_alone(ran)?;
    let workers = most(ran)?;
    let many = time_of(ran, Engine::JavaScript, workers)?;
    let alone = time_of(ran, Engine::JavaScript, 1)?;
    let time = |time| say::time(lang, time);
    let (by_engine, by_workers) = (say::times(alone, fast), say::times(alone, many));
    let (fast, many, alone, name) = (time(fast), time(many), time(alone), engine.name());
    Some(match lang {
        Lang::En => format!(
            "One worker in JavaScript took {alone}; {workers} workers {many}, {by_workers} times as fast; one with {name} {fast}, {by_engine} times as fast (medians)."
        ),
        Lang::Zh => format!(
            "一个 worker 用 JavaScript 要 {alone}；{workers} 个要 {many}，速度是它的 {by_workers} 倍；一个用 {name} 要 {fast}，是 {by_engine} 倍（中位数）。"
        ),
    })
}
