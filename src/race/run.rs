//! A race, started: what it shows, and the person's hand on it: cancel, abort, more workers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::download::Downloads;
use super::{Origin, Unanswered, unanswered};
use crate::config::{RunConfig, Strategy};
use crate::executor::IoExecutor;
use crate::fetch::{Fetched, Fetcher};
use crate::future::FutureHandle;
use crate::record::{EventKind, FutureId};
use crate::recorder::Recorder;
use crate::runtime::Runtime;

/// What a race runs with.
#[derive(Clone)]
pub struct Tools {
    /// Clock and spawning.
    pub runtime: Rc<dyn Runtime>,
    /// Makes the requests.
    pub fetcher: Rc<dyn Fetcher>,
    /// Called whenever a record has grown, and at the end.
    pub on_change: Rc<dyn Fn()>,
    /// Called with the recorder of each run as it starts: what else is to be recorded, such as
    /// the stalls of the main thread.
    pub watch: Rc<dyn Fn(Rc<Recorder>)>,
}

/// One race, started; with `compare`, three runs one after the other. Clones are the same race.
/// Dropping it changes nothing: it runs to its end, and every future settles.
#[derive(Clone)]
pub struct Race(pub(super) Rc<Inner>);

pub(super) struct Inner {
    pub(super) config: RunConfig,
    pub(super) downloads: Rc<Downloads>,
    pub(super) tools: Tools,
    pub(super) runs: RefCell<Vec<Run>>,
    pub(super) max_workers: Cell<usize>,
    pub(super) cancelled: Cell<bool>,
    pub(super) running: Cell<bool>,
}

/// One strategy's part.
#[derive(Clone)]
pub(super) struct Run {
    pub(super) strategy: Strategy,
    pub(super) recorder: Rc<Recorder>,
    pub(super) executor: IoExecutor,
    pub(super) futures: Rc<RefCell<Vec<FutureHandle<Fetched>>>>,
}

impl Race {
    /// Starts the race a config describes. The first request goes out in a later turn.
    #[must_use]
    pub fn start(config: RunConfig, origin: Origin, tools: Tools) -> Self {
        let Tools {
            runtime, fetcher, ..
        } = tools.clone();
        let race = Race(Rc::new(Inner {
            downloads: Rc::new(Downloads::new(&config, origin, fetcher, runtime)),
            max_workers: Cell::new(config.max_workers),
            tools: tools.clone(),
            runs: RefCell::default(),
            cancelled: Cell::new(false),
            running: Cell::new(true),
            config,
        }));
        let driven = race.clone();
        tools.runtime.spawn(Box::pin(async move {
            driven.drive().await;
            driven.0.running.set(false);
            (driven.0.tools.on_change)();
        }));
        race
    }

    /// What is raced.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.0.config
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.get()
    }

    /// The runs begun so far, each with its strategy and record.
    #[must_use]
    pub fn runs(&self) -> Vec<(Strategy, Rc<Recorder>)> {
        let runs = self.0.runs.borrow();
        runs.iter()
            .map(|run| (run.strategy, run.recorder.clone()))
            .collect()
    }

    /// What is left to ask after the newest run: see [`unanswered`].
    #[must_use]
    pub fn unanswered(&self) -> Vec<Unanswered> {
        let runs = self.0.runs.borrow();
        let newest = runs.last().map(|run| run.recorder.record());
        let origin = self.0.downloads.origin();
        newest.map_or_else(Vec::new, |record| {
            unanswered(&self.0.config, origin, &record)
        })
    }

    /// Cancels what has not started and aborts what runs; strategies not begun are not run.
    pub fn cancel(&self) {
        self.0.cancelled.set(true);
        let current = self.0.runs.borrow().last().cloned();
        let Some(run) = current else { return };
        if run.recorder.record().ended().is_some() {
            return;
        }
        run.recorder.push(EventKind::CancelRequested);
        // From the last to the first: no slot is handed a task that is to go as well.
        let futures = run.futures.borrow().clone();
        for future in futures.iter().rev().filter(|future| !future.done()) {
            future.abort();
        }
    }

    /// Changes the limit for the current run and those to come; at least 1. A sequential run
    /// keeps its one worker.
    pub fn set_max_workers(&self, max_workers: usize) {
        let max_workers = max_workers.max(1);
        self.0.max_workers.set(max_workers);
        let current = self.0.runs.borrow().last().cloned();
        if let Some(run) = current
            && run.strategy != Strategy::Sequential
            && run.recorder.record().ended().is_none()
            && run.executor.set_max_workers(max_workers).is_ok()
        {
            run.recorder.push(EventKind::MaxWorkers { max_workers });
        }
    }

    /// Cancels one future as `cancel` does; false if it runs or is done.
    #[must_use]
    pub fn cancel_future(&self, run: usize, id: FutureId) -> bool {
        self.future(run, id).is_some_and(|future| future.cancel())
    }

    /// Cancels one future, aborting its request if it runs.
    #[must_use]
    pub fn abort_future(&self, run: usize, id: FutureId) -> bool {
        self.future(run, id).is_some_and(|future| future.abort())
    }

    /// One future of a run.
    #[must_use]
    pub fn future(&self, run: usize, id: FutureId) -> Option<FutureHandle<Fetched>> {
        self.0
            .runs
            .borrow()
            .get(run)?
            .futures
            .borrow()
            .get(id)
            .cloned()
    }

    /// Address of the picture a request brought, for as long as the race is kept.
    #[must_use]
    pub fn image(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        self.future(run, id)?.inspect(|outcome| match outcome {
            Some(Ok(fetched)) => fetched.image.as_ref()?.address(),
            _ => None,
        })
    }
}
