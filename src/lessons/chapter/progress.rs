//! Progress, and what a rate cannot know.

use std::time::Duration;

use super::super::{Answer, Beside, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig};
use crate::format::tqdm;
use crate::stats::Progress;

pub(super) static LESSON: Lesson = Lesson {
    number: 8,
    title: Told {
        en: "Progress, and what it cannot know",
        zh: "进度，以及它不知道的事",
    },
    place: Told {
        en: "Fluent Python, “Downloads with Progress Display and Error Handling”: 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Downloads with Progress Display and Error Handling”一节：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Runs(&["codes=pop20&limit=6&max_workers=6&delay=100-3000&seed=3214"]),
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: None,
    python: None,
    goals: &[
        Goal {
            unit: Told { en: "%", zh: "%" },
            ..Goal::new(
                Told {
                    en: "Make the estimate at half way right to a tenth",
                    zh: "让过半时的估计误差不超过一成",
                },
                |ran| {
                    let Some(half) = half(ran) else {
                        return (0, 90);
                    };
                    let (estimate, truth) =
                        (half.estimate.as_secs_f64(), ran.elapsed().as_secs_f64());
                    let near = 1.0 - (estimate - truth).abs() / truth.max(1e-9);
                    ((near.max(0.0) * 100.0) as usize, 90)
                },
            )
        },
        Goal {
            unit: Told { en: "%", zh: "%" },
            ..Goal::new(
                Told {
                    en: "Have it promise twice as much time as it takes",
                    zh: "让它估计出两倍于实际的时间",
                },
                |ran| {
                    let Some(half) = half(ran) else {
                        return (0, 200);
                    };
                    let times = half.estimate.as_secs_f64() / ran.elapsed().as_secs_f64().max(1e-9);
                    ((times * 100.0 + 0.5) as usize, 200)
                },
            )
        },
    ],
};

/// What was known when half of them had come.
struct Half {
    done: usize,
    at: Duration,
    estimate: Duration,
}

fn half(ran: &Ran) -> Option<Half> {
    let record = ran.record()?;
    let done = record.lanes().len() / 2;
    let mut ends: Vec<Duration> = (record.lanes().iter())
        .filter_map(|lane| lane.finished)
        .collect();
    ends.sort_unstable();
    let at = *ends.get(done.checked_sub(1)?)?;
    let known = Progress {
        done,
        total: record.lanes().len(),
        ..Progress::default()
    };
    let estimate = at + known.after(at).left?;
    Some(Half { done, at, estimate })
}

/// By the plan, all at once: when half are there.
fn calculated(config: &RunConfig) -> (usize, Duration) {
    let mut delays: Vec<Duration> = say::planned(config)
        .into_iter()
        .map(|(_, delay)| delay)
        .collect();
    delays.sort_unstable();
    let half = delays.len() / 2;
    let at = delays.get(half.saturating_sub(1)).copied();
    (half, at.unwrap_or_default())
}

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let (half, at) = calculated(config);
    let all = config.labels().len();
    let (estimate, at) = (say::time(lang, at * 2), say::time(lang, at));
    let answer = |answer: String, met| Answer::new(answer, text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "{half} of {all} flags are there after {at} (calculated). When will all be there?"
            ),
            Lang::Zh => format!("{at}后到了 {all} 面中的 {half} 面（计算值）。什么时候全部到齐？"),
        },
        answers: vec![
            answer(
                match lang {
                    Lang::En => format!("after about {estimate}, as the bar says"),
                    Lang::Zh => format!("大约 {estimate}，进度条就是这样说的"),
                },
                Told {
                    en: "Many think so: what is left goes as what is done. A rate knows what came, not what is still running.",
                    zh: "不少人这样想：剩下的会像已完成的一样快。速率只知道已经到的，不知道还在运行的。",
                },
            ),
            answer(
                text(
                    lang,
                    Told {
                        en: "clearly sooner",
                        zh: "明显更早",
                    },
                )
                .to_owned(),
                Told {
                    en: "Some think so: it gathers speed. All began at once; what is left is what takes longest.",
                    zh: "有人这样想：会越来越快。它们同时开始，剩下的正是最慢的。",
                },
            ),
            answer(
                text(
                    lang,
                    Told {
                        en: "clearly later",
                        zh: "明显更晚",
                    },
                )
                .to_owned(),
                Told {
                    en: "So it is when the slow ones come last; these did not.",
                    zh: "慢的留到最后时就是这样；这次不是。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    let half = half(ran).filter(|_| ran.is_whole())?;
    let times = ran.elapsed().as_secs_f64() / half.estimate.as_secs_f64().max(1e-9);
    Some(match times {
        ..0.8 => 1,
        0.8..1.25 => 0,
        _ => 2,
    })
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let half = half(ran)?;
    let slowest = ran.slowest()?;
    let took = slowest.finished?.checked_sub(slowest.started?)?;
    let time = |time| say::time(lang, time);
    let (at, estimate, elapsed, took) = (
        time(half.at),
        time(half.estimate),
        time(ran.elapsed()),
        time(took),
    );
    let (done, all, label) = (half.done, ran.lanes().len(), &slowest.label);
    Some(match lang {
        Lang::En => format!(
            "After {at}, with {done} of {all} completed, the rate said {estimate} in all; it was {elapsed}, for {label} alone \
             was running for {took}."
        ),
        Lang::Zh => format!(
            "{at}时完成了 {done}/{all}，按速率估计总共 {estimate}；实际是 {elapsed}，因为单是 {label} 就运行了 {took}。"
        ),
    })
}

/// The line as a terminal gets it: it goes back to its start and is written anew each time one is completed.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let ran = ran.first()?;
    let all = ran.lanes().len();
    let mut ends: Vec<Duration> = (ran.lanes().iter())
        .filter_map(|lane| lane.finished)
        .collect();
    ends.sort_unstable();
    let row = |(before, at): (usize, Duration)| {
        let done = before + 1;
        let counts = Progress {
            done,
            total: all,
            ..Progress::default()
        };
        let known = counts.after(at);
        let line = tqdm(done, all, at, known.left, known.per_second);
        vec![
            say::time(lang, at),
            format!("\\r{line}"),
            "flush()".to_owned(),
        ]
    };
    let heads = match lang {
        Lang::En => ["after", "written", "then"],
        Lang::Zh => ["时刻", "写出", "然后"],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "One line, refreshed in place",
                zh: "原地刷新的一行",
            },
        ),
        heads: heads.to_vec(),
        rows: ends.into_iter().enumerate().map(row).collect(),
        note: text(
            lang,
            Told {
                en: "\\r takes the terminal back to the start of its line, without a new one, where \\b would go back one character; flush() has it shown at once. as_completed has no length, so tqdm is told total=.",
                zh: "\\r 让终端回到行首而不换行（\\b 只退一个字符）；flush() 让它立刻显示。as_completed 没有长度，所以要告诉 tqdm total=。",
            },
        ),
    })
}
