//! Jobs in a real pool of Web Workers, with the times the workers measured in the record.

use std::rc::Rc;

use super::job::{ENGINE_WORKER, LabJob};
use super::{Engine, LabOutput, MakePool, Missing, Place, PoolSpec};
use crate::executor::{ConfigError, SubmitError};
use crate::future::FutureHandle;
use crate::kernels::KernelTask;
use crate::observe::{Observer, TaskEvent};
use crate::record::{Note, Phase};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, LocalBoxFuture};
use crate::workers::{JobObserver, JobTimes, WorkerPool};

/// A pool whose futures are told to a recorder.
struct PoolPlace {
    pool: WorkerPool<LabJob>,
    engine: Option<Engine>,
}

impl Place for PoolPlace {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>> {
        Box::pin(self.pool.warm_up())
    }

    fn missing(&self) -> Option<Missing> {
        let why = self.pool.start_failure()?;
        Some(Missing {
            ready: self.pool.live_workers(),
            asked: self.pool.max_workers(),
            why,
        })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        self.pool.submit(match self.engine {
            None => LabJob::Kernel(task),
            Some(engine) => LabJob::Engine(engine, task),
        })
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.pool.shutdown(false))
    }
}

/// Makes real pools.
#[must_use]
pub fn make_pool() -> MakePool {
    Rc::new(|spec, recorder| {
        let pool = pool_of(spec, recorder)?;
        let engine = spec.engine;
        Ok(Rc::new(PoolPlace { pool, engine }))
    })
}

/// A pool that tells the recorder of its futures, and of what the workers measured. Workers of an
/// engine make sure first that it is there.
///
/// # Errors
/// [`ConfigError`] for a number of workers no page should have.
pub(super) fn pool_of(
    spec: PoolSpec,
    recorder: Rc<Recorder>,
) -> Result<WorkerPool<LabJob>, ConfigError> {
    let PoolSpec {
        workers,
        engine,
        job_timeout,
        is_own: _,
    } = spec;
    let observer = Rc::new(PoolObserver(recorder));
    let mut builder = WorkerPool::<LabJob>::builder(Rc::new(BrowserRuntime))
        .max_workers(workers)
        .name_prefix(if engine.is_some() {
            ENGINE_WORKER
        } else {
            "worker"
        })
        .observer(observer.clone() as Rc<dyn Observer>)
        .job_observer(observer as Rc<dyn JobObserver>);
    if let Some(limit) = job_timeout {
        builder = builder.job_timeout(limit);
    }
    if let Some(engine) = engine {
        builder = builder.initializer(LabJob::CheckEngine(engine));
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
        // Where two workers are at it, nobody knows before one answers whose it is.
        let is_new = |id: &usize| {
            let record = self.0.record();
            (record.lanes().get(*id)).is_some_and(|lane| lane.started.is_none())
        };
        if let Some(id) = self.0.number(future).filter(is_new) {
            self.0.started(id, worker);
        }
    }

    fn job_progress(&self, future: u64, _: usize, fraction: f64) {
        if let Some(id) = self.0.number(future) {
            self.0.note(id, Note::Progress(fraction));
        }
    }

    fn job_answered(&self, future: u64, worker: usize, times: JobTimes) {
        // One whose beginning the page did not hear of began all the same, and it may have begun
        // elsewhere first.
        if let Some(id) = self.0.number(future) {
            self.0.started(id, worker);
        }
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
