//! What a pool runs: jobs of one type, or calls of functions. The pool itself knows neither.

use std::rc::Weak;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::attachments::{self, Attachment};
use super::job::{Job, JobContext, JobError};
use super::wire::{self, Status};
use crate::future::{Abort, Broken, Completer, State, TaskError};

/// What a [`WorkerPool`](super::WorkerPool) runs: jobs of one type ([`Job`]), or whatever functions
/// are marked with `#[job]` ([`Calls`](super::Calls)). There is no third.
///
/// ```no_run
/// # use concurrent_futures::{Error, job};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::workers::{Work, WorkerPool};
///
/// /// A line about a pool, whatever it runs.
/// fn told<W: Work>(pool: &WorkerPool<W>) -> String {
///     let done: u64 = pool.statistics().iter().map(|worker| worker.jobs).sum();
///     format!("{done} done, {} wait, {} workers", pool.queued(), pool.live_workers())
/// }
///
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::new()?;
/// pool.submit(square, 7)?.await?;
/// println!("{}", told(&pool));
/// # Ok(())
/// # }
/// ```
pub trait Work: Runs {}

impl<W: Runs> Work for W {}

/// How work is sent, run, and answered. Out of reach from outside: what travels is ours to change.
pub trait Runs: Sized + 'static {
    /// What waits in the page and is sent.
    type Task: 'static;
    /// The end of the future that is settled with the answer.
    type Ticket: Ticket;
    /// What came of it in the worker, before it is encoded.
    type Outcome: 'static;

    /// The name of the exported function where a worker begins; empty where what `#[job]` exports begins.
    fn entry() -> &'static str;

    /// Appends a task.
    ///
    /// # Errors
    /// Why it cannot be encoded; then nothing is left behind.
    fn encode(task: &Self::Task, out: &mut Vec<u8>) -> Result<(), String>;

    /// In the worker: decodes a task and runs it.
    ///
    /// # Errors
    /// The task's own, or that it cannot be decoded.
    fn run(bytes: &[u8], context: &mut JobContext<'_>)
    -> Result<Self::Outcome, (Status, JobError)>;

    /// Appends what came of it.
    ///
    /// # Errors
    /// As [`Runs::encode`].
    fn encode_outcome(outcome: &Self::Outcome, out: &mut Vec<u8>) -> Result<(), String>;
}

impl<J: Job> Runs for J {
    type Task = J;
    type Ticket = Completer<J::Output>;
    type Outcome = J::Output;

    fn entry() -> &'static str {
        J::ENTRY
    }

    fn encode(job: &J, out: &mut Vec<u8>) -> Result<(), String> {
        encode(job, out)
    }

    fn run(bytes: &[u8], context: &mut JobContext<'_>) -> Result<J::Output, (Status, JobError)> {
        let job: J = decode(bytes)?;
        job.run(context).map_err(|error| (Status::Error, error))
    }

    fn encode_outcome(output: &J::Output, out: &mut Vec<u8>) -> Result<(), String> {
        encode(output, out)
    }
}

/// Appends a value; an error names its type.
pub(super) fn encode<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), String> {
    wire::encode(out, value).map_err(|error| format!("{}: {error}", std::any::type_name::<T>()))
}

/// In the worker: what was sent.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, (Status, JobError)> {
    wire::decode(bytes).map_err(|error| {
        let text = format!("{}: {error}", std::any::type_name::<T>());
        (Status::UndecodableJob, JobError::message(text))
    })
}

/// The end of a future of whatever type, as the pool holds it.
pub trait Ticket: 'static {
    /// The future's number.
    fn id(&self) -> u64;
    /// The future's state.
    fn state(&self) -> State;
    /// Cancels the future, if it still can be.
    fn cancel(&self);
    /// Tells `pool` if the future is cancelled before it runs.
    fn watch_cancel(&self, pool: Weak<dyn Abort>);
    /// Marks the future as running; false if it was cancelled.
    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool;
    /// Settles it with a result, if nothing has yet.
    ///
    /// # Errors
    /// Why the result cannot be decoded.
    fn answer(&self, bytes: &[u8], attached: Vec<Attachment>) -> Result<(), String>;
    /// Settles it with an error, if nothing has yet.
    fn fail(&self, error: TaskError);
    /// Settles it because the pool can run it no more, if nothing has yet.
    fn set_broken(&self, reason: Broken);
}

impl<T: DeserializeOwned + 'static> Ticket for Completer<T> {
    fn id(&self) -> u64 {
        self.future().id()
    }

    fn state(&self) -> State {
        self.future().state()
    }

    fn cancel(&self) {
        self.future().cancel();
    }

    fn watch_cancel(&self, pool: Weak<dyn Abort>) {
        Completer::watch_cancel(self, pool);
    }

    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        self.set_running_or_notify_cancel(slot, abort)
    }

    fn answer(&self, bytes: &[u8], attached: Vec<Attachment>) -> Result<(), String> {
        let value = attachments::provide(attached, || wire::decode(bytes))
            .map_err(|error| error.to_string())?;
        // An aborted one stays so, and of two answers the first counts.
        let _ = self.set_result(value);
        Ok(())
    }

    fn fail(&self, error: TaskError) {
        let _ = self.set_exception(error);
    }

    fn set_broken(&self, reason: Broken) {
        // A cancelled one stays cancelled.
        let _ = Completer::set_broken(self, reason);
    }
}

/// Where a pool has futures of several types.
impl Ticket for Box<dyn Ticket> {
    fn id(&self) -> u64 {
        (**self).id()
    }

    fn state(&self) -> State {
        (**self).state()
    }

    fn cancel(&self) {
        (**self).cancel();
    }

    fn watch_cancel(&self, pool: Weak<dyn Abort>) {
        (**self).watch_cancel(pool);
    }

    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        (**self).set_running(slot, abort)
    }

    fn answer(&self, bytes: &[u8], attached: Vec<Attachment>) -> Result<(), String> {
        (**self).answer(bytes, attached)
    }

    fn fail(&self, error: TaskError) {
        (**self).fail(error);
    }

    fn set_broken(&self, reason: Broken) {
        (**self).set_broken(reason);
    }
}
