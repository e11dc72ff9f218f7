//! A machine on which the lessons run: a browser, a server and cores.

use std::rc::Rc;
use std::time::Duration;

use photofinish::config::{Experiment, RunConfig, Server, Where};
use photofinish::executor::{Executor, IoExecutor, SubmitError};
use photofinish::future::{FutureHandle, TaskError};
use photofinish::kernels::KernelTask;
use photofinish::lab::shared::{Plan, Way, label};
use photofinish::lab::transfer::{Mode, Step, rows, steps};
use photofinish::lab::{Engine, Lab, LabOutput, Place, PoolSpec, Tools};
use photofinish::lessons::playground::{Call, Playground};
use photofinish::lessons::{Lesson, Ran, Show};
use photofinish::observe::Observer;
use photofinish::race::{Origin, Race};
use photofinish::record::{Count, EventKind, Outcome, Phase, Record, Settled};
use photofinish::recorder::Recorder;
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};

use super::browser::{Browser, Habits, Timing};

pub const CORES: usize = 2;

pub fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn origin() -> Origin {
    Origin {
        base: "http://there/flags".into(),
        extension: "svg",
    }
}

fn browser(runtime: &Rc<VirtualRuntime>, config: &RunConfig) -> Browser {
    let is_sim = config.server == Some(Server::Sim);
    let habits = Habits {
        connections: (!is_sim).then_some(6),
        timing: if is_sim { Timing::Hidden } else { Timing::Told },
        protocol: "http/1.1",
        is_dead: false,
        asks_to_wait: false,
    };
    Browser::new(runtime.clone(), habits)
}

/// Workers whose jobs take so long each, and that share the cores.
struct Workers {
    runtime: Rc<VirtualRuntime>,
    executor: IoExecutor,
    each: Duration,
}

impl Workers {
    fn new(
        runtime: &Rc<VirtualRuntime>,
        spec: PoolSpec,
        recorder: Rc<Recorder>,
        job: Duration,
    ) -> Self {
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(spec.workers)
            .observer(recorder as Rc<dyn Observer>)
            .build()
            .unwrap();
        let crowd = (spec.workers as f64 / CORES as f64).max(1.0);
        let pace = match spec.engine {
            Some(Engine::JavaScript) => 5.0,
            Some(Engine::Wasm) => 2.0,
            _ => 1.0,
        };
        Workers {
            runtime: runtime.clone(),
            executor,
            each: job.mul_f64(crowd * pace),
        }
    }
}

impl Place for Workers {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>> {
        Box::pin(async { Ok(()) })
    }

    fn submit(&self, _: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let (runtime, each) = (self.runtime.clone(), self.each);
        self.executor.submit(move || async move {
            runtime.sleep(each).await;
            Ok::<_, TaskError>(LabOutput::SmallJobs { primes: 0 })
        })
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.executor.shutdown(false))
    }
}

/// Runs these settings, answered by our own server where they name none.
pub fn run(lesson: &Lesson, config: &RunConfig) -> Ran {
    let config = RunConfig {
        server: config.server.clone().or(Some(Server::Delay)),
        ..config.clone()
    };
    let step = lesson.step_of(&config);
    let mut ran = match (config.experiment, config.work.place) {
        (Experiment::Race, _) => race(&config),
        (Experiment::Transfer, _) => passed(&config),
        (Experiment::Shared, _) => shared(&config),
        (Experiment::Workers, Where::Main | Where::Slices) => alone(&config),
        _ => jobs(&config),
    };
    ran.step = step;
    ran.cores = CORES;
    ran
}

fn race(config: &RunConfig) -> Ran {
    let runtime = Rc::new(VirtualRuntime::new());
    let tools = photofinish::race::Tools {
        runtime: runtime.clone(),
        fetcher: Rc::new(browser(&runtime, config)),
        on_change: Rc::new(|| {}),
        watch: Rc::new(|_| {}),
    };
    let race = Race::start(config.clone(), origin(), tools);
    runtime.run();
    let part = |(strategy, recorder): (_, Rc<Recorder>)| {
        (config.with_strategy(strategy), recorder.record().clone())
    };
    Ran {
        config: config.clone(),
        parts: race.runs().into_iter().map(part).collect(),
        ..Ran::default()
    }
}

/// How long a job takes on this machine: as a lesson asks for, or else a tenth of a second.
fn job(config: &RunConfig) -> Duration {
    if config.work.size == Some(1) {
        // Less than a message takes.
        Duration::from_micros(1)
    } else if config.experiment == Experiment::Both {
        ms(u64::from(config.work.size.unwrap_or(250)))
    } else {
        ms(20)
    }
}

