//! N workers.

use std::time::Duration;

use super::super::{Goal, InPython, Lesson, Question, Ran, Show, Told};
use super::speedup;
use crate::config::{Lang, RunConfig, Where};
use crate::record::Outcome;
use crate::stats::Speedup;

pub(super) static LESSON: Lesson = Lesson {
    number: 11,
    title: Told {
        en: "N workers",
        zh: "N 个 worker",
    },
    place: Told {
        en: "Fluent Python, “Launching Processes with concurrent.futures”: 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Launching Processes with concurrent.futures”一节：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Runs(&["experiment=workers&where=sweep&kernel=primes"]),
    ask,
    check,
    why,
    table: None,
    twice: None,
    extra: None,
    python: Some(InPython {
        own: None,
        shows: Told {
            en: "Below, the same in Python, with one process more each time. Pure Python takes far longer for such jobs than the page does; Stop ends it.",
            zh: "下面用 Python 做同样的事，每次多一个进程。这类任务用纯 Python 比页面慢得多；按“停止”即可结束。",
        },
    }),
    goals: &[
        Goal {
            unit: Told { en: "%", zh: "%" },
            ..Goal::new(
                Told {
                    en: "Find jobs, smaller than those of the question, that all cores together end no sooner than one worker",
                    zh: "找出比问题中更小的任务，小到用上所有核心也不比一个 worker 早结束",
                },
                |ran| {
                    // Of the question's own jobs a flat curve is noise, and no find.
                    let work = &ran.config.work;
                    let is_smaller = work.size() < work.kernel.default_size();
                    let Some(curve) = curve(ran).filter(|_| is_smaller) else {
                        return (0, 100);
                    };
                    let all = curve
                        .points()
                        .iter()
                        .find(|point| point.workers == ran.cores.max(2));
                    let speedup = all.map_or(f64::MAX, |point| point.speedup);
                    // What is within the scatter of a measurement is no sooner.
                    ((105.0 / speedup.max(0.1)) as usize, 100)
                },
            )
        },
        Goal::new(
            Told {
                en: "A pool of workers, and Workers left empty: as many work as there are cores, as os.cpu_count() has it",
                zh: "用 worker 池，worker 数留空：有多少个核心，就有多少个在干活，相当于 os.cpu_count()",
            },
            |ran| {
                let is_usual =
                    ran.config.work.place == Where::Pool && ran.config.work.workers.is_none();
                match is_usual {
                    true => (ran.workers(), ran.cores),
                    false => (0, ran.cores.max(1)),
                }
            },
        ),
    ],
};

/// The measured curve, from the runs of a sweep that were whole.
#[must_use]
pub fn curve(ran: &Ran) -> Option<Speedup> {
    if ran.config.work.place != Where::Sweep {
        return None;
    }
    let mut samples: Vec<(usize, Vec<Duration>)> = Vec::new();
    for (config, record) in &ran.parts {
        let whole = record.count(Outcome::Ok) == record.lanes().len();
        let (Some(workers), Some(ended), true) = (config.work.workers, record.ended(), whole)
        else {
            continue;
        };
        match samples.iter_mut().find(|(number, _)| *number == workers) {
            Some((_, times)) => times.push(ended),
            None => samples.push((workers, vec![ended])),
        }
    }
    Speedup::of(&samples)
}

fn ask(_: &RunConfig, lang: Lang) -> Question {
    let text = match lang {
        Lang::En => {
            "The same jobs by 1, 2, … workers, up to twice the cores this browser tells of. How many times as fast as one worker? Draw the curve."
        }
        Lang::Zh => {
            "同样的任务，用 1、2……个 worker，直到浏览器报告的核心数的两倍。速度是一个 worker 的几倍？画出曲线。"
        }
    };
    Question {
        text: text.to_owned(),
        answers: Vec::new(),
    }
}

/// A curve has no answers to choose from: it is drawn.
fn check(_: &[&Ran]) -> Option<usize> {
    None
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    speedup::why(&curve(ran)?, ran.cores, lang)
}
