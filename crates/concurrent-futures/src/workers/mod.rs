//! CPU-bound jobs on Web Workers, behind the same [`Executor`](crate::executor::Executor) and
//! futures as fetches, after `ProcessPoolExecutor`
//! (<https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor>).
//!
//! A function marked with [`#[job]`](macro@crate::job) is called in a worker; whichever of them, in one
//! pool:
//!
//! ```no_run
//! # use concurrent_futures::{Error, job, workers::WorkerPool};
//! #[job]
//! fn square(n: u64) -> u64 {
//!     n * n
//! }
//!
//! # async fn run() -> Result<(), Error> {
//! let pool = WorkerPool::new()?;
//! assert_eq!(pool.submit(square, 7)?.await?, 49);
//! # Ok(())
//! # }
//! ```
//!
//! Where the jobs of a program are one type, such as an enum, that type can be all that is sent: it says
//! what comes back and where its workers begin, and `WorkerPool<Square>` takes nothing else.
//!
//! ```no_run
//! # #[cfg(target_arch = "wasm32")]
//! # mod page {
//! # use concurrent_futures::workers::{Job, JobContext, JobError, WorkerPool, serve};
//! # use serde::{Deserialize, Serialize};
//! # use wasm_bindgen::prelude::*;
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
//! # async fn run() -> Result<(), concurrent_futures::Error> {
//! let pool = WorkerPool::<Square>::with_workers(4)?;
//! assert_eq!(pool.submit(Square(7))?.await?, 49);
//! # Ok(())
//! # }
//! # }
//! ```
//!
//! | wanted | use |
//! |---|---|
//! | results as they come | `submit`, then [`as_completed`](crate::completion::as_completed), also mixed with fetches |
//! | results in order | [`Executor::map`](crate::executor::Executor::map) |
//! | a time limit, a priority, progress | [`WorkerPool::submit_with`] |
//! | many megabytes | `Buffer` |
//! | a canvas, a bitmap, a port, any object that browsers hand over or copy | `Attached` |
//! | to see what each worker does | [`WorkerPoolBuilder::job_observer`], [`WorkerPool::statistics`] |
//!
//! # Every way to stay pending, and what ends it
//!
//! Each future settles: no job waits for the end of another, as long as there is one worker more than
//! there are jobs that do not end. A test for each way, in `src/workers/tests` and `tests/pool_web`:
//!
//! | A future waits, because | What ends it | Test |
//! |---|---|---|
//! | its own job does not end | a time limit, | `a_time_limit_counts_from_the_start_of_the_job` |
//! | | `abort`, | `abort_stops_a_running_job_and_nothing_else` |
//! | | or `terminate_workers` | `terminating_fails_what_is_under_way_and_may_be_repeated` |
//! | a job of the same message does not end | silent for four times as long as a job usually takes, 20 ms at least, a worker counts as stuck: each of the message is tried alone by another, the first answer counts, and what does not end is left where it is | `the_neighbours_of_an_endless_job_are_done_soon` |
//! | several of the same message do not end | the stuck worker is ended, and each goes on alone | `several_endless_ones_take_a_worker_each_and_no_more` |
//! | it was sent ahead of a job that does not end | as above; while all workers have enough to do, after ten times as long | `what_was_sent_ahead_of_a_long_job_is_done_by_another` |
//! | it is in one chunk with such a job | as above | `the_rest_of_a_chunk_does_not_wait_for_one_of_it` |
//! | its result is held back in the worker by the next job | as above: the job is done again elsewhere | `a_result_is_not_held_back_by_the_long_job_after_it` |
//! | a job of the same message that was aborted does not end | the worker is ended once it is silent for too long; what it had is done anew | `aborting_the_endless_one_of_a_message_frees_the_worker` |
//! | | also where the others of the message were handed on, and no other worker is free to take them | `aborting_one_of_as_many_endless_jobs_as_workers_frees_all_others` |
//! | | or can be started | `the_neighbours_of_an_aborted_job_do_not_wait_for_a_worker_that_cannot_be_started` |
//! | its result cannot be posted | it fails with the reason | `a_result_that_cannot_be_posted_fails_its_job_and_no_other` |
//! | its worker can post nothing at all | the worker ends itself | `a_worker_that_can_post_nothing_at_all_ends` |
//! | its worker is gone without a word | its Web Lock is released, and the job fails; | `a_worker_that_vanishes_without_a_word_fails_its_job` |
//! | | without Web Locks a worker beside each beats for it, and ends with it: 5 s of silence are the end | `without_locks_a_worker_that_vanishes_is_noticed_and_one_that_computes_is_let_alone` |
//! | something always goes wrong where it is | the third worker that ends so takes it along | `a_job_in_whose_workers_something_always_goes_wrong_fails` |
//! | its worker does not come up | `start_timeout`, and the third in a row breaks the pool | `a_worker_that_is_never_ready_is_given_up` |
//! | no worker can be started | the third in a row breaks the pool | `a_pool_that_can_start_none_says_so_at_once` |
//! | the initializer does not end | `start_timeout` breaks the pool | `an_initializer_that_never_ends_breaks_the_pool_in_time` |
//! | it was put back when `shutdown(true)` came | it is done by the next worker | `a_job_that_was_put_back_is_done_after_a_shutdown_that_cancels` |
//! | `warm_up`: workers end for being idle before the last is there | none does meanwhile | `warming_up_ends_also_if_the_first_workers_are_idle_before_the_last_is_there` |
//! | `warm_up`: the pool breaks while it is called | it is looked at first | `warming_up_ends_when_the_pool_breaks_in_the_middle_of_the_call` |
//! | `warm_up`: there is no memory for as many | those that came up are enough | `a_pool_goes_on_with_the_workers_there_is_memory_for` |
//! | `shutdown`: workers start for jobs nobody wants any more | they are ended at once | `what_is_cancelled_while_workers_start_holds_up_nothing` |
//!
//! What remains: behind as many endless jobs as there may be workers, and so behind one in a pool of
//! one, a job waits until one of them is stopped. Where there are neither Web Locks nor workers in
//! workers, nor a port that tells of its end, a worker that vanishes without a word is not noticed;
//! a time limit or `abort` ends what it had. A worker that was ended is gone for the pool, whatever the
//! browser does: `WebKitGTK` 2.50 was seen to let a loop of Wasm that calls no JavaScript go on, at the cost of a core.
//!
//! The Wasm module is compiled once, by the page, and handed to each worker with the address of
//! its JavaScript; a worker starts it as the page does, whence [`#[main]`](macro@crate::main), then makes
//! known which functions are jobs, or calls the function named by [`Job::ENTRY`].

#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "outside of a browser only tests start workers")
)]

#[cfg(target_arch = "wasm32")]
mod attached;
mod attachments;
#[cfg(target_arch = "wasm32")]
mod buffer;
mod builder;
mod calls;
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
mod typed;
#[cfg(target_arch = "wasm32")]
mod web;
mod wire;
mod work;
mod worker;

#[cfg(target_arch = "wasm32")]
pub use attached::Attached;
#[cfg(target_arch = "wasm32")]
pub use buffer::Buffer;
pub use builder::{MAX_WORKERS, WorkerPoolBuilder};
#[doc(hidden)]
pub use calls::register;
pub use calls::{Call, Calls, JobFn, Mapped, Sendable};
pub use chunked::Chunked;
pub use error::{Failure, RemoteError, WorkerError};
pub use job::{Job, JobContext, JobError};
pub use observer::{JobObserver, JobTimes};
pub use options::{CrashPolicy, JobOptions};
pub use pool::{PoolDrained, WorkerPool, scope};
pub use statistics::WorkerStatistics;
#[cfg(target_arch = "wasm32")]
pub use web::{in_worker, serve};
pub use work::Work;

pub use crate::runtime::hardware_concurrency;
