//! Drives the runs of a race and answers the person's hand on it: cancel, abort, more workers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::Origin;
use super::describe::describe;
use crate::completion::as_completed;
use crate::config::{RunConfig, Strategy};
use crate::executor::{Executor, IoExecutor};
use crate::fetch::{FetchError, FetchRequest, Fetched, Fetcher};
use crate::future::FutureHandle;
use crate::observe::Observer;
use crate::plan::Plan;
use crate::record::{EventKind, FETCH, FutureId, Note};
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
pub struct Race(Rc<Inner>);

struct Inner {
    config: RunConfig,
    origin: Origin,
    plan: Option<Plan>,
    tools: Tools,
    runs: RefCell<Vec<Run>>,
    max_workers: Cell<usize>,
    cancelled: Cell<bool>,
    running: Cell<bool>,
}

/// One strategy's part.
#[derive(Clone)]
struct Run {
    strategy: Strategy,
    recorder: Rc<Recorder>,
    executor: IoExecutor,
    futures: Rc<RefCell<Vec<FutureHandle<Fetched>>>>,
}

impl Race {
    /// Starts the race a config describes. The first request goes out in a later turn.
    #[must_use]
    pub fn start(config: RunConfig, origin: Origin, tools: Tools) -> Self {
        let race = Race(Rc::new(Inner {
            plan: config.plan(),
            max_workers: Cell::new(config.max_workers),
            origin,
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

    /// The runs begun so far, each with its strategy and record.
    #[must_use]
    pub fn runs(&self) -> Vec<(Strategy, Rc<Recorder>)> {
        let runs = self.0.runs.borrow();
        runs.iter()
            .map(|run| (run.strategy, run.recorder.clone()))
            .collect()
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

    async fn drive(&self) {
        let strategies = match self.0.config.strategy {
            Strategy::Compare => vec![Strategy::Sequential, Strategy::Map, Strategy::AsCompleted],
            single => vec![single],
        };
        for strategy in strategies {
            if self.0.cancelled.get() {
                return;
            }
            self.run(strategy).await;
        }
    }

    async fn run(&self, strategy: Strategy) {
        let Tools {
            runtime, on_change, ..
        } = &self.0.tools;
        let recorder = Recorder::new(runtime.clone(), on_change.clone());
        let max_workers = match strategy {
            Strategy::Sequential => 1,
            _ => self.0.max_workers.get(),
        };
        let built = IoExecutor::builder(runtime.clone())
            .max_workers(max_workers.max(1))
            .name_prefix(FETCH)
            .observer(recorder.clone() as Rc<dyn Observer>)
            .build();
        // Only a limit of zero is refused, and it is at least 1.
        let Ok(executor) = built else { return };
        recorder.push(EventKind::MaxWorkers { max_workers });
        (self.0.tools.watch)(recorder.clone());
        let run = Run {
            strategy,
            recorder: recorder.clone(),
            executor: executor.clone(),
            futures: Rc::default(),
        };
        self.0.runs.borrow_mut().push(run.clone());
        for (id, label) in self.0.config.labels().into_iter().enumerate() {
            // A new executor takes every task until it is shut down below.
            if let Ok(future) = self.submit(&run, id, label.into()) {
                run.futures.borrow_mut().push(future);
            }
        }
        self.consume(&run).await;
        executor.shutdown(false).await;
        recorder.push(EventKind::Ended);
    }

    fn submit(
        &self,
        run: &Run,
        id: FutureId,
        label: Rc<str>,
    ) -> Result<FutureHandle<Fetched>, crate::executor::SubmitError> {
        let race = self.clone();
        let recorder = run.recorder.clone();
        let code = label.clone();
        run.recorder.submit(label, FETCH.into(), describe, || {
            run.executor
                .submit(move || async move { race.download(&recorder, id, &code).await })
        })
    }

    /// One flag: the request and, if asked for, its retries with back-off.
    async fn download(
        &self,
        recorder: &Recorder,
        id: FutureId,
        code: &str,
    ) -> Result<Fetched, FetchError> {
        let Inner {
            config,
            origin,
            plan,
            tools,
            ..
        } = &*self.0;
        let mut attempt = 1;
        loop {
            let fate = plan.as_ref().map(|plan| plan.fate(code, attempt));
            let url = origin.url(code, fate);
            let result = tools
                .fetcher
                .fetch(FetchRequest {
                    url,
                    timeout: config.timeout,
                })
                .await;
            match result {
                Err(error) if attempt <= config.retries && error.worth_retrying() => {
                    tools.runtime.sleep(back_off(attempt)).await;
                    attempt += 1;
                    recorder.note(id, Note::Attempt(attempt));
                }
                result => return result,
            }
        }
    }

    /// Takes the results as the strategy has it. Cancelled ones are no results.
    async fn consume(&self, run: &Run) {
        let futures = run.futures.borrow().clone();
        if run.strategy == Strategy::AsCompleted {
            let mut completed = as_completed(futures, None);
            while let Some(Ok(future)) = completed.next().await {
                if !future.cancelled() {
                    run.recorder.delivered(&future);
                }
            }
            return;
        }
        for future in futures {
            // How it ended is in the record; here only that it has.
            let _ = future.result().await;
            if !future.cancelled() {
                run.recorder.delivered(&future);
            }
        }
    }
}

/// 100 ms, 200 ms, 400 ms, … before the second, third, fourth attempt.
fn back_off(attempt: u32) -> Duration {
    Duration::from_millis(100 << (attempt - 1).min(6))
}
