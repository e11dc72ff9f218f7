//! Jobs in a real pool of Web Workers, with the times the workers measured in the record.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::engine_job::EngineJob;
use super::{LabOutput, MakePool, Place};
use crate::executor::{ConfigError, Executor, SubmitError};
use crate::future::FutureHandle;
use crate::kernels::{KernelTask, Step, Stepper};
use crate::observe::{Observer, TaskEvent};
use crate::record::{EventKind, Note, Phase};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, LocalBoxFuture};
use crate::workers::{Job, JobContext, JobError, JobObserver, JobTimes, WorkerPool, serve};

/// Steps between two reports of progress: about a millisecond of work.
const UNITS: u64 = 100;

/// A job of the lab, in the kernels of the page's own Wasm module.
#[derive(Serialize, Deserialize)]
pub enum LabJob {
    /// One.
    One(KernelTask),
    /// Several small ones, sent as one.
    Chunk(Vec<KernelTask>),
}

impl Job for LabJob {
    type Output = LabOutput;
    const ENTRY: &'static str = "photofinish_worker";

    fn run(self, context: &mut JobContext<'_>) -> Result<LabOutput, JobError> {
        match self {
            LabJob::One(task) => {
                let mut job = task.start()?;
                loop {
                    if let Step::Done(output) = job.step(UNITS) {
                        return Ok(LabOutput::Kernel(output));
                    }
                    context.progress(job.progress());
                }
            }
            LabJob::Chunk(tasks) => tasks
                .iter()
                .map(|task| Ok(task.start()?.run_to_end()))
                .collect::<Result<_, JobError>>()
                .map(LabOutput::Chunk),
        }
    }
}

/// Where the workers of the lab begin.
#[wasm_bindgen]
pub fn photofinish_worker() {
    serve::<LabJob>();
}

/// A pool whose futures are told to a recorder.
struct PoolPlace<J: Job> {
    pool: WorkerPool<J>,
    job: Box<dyn Fn(KernelTask) -> J>,
}

impl<J: Job<Output = LabOutput>> Place for PoolPlace<J> {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), String>> {
        let ready = self.pool.warm_up();
        Box::pin(async move { ready.await.map_err(|error| error.to_string()) })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        self.pool.submit((self.job)(task))
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.pool.shutdown(false))
    }
}

/// Makes real pools.
#[must_use]
pub fn make_pool() -> MakePool {
    Rc::new(
        |workers, engine, recorder| -> Result<Rc<dyn Place>, ConfigError> {
            Ok(match engine {
                None => {
                    let pool = pool_of::<LabJob>(workers, recorder, None)?;
                    Rc::new(PoolPlace {
                        pool,
                        job: Box::new(LabJob::One),
                    })
                }
                Some(engine) => {
                    let check = EngineJob::Check(engine);
                    let pool = pool_of::<EngineJob>(workers, recorder, Some(check))?;
                    Rc::new(PoolPlace {
                        pool,
                        job: Box::new(move |task| EngineJob::Run(engine, task)),
                    })
                }
            })
        },
    )
}

/// A pool of workers that tells the recorder of its futures, and of what the workers measured.
///
/// # Errors
/// [`ConfigError`] for a number of workers no page should have.
pub(super) fn pool_of<J: Job>(
    workers: usize,
    recorder: Rc<Recorder>,
    initializer: Option<J>,
) -> Result<WorkerPool<J>, ConfigError> {
    let observer = Rc::new(PoolObserver(recorder));
    let mut builder = WorkerPool::<J>::builder(Rc::new(BrowserRuntime))
        .max_workers(workers)
        .name_prefix("worker")
        .observer(observer.clone() as Rc<dyn Observer>)
        .job_observer(observer as Rc<dyn JobObserver>);
    if let Some(job) = initializer {
        builder = builder.initializer(job);
    }
    builder.build()
}

/// Writes to the record when a job began in its worker, rather than when it was sent there.
struct PoolObserver(Rc<Recorder>);

impl Observer for PoolObserver {
    fn observe(&self, future: u64, event: TaskEvent) {
        if !matches!(event, TaskEvent::Started { .. }) {
            self.0.observe(future, event);
        }
    }
}

impl JobObserver for PoolObserver {
    fn job_begun(&self, future: u64, worker: usize) {
        if let Some(id) = self.0.number(future) {
            self.0.push(EventKind::Started {
                id,
                worker: Some(worker),
            });
        }
    }

    fn job_progress(&self, future: u64, _: usize, fraction: f64) {
        if let Some(id) = self.0.number(future) {
            self.0.note(id, Note::Progress(fraction));
        }
    }

    fn job_answered(&self, future: u64, worker: usize, times: JobTimes) {
        // One whose beginning the page did not hear of began all the same.
        self.job_begun(future, worker);
        let phase = |name: &str, from, to| Phase {
            name: name.into(),
            from: self.0.since_start(from),
            to: self.0.since_start(to),
        };
        let phases = vec![
            phase("send", times.sent, times.received),
            phase("queue", times.received, times.started),
            phase("compute", times.started, times.finished),
            phase("return", times.finished, times.returned),
        ];
        self.0.measured(future, phases);
    }
}
