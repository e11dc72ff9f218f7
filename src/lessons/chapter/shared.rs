//! Shared memory.

use super::super::{Answer, Beside, Goal, InPython, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Lang, RunConfig};
use crate::format::{grouped, short_in};
use crate::lab::shared::{Plan, Row, Way};

pub(super) static LESSON: Lesson = Lesson {
    number: 15,
    title: Told {
        en: "Queue, lock, semaphore",
        zh: "队列、锁、信号量",
    },
    place: Told {
        en: "Fluent Python, 1st edition chapter 17, “Threading and Multiprocessing Alternatives”: when an executor is too coarse; 2nd edition chapters 19 and 20",
        zh: "《流畅的 Python》第 1 版第 17 章“Threading and Multiprocessing Alternatives”：执行器粒度太粗时；第 2 版第 19、20 章",
    },
    show: Show::Runs(&["experiment=shared&workers=2&size=1000000"]),
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: None,
    python: Some(InPython {
        own: None,
        shows: Told {
            en: "Below, the same with Python's threads: queue, threading.Lock and threading.Semaphore. Under the GIL a step can be interrupted too, only less often.",
            zh: "下面用 Python 的线程做同样的事：queue、threading.Lock 和 threading.Semaphore。在 GIL 之下，一步操作也可能被打断，只是更少见。",
        },
    }),
    goals: &[
        Goal {
            unit: Told { en: "%", zh: "%" },
            ..Goal::new(
                Told {
                    en: "Lose none of a million additions or more, without a lock",
                    zh: "不加锁，一百万次以上的加法一次也不丢失",
                },
                kept,
            )
        },
        Goal::new(
            Told {
                en: "Have four workers inside the semaphore at once",
                zh: "让四个 worker 同时持有信号量的许可",
            },
            |ran| {
                let inside = of(ran, Way::Semaphore).and_then(|row| row.inside);
                (inside.unwrap_or_default() as usize, 4)
            },
        ),
    ],
};

fn of(ran: &Ran, way: Way) -> Option<Row> {
    ran.shared.iter().copied().find(|row| row.way == way)
}

