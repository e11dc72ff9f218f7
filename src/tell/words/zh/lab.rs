//! The words of the lab: Chinese.

use std::time::Duration;

use super::{passing, shared};
use crate::app::lab::facts::JobsFacts;
use crate::config::{Experiment, Lang, RunConfig, Where};
use crate::kernels::primes::Primality;
use crate::kernels::{JobsError, Kernel, KernelOutput};
use crate::lab::shared::Plan;
use crate::lab::{Missing, RunKind};
use crate::record::Outcome;
use crate::stats::Fit;
use crate::tell::format::{binary, decimal, seconds, short_in, since_start, span_in};
use crate::tell::strong;
use crate::tell::words::lab::{Asked, EngineFacts, JobWords, LabTexts, SweepFacts};

fn span(time: Duration) -> String {
    span_in(Lang::Zh, time)
}

fn short(time: Duration) -> String {
    short_in(Lang::Zh, time)
}

fn jobs(kernel: Kernel, number: usize) -> String {
    match kernel {
        Kernel::Sha256 => format!("{number} 个 SHA-256 摘要"),
        Kernel::Rc4 => format!("{number} 个 RC4 任务"),
        Kernel::Primes => format!("{number} 个数的素性检验"),
        Kernel::Mandelbrot => format!("{number} 块图像"),
        Kernel::Own => format!("{number} 次函数调用"),
    }
}

fn workers(number: usize) -> String {
    format!("{number} 个 worker")
}

fn place(place: Where) -> &'static str {
    match place {
        Where::Main => "主线程",
        Where::Slices => "主线程，分片",
        Where::Pool => "worker 池",
        Where::Sweep => "逐一测量 worker 数",
        Where::Engines => "引擎对比",
    }
}

fn place_note(place: Where, cores: usize) -> String {
    match place {
        Where::Main => "一次算完，像 asyncio：页面停顿".to_owned(),
        Where::Slices => "每 5 毫秒让出一次主线程，像 GIL 下的线程".to_owned(),
        Where::Pool => "像进程或解释器的池：页面不受影响".to_owned(),
        Where::Sweep => format!("1 到 {} 个，实测", (2 * cores).min(32)),
        Where::Engines => "JavaScript、Wasm、Wasm + SIMD".to_owned(),
    }
}

fn kernel_note(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Sha256 => "任务大小相同",
        Kernel::Rc4 => "任务大小不一，最长的在前",
        Kernel::Primes => "从一微秒到一秒的任务",
        Kernel::Mandelbrot => "一幅画，一块一块地完成",
        Kernel::Own => "你自己的函数，在没有网络和存储的 worker 中运行",
    }
}

fn unit(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Sha256 | Kernel::Rc4 => "字节",
        Kernel::Primes => "位",
        Kernel::Mandelbrot => "像素",
        Kernel::Own => "即 n",
    }
}

fn jobs_problem(error: &JobsError) -> String {
    match error {
        JobsError::Jobs { .. } => format!("任务数必须在 1 到 {} 之间。", Kernel::MAX_JOBS),
        JobsError::Size { kernel, .. } => {
            let sizes = kernel.sizes();
            format!(
                "这里的大小必须在 {} 到 {} {}之间。",
                sizes.start(),
                sizes.end(),
                unit(*kernel)
            )
        }
        JobsError::Tiles {
            jobs,
            rows,
            columns,
            size,
        } => format!(
            "{jobs} 个任务要分成 {rows} × {columns} 块，边长 {size} 像素不够：请减少任务、换一个因数更多的数，或放大图像。"
        ),
    }
}

