//! [`Chunked`]: a pool that sends a fixed number of jobs at a time.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use super::job::Job;
use super::pool::WorkerPool;
use crate::executor::{ConfigError, Executor, SubmitError};
use crate::future::FutureHandle;
use crate::runtime::LocalBoxFuture;

/// A pool seen as an executor that sends its jobs in chunks; see [`WorkerPool::chunked`].
///
/// ```no_run
/// # use concurrent_futures::{Error, executor::Executor, workers::WorkerPool};
/// use concurrent_futures::workers::{Chunked, Job};
///
/// # async fn run<J: Job + 'static>(pool: WorkerPool<J>, jobs: Vec<J>) -> Result<(), Error> {
/// let chunked: Chunked<J> = pool.chunked(100)?;
/// for job in jobs {
///     chunked.submit(job)?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct Chunked<J: Job> {
    pool: WorkerPool<J>,
    size: usize,
    chunk: Rc<Cell<u64>>,
    left: Rc<Cell<usize>>,
}

impl<J: Job> Chunked<J> {
    pub(super) fn new(pool: WorkerPool<J>, size: usize) -> Result<Self, ConfigError> {
        if size == 0 {
            return Err(ConfigError::ChunkSize);
        }
        Ok(Chunked {
            pool,
            size,
            chunk: Rc::default(),
            left: Rc::default(),
        })
    }
}

impl<J: Job> Clone for Chunked<J> {
    fn clone(&self) -> Self {
        Chunked {
            pool: self.pool.clone(),
            size: self.size,
            chunk: self.chunk.clone(),
            left: self.left.clone(),
        }
    }
}

impl<J: Job> Executor<J> for Chunked<J> {
    type Output = J::Output;

    fn submit(&self, job: J) -> Result<FutureHandle<J::Output>, SubmitError> {
        if self.left.get() == 0 {
            self.chunk.set(self.pool.next_chunk());
            self.left.set(self.size);
        }
        self.left.set(self.left.get() - 1);
        self.pool.submit_in_chunk(job, self.chunk.get())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        self.pool.sleep(duration)
    }
}