/// The share of additions that stand there, of a million at least; it is whole only when none is missing.
fn kept(ran: &Ran) -> (usize, usize) {
    let row = of(ran, Way::Plain);
    let (stands, expected) = row
        .and_then(|row| row.stands.zip(row.expected))
        .unwrap_or((0, 1));
    ((stands * 100 / expected.max(1_000_000)) as usize, 100)
}

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let (workers, times) =
        Plan::of(config).map_or((2, 1_000_000), |plan| (plan.workers, plan.times));
    let all = grouped(workers as u64 * u64::from(times));
    let times = grouped(times.into());
    let answer = |texts: [String; 2], met| {
        let [en, zh] = texts;
        let own = match lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        Answer::new(own, text(lang, met))
    };
    Question {
        text: match lang {
            Lang::En => format!(
                "{workers} workers share one number, 0. Each reads it, adds one and writes it back, {times} times, without a lock. What stands there?"
            ),
            Lang::Zh => format!(
                "{workers} 个 worker 共享一个数，初值为 0。每个 worker 不加锁地读出、加一、写回，各 {times} 次。最后是多少？"
            ),
        },
        answers: vec![
            answer(
                [all.clone(), all.clone()],
                Told {
                    en: "Many think so: adding one is one step. It is three, and between reading and writing another worker may have written.",
                    zh: "不少人这样想：加一是一步操作。其实是三步，读出与写回之间，别的 worker 可能已经写过。",
                },
            ),
            answer(
                [
                    format!("Less than {all}, and not the same each time"),
                    format!("少于 {all}，而且每次不同"),
                ],
                Told {
                    en: "So it is where workers really run at the same time, or are interrupted between reading and writing.",
                    zh: "worker 真正同时运行，或者在读写之间被打断时，就是这样。",
                },
            ),
            answer(
                [
                    format!("{times}: each writes over what the other wrote"),
                    format!("{times}：互相覆盖"),
                ],
                Told {
                    en: "That would need both in step all the way: each addition of one would meet one of the other. They drift apart, so some are lost and some are not.",
                    zh: "那要求两者始终同步，每次加法都正好撞上对方。实际上快慢不一，有的丢失，有的没有。",
                },
            ),
            answer(
                [
                    "The browser ends the one that writes second".to_owned(),
                    "浏览器会终止后写入的那一个".to_owned(),
                ],
                Told {
                    en: "Some think so: shared memory watches over itself. Nobody is told; that is what makes such an error hard to find.",
                    zh: "有人这样想：共享内存会自己把关。其实没有任何提示，所以这种错误很难发现。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let row = of(ran.first()?, Way::Plain)?;
    let (stands, expected) = row.stands.zip(row.expected)?;
    let each = expected / row.workers.max(1) as u64;
    Some(match () {
        () if stands == expected => 0,
        () if stands == each => 2,
        () => 1,
    })
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let (plain, atomic, lock) = (
        of(ran, Way::Plain)?,
        of(ran, Way::Atomic)?,
        of(ran, Way::Lock)?,
    );
    let stands = |row: &Row| grouped(row.stands.unwrap_or_default());
    let time = |row: &Row| say::time(lang, row.took);
    let [lost, there] = [grouped(plain.lost()), stands(&plain)];
    Some(match lang {
        Lang::En => format!(
            "Without a lock {there} stand there after {}, {lost} were lost; with an atomic add {} after {}, with a lock {} after {}.",
            time(&plain),
            stands(&atomic),
            time(&atomic),
            stands(&lock),
            time(&lock)
        ),
        Lang::Zh => format!(
            "不加锁，{}后结果是 {there}，丢失 {lost} 次；原子加，{}后是 {}；加锁，{}后是 {}。",
            time(&plain),
            time(&atomic),
            stands(&atomic),
            time(&lock),
            stands(&lock)
        ),
    })
}

/// What each way is in Python, and what a step of it cost here.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let row = |row: &Row| {
        let (name, python) = match row.way {
            Way::Plain => (
                Told {
                    en: "no lock",
                    zh: "不加锁",
                },
                "n += 1",
            ),
            Way::Atomic => (
                Told {
                    en: "atomic add",
                    zh: "原子加",
                },
                "–",
            ),
            Way::Lock => (
                Told {
                    en: "lock",
                    zh: "锁",
                },
                "threading.Lock",
            ),
            Way::Semaphore => (
                Told {
                    en: "semaphore",
                    zh: "信号量",
                },
                "threading.Semaphore",
            ),
            Way::Queue => (
                Told {
                    en: "bounded queue",
                    zh: "有界队列",
                },
                "queue.Queue(maxsize)",
            ),
        };
        let name = text(lang, name).to_owned();
        vec![
            name,
            python.to_owned(),
            short_in(lang, row.each()),
            grouped(row.waits),
        ]
    };
    let heads = match lang {
        Lang::En => ["here", "in Python", "a step", "sleeps"],
        Lang::Zh => ["这里", "Python 中", "每步", "休眠次数"],
    };
    let rows: Vec<_> = ran.first()?.shared.iter().map(row).collect();
    (!rows.is_empty()).then_some(Beside {
        name: text(lang, Told { en: "What each way costs", zh: "各种方式的代价" }),
        heads: heads.to_vec(),
        rows,
        note: text(
            lang,
            Told {
                en: "For processes, multiprocessing has the counterparts of all three: Lock, Semaphore, Queue. Measured: the time from the common start to the last end, divided by what all did together. A pass of the semaphore holds its permit for 1 ms; how often and how long workers wait for each other depends on the cores.",
                zh: "multiprocessing 为进程提供了对应的三种：Lock、Semaphore、Queue。实测：从共同起点到最后一个 worker 结束的时间，除以所有 worker 完成的总步数。信号量每次持有许可 1 毫秒；worker 相互等待的次数和时间取决于核心数。",
            },
        ),
    })
}
