//! Passing data.

use super::super::{
    Answer, Beside, Extra, Goal, InPython, Lesson, Question, Ran, Show, Told, say, text,
};
use crate::config::{Lang, RunConfig};
use crate::lab::transfer::{Compared, Quantity, compared};

/// Times that differ by no more than this share, in percent, count as about the same.
const WITHIN: u32 = 25;

pub(super) static LESSON: Lesson = Lesson {
    number: 12,
    title: Told {
        en: "Passing data",
        zh: "传递数据",
    },
    place: Told {
        en: "Fluent Python, 1st edition chapter 17, “Threading and Multiprocessing Alternatives”; 2nd edition chapter 19",
        zh: "《流畅的 Python》第 1 版第 17 章“Threading and Multiprocessing Alternatives”；第 2 版第 19 章",
    },
    show: Show::Runs(&["experiment=transfer&sizes=16777216-67108864"]),
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: Some(Extra::Ball),
    python: Some(InPython {
        own: None,
        shows: Told {
            en: "Python has both: a queue hands the object itself to another thread, and what goes to another process by multiprocessing is pickled, sent, and made anew there. The program below measures both.",
            zh: "Python 两种都有：queue 把对象本身交给另一个线程；经 multiprocessing 交给另一个进程的，要先 pickle、传送，再在那边重新生成。下面的程序对两者都做实测。",
        },
    }),
    goals: &[Goal {
        unit: Told { en: "%", zh: "%" },
        ..Goal::new(
            Told {
                en: "Find a size at which copying takes at most a tenth longer than handing over",
                zh: "找出一个大小，复制最多只比转移慢一成",
            },
            |ran| {
                let times = sizes(ran).into_iter().map(|size| {
                    size.copied.as_secs_f64() / size.handed_over.as_secs_f64().max(1e-9)
                });
                let least = times.fold(f64::MAX, f64::min);
                ((110.0 / least.max(1.0)) as usize, 100)
            },
        )
    }],
};

fn sizes(ran: &Ran) -> Vec<Compared> {
    compared(&ran.rows, Quantity::Whole)
}

fn largest(ran: &[&Ran]) -> Option<Compared> {
    let mut sizes = sizes(ran.first()?);
    sizes.sort_unstable_by_key(|size| size.bytes);
    sizes.pop()
}

fn ask(_: &RunConfig, lang: Lang) -> Question {
    let answer = |answer: String, met| Answer::new(answer, text(lang, met));
    Question {
        text: text(
            lang,
            Told {
                en: "64 MiB go to a worker, are computed there, and come back: copied, or handed over (transferred). Or they are computed on the page. Which is over first, which last?",
                zh: "64 MiB 数据交给 worker 计算再取回：可以复制，也可以转移（transfer）；或者就在页面上算。哪个最先结束，哪个最后？",
            },
        )
        .to_owned(),
        answers: vec![
            answer(
                text(
                    lang,
                    Told {
                        en: "First handed over, then copied; last computed on the page",
                        zh: "先是转移，再是复制；在页面上算最后",
                    },
                )
                .to_owned(),
                Told {
                    en: "Many think so: a worker is a gain for any work. Where the work is light, passing the data costs more than the work.",
                    zh: "不少人这样想：交给 worker 总是划算。计算量小时，传递数据的代价超过计算本身。",
                },
            ),
            answer(
                match lang {
                    Lang::En => format!(
                        "Handed over is about as fast as computed on the page (within {WITHIN} %); copied takes longest"
                    ),
                    Lang::Zh => {
                        format!("转移和在页面上算差不多快（相差不超过 {WITHIN} %）；复制最久")
                    }
                },
                Told {
                    en: "So it is where the messages are little beside the work.",
                    zh: "消息的代价远小于计算时，就是这样。",
                },
            ),
            answer(
                text(
                    lang,
                    Told {
                        en: "First computed on the page, then handed over; last copied",
                        zh: "先是在页面上算，再是转移；复制最后",
                    },
                )
                .to_owned(),
                Told {
                    en: "Some think so: passing data is never worth it. What is handed over is not copied: it costs a message there and one back, whatever its size.",
                    zh: "有人这样想：传递数据总不划算。转移不复制数据：不论多大，只是一来一回两条消息。",
                },
            ),
            answer(
                match lang {
                    Lang::En => {
                        format!("Copied and handed over take about the same (within {WITHIN} %)")
                    }
                    Lang::Zh => format!("复制和转移差不多久（相差不超过 {WITHIN} %）"),
                },
                Told {
                    en: "Many think so: passing data is free, or costs the same either way. What is copied is written anew, byte by byte, twice.",
                    zh: "不少人这样想：传递数据没有代价，或两种方式代价相同。复制要把每个字节重新写一遍，来回两遍。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let size = largest(ran)?;
    let [here, copied, handed] =
        [size.here, size.copied, size.handed_over].map(|time| time.as_secs_f64());
    let factor = 1.0 + f64::from(WITHIN) / 100.0;
    let alike = |one: f64, other: f64| one <= other * factor && other <= one * factor;
    match () {
        () if alike(copied, handed) => Some(3),
        () if handed < copied && copied < here => Some(0),
        () if copied < handed => None,
        () if alike(here, handed) => Some(1),
        // The same work is not clearly sooner over for being sent away first: none of the answers.
        () if handed < here => None,
        () => Some(2),
    }
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let size = largest(ran)?;
    let time = |time| say::time(lang, time);
    let [here, copied, handed] = [size.here, size.copied, size.handed_over].map(time);
    let mib = size.bytes >> 20;
    Some(match lang {
        Lang::En => format!(
            "{mib} MiB on the page took {here}, handed over there and back {handed}, copied there and back {copied} (medians). What is within {WITHIN} % counts as about as fast."
        ),
        Lang::Zh => format!(
            "{mib} MiB 在页面上算用 {here}，来回转移用 {handed}，来回复制用 {copied}（中位数）。相差不超过 {WITHIN} % 算作差不多快。"
        ),
    })
}

/// What each way is in Python, and what it took here.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let size = largest(ran)?;
    let row = |[here, python]: [&str; 2], time| {
        vec![here.to_owned(), python.to_owned(), say::time(lang, time)]
    };
    let [here, copied, handed] = match lang {
        Lang::En => [
            ["computed on the page", "a call"],
            [
                "copied (structured clone)",
                "multiprocessing.Queue: pickled",
            ],
            ["handed over (transfer)", "queue.Queue: the object itself"],
        ],
        Lang::Zh => [
            ["在页面上算", "直接调用"],
            ["复制（结构化克隆）", "multiprocessing.Queue：pickle"],
            ["转移（transfer）", "queue.Queue：对象本身"],
        ],
    };
    let heads = match lang {
        Lang::En => ["here", "nearest in Python", "there and back"],
        Lang::Zh => ["这里", "Python 中最接近的", "来回用时"],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "How data is passed",
                zh: "数据怎样传递",
            },
        ),
        heads: heads.to_vec(),
        rows: vec![
            row(handed, size.handed_over),
            row(copied, size.copied),
            row(here, size.here),
        ],
        note: text(
            lang,
            Told {
                en: "What is handed over is gone at the sender, which a queue between threads does not enforce: there both have it.",
                zh: "转移之后，发送方不再拥有数据；线程之间的 queue 并不强制这一点，双方都还能访问。",
            },
        ),
    })
}