fn in_short(asked: &Asked<'_>) -> String {
    let what = jobs(asked.kernel(), asked.jobs());
    match asked.config.experiment {
        Experiment::Shared => (shared::WORDS.in_short)(Plan::of(asked.config)),
        Experiment::Transfer => {
            let (from, to) = asked.config.transfer.sizes.bounds();
            let (from, to) = (binary(from), binary(to));
            format!(
                "{from} 到 {to}，每条消息 {} 个",
                asked.config.transfer.chunk
            )
        }
        Experiment::Both => {
            let flags = asked.config.labels().len();
            format!("{flags} 面国旗和 {what}，{}", workers(asked.workers))
        }
        _ => match asked.config.work.place {
            Where::Pool => format!("{what}，{}", workers(asked.workers)),
            other => format!("{what}，{}", place(other)),
        },
    }
}

fn ready(asked: &Asked<'_>) -> String {
    let (start, what) = (strong("开始"), jobs(asked.kernel(), asked.jobs()));
    match (asked.config.experiment, asked.config.work.place) {
        (Experiment::Shared, _) => (shared::WORDS.ready)(Plan::of(asked.config)),
        (Experiment::Transfer, _) => {
            format!(
                "把数据交给 worker 再取回，复制或转移，各要多少代价，何时才划算？请按“{start}”。"
            )
        }
        (Experiment::Both, _) => {
            let flags = asked.config.labels().len();
            format!(
                "{flags} 面国旗和 {what}，来自两个执行器，排进同一个完成顺序：谁先到？请按“{start}”。"
            )
        }
        (_, Where::Main) => format!("{what}，就在绘制本页的线程上计算。看着时钟，按“{start}”。"),
        (_, Where::Slices) => format!("{what}，在主线程上分片计算：时钟照走。请按“{start}”。"),
        (_, Where::Pool) => format!(
            "谁先完成？{what}，{}：请按“{start}”。",
            workers(asked.workers)
        ),
        (_, Where::Sweep) => format!(
            "{what}，用 1 到 {} 个 worker，各测三次：速度是 1 个的几倍？请按“{start}”。",
            (2 * asked.cores).min(32)
        ),
        (_, Where::Engines) => {
            format!(
                "换更快的引擎，还是加 worker？{what}，分别用 JavaScript、Wasm 和带 SIMD 的 Wasm：请按“{start}”。"
            )
        }
    }
}

fn running(asked: &Asked<'_>) -> String {
    let what = jobs(asked.kernel(), asked.jobs());
    match (asked.config.experiment, asked.config.work.place) {
        (Experiment::Shared, _) => shared::WORDS.running.to_owned(),
        (Experiment::Transfer, _) => "正在与 worker 来回传递数据……".to_owned(),
        (Experiment::Both, _) => {
            let flags = asked.config.labels().len();
            format!(
                "{flags} 面国旗和 {what}进行中，{}。",
                workers(asked.workers)
            )
        }
        (_, Where::Main) => format!("{what}在主线程上：页面停顿。"),
        (_, Where::Slices) => format!("{what}在主线程上{}进行。", strong("分片")),
        (_, Where::Pool) => format!("{what}进行中，{}。", strong(&workers(asked.workers))),
        (_, Where::Sweep) => {
            format!(
                "正在测量 {what}：1 到 {} 个 worker。",
                (2 * asked.cores).min(32)
            )
        }
        (_, Where::Engines) => format!("正在用三种引擎测量 {what}。"),
    }
}

fn so_far(asked: &Asked<'_>, done: usize, total: usize, after: Duration) -> String {
    let (unit, what) = match (asked.config.experiment, asked.config.work.place) {
        (Experiment::Transfer, _) | (Experiment::Workers, Where::Sweep | Where::Engines) => {
            ("次", format!("{total} 次测量"))
        }
        (Experiment::Both | Experiment::Shared, _) => ("个", format!("{total} 个 future")),
        _ if asked.kernel() == Kernel::Mandelbrot => ("块", jobs(asked.kernel(), total)),
        _ => ("个", jobs(asked.kernel(), total)),
    };
    let after = since_start(Lang::Zh, after);
    format!("{after}后：已完成 {done} {unit}，共 {what}。")
}

