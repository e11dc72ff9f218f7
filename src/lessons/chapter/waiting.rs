//! Waiting together.

use std::time::Duration;

use super::super::{Answer, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig, Strategy};
use crate::stats::one_by_one;

pub(super) static LESSON: Lesson = Lesson {
    number: 2,
    title: Told {
        en: "Waiting together",
        zh: "一起等待",
    },
    place: Told {
        en: "Fluent Python, “Concurrent Web Downloads”: 2nd edition chapter 20; 1st edition chapter 17, “Web Downloads in Three Styles”",
        zh: "《流畅的 Python》第 2 版第 20 章“Concurrent Web Downloads”；第 1 版第 17 章“Web Downloads in Three Styles”",
    },
    show: Show::Runs(&["codes=pop20&limit=6&max_workers=6&delay=300-2000&seed=41"]),
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
                en: "Measure the same, one after the other",
                zh: "实测一次逐个下载的用时",
            },
            |ran| {
                let alone = ran.is(Strategy::Sequential) && ran.is_whole();
                (if alone { ran.lanes().len().min(6) } else { 0 }, 6)
            },
        ),
        Goal {
            unit: Told { en: "%", zh: "%" },
            ..Goal::new(
                Told {
                    en: "20 flags or more, in a quarter of the time they take one after the other (calculated)",
                    zh: "下载 20 面以上国旗，用时降到逐个下载（计算值）的四分之一",
                },
                |ran| {
                    let sum = ran
                        .record()
                        .and_then(|record| one_by_one(&ran.config, record));
                    let (Some(sum), true) = (sum, ran.lanes().len() >= 20) else {
                        return (0, 100);
                    };
                    let times = sum.as_secs_f64() / ran.elapsed().as_secs_f64().max(1e-9);
                    ((times * 25.0) as usize, 100)
                },
            )
        },
    ],
};

/// How long the delays of the plan are together, and the longest of them.
fn calculated(config: &RunConfig) -> (Duration, Duration) {
    let delays = say::planned(config);
    let sum = delays.iter().map(|(_, delay)| *delay).sum();
    let longest = delays.iter().map(|(_, delay)| *delay).max();
    (sum, longest.unwrap_or_default())
}

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let (sum, longest) = calculated(config);
    let time = |time| say::time(lang, time);
    let (all, half, slowest) = (time(sum), time(sum / 2), time(longest));
    let flags = config.labels().len();
    let answer = |answer: String, met| Answer::new(answer, text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "{flags} flags, one after the other, take {all} (calculated). All {flags} at once, on one thread: how long?"
            ),
            Lang::Zh => format!(
                "{flags} 面国旗逐个下载要 {all}（计算值）。在一个线程上同时下载这 {flags} 面，要多久？"
            ),
        },
        answers: vec![
            answer(
                match lang {
                    Lang::En => format!("{all}: a thread does one thing at a time"),
                    Lang::Zh => format!("{all}：一个线程一次只做一件事"),
                },
                Told {
                    en: "Many think so: one thread, so one thing after the other. But a thread that only waits can wait for many answers at once.",
                    zh: "不少人这样想：只有一个线程，就只能一个接一个。但线程在等待时，可以同时等很多个响应。",
                },
            ),
            answer(
                match lang {
                    Lang::En => format!("about half, {half}"),
                    Lang::Zh => format!("大约一半，{half}"),
                },
                Told {
                    en: "Many think so: that waiting is shared out as work is. Waiting is no work, so nobody has to share it.",
                    zh: "不少人这样想：等待像干活一样要分摊。等待不是干活，不需要分摊。",
                },
            ),
            answer(
                match lang {
                    Lang::En => format!("as long as the slowest, {slowest}"),
                    Lang::Zh => format!("和最慢的一面一样，{slowest}"),
                },
                Told {
                    en: "So it is where nothing but the flags takes time; here something more did.",
                    zh: "如果只有下载本身花时间，就是这样；这里还有别的东西花了时间。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    one_by_one(&ran.config, ran.record()?)?;
    let (sum, longest) = calculated(&ran.config);
    say::nearest(ran.elapsed(), &[sum, sum / 2, longest])
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let sum = say::time(lang, one_by_one(&ran.config, ran.record()?)?);
    let slowest = ran.slowest()?;
    let took = slowest.finished?.checked_sub(slowest.started?)?;
    let (label, took) = (&slowest.label, say::time(lang, took));
    let (elapsed, others) = (say::time(lang, ran.elapsed()), ran.lanes().len() - 1);
    let still = match (ran.stall().is_zero(), lang) {
        (true, Lang::En) => "less than 50 ms at a time".to_owned(),
        (true, Lang::Zh) => "每次停顿不到 50 毫秒".to_owned(),
        (false, Lang::En) => format!("{} at most", say::time(lang, ran.stall())),
        (false, Lang::Zh) => format!("最多停顿 {}", say::time(lang, ran.stall())),
    };
    Some(match lang {
        Lang::En => format!(
            "All took {elapsed}, not {sum} (calculated): {label} was running for {took}, and the other {others} \
             were completed in that time. The one thread stood still for {still}: who waits does not hold it, as \
             blocking I/O and time.sleep() do not hold the GIL."
        ),
        Lang::Zh => format!(
            "全部用了 {elapsed}，而不是 {sum}（计算值）：{label} 运行了 {took}，其余 {others} 面都在这段时间里完成。这个线程{still}：等待并不占住线程，就像阻塞式 I/O 和 time.sleep() 不占住 GIL。"
        ),
    })
}
