//! The runs of the lab: one place, a sweep of pools, or jobs and fetches together.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::stop::Stop;
use super::{EnginePoint, LabOutput, MakePool, Missing, Point, RunKind, engine, sweep, tasks};
use crate::config::RunConfig;
use crate::executor::SubmitError;
use crate::fetch::Fetcher;
use crate::future::FutureHandle;
use crate::kernels::{JobsError, KernelTask};
use crate::race::{Origin, Unanswered, unanswered};
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
    /// The text of the person's own function that these run, where there is one.
    pub own: Option<Rc<str>>,
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

/// One run: what it is, its record, and how long its workers took to start.
#[derive(Clone)]
pub struct LabRun {
    /// What it is, with the workers that were there at its start.
    pub kind: RunKind,
    /// Workers that were not.
    pub missing: Option<Missing>,
    /// Its record; time zero is when the workers were ready.
    pub recorder: Rc<Recorder>,
    /// Time to start the workers, before time zero.
    pub startup: Duration,
    pub(super) futures: Rc<RefCell<Vec<FutureHandle<LabOutput>>>>,
}

impl LabRun {
    /// Aborts what is not done, the last submitted first: none begins in the place of another.
    pub(super) fn abort(&self) {
        let futures = self.futures.borrow().clone();
        for future in futures.iter().rev().filter(|future| !future.done()) {
            future.abort();
        }
    }
}

/// Jobs under way. Clones are the same; dropping it changes nothing, and every future settles.
#[derive(Clone)]
pub struct Lab(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) config: RunConfig,
    pub(super) tasks: Vec<KernelTask>,
    pub(super) tools: Tools,
    pub(super) runs: RefCell<Vec<LabRun>>,
    pub(super) problem: RefCell<Option<SubmitError>>,
    pub(super) stop: Stop,
    pub(super) running: Cell<bool>,
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
            problem: RefCell::default(),
            stop: Stop::default(),
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

    /// One that is over, and was carried out before or elsewhere: of it there are these records, and no futures.
    ///
    /// # Errors
    /// [`JobsError`] for jobs the kernel cannot make.
    pub fn over(
        config: RunConfig,
        tools: Tools,
        runs: impl IntoIterator<Item = (RunKind, Rc<Recorder>)>,
    ) -> Result<Self, JobsError> {
        let of = |(kind, recorder): (RunKind, Rc<Recorder>)| {
            let startup = recorder.record().startup();
            LabRun {
                kind,
                missing: None,
                startup: startup.unwrap_or_default(),
                futures: Rc::default(),
                recorder,
            }
        };
        let runs: Vec<LabRun> = runs.into_iter().map(of).collect();
        let stop = Stop::default();
        if runs.iter().any(|run| run.recorder.record().is_cancelled()) {
            stop.ask();
        }
        Ok(Lab(Rc::new(Inner {
            tasks: tasks(&config)?,
            config,
            tools,
            runs: RefCell::new(runs),
            problem: RefCell::default(),
            stop,
            running: Cell::new(false),
        })))
    }

    /// What is run.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.0.config
    }

    /// The text of the person's own function, with which it began.
    #[must_use]
    pub fn own(&self) -> Option<Rc<str>> {
        self.0.tools.own.clone()
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.stop.is_asked()
    }

    /// The runs begun so far.
    #[must_use]
    pub fn runs(&self) -> Vec<LabRun> {
        self.0.runs.borrow().clone()
    }

    /// What is left to ask after the newest run: see [`unanswered`].
    #[must_use]
    pub fn unanswered(&self) -> Vec<Unanswered> {
        let runs = self.0.runs.borrow();
        let newest = runs.last().map(|run| run.recorder.record());
        let origin = &self.0.tools.origin;
        newest.map_or_else(Vec::new, |record| {
            unanswered(&self.0.config, origin, &record)
        })
    }

    /// What a sweep has measured by these of its runs, by number of workers.
    #[must_use]
    pub fn points(&self, runs: &[LabRun]) -> Vec<Point> {
        let mut points = Vec::new();
        for (run, elapsed) in self.measured(runs) {
            if let RunKind::Pool { workers } = run.kind {
                sweep::add(&mut points, workers, run.startup, elapsed);
            }
        }
        points
    }

    /// What a comparison of engines has measured by these of its runs. An engine that this browser cannot load
    /// is missing.
    #[must_use]
    pub fn engine_points(&self, runs: &[LabRun]) -> Vec<EnginePoint> {
        let mut points = Vec::new();
        for (run, elapsed) in self.measured(runs) {
            if let RunKind::Engine { engine, workers } = run.kind {
                engine::add(&mut points, engine, workers, elapsed);
            }
        }
        points
    }

    /// Those of the runs that measured something, with how long they took. With fewer workers than asked for it is no
    /// measurement of so many, nor of as many as there were: more may have come up since. A part of the work measures nothing.
    fn measured<'a>(
        &self,
        runs: &'a [LabRun],
    ) -> impl Iterator<Item = (&'a LabRun, Duration)> + use<'a> {
        let jobs = self.0.tasks.len();
        runs.iter().filter_map(move |run| {
            let record = run.recorder.record();
            let is_whole = record.lanes().len() == jobs && !record.is_cancelled();
            let ended = record.ended().filter(|_| is_whole && run.missing.is_none());
            Some((run, ended?))
        })
    }

    /// Why there is nothing, or not everything, to show: no pool could be made, or an engine not
    /// be loaded.
    #[must_use]
    pub fn problem(&self) -> Option<SubmitError> {
        self.0.problem.borrow().clone()
    }

    /// Cancels what has not started and aborts what runs; runs not begun are left out, also one
    /// whose workers are starting: it ends at once, however long they would take. Jobs that run on
    /// the main thread all at once hear of it when they are over.
    pub fn cancel(&self) {
        self.0.stop.ask();
        let current = self.0.runs.borrow().last().cloned();
        let Some(run) = current else { return };
        if run.recorder.record().ended().is_some() {
            return;
        }
        run.recorder.push(EventKind::CancelRequested);
        run.abort();
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
        RunKind::all(&self.0.config, self.0.tools.cores).len()
    }
}
