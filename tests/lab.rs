//! The lab on a virtual clock, with a pool whose jobs take virtual time.
#![cfg(not(target_arch = "wasm32"))]

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use photofinish::config::RunConfig;
use photofinish::executor::{Executor, IoExecutor, SubmitError};
use photofinish::fetch::{FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::future::{FutureHandle, TaskError};
use photofinish::kernels::{KernelTask, Stepper};
use photofinish::lab::{Engine, Lab, LabOutput, Place, PoolSpec, RunKind, Tools, sweep_order};
use photofinish::race::Origin;
use photofinish::record::Outcome;
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
use photofinish::workers::{Failure, WorkerError};

/// What starting a worker and running a job take.
const START: Duration = Duration::from_millis(30);
const JOB: Duration = Duration::from_millis(100);

struct TimedPool {
    runtime: Rc<VirtualRuntime>,
    executor: IoExecutor,
    job_timeout: Option<Duration>,
}

impl Place for TimedPool {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), String>> {
        let started = self.runtime.sleep(START);
        Box::pin(async move {
            started.await;
            Ok(())
        })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let (runtime, job_timeout) = (self.runtime.clone(), self.job_timeout);
        self.executor.submit(move || async move {
            if let Some(limit) = job_timeout.filter(|limit| *limit < JOB) {
                runtime.sleep(limit).await;
                return Err(TaskError::from(WorkerError {
                    worker: "worker_0".into(),
                    failure: Failure::Timeout(limit),
                }));
            }
            runtime.sleep(JOB).await;
            let mut job = task.start()?;
            Ok::<_, TaskError>(LabOutput::Kernel(job.run_to_end()))
        })
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.executor.shutdown(false))
    }
}

struct SlowFetch(Rc<VirtualRuntime>);

impl Fetcher for SlowFetch {
    fn fetch(&self, _: FetchRequest) -> LocalBoxFuture<Result<Fetched, FetchError>> {
        let timer = self.0.sleep(Duration::from_millis(130));
        Box::pin(async move {
            timer.await;
            Ok(Fetched {
                status: 200,
                bytes: 1,
                image: None,
                phases: None,
            })
        })
    }
}

struct Bench {
    runtime: Rc<VirtualRuntime>,
    made: Rc<RefCell<Vec<PoolSpec>>>,
}

impl Bench {
    fn new() -> Self {
        Bench {
            runtime: Rc::new(VirtualRuntime::new()),
            made: Rc::default(),
        }
    }

    fn start(&self, query: &str) -> Lab {
        let (config, errors) = RunConfig::from_query(query);
        assert_eq!(errors, []);
        let (runtime, made) = (self.runtime.clone(), self.made.clone());
        let tools = Tools {
            runtime: self.runtime.clone(),
            make_pool: Rc::new(move |spec, recorder| {
                made.borrow_mut().push(spec);
                let executor = IoExecutor::builder(runtime.clone())
                    .max_workers(spec.workers)
                    .observer(recorder)
                    .build()?;
                let runtime = runtime.clone();
                Ok(Rc::new(TimedPool {
                    runtime,
                    executor,
                    job_timeout: spec.job_timeout,
                }))
            }),
            fetcher: Rc::new(SlowFetch(self.runtime.clone())),
            origin: Origin {
                base: "flags".into(),
                extension: "svg",
            },
            cores: 2,
            on_change: Rc::new(|| {}),
            watch: Rc::new(|_| {}),
        };
        Lab::start(config, tools).unwrap()
    }

    fn finish(&self, query: &str) -> Lab {
        let lab = self.start(query);
        self.runtime.run();
        assert!(!lab.is_running());
        assert_eq!(lab.problem(), None);
        lab
    }
}

const SMALL: &str = "experiment=workers&kernel=mandelbrot&size=32&jobs=8";

#[test]
fn all_places_compute_the_same() {
    let outputs = |place: &str| {
        let lab = Bench::new().finish(&format!("{SMALL}&where={place}"));
        let run = &lab.runs()[0];
        let record = run.recorder.record().clone();
        assert_eq!(record.count(Outcome::Ok), 8, "{place}");
        assert_eq!(record.delivered().len(), 8);
        let futures = (0..8).map(|id| lab.future(0, id).unwrap().peek().unwrap().unwrap());
        futures.collect::<Vec<_>>()
    };
    let main = outputs("main");
    assert_eq!(main, outputs("slices"));
    assert_eq!(main, outputs("pool"));
}

#[test]
fn the_time_of_a_run_leaves_the_start_of_the_workers_out() {
    let lab = Bench::new().finish(&format!("{SMALL}&where=pool&workers=4"));
    let run = &lab.runs()[0];
    assert_eq!(run.kind, RunKind::Pool { workers: 4 });
    assert_eq!(run.startup, START);
    assert_eq!(run.recorder.record().ended(), Some(JOB * 2));
    assert_eq!(run.recorder.record().max_in_flight(), 4);
}

