//! The lab of CPU-bound work: the same jobs on the main thread, in slices of it, and in a pool of
//! workers; a sweep over the number of workers; and jobs together with fetches.
//!
//! What runs where is behind [`Place`], so the driver is tested natively. Results are always taken
//! with `as_completed`.

#[cfg(target_arch = "wasm32")]
mod course;
mod drive;
mod engine;
#[cfg(target_arch = "wasm32")]
mod engine_kernels;
#[cfg(target_arch = "wasm32")]
mod job;
mod kind;
mod main_thread;
mod output;
pub mod own;
#[cfg(target_arch = "wasm32")]
mod pool;
mod problem;
mod run;
pub mod shared;
mod shuffle;
mod stop;
mod sweep;
mod tasks;
pub mod transfer;

use std::rc::Rc;
use std::time::Duration;

#[cfg(target_arch = "wasm32")]
pub use course::Course;
pub use engine::{Engine, EnginePoint, engine_order};
#[cfg(target_arch = "wasm32")]
pub use job::work;
pub use kind::RunKind;
pub use main_thread::{MainThread, OutOfTime, Pace};
pub use output::{LabOutput, describe};
#[cfg(target_arch = "wasm32")]
pub use pool::make_pool;
pub use problem::Problem;
pub use run::{Lab, LabRun, Tools};
pub use sweep::{Point, sweep_order};
pub use tasks::tasks;

use crate::executor::{ConfigError, SubmitError};
use crate::future::FutureHandle;
use crate::kernels::KernelTask;
use crate::recorder::Recorder;
use crate::runtime::LocalBoxFuture;
use crate::workers::WorkerError;

/// Somewhere jobs can run.
pub trait Place {
    /// Gets ready to run: workers started and answering, the page drawn. Need not end: whoever is
    /// asked to stop drops what it returns, and shuts the place down.
    ///
    /// # Errors
    /// Why jobs cannot run here.
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>>;

    /// The workers that did not come up, if some are missing once it is [warm](Place::warm_up).
    fn missing(&self) -> Option<Missing> {
        None
    }

    /// Submits one job.
    ///
    /// # Errors
    /// Those of the executor behind it.
    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError>;

    /// Takes no more jobs, from this call on. What it returns is ready when all have ended and the
    /// workers are gone; dropped, it lets them end in the background.
    fn shutdown(&self) -> LocalBoxFuture<()>;
}

/// Workers that did not come up, while others did and the run began with these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// So many were there at the start of the run.
    pub ready: usize,
    /// So many were asked for.
    pub asked: usize,
    /// What became of the last one that was started.
    pub why: WorkerError,
}

/// What a pool of the lab is to be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolSpec {
    /// Number of workers.
    pub workers: usize,
    /// Whose kernels they run; `None`: those of the page's own Wasm module.
    pub engine: Option<Engine>,
    /// Time allowed for a job from its start, if it is limited.
    pub job_timeout: Option<Duration>,
    /// Whether the jobs are calls of a person's own function.
    pub is_own: bool,
}

/// Makes a pool whose futures are told to the recorder.
pub type MakePool = Rc<dyn Fn(PoolSpec, Rc<Recorder>) -> Result<Rc<dyn Place>, ConfigError>>;
