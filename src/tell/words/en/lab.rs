//! The words of the lab: English.

use std::time::Duration;

use super::{passing, shared};
use crate::app::lab::facts::JobsFacts;
use crate::config::{Experiment, Lang, RunConfig, Where};
use crate::kernels::{JobsError, Kernel, KernelOutput};
use crate::lab::shared::Plan;
use crate::lab::{Missing, RunKind};
use crate::record::Outcome;
use crate::stats::Fit;
use crate::tell::format::{binary, decimal, seconds, short, since_start, span};
use crate::tell::strong;
use crate::tell::words::lab::{Asked, EngineFacts, JobWords, LabTexts, SweepFacts};

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn jobs(kernel: Kernel, number: usize) -> String {
    match kernel {
        Kernel::Sha256 => counted(number, "SHA-256 digest", "SHA-256 digests"),
        Kernel::Rc4 => counted(number, "RC4 job", "RC4 jobs"),
        Kernel::Primes => counted(number, "prime test", "prime tests"),
        Kernel::Mandelbrot => counted(number, "tile", "tiles"),
        Kernel::Own => counted(number, "call of your function", "calls of your function"),
    }
}

fn workers(number: usize) -> String {
    counted(number, "worker", "workers")
}

fn flags(number: usize) -> String {
    counted(number, "flag", "flags")
}

fn numbers_of_workers(cores: usize) -> String {
    match (2 * cores).min(32) {
        2 => "1 and 2 workers".to_owned(),
        most => format!("1, 2, … {most} workers"),
    }
}

fn place(place: Where) -> &'static str {
    match place {
        Where::Main => "Main thread",
        Where::Slices => "Main thread, in slices",
        Where::Pool => "Pool of workers",
        Where::Sweep => "Sweep over workers",
        Where::Engines => "Engines",
    }
}

fn place_note(place: Where, cores: usize) -> String {
    match place {
        Where::Main => "all at once, like a computation in asyncio: the page freezes".to_owned(),
        Where::Slices => "a turn for the page every 5 ms, like threads under the GIL".to_owned(),
        Where::Pool => "like processes or interpreters: the page stays free".to_owned(),
        Where::Sweep => format!("1 to {} workers, measured", (2 * cores).min(32)),
        Where::Engines => "JavaScript, Wasm, Wasm + SIMD".to_owned(),
    }
}

fn kernel_note(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Sha256 => "equal jobs",
        Kernel::Rc4 => "unequal jobs, the longest first",
        Kernel::Primes => "jobs between a microsecond and a second",
        Kernel::Mandelbrot => "a picture, tile by tile",
        Kernel::Own => "a function of yours, in workers without network and storage",
    }
}

fn unit(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Sha256 | Kernel::Rc4 => "bytes",
        Kernel::Primes => "digits",
        Kernel::Mandelbrot => "pixels",
        Kernel::Own => "as n",
    }
}

fn jobs_problem(error: &JobsError) -> String {
    match error {
        JobsError::Jobs { .. } => format!("Jobs must be 1 to {}.", Kernel::MAX_JOBS),
        JobsError::Size { kernel, .. } => {
            let sizes = kernel.sizes();
            format!(
                "Size must be {} to {} {} here.",
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
            "{jobs} jobs make {rows} × {columns} tiles, too many for {size} pixels a side: choose fewer, a number with more divisors, or a larger picture."
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
                "{from} to {to}, {} per message",
                asked.config.transfer.chunk
            )
        }
        Experiment::Both => {
            let flags = flags(asked.config.labels().len());
            format!("{flags} and {what}, {}", workers(asked.workers))
        }
        _ => match asked.config.work.place {
            Where::Pool => format!("{what}, {}", workers(asked.workers)),
            other => format!("{what}, {}", place(other).to_ascii_lowercase()),
        },
    }
}

