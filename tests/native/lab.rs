//! The lab on a virtual clock, with a pool whose jobs take virtual time.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::future::pending;
use std::rc::Rc;
use std::time::Duration;

use photofinish::config::{Lang, RunConfig};
use photofinish::executor::{Executor, IoExecutor, SubmitError};
use photofinish::fetch::{Exchange, FetchError, FetchRequest, Fetched, Fetcher, Phases};
use photofinish::future::{FutureHandle, TaskError};
use photofinish::kernels::{KernelTask, Stepper};
use photofinish::lab::{
    Engine, Lab, LabOutput, LabRun, Missing, Place, PoolSpec, RunKind, Tools, sweep_order,
};
use photofinish::race::{Origin, first_measured};
use photofinish::record::{EventKind, Note, Outcome};
use photofinish::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
use photofinish::tell::plain;
use photofinish::tell::words;
use photofinish::workers::{Failure, WorkerError};

/// What starting a worker, running a job and fetching a flag take.
const START: Duration = Duration::from_millis(30);
const JOB: Duration = Duration::from_millis(100);
const FLAG: Duration = Duration::from_millis(130);

struct TimedPool {
    runtime: Rc<VirtualRuntime>,
    executor: IoExecutor,
    asked: usize,
    job_timeout: Option<Duration>,
    faults: Rc<Faults>,
}

/// What a pool does not do as it should, and what was asked of it.
#[derive(Default)]
struct Faults {
    /// No worker ever starts.
    never_warm: Cell<bool>,
    /// So many jobs are taken before one is refused.
    takes: Cell<Option<usize>>,
    /// Pools that were shut down.
    shut_down: Cell<usize>,
    /// So many workers come up where more are asked for.
    come_up: Cell<Option<usize>>,
    /// Waiting for a pool that was shut down never ends.
    never_over: Cell<bool>,
}

impl Place for TimedPool {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>> {
        if self.faults.never_warm.get() {
            return Box::pin(pending());
        }
        let started = self.runtime.sleep(START);
        Box::pin(async move {
            started.await;
            Ok(())
        })
    }

    fn missing(&self) -> Option<Missing> {
        let (ready, asked) = (self.faults.come_up.get()?, self.asked);
        (ready < asked).then(|| Missing {
            ready,
            asked,
            why: WorkerError {
                worker: "worker_3".into(),
                failure: Failure::Load("no memory".into()),
            },
        })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        if let Some(takes) = self.faults.takes.get() {
            let left = takes.checked_sub(1).ok_or(SubmitError::Shutdown)?;
            self.faults.takes.set(Some(left));
        }
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
        self.faults.shut_down.set(self.faults.shut_down.get() + 1);
        let ended = self.executor.shutdown(false);
        if self.faults.never_over.get() {
            return Box::pin(pending());
        }
        Box::pin(ended)
    }
}

/// Answers after [`FLAG`], as often as it is told to with an error.
struct SlowFetch {
    runtime: Rc<VirtualRuntime>,
    failures: Rc<Cell<usize>>,
}

impl Fetcher for SlowFetch {
    fn fetch(&self, _: FetchRequest) -> LocalBoxFuture<Exchange> {
        let (runtime, failures) = (self.runtime.clone(), self.failures.clone());
        Box::pin(async move {
            let asked = runtime.now();
            runtime.sleep(FLAG).await;
            let phases = Some(Phases {
                asked,
                sent: asked + FLAG / 13,
                answered: runtime.now(),
                complete: runtime.now(),
                server: None,
                protocol: "h2".into(),
            });
            let result = match failures.get().checked_sub(1) {
                Some(left) => {
                    failures.set(left);
                    Err(FetchError::Http {
                        status: 503,
                        reason: String::new(),
                        retry_after: None,
                    })
                }
                None => Ok(Fetched {
                    status: 200,
                    bytes: 1,
                    image: None,
                    protocol: Some("h2".into()),
                }),
            };
            Exchange {
                result,
                phases,
                redirected: false,
            }
        })
    }
}

struct Bench {
    runtime: Rc<VirtualRuntime>,
    made: Rc<RefCell<Vec<PoolSpec>>>,
    /// Requests that are yet to fail.
    failures: Rc<Cell<usize>>,
    faults: Rc<Faults>,
}

impl Bench {
    fn new() -> Self {
        Bench {
            runtime: Rc::new(VirtualRuntime::new()),
            made: Rc::default(),
            failures: Rc::default(),
            faults: Rc::default(),
        }
    }

    fn start(&self, query: &str) -> Lab {
        self.start_on(self.runtime.clone(), query)
    }

