//! Drives a race: submits its fetches by each strategy, and takes their results.

use std::rc::Rc;
use std::time::Duration;

use super::describe::describe;
use super::run::{Inner, Race, Run, Tools};
use crate::completion::as_completed;
use crate::config::Strategy;
use crate::executor::{Executor, IoExecutor, SubmitError};
use crate::fetch::{FetchError, FetchRequest, Fetched};
use crate::future::FutureHandle;
use crate::observe::Observer;
use crate::record::{EventKind, FETCH, FutureId, Note};
use crate::recorder::Recorder;

impl Race {
    /// All strategies, one after the other.
    pub(super) async fn drive(&self) {
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
    ) -> Result<FutureHandle<Fetched>, SubmitError> {
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