fn ready(asked: &Asked<'_>) -> String {
    let (start, what) = (strong("Start"), jobs(asked.kernel(), asked.jobs()));
    match (asked.config.experiment, asked.config.work.place) {
        (Experiment::Shared, _) => (shared::WORDS.ready)(Plan::of(asked.config)),
        (Experiment::Transfer, _) => format!(
            "What does it cost to pass data to a worker and back, copied or handed over, and when does it pay? Press {start}."
        ),
        (Experiment::Both, _) => {
            let flags = flags(asked.config.labels().len());
            format!(
                "{flags} and {what} in one finish order, from two executors: who is first? Press {start}."
            )
        }
        (_, Where::Main) => {
            format!(
                "{what} on the thread that draws this page. Watch the clock, and press {start}."
            )
        }
        (_, Where::Slices) => format!(
            "{what} on the main thread, in slices: the clock keeps its pace. Press {start}."
        ),
        (_, Where::Pool) => {
            format!(
                "Who finishes first? {what} on {}: press {start}.",
                workers(asked.workers)
            )
        }
        (_, Where::Sweep) => format!(
            "{what} on {}, three times each: how many times as fast does it get? Press {start}.",
            numbers_of_workers(asked.cores)
        ),
        (_, Where::Engines) => {
            format!(
                "A faster engine, or more workers? {what} in JavaScript, Wasm, and Wasm with SIMD: press {start}."
            )
        }
    }
}

fn running(asked: &Asked<'_>) -> String {
    let what = jobs(asked.kernel(), asked.jobs());
    match (asked.config.experiment, asked.config.work.place) {
        (Experiment::Shared, _) => shared::WORDS.running.to_owned(),
        (Experiment::Transfer, _) => "Passing data to a worker and back…".to_owned(),
        (Experiment::Both, _) => {
            let flags = flags(asked.config.labels().len());
            format!(
                "{flags} and {what} on their way, on {}.",
                workers(asked.workers)
            )
        }
        (_, Where::Main) => format!("{what} on the main thread: the page stands still."),
        (_, Where::Slices) => format!("{what} on the main thread, {}.", strong("in slices")),
        (_, Where::Pool) => format!("{what} on {}.", strong(&workers(asked.workers))),
        (_, Where::Sweep) => {
            format!("Measuring {what} on {}.", numbers_of_workers(asked.cores))
        }
        (_, Where::Engines) => format!("Measuring {what} in three engines."),
    }
}

fn so_far(asked: &Asked<'_>, done: usize, total: usize, after: Duration) -> String {
    let what = match (asked.config.experiment, asked.config.work.place) {
        (Experiment::Transfer, _) | (Experiment::Workers, Where::Sweep | Where::Engines) => {
            counted(total, "measurement", "measurements")
        }
        (Experiment::Both | Experiment::Shared, _) => counted(total, "future", "futures"),
        _ => jobs(asked.kernel(), total),
    };
    format!("After {}: {done} of {what}.", since_start(Lang::En, after))
}

fn jobs_done(facts: &JobsFacts) -> String {
    let what = jobs(facts.kernel, facts.done);
    let time = match facts.elapsed {
        // Hundredths of a second say nothing of it.
        short if short < Duration::from_millis(10) => strong(&span(short)),
        elapsed => strong(&format!("{} s", seconds(elapsed))),
    };
    let mut text = match facts.kind {
        RunKind::Main => match facts.stall {
            Some(stall) => {
                let stall = strong(&span(stall));
                format!("{what} in {time} on the main thread: the page stood still for {stall}.")
            }
            None => format!("{what} in {time} on the main thread."),
        },
        RunKind::Slices => match facts.stall {
            Some(stall) => format!(
                "{what} in {time} in slices of the main thread: the page stood still for {} at most.",
                strong(&span(stall))
            ),
            None => format!(
                "{what} in {time} in slices of the main thread: the page {}.",
                strong("never stood still")
            ),
        },
        RunKind::Pool { workers: number }
        | RunKind::Engine {
            workers: number, ..
        } => {
            let on = workers(number);
            match (facts.times(), facts.busy()) {
                (Some((times, kind)), _) => {
                    let times = strong(&format!("{} times", decimal(times, 1)));
                    let than = match kind {
                        RunKind::Main => "the main thread".to_owned(),
                        kind => ran_at(&kind),
                    };
                    format!("{what} in {time} on {on}: {times} as fast as {than}.")
                }
                (None, Some(busy)) => {
                    let busy = strong(&decimal(busy, 1));
                    format!("{what} in {time} on {on}, {busy} of them busy on average.")
                }
                _ if number > facts.cores => {
                    let cores = counted(facts.cores, "core", "cores");
                    format!("{what} in {time} on {on} that share {cores}.")
                }
                _ => format!("{what} in {time} on {on}."),
            }
        }
        RunKind::Both { .. } => format!(
            "{} after {} s and {what} after {} s, all in {time}: while flags wait, workers compute.",
            strong(&flags(facts.flags)),
            seconds(facts.flags_after),
            seconds(facts.jobs_after)
        ),
    };
    if facts.failed > 0 {
        text.push_str(&format!(" {} failed.", facts.failed));
    }
    text
}