    /// The same with a clock of its own for the lab.
    fn start_on(&self, clock: Rc<dyn Runtime>, query: &str) -> Lab {
        let (config, errors) = RunConfig::from_query(query);
        assert_eq!(errors, []);
        Lab::start(config, self.tools(clock)).unwrap()
    }

    /// What there is of a run that is over: its settings and its records.
    fn opened(&self, lab: &Lab, cores: usize) -> Lab {
        let told = |run: &LabRun| {
            let record = run.recorder.record();
            let kind = RunKind::told(lab.config(), &record, cores).unwrap();
            (kind, run.recorder.clone())
        };
        let runs: Vec<_> = lab.runs().iter().map(told).collect();
        Lab::over(lab.config().clone(), self.tools(self.runtime.clone()), runs).unwrap()
    }

    fn tools(&self, clock: Rc<dyn Runtime>) -> Tools {
        let (runtime, made) = (self.runtime.clone(), self.made.clone());
        let faults = self.faults.clone();
        Tools {
            runtime: clock,
            make_pool: Rc::new(move |spec, recorder| {
                made.borrow_mut().push(spec);
                let come_up = faults.come_up.get().unwrap_or(usize::MAX);
                let executor = IoExecutor::builder(runtime.clone())
                    .max_workers(spec.workers.min(come_up))
                    .observer(recorder)
                    .build()?;
                let runtime = runtime.clone();
                Ok(Rc::new(TimedPool {
                    runtime,
                    executor,
                    asked: spec.workers,
                    job_timeout: spec.job_timeout,
                    faults: faults.clone(),
                }))
            }),
            fetcher: Rc::new(SlowFetch {
                runtime: self.runtime.clone(),
                failures: self.failures.clone(),
            }),
            origin: Origin {
                base: "flags".into(),
                extension: "svg",
            },
            own: None,
            cores: 2,
            on_change: Rc::new(|| {}),
            watch: Rc::new(|_| {}),
        }
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
    let points = lab.points(&lab.runs());
    let measured: Vec<_> = points.iter().map(|point| point.workers).collect();
    assert_eq!(measured, [1, 2, 3, 4]);
    for point in &points {
        let rounds = 8usize.div_ceil(point.workers) as u32;
        assert_eq!(point.elapsed, [JOB * rounds; 3]);
        assert_eq!(point.startup, [START; 3]);
    }
    // The same follows from settings and records alone, which is what a file has.
    let opened = bench.opened(&lab, 2);
    assert_eq!(opened.points(&opened.runs()), points);
    assert_eq!(
        (opened.planned(), opened.is_running()),
        (lab.planned(), false)
    );
}

#[test]
fn engines_are_measured_alone_and_with_all_workers_in_shuffled_rounds() {
    let bench = Bench::new();
    let lab = bench.finish(&format!("{SMALL}&where=engines&workers=4"));
    let points = lab.engine_points(&lab.runs());
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
    let runs = lab.runs();
    let kinds: Vec<_> = runs.iter().map(|run| run.kind).collect();
    assert_ne!(kinds[..6], kinds[6..12]);
    let opened = bench.opened(&lab, 2);
    assert_eq!(opened.engine_points(&opened.runs()), points);
    assert!(opened.runs().iter().map(|run| run.kind).eq(kinds));
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

const BOTH: &str = "experiment=both&kernel=primes&size=3&jobs=1&workers=1&codes=BR";

#[test]
fn fetches_beside_jobs_are_tried_again_as_in_a_race() {
    let bench = Bench::new();
    bench.failures.set(2);
    let lab = bench.finish(&format!("{BOTH}&retries=2"));
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.count(Outcome::Ok), 2);
    let attempts = record.events().iter().filter_map(|event| match event.kind {
        EventKind::Noted {
            id: 0,
            note: Note::Attempt(attempt),
        } => Some((event.at, attempt)),
        _ => None,
    });
    let pause = Duration::from_millis(100);
    let expected = [(FLAG + pause, 2), (FLAG * 2 + pause * 3, 3)];
    assert_eq!(attempts.collect::<Vec<_>>(), expected);
}

#[test]
fn fetches_beside_jobs_are_tried_once_unless_the_run_asks_for_more() {
    let bench = Bench::new();
    bench.failures.set(1);
    let lab = bench.finish(BOTH);
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.lanes()[0].outcome(), Some(Outcome::HttpError));
    assert_eq!(record.count(Outcome::Ok), 1);
}

#[test]
fn fetches_beside_jobs_have_their_phases_in_the_record() {
    let lab = Bench::new().finish(BOTH);
    let record = lab.runs()[0].recorder.record().clone();
    let settled = record.lanes()[0].settled.as_ref().unwrap();
    let phases = settled.phases.iter();
    let phases: Vec<_> = phases.map(|p| (&*p.name, p.from, p.to)).collect();
    let sent = FLAG / 13;
    let expected = [
        ("held", Duration::ZERO, sent),
        ("waiting", sent, FLAG),
        ("receiving", FLAG, FLAG),
    ];
    assert_eq!(phases, expected);
    assert_eq!(settled.http_status, Some(200));
}