fn jobs_done(facts: &JobsFacts) -> String {
    let what = jobs(facts.kernel, facts.done);
    let time = match facts.elapsed {
        // Hundredths of a second say nothing of it.
        short if short < Duration::from_millis(10) => strong(&span(short)),
        elapsed => strong(&format!("{} 秒", seconds(elapsed))),
    };
    let mut text = match facts.kind {
        RunKind::Main => match facts.stall {
            Some(stall) => {
                format!(
                    "{what}在主线程上用了 {time}：页面停顿了 {}。",
                    strong(&span(stall))
                )
            }
            None => format!("{what}在主线程上用了 {time}。"),
        },
        RunKind::Slices => match facts.stall {
            Some(stall) => {
                format!(
                    "{what}在主线程上分片用了 {time}：页面最长停顿 {}。",
                    strong(&span(stall))
                )
            }
            None => format!(
                "{what}在主线程上分片用了 {time}：页面{}。",
                strong("从未停顿")
            ),
        },
        RunKind::Pool { workers: number }
        | RunKind::Engine {
            workers: number, ..
        } => {
            let on = workers(number);
            match (facts.times(), facts.busy()) {
                (Some((times, kind)), _) => {
                    let times = strong(&format!("{} 倍", decimal(times, 1)));
                    let than = match kind {
                        RunKind::Main => ran_at(&kind),
                        kind => format!(" {} ", ran_at(&kind)),
                    };
                    format!("{on} 用 {time}完成 {what}：速度是{than}的 {times}。")
                }
                (None, Some(busy)) => {
                    let busy = strong(&decimal(busy, 1));
                    format!("{on} 用 {time}完成 {what}，平均有 {busy} 个在忙。")
                }
                _ if number > facts.cores => {
                    format!("{on} 共用 {} 个核心，用 {time}完成 {what}。", facts.cores)
                }
                _ => format!("{on} 用 {time}完成 {what}。"),
            }
        }
        RunKind::Both { .. } => format!(
            "{}用 {} 秒，{what}用 {} 秒，全部只用 {time}：国旗等待应答时，worker 在计算。",
            strong(&format!("{} 面国旗", facts.flags)),
            seconds(facts.flags_after),
            seconds(facts.jobs_after)
        ),
    };
    if facts.failed > 0 {
        text.push_str(&format!("{} 个失败。", facts.failed));
    }
    text
}

fn swept(facts: &SweepFacts) -> String {
    let mut text = format!("{} 个核心上，", facts.cores);
    if facts.best == 1 {
        text.push_str(&format!("{} 最快：再多也不更快", strong("1 个 worker")));
    } else if let Some(times) = facts.times {
        let (best, times) = (workers(facts.best), decimal(times, 1));
        text.push_str(&strong(&format!("{best} 最快，速度是 1 个的 {times} 倍")));
    } else {
        let best = strong(&format!("{} 最快", workers(facts.best)));
        text.push_str(&format!("{best}，但用时太分散，说不出速度是 1 个的几倍"));
    }
    match facts.slower {
        Some(slower) => text + &format!("；{slower} 个比 {} 个慢。", facts.best),
        None => text + "。",
    }
}

fn engines_compared(facts: &EngineFacts) -> String {
    let times = |times: f64| format!("{} 倍", decimal(times, 1));
    let engine = strong(facts.engine);
    let mut text = format!("{engine} 的速度是 JavaScript 的 {}", times(facts.by_engine));
    if let Some(by_workers) = facts.by_workers {
        let on = workers(facts.workers);
        text.push_str(&format!("，{on} 的速度是 1 个的 {}", times(by_workers)));
    }
    match facts.by_both {
        Some(both) => text + &format!("；两者合起来是 {}。", strong(&times(both))),
        None => text + "。",
    }
}

