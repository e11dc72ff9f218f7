//! Where does it run?

use std::time::Duration;

use super::super::{
    Answer, Beside, Calibration, Goal, InPython, Lesson, Program, Question, Ran, Show, Told, say,
    text,
};
use crate::config::{Lang, RunConfig, Where};

/// Long enough to be felt.
const TOGETHER: Duration = Duration::from_millis(1200);

/// A page that stands still for longer than this is seen to.
const SEEN: Duration = Duration::from_millis(200);

/// A run is sooner over than another if it takes no more than this share of its time.
const SOONER: f64 = 0.9;

pub(super) static LESSON: Lesson = Lesson {
    number: 10,
    title: Told {
        en: "Where does it run?",
        zh: "代码在哪里运行？",
    },
    place: Told {
        en: "Fluent Python, “Blocking I/O and the GIL” (1st edition chapter 17); 2nd edition chapter 19, “The Real Impact of the GIL”",
        zh: "《流畅的 Python》第 1 版第 17 章“Blocking I/O and the GIL”；第 2 版第 19 章“The Real Impact of the GIL”",
    },
    show: Show::Calibrated {
        runs: &[
            "experiment=workers&kernel=primes&size=14&where=main",
            "experiment=workers&kernel=primes&size=14&where=slices",
            "experiment=workers&kernel=primes&size=14&where=pool",
        ],
        to: Calibration::Together(TOGETHER),
    },
    ask,
    check,
    why,
    table: Some(table),
    twice: None,
    extra: None,
    python: Some(InPython {
        own: Some(Program::Places),
        shows: Told {
            en: "Below, the same in Python, and what waiting does there: blocking I/O and time.sleep() give the GIL away, so threads that wait gain what threads that compute do not. Each line has the time, and for how long a clock stood still.",
            zh: "下面是 Python 中的同一件事，再加上等待：阻塞式 I/O 和 time.sleep() 会释放 GIL，所以线程在等待时有收益，在计算时没有。每行给出用时，以及时钟停了多久。",
        },
    }),
    goals: &[
        Goal {
            unit: Told {
                en: "ms",
                zh: "毫秒",
            },
            ..Goal::new(
                Told {
                    en: "Make the page stand still for 3 seconds",
                    zh: "让页面停顿 3 秒",
                },
                |ran| (ran.stall().as_millis() as usize, 3000),
            )
        },
        Goal {
            unit: Told {
                en: "ms",
                zh: "毫秒",
            },
            ..Goal::new(
                Told {
                    en: "Compute for 3 seconds on the main thread, and no stall above 200 ms",
                    zh: "在主线程上计算 3 秒，停顿不超过 200 毫秒",
                },
                |ran| {
                    let lives = ran.config.work.place == Where::Slices && ran.stall() <= SEEN;
                    (
                        if lives {
                            ran.elapsed().as_millis() as usize
                        } else {
                            0
                        },
                        3000,
                    )
                },
            )
        },
    ],
};

fn ask(_: &RunConfig, lang: Lang) -> Question {
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: text(
            lang,
            Told {
                en: "A second of primes is computed: at once on the main thread (as in asyncio), in slices there (as threads under the GIL, which \
                 take turns), in a pool of workers (as processes or interpreters). In which does the page's clock tick on? At first the page \
                 will stand still.",
                zh: "计算一秒左右的素数：在主线程一次算完（像 asyncio）；在主线程分片（像 GIL 下轮流执行的线程）；在 worker 池中（像进程或解释器）。哪几种情况下页面的时钟还在走？第一次时页面会停顿。",
            },
        )
        .to_owned(),
        answers: vec![
            answer(
                Told { en: "Only in the pool", zh: "只有 worker 池" },
                Told {
                    en: "Many think so, the author of the book among them once: that the GIL keeps all other threads waiting. CPython takes it away every 5 ms, so they take turns, as slices do.",
                    zh: "不少人这样想，连书的作者也曾如此：以为 GIL 会让别的线程动弹不得。CPython 每 5 毫秒收回一次 GIL，线程轮流执行，就像分片。",
                },
            ),
            answer(
                Told {
                    en: "In slices and in the pool; only the pool is sooner over",
                    zh: "分片和 worker 池；只有 worker 池更早结束",
                },
                Told {
                    en: "So it is where there are cores to spare.",
                    zh: "有空闲的核心时就是这样。",
                },
            ),
            answer(
                Told {
                    en: "In slices and in the pool; both are sooner over",
                    zh: "分片和 worker 池；两者都更早结束",
                },
                Told {
                    en: "Many think so: async, or threads, make computing faster. They only let others have a turn; the work stays as much.",
                    zh: "不少人这样想：异步或线程能让计算更快。它们只是让别人也轮得到，活儿一点不少。",
                },
            ),
            answer(
                Told { en: "In all three", zh: "三种都在走" },
                Told {
                    en: "Some think so: async never blocks. It does not block while it waits; while it computes nothing else has a turn.",
                    zh: "有人这样想：异步不会阻塞。等待时不阻塞；计算时谁也轮不到。",
                },
            ),
        ],
    }
}