fn jobs(config: &RunConfig) -> Ran {
    let runtime = Rc::new(VirtualRuntime::new());
    let (pools, each) = (runtime.clone(), job(config));
    let tools = Tools {
        runtime: runtime.clone(),
        make_pool: Rc::new(move |spec, recorder| {
            Ok(Rc::new(Workers::new(&pools, spec, recorder, each)))
        }),
        fetcher: Rc::new(browser(&runtime, config)),
        origin: origin(),
        own: None,
        cores: CORES,
        on_change: Rc::new(|| {}),
        watch: Rc::new(|_| {}),
    };
    let lab = Lab::start(config.clone(), tools).unwrap();
    runtime.run();
    let part = |run: photofinish::lab::LabRun| {
        let mut one = config.clone();
        one.work.workers = run.kind.workers().or(Some(1));
        (one, run.recorder.record().clone())
    };
    Ran {
        config: config.clone(),
        parts: lab.runs().into_iter().map(part).collect(),
        ..Ran::default()
    }
}

/// Jobs on the main thread: the virtual clock stands while they are computed, so their record is
/// written here, as a page writes it.
fn alone(config: &RunConfig) -> Ran {
    let mut record = Record::new();
    let jobs = config.work.jobs() as usize;
    let label = |id| EventKind::Submitted {
        id,
        label: "prime".into(),
        executor: "main".into(),
    };
    (0..jobs).for_each(|id| record.push(ms(0), label(id)));
    for id in 0..jobs {
        let (from, to) = (job(config) * id as u32, job(config) * (id + 1) as u32);
        record.push(
            from,
            EventKind::Started {
                id,
                worker: Some(0),
            },
        );
        let settled = Settled::plain(Outcome::Ok);
        record.push(to, EventKind::Settled { id, settled });
        record.push(to, EventKind::Delivered { id });
    }
    let end = job(config) * jobs as u32;
    if config.work.place == Where::Main {
        record.push(end, EventKind::Stalled { gap: end });
    }
    record.push(end, EventKind::Ended);
    Ran {
        config: config.clone(),
        parts: vec![(config.clone(), record)],
        ..Ran::default()
    }
}

/// Passing data on a machine of which the work takes 1 ms per MiB, copying one end a third of that, and a
/// message 100 µs.
fn passed(config: &RunConfig) -> Ran {
    let steps = steps(&config.transfer, config.seed);
    let (mut record, mut now) = (Record::new(), Duration::ZERO);
    for (id, step) in steps.iter().enumerate() {
        let label = EventKind::Submitted {
            id,
            label: "x".into(),
            executor: "pool".into(),
        };
        record.push(now, label);
        let mut settled = Settled::plain(Outcome::Ok);
        if let Step::Pass {
            bytes, mode, times, ..
        } = *step
        {
            let work = Duration::from_nanos((1_000_000 * bytes) >> 20);
            let end = match mode {
                Mode::Main => Duration::ZERO,
                Mode::Clone => Duration::from_micros(100) + work / 3,
                Mode::Transfer => Duration::from_micros(100),
            };
            let mut phase = |name: &str, took: Duration| {
                let from = now;
                now += took;
                let name = name.into();
                settled.phases.push(Phase {
                    name,
                    from,
                    to: now,
                });
            };
            match mode {
                Mode::Main => phase("compute", work * times.whole),
                _ => {
                    phase("whole", (work + end * 2) * times.whole);
                    phase("send", end * times.held);
                    phase("return", end * times.held);
                }
            }
        }
        record.push(now, EventKind::Settled { id, settled });
        record.push(now, EventKind::Delivered { id });
    }
    record.push(now, EventKind::Ended);
    Ran {
        rows: rows(&steps, &record),
        config: config.clone(),
        parts: vec![(config.clone(), record)],
        ..Ran::default()
    }
}

