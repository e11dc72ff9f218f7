//! A function in JavaScript that a person wrote, as jobs: in workers that may do nothing but compute, each job with a limit of
//! time.
//!
//! The pool of the library runs what was compiled into the page. So these workers are slots of an [`IoExecutor`], whose tasks
//! each wait for one answer: a job that is aborted, or takes longer than it may, drops its worker, which ends it, and the
//! next job of that slot gets a new one. What a worker is, and who makes it, is behind [`OwnWorker`] and [`MakeWorker`], so
//! all of this is tested natively.

#[cfg(target_arch = "wasm32")]
mod sandbox;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use super::{LabOutput, OutOfTime, Place, PoolSpec};
use crate::executor::{ConfigError, IoExecutor, SubmitError};
use crate::fetch::within;
use crate::future::{Broken, FutureHandle, TaskError};
use crate::kernels::{KernelOutput, KernelTask};
use crate::observe::Observer;
use crate::recorder::Recorder;
use crate::runtime::{LocalBoxFuture, Runtime, written};

#[cfg(target_arch = "wasm32")]
pub use sandbox::{compiles, maker};

/// Time allowed for a job where nobody says how long: nothing else ends one that is endless.
pub use crate::config::OWN_TIMEOUT as LIMIT;
/// Time allowed for a worker to come up with the function. It is made there by its text, which may be endless as well.
pub const START: Duration = Duration::from_secs(10);
/// More than so many characters of a result, or of an error, are cut off.
pub const MOST: usize = 300;

/// With this begins the error of a job that threw, in a record.
pub const THREW: &str = "your function threw ";

/// Why a job has no result, or no worker came up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnError {
    /// The function threw, or the promise that it returned was rejected.
    #[error("{THREW}{0}")]
    Threw(String),
    /// The text makes no function: what was thrown, or what it is instead.
    #[error("the text makes no function: {0}")]
    NoFunction(String),
    /// Nothing came up in [`START`].
    #[error(
        "no worker with your function came up in {}: its text may not end, or the frame in which it runs did not come",
        written(START)
    )]
    Silent,
}

/// What is wrong with a text that is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What the browser says.
    pub said: String,
    /// Line and column, from 1, where it tells them.
    pub place: Option<(usize, usize)>,
}

/// A worker that has the function. Dropping it ends it, whatever it does.
pub trait OwnWorker {
    /// Calls the function with `n` and the number of the job. The result is a text of at most [`MOST`] characters.
    fn call(&self, n: u32, job: u32) -> LocalBoxFuture<Result<String, OwnError>>;
}

/// Begins to make a worker, in this very call.
pub type MakeWorker = Rc<dyn Fn() -> LocalBoxFuture<Result<Box<dyn OwnWorker>, OwnError>>>;

/// Where calls of the function run.
pub struct OwnPlace {
    executor: IoExecutor,
    bench: Rc<Bench>,
}

/// What the slots have in common.
struct Bench {
    runtime: Rc<dyn Runtime>,
    make: MakeWorker,
    limit: Duration,
    /// The worker of each slot, while no job has it.
    idle: RefCell<Vec<Option<Box<dyn OwnWorker>>>>,
}

impl OwnPlace {
    /// As many workers as the pool would have, none of which is there yet.
    ///
    /// # Errors
    /// [`ConfigError`] for no workers at all.
    pub fn new(
        runtime: Rc<dyn Runtime>,
        spec: PoolSpec,
        recorder: Rc<Recorder>,
        make: MakeWorker,
    ) -> Result<Self, ConfigError> {
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(spec.workers)
            .name_prefix("worker")
            .observer(recorder as Rc<dyn Observer>)
            .build()?;
        let idle = (0..spec.workers).map(|_| None).collect();
        let bench = Bench {
            runtime,
            make,
            limit: spec.job_timeout.unwrap_or(LIMIT),
            idle: RefCell::new(idle),
        };
        Ok(OwnPlace {
            executor,
            bench: Rc::new(bench),
        })
    }
}

impl Bench {
    /// Begins to make a worker; it has the time that one may take.
    fn make(&self) -> LocalBoxFuture<Result<Box<dyn OwnWorker>, OwnError>> {
        let made = within((self.make)(), self.runtime.sleep(START));
        Box::pin(async move { made.await.unwrap_or(Err(OwnError::Silent)) })
    }

    fn take(&self, slot: usize) -> Option<Box<dyn OwnWorker>> {
        self.idle.borrow_mut().get_mut(slot)?.take()
    }

    fn put_back(&self, slot: usize, worker: Box<dyn OwnWorker>) {
        if let Some(place) = self.idle.borrow_mut().get_mut(slot) {
            *place = Some(worker);
        }
    }

    /// One call, by the worker of a slot. Dropped before its end, it ends that worker.
    async fn call(&self, slot: usize, n: u32, job: u32) -> Result<String, TaskError> {
        let worker = match self.take(slot) {
            Some(worker) => worker,
            None => self.make().await?,
        };
        let timer = self.runtime.sleep(self.limit);
        match within(worker.call(n, job), timer).await {
            Some(answer) => {
                self.put_back(slot, worker);
                Ok(answer?)
            }
            None => Err(OutOfTime { limit: self.limit }.into()),
        }
    }
}

impl Place for OwnPlace {
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>> {
        let bench = self.bench.clone();
        let slots = bench.idle.borrow().len();
        // All at once, then one is waited for after the other.
        let begun: Vec<_> = (0..slots).map(|_| bench.make()).collect();
        Box::pin(async move {
            for (slot, made) in begun.into_iter().enumerate() {
                let broken = |error: OwnError| SubmitError::Broken(Broken::Worker(error.into()));
                let worker = made.await.map_err(broken)?;
                bench.put_back(slot, worker);
            }
            Ok(())
        })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let bench = self.bench.clone();
        self.executor.submit_with_slot(move |slot| {
            let slot = slot.index;
            async move {
                let KernelTask::Own { n, job } = task else {
                    // No other job is made for these workers.
                    return Err(TaskError::from(OwnError::NoFunction(task.label())));
                };
                let text = bench.call(slot, n, job).await?;
                Ok(LabOutput::Kernel(KernelOutput::Own { text }))
            }
        })
    }

    /// The workers go when all jobs have ended.
    fn shutdown(&self) -> LocalBoxFuture<()> {
        let (ended, bench) = (self.executor.shutdown(false), self.bench.clone());
        Box::pin(async move {
            ended.await;
            bench.idle.borrow_mut().clear();
        })
    }
}