fn three<'a>(ran: &[&'a Ran]) -> Option<[&'a Ran; 3]> {
    let [main, slices, pool] = ran else {
        return None;
    };
    Some([*main, *slices, *pool])
}

/// Whether a run was clearly sooner over than another.
fn is_sooner(ran: &Ran, other: &Ran) -> bool {
    ran.elapsed().as_secs_f64() <= other.elapsed().as_secs_f64() * SOONER
}

/// Whether slices were clearly sooner over than the same work at once on the same thread, which only noise can bring about.
fn is_disturbed([main, slices, _]: [&Ran; 3]) -> bool {
    is_sooner(slices, main)
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let three = three(ran)?;
    let [main, _, pool] = three;
    match three.map(|ran| ran.stall() <= SEEN) {
        [false, false, true] => Some(0),
        // The same work on the same thread cannot be sooner over for giving way: something disturbed the run.
        _ if is_disturbed(three) => None,
        [false, true, true] if is_sooner(pool, main) => Some(1),
        [true, true, true] => Some(3),
        _ => None,
    }
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let three = three(ran)?;
    let time = |time| say::time(lang, time);
    let [main, slices, pool] = three.map(|ran| time(ran.elapsed()));
    let [main_stall, shorter, shortest] = three.map(|ran| ran.stall());
    let still = say::stood_still(lang, main_stall);
    let [shorter, shortest] = [shorter, shortest].map(|gap| say::at_most(lang, gap));
    let workers = three[2].config.work.workers.unwrap_or(three[2].cores);
    let said = match lang {
        Lang::En => format!(
            "At once it took {main}, and the page stood still for {still}; in slices {slices}, standing still for {shorter} at a time; by \
             {} {pool}, standing still for {shortest}.",
            say::number(workers, "worker")
        ),
        Lang::Zh => format!(
            "一次算完用 {main}，页面停顿{still}；分片用 {slices}，每次停顿{shorter}；{workers} 个 worker 用 {pool}，停顿{shortest}。"
        ),
    };
    if !is_disturbed(three) {
        return Some(said);
    }
    let disturbed = text(
        lang,
        Told {
            en: " In slices the same work on the same thread cannot be sooner over than at once: something disturbed this run, so it answers nothing. Start it again.",
            zh: "同一线程上同样的计算，分片不可能比一次算完更早结束：这次运行受到了干扰，得不出答案，请重新开始。",
        },
    );
    Some(said + disturbed)
}

/// What each place is in Python, and what was measured here.
fn table(ran: &[&Ran], lang: Lang) -> Option<Beside> {
    let three = three(ran)?;
    let places = match lang {
        Lang::En => [
            ["asyncio", "main thread, at once"],
            ["threads under the GIL", "main thread, in slices"],
            ["processes, interpreters", "pool of workers"],
        ],
        Lang::Zh => [
            ["asyncio", "主线程，一次算完"],
            ["GIL 下的线程", "主线程，分片"],
            ["进程、解释器", "worker 池"],
        ],
    };
    let row = |([python, here], ran): ([&str; 2], &Ran)| {
        let stall = say::stood_still(lang, ran.stall());
        vec![
            python.to_owned(),
            here.to_owned(),
            say::time(lang, ran.elapsed()),
            stall.trim().to_owned(),
        ]
    };
    let free = match lang {
        Lang::En => [
            "threads without a GIL",
            "workers on shared memory: lesson 15",
        ],
        Lang::Zh => ["没有 GIL 的线程", "共享内存的 worker：第 15 课"],
    };
    let free = [free[0], free[1], "–", "–"].map(str::to_owned).to_vec();
    let heads = match lang {
        Lang::En => ["in Python", "here", "took", "page stood still, longest"],
        Lang::Zh => ["Python 里", "这里", "用时", "页面停顿（最长一次）"],
    };
    Some(Beside {
        name: text(
            lang,
            Told {
                en: "One job in three places",
                zh: "同一计算，三个地方",
            },
        ),
        heads: heads.to_vec(),
        rows: places
            .into_iter()
            .zip(three)
            .map(row)
            .chain([free])
            .collect(),
        note: text(
            lang,
            Told {
                en: "A slice gives way every 5 ms, by our leave; CPython takes the GIL away as often. The free-threaded build runs threads truly side by side; on one thread it is about 10 % slower (quoted from PEP 779, not measured here).",
                zh: "分片每 5 毫秒主动让出一次；CPython 则以同样的间隔收回 GIL。自由线程版的线程真正并行；单线程时大约慢 10 %（引自 PEP 779，并非在此实测）。",
            },
        ),
    })
}
