//! Drives the runs of the lab: one place, a sweep of pools, or jobs and fetches together.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::engine::{self, Engine, EnginePoint, engine_order};
use super::sweep::{self, Point, sweep_order};
use super::{LabOutput, MainThread, MakePool, Place, describe, tasks};
use crate::completion::as_completed;
use crate::config::{Experiment, RunConfig, Where};
use crate::executor::{Executor, IoExecutor};
use crate::fetch::{FetchError, FetchRequest, Fetcher};
use crate::future::FutureHandle;
use crate::kernels::{JobsError, KernelTask};
use crate::observe::Observer;
use crate::race::Origin;
use crate::record::{EventKind, FutureId};
use crate::recorder::Recorder;
use crate::runtime::Runtime;

/// What the lab runs with.
#[derive(Clone)]
pub struct Tools {
    /// Clock and spawning.
    pub runtime: Rc<dyn Runtime>,
    /// Makes pools of workers.
    pub make_pool: MakePool,
    /// Makes requests, for jobs together with fetches.
    pub fetcher: Rc<dyn Fetcher>,
    /// Where the requests go.
    pub origin: Origin,
    /// Cores of the machine, as far as it says.
    pub cores: usize,
    /// Called whenever a record has grown, and at the end.
    pub on_change: Rc<dyn Fn()>,
    /// Called with the recorder of each run as it starts.
    pub watch: Rc<dyn Fn(Rc<Recorder>)>,
}

/// What one run of the lab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// On the main thread, all at once.
    Main,
    /// On the main thread, in slices.
    Slices,
    /// In a pool of so many workers.
    Pool {
        /// Their number.
        workers: usize,
    },
    /// In a pool of so many workers that run the kernels of this engine.
    Engine {
        /// What runs them.
        engine: Engine,
        /// Their number.
        workers: usize,
    },
    /// Fetches, and jobs in a pool of so many workers.
    Both {
        /// Their number.
        workers: usize,
    },
}

/// One run: what it is, its record, and how long its workers took to start.
#[derive(Clone)]
pub struct LabRun {
    /// What it is.
    pub kind: RunKind,
    /// Its record; time zero is when the workers were ready.
    pub recorder: Rc<Recorder>,
    /// Time to start the workers, before time zero.
    pub startup: Duration,
    futures: Rc<RefCell<Vec<FutureHandle<LabOutput>>>>,
}

/// Jobs under way. Clones are the same; dropping it changes nothing, and every future settles.
#[derive(Clone)]
pub struct Lab(Rc<Inner>);

struct Inner {
    config: RunConfig,
    tasks: Vec<KernelTask>,
    tools: Tools,
    runs: RefCell<Vec<LabRun>>,
    points: RefCell<Vec<Point>>,
    engine_points: RefCell<Vec<EnginePoint>>,
    problem: RefCell<Option<String>>,
    cancelled: Cell<bool>,
    running: Cell<bool>,
}

impl Lab {
    /// Starts what a config of the experiment `workers` or `both` describes.
    ///
    /// # Errors
    /// [`JobsError`] for jobs the kernel cannot make; nothing runs then.
    pub fn start(config: RunConfig, tools: Tools) -> Result<Self, JobsError> {
        let lab = Lab(Rc::new(Inner {
            tasks: tasks(&config)?,
            config,
            tools: tools.clone(),
            runs: RefCell::default(),
            points: RefCell::default(),
            engine_points: RefCell::default(),
            problem: RefCell::default(),
            cancelled: Cell::new(false),
            running: Cell::new(true),
        }));
        let driven = lab.clone();
        tools.runtime.spawn(Box::pin(async move {
            driven.drive().await;
            driven.0.running.set(false);
            (driven.0.tools.on_change)();
        }));
        Ok(lab)
    }

    /// What is run.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.0.config
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// The runs begun so far.
    #[must_use]
    pub fn runs(&self) -> Vec<LabRun> {
        self.0.runs.borrow().clone()
    }

