//! What a measured curve tells, as far as the scatter of its measurements lets it, and what a drawn one got wrong.

use super::super::{Beside, Told, say, text};
use crate::config::Lang;
use crate::format::decimal;
use crate::stats::{Speedup, SpeedupPoint};

/// A gain below this share is none, however little the measurements vary.
const GAIN: f64 = 0.1;
/// A spread of less, in times as fast as one worker, hides nothing.
const STEADY: f64 = 0.2;
/// What is drawn no further than this factor from what was measured is right.
const NEAR: f64 = 1.25;

const IDEAL: Told = Told {
    en: "Many think so: N workers are N times as fast as one. At best they are, while each has a core of its own; passing the jobs on, and waiting for the last of them, is shared out to nobody.",
    zh: "不少人这样想：N 个 worker 的速度就是一个的 N 倍。最好的情况下才是这样，而且每个都要有自己的核心；分发任务、等待最后一个任务的时间无人分担。",
};
const TOO_HIGH: Told = Told {
    en: "Many think so: each worker more gains something more. Workers beyond the cores only share them, and other programs of the machine want theirs.",
    zh: "不少人这样想：多一个 worker 就多一分收益。超过核心数的 worker 只能共用核心，而且机器上的其他程序也要用。",
};
const TOO_FLAT: Told = Told {
    en: "Many think so: threads gain nothing where there is computing to do, as under the GIL. Workers share no such lock: like processes in Python they compute side by side, one on each core.",
    zh: "不少人这样想：计算时多线程没有收益，就像在 GIL 之下。worker 之间没有这样的锁：像 Python 的进程一样并行计算，每个核心一个。",
};

/// The lowest and the highest of the repeated measurements, in times as fast as the median of one worker.
fn spread(curve: &Speedup, point: &SpeedupPoint) -> [f64; 2] {
    let alone = curve
        .points()
        .first()
        .map_or(0.0, |one| one.time.as_secs_f64());
    [point.slowest, point.fastest].map(|time| alone / time.as_secs_f64().max(1e-9))
}

fn width(curve: &Speedup, point: &SpeedupPoint) -> f64 {
    let [low, high] = spread(curve, point);
    high - low
}

/// The point of which the measurements vary most, if they vary by as much as the workers gained.
fn hidden_by(curve: &Speedup) -> Option<SpeedupPoint> {
    let by_width =
        |a: &&SpeedupPoint, b: &&SpeedupPoint| width(curve, a).total_cmp(&width(curve, b));
    let widest = *curve.points().iter().max_by(by_width)?;
    let varies = width(curve, &widest);
    (varies > STEADY && varies >= curve.best().speedup - 1.0).then_some(widest)
}

/// What the best number of workers tells of the cores of which the browser tells.
enum Cores {
    /// Nothing against them.
    Shared,
    /// More workers clearly gained more, at most at the last point or before it.
    More { is_last: bool },
    /// More workers gained no more than the measurements vary.
    Unsure,
}

fn cores_of(curve: &Speedup, cores: usize) -> Cores {
    let best = curve.best();
    let within = curve.points().iter().rfind(|point| point.workers <= cores);
    let Some(within) = within.filter(|_| best.workers > cores) else {
        return Cores::Shared;
    };
    let gain = best.speedup - within.speedup;
    let varies = width(curve, &best).max(width(curve, within));
    if gain > varies.max(GAIN * within.speedup) {
        let is_last = curve
            .points()
            .last()
            .is_some_and(|last| last.workers == best.workers);
        Cores::More { is_last }
    } else if varies > STEADY {
        Cores::Unsure
    } else {
        Cores::Shared
    }
}

/// How far the measurements of a number of workers lie apart.
fn apart(curve: &Speedup, point: &SpeedupPoint, lang: Lang) -> String {
    let [low, high] = spread(curve, point).map(|times| decimal(times, 1));
    let workers = point.workers;
    match lang {
        Lang::En => format!(
            "{} came out between {low} and {high} times as fast as one by its median",
            say::number(workers, "worker")
        ),
        Lang::Zh => format!("{workers} 个 worker 的速度在一个（中位数）的 {low} 到 {high} 倍之间"),
    }
}

