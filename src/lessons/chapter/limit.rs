//! How many at once.

use std::time::Duration;

use super::super::{
    Answer, Beside, Extra, Goal, Lesson, Question, Ran, Show, Told, is_simulated, say, text,
};
use crate::config::{Lang, RunConfig};
use crate::record::{Doing, Lane};
use crate::stats::InFlight;

pub(super) static LESSON: Lesson = Lesson {
    number: 6,
    title: Told {
        en: "How many at once",
        zh: "同时多少个",
    },
    place: Told {
        en: "Fluent Python, “Downloading with concurrent.futures”: max_workers = min(MAX, n), 1st edition chapter 17; 2nd edition chapter 20",
        zh: "《流畅的 Python》“Downloading with concurrent.futures”中的 max_workers = min(MAX, n)：第 1 版第 17 章；第 2 版第 20 章",
    },
    show: Show::Runs(&[
        "codes=all&limit=30&max_workers=6&delay=300-600&seed=7",
        "codes=all&limit=30&max_workers=30&delay=300-600&seed=7",
    ]),
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: Some(Extra::SubmitOne),
    python: None,
    goals: &[
        Goal::new(
            Told {
                en: "Half as many workers: find out whether 3 take twice as long",
                zh: "减半：看看 3 个 worker 是不是要两倍的时间",
            },
            |ran| {
                let is_it = ran.config.max_workers == 3 && ran.is_whole();
                (if is_it { ran.lanes().len().min(30) } else { 0 }, 30)
            },
        ),
        Goal::new(
            Told {
                en: "Ask for 100 flags at once, and have all of them",
                zh: "同时请求 100 面国旗，并全部拿到",
            },
            |ran| {
                let asked = InFlight::of(ran.lanes()).asked.peak();
                let came = ran.delivered().count();
                (asked.min(came), 100)
            },
        ),
        Goal::new(
            Told {
                en: "Name more workers than there are flags, and find how many have something to do: min(MAX, n)",
                zh: "让 worker 数超过国旗数，看看有几个真正有事可做：min(MAX, n)",
            },
            |ran| {
                let flags = ran.lanes().len();
                match ran.config.max_workers > flags && ran.is_whole() {
                    true => (ran.workers(), flags),
                    false => (0, flags.max(1)),
                }
            },
        ),
    ],
};

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let flags = config.labels().len();
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "{flags} flags of one host over HTTP/1.1, first with 6 workers, then with 30. How much sooner is the second run over?"
            ),
            Lang::Zh => format!(
                "通过 HTTP/1.1 从同一台主机取 {flags} 面国旗，先用 6 个 worker，再用 30 个。第二次能早多少？"
            ),
        },
        answers: vec![
            answer(
                Told {
                    en: "In about a fifth of the time",
                    zh: "大约五分之一的时间",
                },
                Told {
                    en: "Many think so: five times the workers, a fifth of the time. To one host over HTTP/1.1 the browser keeps 6 connections, and holds the rest back.",
                    zh: "不少人这样想：五倍的 worker，五分之一的时间。通过 HTTP/1.1，浏览器对同一主机只保持 6 个连接，其余的都先按住。",
                },
            ),
            answer(
                Told {
                    en: "In about half of the time",
                    zh: "大约一半的时间",
                },
                Told {
                    en: "Many think so: more is sooner, if not quite in proportion. What decides is the narrowest place on the way.",
                    zh: "不少人这样想：多总会快一些，只是不成比例。真正决定的是路上最窄的一处。",
                },
            ),
            answer(
                Told {
                    en: "Not at all: the browser sends 6 at a time",
                    zh: "一点也不早：浏览器一次只发 6 个",
                },
                Told {
                    en: "Over HTTP/1.1 it is so. These answers came without that limit.",
                    zh: "通过 HTTP/1.1 是这样。这次的响应不受这个限制。",
                },
            ),
        ],
    }
}

/// How long the browser held one back.
fn held(lane: &Lane) -> Duration {
    let spans = lane.spans().into_iter();
    let held = spans.filter(|span| span.doing == Doing::Held);
    held.map(|span| span.time(span.from)).sum()
}

/// What was asked for and what worked, by run.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let row = |ran: &&Ran| {
        let (max, flags) = (ran.config.max_workers, ran.lanes().len());
        // Of requests that are not measured none is certain, which is no count of them.
        let certain = match InFlight::of(ran.lanes()).at_least {
            0 => "–".to_owned(),
            at_least => at_least.to_string(),
        };
        vec![
            format!("min({max}, {flags}) = {}", max.min(flags)),
            ran.workers().to_string(),
            certain,
            say::time(lang, ran.elapsed()),
        ]
    };
    let heads = match lang {
        Lang::En => [
            "max_workers = min(MAX, n)",
            "workers that had a flag",
            "running at once, at least",
            "over after",
        ],
        Lang::Zh => [
            "max_workers = min(MAX, n)",
            "分到国旗的 worker",
            "同时运行（至少）",
            "全部用时",
        ],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "Workers: named, and at work",
                zh: "设定的与实际在用的 worker",
            },
        ),
        heads: heads.to_vec(),
        rows: ran.iter().map(row).collect(),
        note: text(
            lang,
            Told {
                en: "A worker without a task only costs. When the first edition was written, a pool of threads had to be told a number; since Python 3.8 it takes min(32, cores + 4) by itself. A pool of processes takes that of the cores (lesson 11).",
                zh: "没有任务的 worker 是浪费。写第 1 版时，线程池必须给定大小；从 Python 3.8 起，默认是 min(32, 核心数 + 4)。进程池默认取核心数（见第 11 课）。",
            },
        ),
    })
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let [few, many] = ran else { return None };
    if !few.is_whole() || !many.is_whole() {
        return None;
    }
    let times = few.elapsed().as_secs_f64() / many.elapsed().as_secs_f64().max(1e-9);
    Some(match times {
        ..1.4 => 2,
        ..2.8 => 1,
        _ => 0,
    })
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let [few, many] = ran else { return None };
    let time = |time| say::time(lang, time);
    let (six, thirty) = (time(few.elapsed()), time(many.elapsed()));
    let (a, b) = (few.config.max_workers, many.config.max_workers);
    let longest = many.lanes().iter().map(held).max().unwrap_or_default();
    let start = match lang {
        Lang::En => format!("With {a} workers {six}, with {b} workers {thirty}"),
        Lang::Zh => format!("{a} 个 worker 用 {six}，{b} 个用 {thirty}"),
    };
    let end = if is_simulated(many) {
        text(
            lang,
            Told {
                en: ": the page itself answered, and no connection limits that.",
                zh: "：响应由页面自己给出，不受连接数限制。",
            },
        )
        .to_owned()
    } else if longest > Duration::from_millis(100) {
        let most = InFlight::of(many.lanes()).at_least;
        let longest = time(longest);
        match lang {
            Lang::En => format!(
                ": at most {most} were running at once, and one of them the browser held back for {longest} before."
            ),
            Lang::Zh => format!("：同时运行的最多 {most} 个，浏览器把其中一个先按住了 {longest}。"),
        }
    } else {
        text(
            lang,
            Told {
                en: "; the browser does not tell how many it held back.",
                zh: "；浏览器没有说明它按住了多少个。",
            },
        )
        .to_owned()
    };
    Some(start + &end)
}
