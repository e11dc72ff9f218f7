//! Drives the runs of the lab, from the start of the workers to their end.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use super::run::{Inner, Lab, LabRun, Tools};
use super::{LabOutput, MainThread, Pace, Place, PoolSpec, RunKind, describe};
use crate::completion::as_completed;
use crate::executor::{ConfigError, Executor, IoExecutor, SubmitError};
use crate::fetch::FetchError;
use crate::kernels::Kernel;
use crate::observe::Observer;
use crate::race::Downloads;
use crate::record::{EventKind, FETCH};
use crate::recorder::Recorder;

/// For so long jobs are submitted before the page has a turn: less than a frame.
const TURN: Duration = Duration::from_millis(8);

impl Lab {
    /// All the runs, one after the other.
    pub(super) async fn drive(&self) {
        for kind in RunKind::all(&self.0.config, self.0.tools.cores) {
            if self.0.stop.is_asked() {
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

    /// One run. Whichever way it ends, the place and what else was begun is shut down, and a record
    /// that has begun ends.
    async fn run(&self, kind: RunKind) -> Result<(), SubmitError> {
        let Inner { tools, stop, .. } = &*self.0;
        let asked = tools.runtime.now();
        let recorder = Recorder::new(tools.runtime.clone(), tools.on_change.clone());
        let place = self.place(kind, &recorder)?;
        // While workers start there is no run yet whose jobs could be cancelled.
        let ran = match stop.or(place.warm_up()).await {
            Some(Ok(())) => {
                let startup = tools.runtime.now().saturating_sub(asked);
                self.run_in(&*place, kind, recorder, startup).await
            }
            Some(Err(problem)) => Err(problem),
            None => Ok(()),
        };
        // The next run has the machine to itself. After a cancelled one there is none.
        stop.or(place.shutdown()).await;
        ran
    }

    async fn run_in(
        &self,
        place: &dyn Place,
        kind: RunKind,
        recorder: Rc<Recorder>,
        startup: Duration,
    ) -> Result<(), SubmitError> {
        let Inner { tools, stop, .. } = &*self.0;
        let fetches = match kind {
            RunKind::Both { .. } => Some(self.fetches(&recorder)),
            _ => None,
        };
        let fetches = fetches.transpose()?;
        let missing = place.missing();
        let kind = match &missing {
            Some(missing) => kind.with_workers(missing.ready),
            None => kind,
        };
        let is_whole = missing.is_none();
        // What was measured until here is the pool's start, not the jobs' time.
        recorder.restart(Duration::ZERO);
        (tools.watch)(recorder.clone());
        let run = LabRun {
            kind,
            missing,
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
        let submitted = match &fetches {
            Some(fetches) => self.submit_fetches(&run, fetches),
            None => Ok(()),
        };
        let submitted = match submitted {
            Ok(()) => self.submit_jobs(&run, place).await,
            refused => refused,
        };
        if submitted.is_err() {
            // A part of the work measures nothing.
            run.abort();
        }
        let futures = run.futures.borrow().clone();
        let mut completed = as_completed(futures, None);
        while let Some(Ok(future)) = completed.next().await {
            if !future.cancelled() {
                recorder.delivered(&future);
            }
        }
        recorder.push(EventKind::Ended);
        if !is_whole {
            self.count_workers(&recorder);
        }
        if let Some(fetches) = fetches {
            stop.or(fetches.shutdown(false)).await;
        }
        submitted
    }

    /// Submits all jobs, in turns with the page where they are many. Of a run that is cancelled meanwhile none is left
    /// out: what was asked for is in the record, as cancelled.
    async fn submit_jobs(&self, run: &LabRun, place: &dyn Place) -> Result<(), SubmitError> {
        let Inner { tools, stop, .. } = &*self.0;
        run.recorder.expect(self.0.tasks.len());
        let mut turn = tools.runtime.now();
        for task in &self.0.tasks {
            if tools.runtime.now() - turn >= TURN {
                tools.runtime.yield_now().await;
                turn = tools.runtime.now();
            }
            let label: Rc<str> = task.label().into();
            let executor = run.kind.executor().into();
            let submitted = run
                .recorder
                .submit(label, executor, describe, || place.submit(task.clone()))?;
            if stop.is_asked() {
                submitted.abort();
            }
            run.futures.borrow_mut().push(submitted);
        }
        Ok(())
    }

    /// Workers that were missing at the start of the newest run may have come up in it.
    fn count_workers(&self, recorder: &Recorder) {
        let record = recorder.record();
        let jobs = record.lanes().iter().filter(|lane| !lane.is_fetch());
        let used: BTreeSet<usize> = jobs.filter_map(|lane| lane.worker).collect();
        if let Some(run) = self.0.runs.borrow_mut().last_mut() {
            let ready = run.kind.workers().unwrap_or_default();
            run.kind = run.kind.with_workers(ready.max(used.len()));
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
                is_own: self.0.config.work.kernel == Kernel::Own,
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

    /// The executor of the fetches of `both`, one of its own: its futures go through the same
    /// `as_completed` as the jobs'.
    fn fetches(&self, recorder: &Rc<Recorder>) -> Result<IoExecutor, ConfigError> {
        let Inner { config, tools, .. } = &*self.0;
        IoExecutor::builder(tools.runtime.clone())
            .max_workers(config.max_workers.max(1))
            .name_prefix(FETCH)
            .observer(recorder.clone() as Rc<dyn Observer>)
            .build()
    }

    fn submit_fetches(&self, run: &LabRun, executor: &IoExecutor) -> Result<(), SubmitError> {
        let Inner { config, tools, .. } = &*self.0;
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
                })?;
            run.futures.borrow_mut().push(submitted);
        }
        Ok(())
    }
}