/// Why the curve is as it is.
pub(super) fn why(curve: &Speedup, cores: usize, lang: Lang) -> Option<String> {
    if let Some(widest) = hidden_by(curve) {
        let apart = apart(curve, &widest, lang);
        return Some(match lang {
            Lang::En => format!(
                "The measurements vary too much to tell what more workers gain: {apart}. Start it again with less else to do for the machine."
            ),
            Lang::Zh => format!(
                "测量波动太大，看不出增加 worker 有多少收益：{apart}。请在机器空闲时重新开始。"
            ),
        });
    }
    let (best, last) = (curve.best(), *curve.points().last()?);
    let times = |point: &SpeedupPoint| decimal(point.speedup, 1);
    let (workers, best_times) = (best.workers, times(&best));
    let (most, last_times) = (last.workers, times(&last));
    let told = say::number(cores, "core");
    // What is within the scatter of the measurement is no gain.
    if workers == 1 || best.speedup < 1.0 + GAIN {
        return Some(match lang {
            Lang::En => format!(
                "No number of workers was clearly faster than one here; {most} workers were {last_times} times as fast; this browser tells of {told}."
            ),
            Lang::Zh => format!(
                "这里没有哪个数量的 worker 明显比一个快；{most} 个的速度是一个的 {last_times} 倍；浏览器报告有 {cores} 个核心。"
            ),
        });
    }
    let tail = match (cores_of(curve, cores), lang) {
        (Cores::Shared, Lang::En) => {
            format!("this browser tells of {told}: workers beyond them share them.")
        }
        (Cores::Shared, Lang::Zh) => {
            format!("浏览器报告有 {cores} 个核心：再多的 worker 只能共用。")
        }
        // Some browsers tell of fewer than there are.
        (Cores::More { is_last: true }, Lang::En) => format!(
            "this browser tells of {told}, but the curve still rises at the last number measured: there may be more cores."
        ),
        (Cores::More { is_last: true }, Lang::Zh) => format!(
            "浏览器报告有 {cores} 个核心，但曲线到测得的最后一个数量仍在上升：实际核心可能更多。"
        ),
        (Cores::More { is_last: false }, Lang::En) => format!(
            "this browser tells of {told}, but the curve bends at {workers}: there may be more cores."
        ),
        (Cores::More { is_last: false }, Lang::Zh) => {
            format!("浏览器报告有 {cores} 个核心，但曲线到 {workers} 个才变平：实际核心可能更多。")
        }
        (Cores::Unsure, Lang::En) => format!(
            "this browser tells of {told}, and whether workers beyond them gain anything the measurements vary too much to tell: {}.",
            apart(curve, &best, lang)
        ),
        (Cores::Unsure, Lang::Zh) => format!(
            "浏览器报告有 {cores} 个核心；再多的 worker 有没有收益，测量波动太大，看不出来：{}。",
            apart(curve, &best, lang)
        ),
    };
    Some(match (lang, workers == most) {
        (Lang::En, true) => {
            format!("{workers} workers were {best_times} times as fast as one; {tail}")
        }
        (Lang::Zh, true) => format!("{workers} 个 worker 的速度是一个的 {best_times} 倍；{tail}"),
        (Lang::En, false) => format!(
            "{workers} workers were {best_times} times as fast as one, {most} workers {last_times} times; {tail}"
        ),
        (Lang::Zh, false) => format!(
            "{workers} 个 worker 的速度是一个的 {best_times} 倍，{most} 个是 {last_times} 倍；{tail}"
        ),
    })
}

/// What there is to say to who drew this curve, from two workers on: nothing where it is as it was measured. `None` where
/// nothing was drawn, or the measurements vary too much to tell.
#[must_use]
pub fn met(curve: &Speedup, drawn: &[f64]) -> Option<Option<Told>> {
    if hidden_by(curve).is_some() {
        return None;
    }
    let points = curve.points().iter().filter(|point| point.workers > 1);
    let pairs: Vec<(SpeedupPoint, f64)> = points
        .filter_map(|point| Some((*point, *drawn.get(point.workers - 2)?)))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let is_near = |(point, drawn): &&(SpeedupPoint, f64)| {
        let [low, high] = spread(curve, point);
        (low / NEAR..=high * NEAR).contains(drawn)
    };
    let far: Vec<_> = pairs.iter().filter(|pair| !is_near(pair)).collect();
    if far.is_empty() {
        return Some(None);
    }
    let is_ideal = |(point, drawn): &(SpeedupPoint, f64)| {
        let ideal = point.workers as f64;
        (drawn - ideal).abs() <= GAIN * ideal
    };
    if pairs.iter().all(is_ideal) {
        return Some(Some(IDEAL));
    }
    // Twice as high weighs as much as half as high.
    let above = |(point, drawn): &&(SpeedupPoint, f64)| (drawn.max(0.01) / point.speedup).ln();
    let above: f64 = far.into_iter().map(|pair| above(&pair)).sum();
    Some(Some(if above > 0.0 { TOO_HIGH } else { TOO_FLAT }))
}

/// The drawn curve and the measured one in figures, side by side.
#[must_use]
pub fn beside(curve: &Speedup, drawn: &[f64], lang: Lang) -> Beside {
    let times = |times: f64| match lang {
        Lang::En => format!("{}×", decimal(times, 1)),
        Lang::Zh => format!("{} 倍", decimal(times, 1)),
    };
    let row = |point: &SpeedupPoint| {
        let own = match point.workers {
            1 => Some(1.0).filter(|_| !drawn.is_empty()),
            workers => drawn.get(workers - 2).copied(),
        };
        let [low, high] = spread(curve, point).map(times);
        vec![
            point.workers.to_string(),
            own.map_or_else(|| "–".to_owned(), times),
            times(point.speedup),
            format!("{low}–{high}"),
        ]
    };
    Beside {
        name: text(
            lang,
            Told {
                en: "Drawn and measured",
                zh: "画的与实测",
            },
        ),
        heads: match lang {
            Lang::En => vec!["workers", "drawn", "measured", "its spread"],
            Lang::Zh => vec!["worker 数", "画的", "实测", "波动范围"],
        },
        rows: curve.points().iter().map(row).collect(),
        note: "",
    }
}