fn engine_or_workers(facts: &EngineFacts) -> Option<String> {
    let by_workers = facts.by_workers?;
    let (engine, workers) = (decimal(facts.by_engine, 1), decimal(by_workers, 1));
    Some(if facts.by_engine >= by_workers {
        format!("这里换更快的引擎比加 worker 更有用：{engine} 倍对 {workers} 倍")
    } else {
        format!("这里加 worker 比换更快的引擎更有用：{workers} 倍对 {engine} 倍")
    })
}

fn cancelled(done: usize, total: usize) -> String {
    format!(
        "已取消：{total} 个中完成了 {} 个。",
        strong(&done.to_string())
    )
}

fn problem(why: &str) -> String {
    format!("无法运行：{why}。")
}

fn missing(missing: &Missing, why: &str, is_compared: bool) -> String {
    let Missing { ready, asked, .. } = missing;
    let left_out = if is_compared {
        "这次运行不计入比较。"
    } else {
        ""
    };
    format!(
        "{asked} 个 worker 中只有 {ready} 个启动成功，运行在缺少其余 worker 的情况下开始：{why}。{left_out}"
    )
}

fn stood_still(gap: Option<Duration>) -> String {
    match gap {
        Some(gap) => format!("停顿 {}", span(gap)),
        None => "从未停顿".to_owned(),
    }
}

fn in_python(config: &RunConfig) -> &'static str {
    match (config.experiment, config.work.place) {
        (Experiment::Both, _) => {
            "在 Python 里：请求用线程或 asyncio，因为阻塞的 I/O 会释放 GIL；计算用进程或解释器"
        }
        (_, Where::Main) => {
            "在 Python 里这相当于 asyncio 中的计算：算完之前，别的都得等。线程不会互相卡住，因为 CPython 每 5 毫秒就让出一次 GIL，但也不会更快"
        }
        (_, Where::Slices) => {
            "Python 的线程在 GIL 下也这样轮流执行，只是由 CPython 每 5 毫秒强制切换，而这里是任务主动让出；同一时刻只有一个在计算，总用时不会缩短"
        }
        (_, Where::Pool) => {
            "在 Python 里最接近的是 InterpreterPoolExecutor（3.14）或进程池：各有各的内存和 GIL，消息靠复制传递"
        }
        (_, Where::Sweep) => "在 Python 里，进程池默认的 worker 数就是可用的核心数",
        (_, Where::Engines) => "在 Python 里，更快的引擎是 PyPy，更多的 worker 是进程池",
    }
}

fn worker(number: usize) -> String {
    format!("worker {}", number + 1)
}

fn job(job: &JobWords<'_>) -> String {
    let mut text = job.label.to_owned();
    if let Some(number) = job.worker {
        text.push_str(&format!("，worker {}", number + 1));
    }
    text.push_str(match job.outcome {
        Some(Outcome::Ok) => "：完成",
        Some(Outcome::Cancelled) => "：已取消",
        Some(Outcome::Timeout) => "：超时",
        Some(_) => "：失败",
        None if job.computed.is_some() => "：计算中",
        None => "：等待中",
    });
    if let Some(computed) = job.computed {
        let (sent, computed, returned) = (short(job.sent), short(computed), short(job.returned));
        text.push_str(&format!("，在途 {sent}，计算 {computed}，返回 {returned}"));
    }
    if let Some(result) = &job.result {
        text.push_str(&format!("，{result}"));
    }
    text
}

fn nth_run(nth: usize, of: usize, number: usize) -> String {
    format!("第 {nth} 次，共 {of} 次：{}", workers(number))
}

fn more(rows: usize) -> String {
    format!("另有 {rows} 行，见导出文件。")
}

fn picture_of(done: usize, total: usize) -> String {
    format!("Mandelbrot 集，{total} 块中的 {done} 块")
}

