//! Two executors, one order.

use std::time::Duration;

use super::super::{Answer, Calibration, Goal, Lesson, Question, Ran, Show, Told, say, text};
use crate::config::{Experiment, Lang, RunConfig};
use crate::record::Lane;

pub(super) static LESSON: Lesson = Lesson {
    number: 14,
    title: Told {
        en: "Two executors, one order",
        zh: "两个执行器，一个顺序",
    },
    place: Told {
        en: "Fluent Python, “Using futures.as_completed”: futures of several executors, 2nd edition chapter 20, 1st edition chapter 17",
        zh: "《流畅的 Python》“Using futures.as_completed”一节，来自多个执行器的 future：第 2 版第 20 章，第 1 版第 17 章",
    },
    show: Show::Calibrated {
        runs: &[
            "experiment=both&codes=pop20&limit=10&max_workers=5&delay=300-900&kernel=sha256&jobs=10&workers=2&seed=3",
        ],
        to: Calibration::Each(Duration::from_millis(250)),
    },
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
                en: "Have them alternate twelve times: a flag, a job, a flag …",
                zh: "让它们交替十二次：国旗、任务、国旗……",
            },
            |ran| (turns(ran), 12),
        ),
        Goal::new(
            Told {
                en: "Have all jobs delivered before the first flag",
                zh: "让所有任务都在第一面国旗之前交付",
            },
            |ran| {
                let jobs = ran.lanes().iter().filter(|lane| !lane.is_fetch()).count();
                let first = ran.delivered().take_while(|lane| !lane.is_fetch()).count();
                if jobs == ran.lanes().len() || ran.config.experiment != Experiment::Both {
                    return (0, 1);
                }
                (first, jobs.max(1))
            },
        ),
    ],
};

/// How often a flag follows a job, or a job a flag.
fn turns(ran: &Ran) -> usize {
    let kinds: Vec<bool> = ran.delivered().map(Lane::is_fetch).collect();
    kinds.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

fn ask(config: &RunConfig, lang: Lang) -> Question {
    let (flags, jobs) = (config.labels().len(), config.work.jobs());
    let answer = |answer, met| Answer::new(text(lang, answer), text(lang, met));
    Question {
        text: match lang {
            Lang::En => format!(
                "{flags} flags on an executor of threads, so to say, and {jobs} jobs of like length on a pool of workers. All their futures go into one as_completed. In which order do they come?"
            ),
            Lang::Zh => format!(
                "{flags} 面国旗交给一个（好比线程的）执行器，{jobs} 个用时相近的任务交给 worker 池，所有 future 放进同一个 as_completed。按什么顺序到达？"
            ),
        },
        answers: vec![
            answer(
                Told {
                    en: "First one executor's, then the other's",
                    zh: "先是一个执行器的，再是另一个的",
                },
                Told {
                    en: "Many think so: as_completed goes through executor by executor. It knows futures only, and takes whichever is completed.",
                    zh: "不少人这样想：as_completed 一个执行器一个执行器地取。它只认 future，谁完成就给谁。",
                },
            ),
            answer(
                Told {
                    en: "Mixed, as they are completed",
                    zh: "混在一起，谁完成谁先到",
                },
                Told {
                    en: "So it is when both take about as long; here one kind was over before.",
                    zh: "用时相近时就是这样；这次有一类早早结束了。",
                },
            ),
            answer(
                Told {
                    en: "Not at all: futures of two executors cannot be mixed",
                    zh: "不行：两个执行器的 future 不能混用",
                },
                Told {
                    en: "Some think so. A future is a future, whoever runs its task.",
                    zh: "有人这样想。future 就是 future，不管任务由谁运行。",
                },
            ),
        ],
    }
}

fn check(ran: &[&Ran]) -> Option<usize> {
    let ran = ran.first()?;
    match (ran.is_whole(), turns(ran)) {
        (false, _) => None,
        (true, ..=1) => Some(0),
        (true, _) => Some(1),
    }
}

fn why(ran: &[&Ran], lang: Lang) -> Option<String> {
    let ran = ran.first()?;
    let turns = turns(ran);
    let last = |is_fetch: bool| {
        let ends = ran
            .lanes()
            .iter()
            .filter(|lane| lane.is_fetch() == is_fetch);
        ends.filter_map(|lane| lane.finished).max()
    };
    let (flags, jobs) = (say::time(lang, last(true)?), say::time(lang, last(false)?));
    Some(match lang {
        Lang::En => format!(
            "The order changed {} from flags to jobs or back: the last flag was completed after {flags}, the last job after {jobs}, and as_completed took each as it was completed.",
            say::number(turns, "time")
        ),
        Lang::Zh => format!(
            "国旗与任务之间交替了 {turns} 次：最后一面国旗在 {flags}时完成，最后一个任务在 {jobs}时完成，as_completed 谁完成就取谁。"
        ),
    })
}
