//! CPU-bound jobs on Web Workers, behind the same [`Executor`](crate::executor::Executor) and
//! futures as fetches, after `ProcessPoolExecutor`
//! (<https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor>).
//!
//! A job type says what is sent, what comes back, and where its workers begin; a pool runs jobs
//! of one type, which may be an enum:
//!
//! ```ignore
//! #[derive(Serialize, Deserialize)]
//! struct Square(u64);
//!
//! impl Job for Square {
//!     type Output = u64;
//!     const ENTRY: &'static str = "square_worker";
//!     fn run(self, _: &mut JobContext<'_>) -> Result<u64, JobError> {
//!         Ok(self.0 * self.0)
//!     }
//! }
//!
//! #[wasm_bindgen]
//! pub fn square_worker() {
//!     serve::<Square>();
//! }
//!
//! let pool = WorkerPool::<Square>::builder(Rc::new(BrowserRuntime)).max_workers(4).build()?;
//! let future = pool.submit(Square(7))?;
//! assert_eq!(future.result().await?, 49);
//! ```
//!
//! | wanted | use |
//! |---|---|
//! | results as they come | `submit`, then [`as_completed`](crate::completion::as_completed), also mixed with fetches |
//! | results in order | [`Executor::map`](crate::executor::Executor::map) |
//! | a time limit, a priority, progress | [`WorkerPool::submit_with`] |
//! | many megabytes | `Buffer` |
//! | to see what each worker does | [`WorkerPoolBuilder::job_observer`], [`WorkerPool::statistics`] |
//!
//! The Wasm module is compiled once, by the page, and handed to each worker with the address of
//! its JavaScript; a worker runs the function named by [`Job::ENTRY`], not `main`'s window part.

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "outside of a browser only tests start workers")
)]

mod attachments;
#[cfg(target_arch = "wasm32")]
mod buffer;
mod builder;
mod chunked;
mod clock;
mod error;
mod host;
mod job;
mod observer;
mod options;
mod pace;
mod pool;
mod queue;
mod server;
mod statistics;
mod supervisor;
mod task;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod timer;
#[cfg(target_arch = "wasm32")]
mod web;
mod wire;
mod worker;

#[cfg(target_arch = "wasm32")]
pub use buffer::Buffer;
pub use builder::{MAX_WORKERS, WorkerPoolBuilder};
pub use chunked::Chunked;
pub use error::{Failure, RemoteError, WorkerError};
pub use job::{Job, JobContext, JobError};
pub use observer::{JobObserver, JobTimes};
pub use options::{CrashPolicy, JobOptions};
pub use pool::{PoolDrained, WorkerPool, scope};
pub use statistics::WorkerStatistics;
#[cfg(target_arch = "wasm32")]
pub use web::serve;

pub use crate::runtime::hardware_concurrency;