/// Workers at shared memory: two at the same time lose three eighths of what they add, a plain step takes 20 ns, an
/// atomic one twice, and one with a lock ten times as long.
fn shared(config: &RunConfig) -> Ran {
    let plan = Plan::of(config).unwrap();
    let mut record = Record::new();
    for way in Way::ALL {
        let of = plan.part_of(way);
        let steps = u64::from(plan.steps(way));
        let all = steps * of as u64;
        let each = match way {
            Way::Atomic => 40,
            Way::Lock => 200,
            _ => 20,
        };
        for nth in 0..of {
            let id = record.lanes().len();
            let label = label(way, nth, of).into();
            let executor = "pool".into();
            record.push(
                ms(0),
                EventKind::Submitted {
                    id,
                    label,
                    executor,
                },
            );
            let count = |name: &str, value| Count {
                name: name.into(),
                value,
            };
            let mut settled = Settled::plain(Outcome::Ok);
            settled.counts = vec![count("steps", steps), count("waits", 0)];
            settled.counts.push(count("took_us", all * each / 1000));
            if way == Way::Queue && nth == of / 2 {
                let items = all / 2;
                settled.counts.push(count("sum", items * (items + 1) / 2));
            }
            if nth + 1 == of {
                let stands = match way {
                    Way::Plain if of > 1 => all * 5 / 8,
                    _ => all,
                };
                settled.counts.push(count("stands", stands));
                let inside = plan.permits() as u64;
                settled.counts.push(count("inside", inside));
            }
            record.push(ms(0), EventKind::Settled { id, settled });
            record.push(ms(0), EventKind::Delivered { id });
        }
    }
    record.push(ms(1), EventKind::Ended);
    Ran {
        shared: photofinish::lab::shared::rows(&record),
        config: config.clone(),
        parts: vec![(config.clone(), record)],
        ..Ran::default()
    }
}

/// The playground after its script, and after what a person does then.
pub fn play(lesson: &Lesson, by_hand: impl FnOnce(&Playground, &VirtualRuntime)) -> Ran {
    let Show::Play(script) = lesson.show else {
        panic!("no lesson of the playground")
    };
    let runtime = Rc::new(VirtualRuntime::new());
    let playground = Playground::new(runtime.clone(), Rc::new(|| ())).unwrap();
    playground.play(script);
    runtime.run();
    by_hand(&playground, &runtime);
    runtime.run();
    Ran {
        step: Some(0),
        config: lesson.first(),
        parts: vec![(lesson.first(), playground.record().clone())],
        lines: playground.lines().clone(),
        cores: CORES,
        ..Ran::default()
    }
}

/// Asks the future that was submitted last.
pub fn ask_last(playground: &Playground, call: Call) {
    let last = playground.futures().len() - 1;
    playground.ask(last, call);
}

/// All runs of a lesson's question, in their order.
pub fn all(lesson: &Lesson) -> Vec<Ran> {
    match lesson.show {
        Show::Play(_) => vec![play(lesson, |_, _| {})],
        _ => {
            let of = |(step, config)| Ran {
                step: Some(step),
                ..run(lesson, &calibrated(lesson, config))
            };
            lesson.runs().into_iter().enumerate().map(of).collect()
        }
    }
}

/// As many jobs, or as large ones, as the lesson wants of this machine.
fn calibrated(lesson: &Lesson, mut config: RunConfig) -> RunConfig {
    if let Show::Calibrated { to, .. } = lesson.show {
        match to {
            photofinish::lessons::Calibration::Together(all) => {
                config.work.jobs = Some((all.as_millis() / 20) as u32);
            }
            photofinish::lessons::Calibration::Each(each) => {
                config.work.size = Some(each.as_millis() as u32);
            }
        }
    }
    config
}

/// A query's run, as a person who changes settings would make it.
pub fn changed(lesson: &Lesson, query: &str) -> Ran {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, [], "{query}");
    run(lesson, &config)
}

/// A run of one job by an engine, with so many workers.
fn by(engine: Engine, workers: usize, took: Duration) -> (RunConfig, Record) {
    let mut config = photofinish::lessons::lesson(13).first();
    config.work.workers = Some(workers);
    let mut record = Record::new();
    let (label, executor) = ("tile".into(), engine.name().into());
    let worker = Some(0);
    let settled = Settled::plain(Outcome::Ok);
    for (at, kind) in [
        (
            ms(0),
            EventKind::Submitted {
                id: 0,
                label,
                executor,
            },
        ),
        (ms(0), EventKind::Started { id: 0, worker }),
        (took, EventKind::Settled { id: 0, settled }),
        (took, EventKind::Delivered { id: 0 }),
        (took, EventKind::Ended),
    ] {
        record.push(at, kind);
    }
    (config, record)
}

/// Engines on a machine of eight cores: how long the fast one takes alone, and how long all workers take in JavaScript, of
/// which one takes a second.
pub fn engines(fast: u64, many: u64) -> Ran {
    Ran {
        config: photofinish::lessons::lesson(13).first(),
        parts: vec![
            by(Engine::JavaScript, 1, ms(1000)),
            by(Engine::WasmSimd, 1, ms(fast)),
            by(Engine::JavaScript, 8, ms(many)),
        ],
        ..Ran::default()
    }
}