fn ran_at(kind: &RunKind) -> String {
    match kind {
        RunKind::Main => "主线程".to_owned(),
        RunKind::Slices => "分片".to_owned(),
        RunKind::Pool { workers: number } | RunKind::Both { workers: number } => workers(*number),
        RunKind::Engine {
            engine,
            workers: number,
        } => format!("{}，{}", engine.name(), workers(*number)),
    }
}

fn amdahl(fit: &Fit) -> String {
    let [share, error] = [fit.share, fit.error].map(|share| decimal(share * 100.0, 1));
    format!("Amdahl 拟合：串行部分 {share} %（± {error} %）")
}

fn cores(number: usize) -> String {
    format!("{number} 个核心")
}

fn on_workers(number: usize) -> String {
    workers(number)
}

fn measurements(sizes: usize) -> String {
    format!("{sizes} 种大小，逐次加倍，三种方式，各最多五次")
}

fn summary(output: &KernelOutput) -> String {
    match output {
        KernelOutput::Rc4 {
            recovered: false, ..
        } => "解密未能还原".to_owned(),
        KernelOutput::Rc4 { checksum, .. } => format!("校验和 {checksum:08x}"),
        KernelOutput::Prime(Primality { is_prime: true, .. }) => "素数".to_owned(),
        KernelOutput::Prime(Primality {
            smallest_divisor: Some(divisor),
            ..
        }) => format!("能被 {divisor} 整除"),
        KernelOutput::Prime(_) => "不是素数".to_owned(),
        KernelOutput::Mandelbrot { pixels, .. } => {
            let inside = pixels.iter().filter(|pixel| **pixel == 0).count();
            format!("{} 像素中有 {inside} 个在集合内", pixels.len())
        }
        digest => digest.summary(),
    }
}

/// Chinese.
pub static WORDS: LabTexts = LabTexts {
    place,
    place_note,
    kernel_note,
    unit,
    jobs_problem,
    in_short,
    smallest: "最小",
    largest: "最大",
    measurements,
    chunk_slider: "每条消息的任务数滑块",
    ready,
    running,
    so_far,
    jobs_done,
    swept,
    engines_compared,
    engine_or_workers,
    cancelled,
    problem,
    missing,
    clock: "本页的时钟：每画一帧刻一格",
    clock_note: "每帧一格。没有刻度处，页面停顿。",
    stood_still,
    in_python,
    worker,
    main_thread: "主线程",
    group_of_fetches: "请求",
    group_of_jobs: "worker",
    sent: "发送、排队",
    computing: "计算",
    returning: "返回",
    jobs_help: "用方向键在任务之间移动",
    job,
    nth_run,
    more,
    columns: [
        "#",
        "任务",
        "worker",
        "状态",
        "发送、排队",
        "计算",
        "返回",
        "完成时刻",
    ],
    picture: "图像",
    picture_of,
    nth_submitted: "名次、任务、提交序号",
    summary,
    nobody_yet: "任务将按完成的先后排在这里。",
    utilisation: "worker 使用情况",
    utilisation_columns: ["", "任务", "忙碌", "占比"],
    so_far_runs: "同样任务的历次运行",
    past_columns: ["在哪里", "用时", "最长停顿"],
    ran_at,
    no_stop: "不到 50 毫秒",
    nothing_yet: "运行之后：谁在忙，谁在等，以及为什么。",
    speedup: "加速比",
    efficiency: "效率",
    start_time: "启动 worker 的时间",
    workers: "worker 数",
    ideal: "理想",
    amdahl,
    measured: "实测",
    cores,
    sweep_columns: [
        "worker 数",
        "中位数",
        "最快",
        "最慢",
        "加速比",
        "效率",
        "启动",
    ],
    no_points: "每测完一种 worker 数，这里就多一个点。",
    engines: "引擎与 worker",
    on_workers,
    shorter: "中位数；越短越快。",
    engine_columns: ["引擎", "worker 数", "中位数", "倍数"],
    passing: passing::WORDS,
    shared: shared::WORDS,
};
