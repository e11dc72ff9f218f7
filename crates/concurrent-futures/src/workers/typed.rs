//! A pool of the jobs of one type.

use std::time::Duration;

use super::chunked::Chunked;
use super::job::Job;
use super::options::JobOptions;
use super::pool::WorkerPool;
use super::supervisor::Request;
use crate::executor::{ConfigError, Executor, Map, SubmitError};
use crate::future::{Completer, FutureHandle};
use crate::runtime::LocalBoxFuture;

impl<J: Job> WorkerPool<J> {
    /// Submits a job; as [`Executor::submit`], which need not be imported for this.
    ///
    /// # Errors
    /// [`SubmitError`] after shutdown, on a broken pool, or when the queue is full.
    pub fn submit(&self, job: J) -> Result<FutureHandle<J::Output>, SubmitError> {
        self.enqueue(job, Request::default())
    }

    /// Submits a job with a time limit, a priority, or a listener to its progress.
    ///
    /// # Errors
    /// [`SubmitError`] after shutdown, on a broken pool, or when the queue is full.
    pub fn submit_with(
        &self,
        job: J,
        options: JobOptions,
    ) -> Result<FutureHandle<J::Output>, SubmitError> {
        self.enqueue(job, options.into())
    }

    /// The same pool, sending jobs `chunk_size` at a time, one message for each chunk, in place of
    /// the number found by measuring.
    ///
    /// # Errors
    /// [`ConfigError::ChunkSize`] for zero.
    pub fn chunked(&self, chunk_size: usize) -> Result<Chunked<J>, ConfigError> {
        Chunked::new(self.clone(), chunk_size)
    }

    /// [`Executor::map`] in chunks. Each job keeps its own outcome: an error does not lose the
    /// results of its chunk that came before it (unlike Python, CF-Q07).
    ///
    /// # Errors
    /// [`SubmitError`], also for a chunk size of zero.
    pub fn map_chunked<I>(
        &self,
        chunk_size: usize,
        inputs: I,
        job: impl FnMut(I::Item) -> J + 'static,
    ) -> Result<Map<J::Output>, SubmitError>
    where
        I: IntoIterator,
        I::IntoIter: 'static,
    {
        self.chunked(chunk_size)?.map(inputs, job)
    }

    /// A number for the next chunk.
    pub(super) fn next_chunk(&self) -> u64 {
        self.chunks.set(self.chunks.get() + 1);
        self.chunks.get()
    }

    pub(super) fn submit_in_chunk(
        &self,
        job: J,
        chunk: u64,
    ) -> Result<FutureHandle<J::Output>, SubmitError> {
        let request = Request {
            chunk: Some(chunk),
            ..Request::default()
        };
        self.enqueue(job, request)
    }

    fn enqueue(&self, job: J, request: Request) -> Result<FutureHandle<J::Output>, SubmitError> {
        self.supervisor.submit(request, |env| {
            let (completer, future) = Completer::new(env);
            (job, completer, future)
        })
    }
}

impl<J: Job> Executor<J> for WorkerPool<J> {
    type Output = J::Output;

    fn submit(&self, job: J) -> Result<FutureHandle<J::Output>, SubmitError> {
        self.enqueue(job, Request::default())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        self.supervisor.env.runtime.sleep(duration)
    }
}