    /// What a sweep has measured so far, by number of workers.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        self.0.points.borrow().clone()
    }

    /// What a comparison of engines has measured so far. An engine that this browser cannot load
    /// is missing.
    #[must_use]
    pub fn engine_points(&self) -> Vec<EnginePoint> {
        self.0.engine_points.borrow().clone()
    }

    /// Why there is nothing, or not everything, to show: no pool could be made, or an engine not
    /// be loaded.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.0.problem.borrow().clone()
    }

    /// Cancels what has not started and aborts what runs; runs not begun are left out. Jobs that
    /// run on the main thread all at once hear of it when they are over.
    pub fn cancel(&self) {
        self.0.cancelled.set(true);
        let current = self.0.runs.borrow().last().cloned();
        let Some(run) = current else { return };
        if run.recorder.record().ended().is_some() {
            return;
        }
        run.recorder.push(EventKind::CancelRequested);
        let futures = run.futures.borrow().clone();
        for future in futures.iter().rev().filter(|future| !future.done()) {
            future.abort();
        }
    }

    /// One future of a run.
    #[must_use]
    pub fn future(&self, run: usize, id: FutureId) -> Option<FutureHandle<LabOutput>> {
        self.0
            .runs
            .borrow()
            .get(run)?
            .futures
            .borrow()
            .get(id)
            .cloned()
    }

    /// How many runs there will be: of a sweep, or of a comparison of engines, many.
    #[must_use]
    pub fn planned(&self) -> usize {
        self.kinds().len()
    }

    fn kinds(&self) -> Vec<RunKind> {
        let Inner { config, tools, .. } = &*self.0;
        let workers = config.work.workers.unwrap_or(tools.cores).max(1);
        match (config.experiment, config.work.place) {
            (Experiment::Both, _) => vec![RunKind::Both { workers }],
            (_, Where::Main) => vec![RunKind::Main],
            (_, Where::Slices) => vec![RunKind::Slices],
            (_, Where::Pool) => vec![RunKind::Pool { workers }],
            (_, Where::Sweep) => sweep_order(tools.cores, config.seed)
                .into_iter()
                .map(|workers| RunKind::Pool { workers })
                .collect(),
            (_, Where::Engines) => engine_order(workers)
                .into_iter()
                .map(|(engine, workers)| RunKind::Engine { engine, workers })
                .collect(),
        }
    }

    async fn drive(&self) {
        for kind in self.kinds() {
            if self.0.cancelled.get() {
                return;
            }
            if let Err(problem) = self.run(kind).await {
                *self.0.problem.borrow_mut() = Some(problem);
                // One engine that cannot be loaded does not keep the others from running.
                if !matches!(kind, RunKind::Engine { .. }) {
                    return;
                }
            }
        }
    }

    async fn run(&self, kind: RunKind) -> Result<(), String> {
        let tools = &self.0.tools;
        let asked = tools.runtime.now();
        let recorder = Recorder::new(tools.runtime.clone(), tools.on_change.clone());
        let place = self
            .place(kind, &recorder)
            .map_err(|error| error.to_string())?;
        if let Err(problem) = place.warm_up().await {
            place.shutdown().await;
            return Err(problem);
        }
        let startup = tools.runtime.now().saturating_sub(asked);
        // What was measured until here is the pool's start, not the jobs' time.
        recorder.restart();
        (tools.watch)(recorder.clone());
        let run = LabRun {
            kind,
            recorder: recorder.clone(),
            startup,
            futures: Rc::default(),
        };
        self.0.runs.borrow_mut().push(run.clone());
        let workers = match kind {
            RunKind::Pool { workers }
            | RunKind::Both { workers }
            | RunKind::Engine { workers, .. } => workers,
            RunKind::Main | RunKind::Slices => 1,
        };
        if !matches!(kind, RunKind::Main | RunKind::Slices) {
            recorder.push(EventKind::WorkersStarted { took: startup });
        }
        recorder.push(EventKind::MaxWorkers {
            max_workers: workers,
        });
        let fetches = match kind {
            RunKind::Both { .. } => Some(self.submit_fetches(&run)?),
            _ => None,
        };
        for task in &self.0.tasks {
            let label: Rc<str> = task.label().into();
            let submitted = recorder.submit(
                label,
                executor_name(kind).into(),
                |_, f| describe(f),
                || place.submit(task.clone()),
            );
            run.futures
                .borrow_mut()
                .push(submitted.map_err(|error| error.to_string())?);
        }
        let futures = run.futures.borrow().clone();
        let mut completed = as_completed(futures, None);
        while let Some(Ok(future)) = completed.next().await {
            if !future.cancelled() {
                recorder.delivered(&future);
            }
        }
        recorder.push(EventKind::Ended);
        if !self.0.cancelled.get() {
            self.measured(kind, startup, recorder.record().ended().unwrap_or_default());
        }
        place.shutdown().await;
        if let Some(fetches) = fetches {
            fetches.shutdown(false).await;
        }
        Ok(())
    }

    fn measured(&self, kind: RunKind, startup: Duration, elapsed: Duration) {
        match kind {
            RunKind::Pool { workers } => {
                sweep::add(&mut self.0.points.borrow_mut(), workers, startup, elapsed);
            }
            RunKind::Engine { engine, workers } => {
                engine::add(
                    &mut self.0.engine_points.borrow_mut(),
                    engine,
                    workers,
                    elapsed,
                );
            }
            RunKind::Main | RunKind::Slices | RunKind::Both { .. } => {}
        }
    }

    fn place(
        &self,
        kind: RunKind,
        recorder: &Rc<Recorder>,
    ) -> Result<Rc<dyn Place>, crate::executor::ConfigError> {
        let Tools {
            runtime, make_pool, ..
        } = &self.0.tools;
        Ok(match kind {
            RunKind::Main => Rc::new(MainThread::new(runtime.clone(), recorder.clone(), false)?),
            RunKind::Slices => Rc::new(MainThread::new(runtime.clone(), recorder.clone(), true)?),
            RunKind::Pool { workers } | RunKind::Both { workers } => {
                make_pool(workers, None, recorder.clone())?
            }
            RunKind::Engine { engine, workers } => {
                make_pool(workers, Some(engine), recorder.clone())?
            }
        })
    }

    /// The fetches of `both`: an executor of its own, whose futures go through the same
    /// `as_completed` as the jobs'.
    fn submit_fetches(&self, run: &LabRun) -> Result<IoExecutor, String> {
        let Inner { config, tools, .. } = &*self.0;
        let executor = IoExecutor::builder(tools.runtime.clone())
            .max_workers(config.max_workers.max(1))
            .name_prefix("fetch")
            .observer(run.recorder.clone() as Rc<dyn Observer>)
            .build()
            .map_err(|error| error.to_string())?;
        let plan = config.plan();
        for label in config.labels() {
            let fate = plan.as_ref().map(|plan| plan.fate(&label, 1));
            let request = FetchRequest {
                url: tools.origin.url(&label, fate),
                timeout: config.timeout,
            };
            let fetcher = tools.fetcher.clone();
            let submitted = run.recorder.submit(
                label.into(),
                "fetch".into(),
                |_, f| describe(f),
                || {
                    executor.submit(move || async move {
                        let fetched = fetcher.fetch(request).await?;
                        Ok::<_, FetchError>(LabOutput::Flag(fetched))
                    })
                },
            );
            run.futures
                .borrow_mut()
                .push(submitted.map_err(|error| error.to_string())?);
        }
        Ok(executor)
    }
}

fn executor_name(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Main | RunKind::Slices => "main",
        RunKind::Pool { .. } | RunKind::Both { .. } => "pool",
        RunKind::Engine { engine, .. } => engine.name(),
    }
}
