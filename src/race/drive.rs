//! Drives a race: submits its fetches by each strategy, and takes their results.

use std::rc::Rc;

use super::describe::describe;
use super::run::{Race, Run, Tools};
use crate::completion::as_completed;
use crate::config::Strategy;
use crate::executor::{Executor, IoExecutor, SubmitError};
use crate::fetch::Fetched;
use crate::future::FutureHandle;
use crate::observe::Observer;
use crate::record::{EventKind, FETCH, FutureId};
use crate::recorder::Recorder;

impl Race {
    /// All strategies, one after the other.
    pub(super) async fn drive(&self) {
        let strategies = match self.0.config.strategy {
            Strategy::Compare => Strategy::RACED.to_vec(),
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
        let downloads = self.0.downloads.clone();
        let recorder = run.recorder.clone();
        let code = label.clone();
        run.recorder.submit(label, FETCH.into(), describe, || {
            run.executor
                .submit(move || async move { downloads.flag(&recorder, id, &code).await })
        })
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