fn swept(facts: &SweepFacts) -> String {
    let mut text = if facts.best == 1 {
        format!("Best with {}: more were not faster", strong("1 worker"))
    } else if let Some(times) = facts.times {
        let (best, times) = (workers(facts.best), decimal(times, 1));
        let best = strong(&format!("{best}: {times} times"));
        format!("Best with {best} as fast as 1")
    } else {
        let best = strong(&workers(facts.best));
        format!(
            "Best with {best}, but the times scatter too much to say how many times as fast as 1"
        )
    };
    text.push_str(&format!(" on {}", counted(facts.cores, "core", "cores")));
    match facts.slower {
        Some(slower) => text + &format!("; {slower} are slower than {}.", facts.best),
        None => text + ".",
    }
}

fn engines_compared(facts: &EngineFacts) -> String {
    let times = |times: f64| format!("{} times", decimal(times, 1));
    let engine = strong(facts.engine);
    let mut text = format!(
        "{engine} is {} as fast as JavaScript",
        times(facts.by_engine)
    );
    if let Some(by_workers) = facts.by_workers {
        let on = workers(facts.workers);
        text.push_str(&format!(", {on} are {} as fast as one", times(by_workers)));
    }
    match facts.by_both {
        Some(both) => text + &format!("; both together: {}.", strong(&times(both))),
        None => text + ".",
    }
}

fn engine_or_workers(facts: &EngineFacts) -> Option<String> {
    let by_workers = facts.by_workers?;
    let (engine, workers) = (decimal(facts.by_engine, 1), decimal(by_workers, 1));
    Some(if facts.by_engine >= by_workers {
        format!(
            "Here a faster engine helps more than more workers: {engine} times against {workers}"
        )
    } else {
        format!(
            "Here more workers help more than a faster engine: {workers} times against {engine}"
        )
    })
}

fn cancelled(done: usize, total: usize) -> String {
    format!("Cancelled: {} of {total} done.", strong(&done.to_string()))
}

fn problem(why: &str) -> String {
    format!("This could not be run: {why}.")
}

fn missing(missing: &Missing, why: &str, is_compared: bool) -> String {
    let Missing { ready, asked, .. } = missing;
    let left_out = if is_compared {
        " It is not part of the comparison."
    } else {
        ""
    };
    format!(
        "Only {ready} of {} came up, and the run began without the others: {why}.{left_out}",
        workers(*asked)
    )
}

fn stood_still(gap: Option<Duration>) -> String {
    match gap {
        Some(gap) => format!("stood still {}", span(gap)),
        None => "never stood still".to_owned(),
    }
}

fn in_python(config: &RunConfig) -> &'static str {
    match (config.experiment, config.work.place) {
        (Experiment::Both, _) => {
            "in Python: threads or asyncio for the fetches, since blocking I/O releases the GIL, and processes or interpreters for the jobs"
        }
        (_, Where::Main) => {
            "in Python this is asyncio with a computation in it: until it ends nothing else has a turn. Threads would not freeze each other, as CPython takes the GIL away every 5 ms, but they would be no faster"
        }
        (_, Where::Slices) => {
            "in Python threads take turns like this under the GIL, which CPython takes away every 5 ms, while here each job gives way by itself; one computes at a time, so nothing is gained in speed"
        }
        (_, Where::Pool) => {
            "in Python the nearest to this is InterpreterPoolExecutor (3.14), or a process pool: each worker with a memory and a GIL of its own, messages copied"
        }
        (_, Where::Sweep) => {
            "in Python a process pool has as many workers by default as there are cores to use"
        }
        (_, Where::Engines) => {
            "in Python the faster engine is PyPy, and more workers are a process pool"
        }
    }
}

fn worker(number: usize) -> String {
    format!("worker {}", number + 1)
}