#[test]
fn a_sweep_measures_each_number_of_workers_up_to_twice_the_cores_in_shuffled_rounds() {
    let bench = Bench::new();
    let lab = bench.finish(&format!("{SMALL}&where=sweep&seed=5"));
    let made = bench.made.borrow();
    let made: Vec<_> = made.iter().map(|spec| spec.workers).collect();
    assert_eq!(made, sweep_order(2, 5));
    let points = lab.points();
    let measured: Vec<_> = points.iter().map(|point| point.workers).collect();
    assert_eq!(measured, [1, 2, 3, 4]);
    for point in &points {
        let rounds = 8usize.div_ceil(point.workers) as u32;
        assert_eq!(point.elapsed, [JOB * rounds; 3]);
        assert_eq!(point.startup, [START; 3]);
    }
}

#[test]
fn engines_are_measured_alone_and_with_all_workers_in_rotated_rounds() {
    let lab = Bench::new().finish(&format!("{SMALL}&where=engines&workers=4"));
    let points = lab.engine_points();
    let measured: Vec<_> = points
        .iter()
        .map(|point| (point.engine, point.workers))
        .collect();
    let expected = Engine::ALL
        .into_iter()
        .flat_map(|engine| [(engine, 1), (engine, 4)]);
    assert_eq!(measured, expected.collect::<Vec<_>>());
    assert!(
        points
            .iter()
            .all(|point| point.elapsed == [JOB * (8 / point.workers as u32); 3])
    );
    let first_of = |round: usize| lab.runs()[round * 6].kind;
    assert_ne!(first_of(0), first_of(1));
}

#[test]
fn every_round_of_a_sweep_holds_each_number_once_and_rounds_differ() {
    let order = sweep_order(4, 1);
    let rounds: Vec<_> = order.chunks(8).collect();
    for round in &rounds {
        let distinct: BTreeSet<_> = round.iter().collect();
        assert_eq!(
            distinct.into_iter().copied().collect::<Vec<_>>(),
            (1..=8).collect::<Vec<_>>()
        );
    }
    assert_ne!(rounds[0], rounds[1]);
    assert_eq!(order, sweep_order(4, 1));
    assert_ne!(order, sweep_order(4, 2));
}

#[test]
fn both_delivers_futures_of_two_executors_in_one_finish_order() {
    let query =
        "experiment=both&kernel=mandelbrot&size=32&jobs=4&workers=1&codes=BR,CN&max_workers=2";
    let lab = Bench::new().finish(query);
    let record = lab.runs()[0].recorder.record().clone();
    let executor = |id: &usize| record.lanes()[*id].executor.to_string();
    let order: Vec<_> = record.delivered().iter().map(executor).collect();
    assert_eq!(order, ["pool", "fetch", "fetch", "pool", "pool", "pool"]);
}

#[test]
fn a_job_that_takes_longer_than_the_run_allows_ends_as_a_timeout() {
    let lab = Bench::new().finish(&format!("{SMALL}&where=pool&workers=4&timeout=60"));
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.count(Outcome::Timeout), 8);
    assert_eq!(record.ended(), Some(Duration::from_millis(60) * 2));
}

#[test]
fn jobs_are_limited_only_by_another_time_than_the_usual_and_never_in_a_comparison() {
    let limits = |query: &str| {
        let bench = Bench::new();
        bench.finish(&format!("{SMALL}&workers=2&{query}"));
        let made = bench.made.borrow();
        made.iter().map(|spec| spec.job_timeout).collect::<Vec<_>>()
    };
    let given = Some(Duration::from_millis(900));
    assert_eq!(limits("where=pool&timeout=900"), [given]);
    assert_eq!(limits("experiment=both&codes=BR&timeout=900"), [given]);
    assert_eq!(limits("where=pool"), [None]);
    assert_eq!(limits("where=pool&timeout=5000"), [None]);
    assert!(
        limits("where=sweep&timeout=900")
            .iter()
            .all(Option::is_none)
    );
    assert!(
        limits("where=engines&timeout=900")
            .iter()
            .all(Option::is_none)
    );
}

#[test]
fn cancel_stops_what_runs_and_leaves_out_what_was_to_come() {
    let bench = Bench::new();
    let lab = bench.start(&format!("{SMALL}&where=sweep&seed=5"));
    bench.runtime.advance(START + JOB / 2);
    lab.cancel();
    bench.runtime.run();
    assert!(!lab.is_running());
    assert_eq!(lab.runs().len(), 1);
    assert_eq!(lab.points(), []);
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.count(Outcome::Cancelled), 8);
}

#[test]
fn jobs_the_kernel_cannot_make_are_refused_with_the_reason() {
    let (config, _) = RunConfig::from_query("experiment=workers&kernel=primes&size=40");
    let refused = photofinish::lab::tasks(&config).unwrap_err();
    assert_eq!(refused.to_string(), "size 40: primes takes 1 to 16 digits");
}
