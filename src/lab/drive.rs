//! Drives the runs of the lab, from the start of the workers to their end.

use std::rc::Rc;
use std::time::Duration;

use super::run::{Inner, Lab, LabRun, Tools};
use super::{LabOutput, MainThread, Pace, Place, PoolSpec, RunKind, describe, engine, sweep};
use crate::completion::as_completed;
use crate::executor::{ConfigError, Executor, IoExecutor};
use crate::fetch::FetchError;
use crate::observe::Observer;
use crate::race::Downloads;
use crate::record::{EventKind, FETCH};
use crate::recorder::Recorder;

impl Lab {
    /// All the runs, one after the other.
    pub(super) async fn drive(&self) {
        for kind in RunKind::all(&self.0.config, self.0.tools.cores) {
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
        // While workers start there is no run yet whose jobs could be cancelled.
        if self.0.cancelled.get() {
            place.shutdown().await;
            return Ok(());
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
        if kind.workers().is_some() {
            recorder.push(EventKind::WorkersStarted { took: startup });
        }
        recorder.push(EventKind::MaxWorkers {
            max_workers: kind.workers().unwrap_or(1),
        });
        let fetches = match kind {
            RunKind::Both { .. } => Some(self.submit_fetches(&run)?),
            _ => None,
        };
        for task in &self.0.tasks {
            let label: Rc<str> = task.label().into();
            let submitted = recorder.submit(label, kind.executor().into(), describe, || {
                place.submit(task.clone())
            });
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

    fn place(&self, kind: RunKind, recorder: &Rc<Recorder>) -> Result<Rc<dyn Place>, ConfigError> {
        let Tools {
            runtime, make_pool, ..
        } = &self.0.tools;
        let job_timeout = self.0.config.job_timeout();
        let main_thread = |pace| MainThread::new(runtime.clone(), recorder.clone(), pace);
        let pool = |workers, engine| {
            let spec = PoolSpec {
                workers,
                engine,
                job_timeout,
            };
            make_pool(spec, recorder.clone())
        };
        Ok(match kind {
            RunKind::Main => Rc::new(main_thread(Pace::AllAtOnce)?),
            RunKind::Slices => Rc::new(main_thread(Pace::Slices { job_timeout })?),
            RunKind::Pool { workers } | RunKind::Both { workers } => pool(workers, None)?,
            RunKind::Engine { engine, workers } => pool(workers, Some(engine))?,
        })
    }

    /// The fetches of `both`: an executor of its own, whose futures go through the same
    /// `as_completed` as the jobs'.
    fn submit_fetches(&self, run: &LabRun) -> Result<IoExecutor, String> {
        let Inner { config, tools, .. } = &*self.0;
        let executor = IoExecutor::builder(tools.runtime.clone())
            .max_workers(config.max_workers.max(1))
            .name_prefix(FETCH)
            .observer(run.recorder.clone() as Rc<dyn Observer>)
            .build()
            .map_err(|error| error.to_string())?;
        let downloads = Rc::new(Downloads::new(
            config,
            tools.origin.clone(),
            tools.fetcher.clone(),
            tools.runtime.clone(),
        ));
        for label in config.labels() {
            let code: Rc<str> = label.into();
            let (downloads, recorder) = (downloads.clone(), run.recorder.clone());
            // Numbers are given in the order of submission.
            let id = run.futures.borrow().len();
            let submitted = run
                .recorder
                .submit(code.clone(), FETCH.into(), describe, || {
                    executor.submit(move || async move {
                        let fetched = downloads.flag(&recorder, id, &code).await?;
                        Ok::<_, FetchError>(LabOutput::Flag(fetched))
                    })
                });
            run.futures
                .borrow_mut()
                .push(submitted.map_err(|error| error.to_string())?);
        }
        Ok(executor)
    }
}