fn job(job: &JobWords<'_>) -> String {
    let mut text = job.label.to_owned();
    if let Some(number) = job.worker {
        text.push_str(&format!(" on worker {}", number + 1));
    }
    text.push_str(match job.outcome {
        Some(Outcome::Ok) => ": done",
        Some(Outcome::Cancelled) => ": cancelled",
        Some(Outcome::Timeout) => ": out of time",
        Some(_) => ": failed",
        None if job.computed.is_some() => ": computing",
        None => ": waiting",
    });
    if let Some(computed) = job.computed {
        let (sent, computed, returned) = (short(job.sent), short(computed), short(job.returned));
        text.push_str(&format!(
            ", underway {sent}, computed {computed}, returned {returned}"
        ));
    }
    if let Some(result) = &job.result {
        text.push_str(&format!(", {result}"));
    }
    text
}

fn nth_run(nth: usize, of: usize, number: usize) -> String {
    format!("run {nth} of {of}: {}", workers(number))
}

fn more(rows: usize) -> String {
    format!("{rows} more are in the export.")
}

fn picture_of(done: usize, total: usize) -> String {
    format!("The Mandelbrot set, {done} of {total} tiles")
}

fn ran_at(kind: &RunKind) -> String {
    match kind {
        RunKind::Main => "main thread".to_owned(),
        RunKind::Slices => "in slices".to_owned(),
        RunKind::Pool { workers: number } | RunKind::Both { workers: number } => workers(*number),
        RunKind::Engine {
            engine,
            workers: number,
        } => format!("{}, {}", engine.name(), workers(*number)),
    }
}

fn amdahl(fit: &Fit) -> String {
    let [share, error] = [fit.share, fit.error].map(|share| decimal(share * 100.0, 1));
    format!("Amdahl, fitted: {share} % (± {error} %) serial")
}

fn cores(number: usize) -> String {
    counted(number, "core", "cores")
}

fn on_workers(number: usize) -> String {
    workers(number)
}

fn measurements(sizes: usize) -> String {
    format!(
        "{}, each doubled, three ways, up to five times",
        counted(sizes, "size", "sizes")
    )
}

fn summary(output: &KernelOutput) -> String {
    output.summary()
}

/// English.
pub static WORDS: LabTexts = LabTexts {
    place,
    place_note,
    kernel_note,
    unit,
    jobs_problem,
    in_short,
    smallest: "Smallest",
    largest: "Largest",
    measurements,
    chunk_slider: "Jobs per message, slider",
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
    clock: "This page's clock: a tick for each frame it draws",
    clock_note: "A tick per frame. No ticks: the page stood still.",
    stood_still,
    in_python,
    worker,
    main_thread: "main",
    group_of_fetches: "Fetches",
    group_of_jobs: "Workers",
    sent: "sent, queued",
    computing: "computing",
    returning: "returning",
    jobs_help: "Arrow keys move through the jobs",
    job,
    nth_run,
    more,
    columns: [
        "#",
        "Job",
        "Worker",
        "State",
        "Sent, queued",
        "Computed",
        "Returned",
        "Done at",
    ],
    picture: "Picture",
    picture_of,
    nth_submitted: "place, job, n-th submitted",
    summary,
    nobody_yet: "Jobs line up here in the order in which they finish.",
    utilisation: "Workers",
    utilisation_columns: ["", "Jobs", "Busy", "Share"],
    so_far_runs: "The same jobs so far",
    past_columns: ["Where", "Time", "Longest stop"],
    ran_at,
    no_stop: "less than 50 ms",
    nothing_yet: "After the run: who was busy, who waited, and why.",
    speedup: "Speedup",
    efficiency: "Efficiency",
    start_time: "Time to start the workers",
    workers: "workers",
    ideal: "ideal",
    amdahl,
    measured: "measured",
    cores,
    sweep_columns: [
        "Workers",
        "Median",
        "Fastest",
        "Slowest",
        "Speedup",
        "Efficiency",
        "Start",
    ],
    no_points: "A point for each number of workers, as soon as it is measured.",
    engines: "Engines and workers",
    on_workers,
    shorter: "Medians; shorter is faster.",
    engine_columns: ["Engine", "Workers", "Median", "Times as fast"],
    passing: passing::WORDS,
    shared: shared::WORDS,
};