#[test]
fn the_protocol_of_a_run_is_told_by_its_first_measured_fetch_and_by_no_job() {
    let lab = Bench::new().finish(&format!("{BOTH},CN&max_workers=1"));
    let record = lab.runs()[0].recorder.record().clone();
    assert_ne!(record.delivered()[0], 0, "a job is first");
    let measured = first_measured(&record).unwrap();
    assert_eq!(measured, 0);
    let future = lab.future(0, measured).unwrap();
    let protocol = future.inspect(|outcome| match outcome {
        Some(Ok(LabOutput::Flag(fetched))) => fetched.protocol.clone(),
        _ => None,
    });
    assert_eq!(protocol.as_deref(), Some("h2"));
}

#[test]
fn a_job_that_takes_longer_than_the_run_allows_ends_as_a_timeout() {
    let lab = Bench::new().finish(&format!("{SMALL}&where=pool&workers=4&timeout=60"));
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.count(Outcome::Timeout), 8);
    assert_eq!(record.ended(), Some(Duration::from_millis(60) * 2));
}

#[test]
fn jobs_are_limited_only_by_a_time_that_the_run_names_and_never_in_a_comparison() {
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
    let usual = Some(Duration::from_millis(5000));
    assert_eq!(limits("where=pool&timeout=5000"), [usual]);
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
fn a_run_that_began_with_fewer_workers_says_so_and_counts_those_that_were_there() {
    let bench = Bench::new();
    bench.faults.come_up.set(Some(2));
    let lab = bench.finish(&format!("{SMALL}&where=pool&workers=4"));
    let run = &lab.runs()[0];
    let missing = run.missing.clone().unwrap();
    assert_eq!((missing.ready, missing.asked), (2, 4));
    assert_eq!(run.kind, RunKind::Pool { workers: 2 });
    assert_eq!(run.recorder.record().ended(), Some(JOB * 4));
    let limits = run.recorder.record().clone();
    let limits = limits.events().iter().filter_map(|event| match event.kind {
        EventKind::MaxWorkers { max_workers } => Some(max_workers),
        _ => None,
    });
    assert_eq!(limits.collect::<Vec<_>>(), [2]);
    for lang in [Lang::En, Lang::Zh] {
        let why = words::workers::worker(lang, &missing.why);
        let said = plain(&(words::lab::of(lang).missing)(&missing, &why, false));
        assert!(said.contains('2') && said.contains('4'), "{said}");
        assert!(
            said.contains("worker_3") && said.contains("no memory"),
            "{said}"
        );
    }
}

#[test]
fn a_sweep_has_no_point_of_a_run_whose_workers_were_missing() {
    let bench = Bench::new();
    bench.faults.come_up.set(Some(2));
    let lab = bench.finish(&format!("{SMALL}&where=sweep&seed=5"));
    let measured: Vec<_> = lab
        .points(&lab.runs())
        .iter()
        .map(|point| point.workers)
        .collect();
    assert_eq!(measured, [1, 2]);
    assert!(
        lab.points(&lab.runs())
            .iter()
            .all(|point| point.elapsed.len() == 3)
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
    assert_eq!(lab.points(&lab.runs()), []);
    let record = lab.runs()[0].recorder.record().clone();
    assert_eq!(record.count(Outcome::Cancelled), 8);
}

#[test]
fn cancelled_while_the_workers_start_nothing_runs() {
    let bench = Bench::new();
    let lab = bench.start(&format!("{SMALL}&where=pool&workers=2"));
    bench.runtime.advance(START / 2);
    lab.cancel();
    bench.runtime.run();
    assert!(!lab.is_running());
    assert_eq!(lab.runs().len(), 0);
    assert_eq!(lab.problem(), None);
}

#[test]
fn cancel_ends_a_run_whose_workers_never_start() {
    for place in [
        "where=pool",
        "where=sweep",
        "where=engines",
        "experiment=both&codes=BR",
    ] {
        let bench = Bench::new();
        bench.faults.never_warm.set(true);
        let lab = bench.start(&format!("{SMALL}&workers=2&{place}"));
        bench.runtime.run();
        assert!(lab.is_running(), "{place}");
        lab.cancel();
        bench.runtime.advance(Duration::ZERO);
        assert!(!lab.is_running(), "{place}");
        assert_eq!(bench.faults.shut_down.get(), 1, "{place}");
        assert_eq!(bench.made.borrow().len(), 1, "{place}");
        assert_eq!(lab.problem(), None, "{place}");
    }
}

#[test]
fn cancel_does_not_wait_for_workers_that_do_not_go() {
    let bench = Bench::new();
    bench.faults.never_over.set(true);
    let lab = bench.start(&format!("{SMALL}&where=pool&workers=2"));
    bench.runtime.run();
    assert!(lab.is_running());
    lab.cancel();
    bench.runtime.advance(Duration::ZERO);
    assert!(!lab.is_running());
    assert_eq!(bench.faults.shut_down.get(), 1);
}

#[test]
fn a_run_whose_jobs_are_refused_half_way_ends_with_all_it_began() {
    for (place, others) in [
        ("experiment=workers", 0),
        ("experiment=both&codes=BR,CN", 2),
    ] {
        let bench = Bench::new();
        bench.faults.takes.set(Some(3));
        let lab = bench.start(&format!("{SMALL}&where=pool&workers=2&{place}"));
        bench.runtime.run();
        assert!(!lab.is_running(), "{place}");
        assert_eq!(lab.problem(), Some(SubmitError::Shutdown));
        assert_eq!(bench.faults.shut_down.get(), 1, "{place}");
        let record = lab.runs()[0].recorder.record().clone();
        assert_eq!(record.ended(), Some(Duration::ZERO), "{place}");
        assert_eq!(record.lanes().len(), 3 + others, "{place}");
        assert_eq!(record.count(Outcome::Cancelled), 3 + others, "{place}");
        assert_eq!(bench.runtime.now(), START, "nothing of it went on");
    }
}

/// A thread that is at work: each look at the clock finds it a millisecond later. It counts the turns it leaves to the
/// page, which does something in the first.
struct Busy {
    inner: Rc<VirtualRuntime>,
    looks: Cell<u32>,
    turns: Cell<usize>,
    first: RefCell<Option<LocalBoxFuture<()>>>,
}

impl Runtime for Busy {
    fn now(&self) -> Duration {
        self.looks.set(self.looks.get() + 1);
        self.inner.now() + Duration::from_millis(1) * self.looks.get()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        self.inner.sleep(duration)
    }

    fn yield_now(&self) -> LocalBoxFuture<()> {
        self.turns.set(self.turns.get() + 1);
        if let Some(page) = self.first.take() {
            self.inner.spawn(page);
        }
        self.inner.yield_now()
    }

    fn spawn(&self, future: LocalBoxFuture<()>) {
        self.inner.spawn(future);
    }
}

#[test]
fn many_jobs_are_submitted_in_turns_with_the_page_and_one_that_cancels_loses_none() {
    for cancels in [false, true] {
        let bench = Bench::new();
        let busy = Rc::new(Busy {
            inner: bench.runtime.clone(),
            looks: Cell::default(),
            turns: Cell::default(),
            first: RefCell::default(),
        });
        let query = "experiment=workers&kernel=primes&size=1&where=pool&workers=2&jobs=100";
        let lab = bench.start_on(busy.clone(), query);
        if cancels {
            let cancelled = lab.clone();
            *busy.first.borrow_mut() = Some(Box::pin(async move { cancelled.cancel() }));
        }
        bench.runtime.run();
        assert!(!lab.is_running());
        assert!(busy.turns.get() > 1, "{}", busy.turns.get());
        let record = lab.runs()[0].recorder.record().clone();
        assert_eq!(record.lanes().len(), 100);
        let outcome = match cancels {
            true => Outcome::Cancelled,
            false => Outcome::Ok,
        };
        assert_eq!(record.count(outcome), 100);
        let submitted = record.lanes().iter().map(|lane| lane.submitted);
        assert!(submitted.is_sorted());
    }
}

#[test]
fn a_sweep_ends_with_the_run_whose_jobs_are_refused_and_counts_it_as_no_measurement() {
    let bench = Bench::new();
    bench.faults.takes.set(Some(8 + 3));
    let lab = bench.start(&format!("{SMALL}&where=sweep"));
    bench.runtime.run();
    assert!(!lab.is_running());
    assert_eq!(bench.faults.shut_down.get(), 2);
    let measured: usize = lab
        .points(&lab.runs())
        .iter()
        .map(|point| point.elapsed.len())
        .sum();
    assert_eq!(measured, 1);
}

#[test]
fn jobs_the_kernel_cannot_make_are_refused_with_the_reason() {
    let (config, _) = RunConfig::from_query("experiment=workers&kernel=primes&size=40");
    let refused = photofinish::lab::tasks(&config).unwrap_err();
    assert_eq!(refused.to_string(), "size 40: primes takes 1 to 16 digits");
}
