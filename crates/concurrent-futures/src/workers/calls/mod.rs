//! Functions marked with `#[job]`: whichever of them, in one pool.

mod map;
mod registry;

use std::fmt::Debug;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use map::Mapped;
pub use registry::register;

use super::job::{JobContext, JobError};
use super::options::JobOptions;
use super::pool::{WorkerPool, clock};
use super::supervisor::Request;
use super::wire::Status;
use super::work::{self, Runs, Ticket};
use crate::executor::{Executor, SubmitError};
use crate::future::{Completer, FutureHandle};
use crate::runtime::LocalBoxFuture;

/// What can travel between page and worker: everything that [`serde`] can write and read again, and
/// that borrows nothing.
///
/// It travels as [postcard](https://docs.rs/postcard), whose messages hold values and no names: whoever reads must know
/// the type beforehand. So `serde_json::Value`, and fields or types with `#[serde(untagged)]`, `#[serde(tag = "…")]` or
/// `#[serde(flatten)]`, compile, and fail when they are sent or read, with an error whose text is postcard's: send their
/// text instead.
///
/// Worse is `#[serde(skip_serializing_if = "…")]`: a field that is left out shifts all that follow, which are then read as
/// what they are not. The values may come out **wrong, without an error**. Keep it out of what travels.
///
/// ```
/// use concurrent_futures::workers::Sendable;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Point(f64, f64);
///
/// fn travels<T: Sendable>() {}
/// travels::<Vec<Point>>();
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel between page and worker",
    label = "no `Serialize` and `Deserialize`, or it borrows",
    note = "derive `serde::Serialize` and `serde::Deserialize`, and take `String` for `&str`, `Vec<T>` for `&[T]`"
)]
pub trait Sendable: Serialize + DeserializeOwned + 'static {}

impl<T: Serialize + DeserializeOwned + 'static> Sendable for T {}

/// A function marked with `#[job]`, which writes this.
///
/// ```no_run
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::future::FutureHandle;
/// use concurrent_futures::workers::JobFn;
///
/// /// Calls any job, and says which.
/// fn said<F: JobFn>(pool: &WorkerPool, function: F, input: F::Input) -> Result<FutureHandle<F::Output>, Error> {
///     println!("calls {}", F::NAME);
///     Ok(pool.submit(function, input)?)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no job",
    label = "not marked with `#[job]`",
    note = "write `#[job]` above the function; closures cannot be sent"
)]
pub trait JobFn: Copy + 'static {
    /// Its argument; of several, a tuple.
    type Input: Sendable;
    /// What it returns; of a `Result`, the value.
    type Output: Sendable;
    /// Where it stands, and its name.
    const NAME: &'static str;
    /// The same as a number, to be sent with each call.
    #[doc(hidden)]
    const ID: u32;

    /// Calls it.
    ///
    /// # Errors
    /// What it returns, where that is a `Result`.
    fn call(input: Self::Input, context: &mut JobContext<'_>) -> Result<Self::Output, JobError>;
}

/// What a pool is called that runs functions marked with `#[job]`, whichever of them.
///
/// ```no_run
/// # use concurrent_futures::{Error, workers::WorkerPool};
/// use concurrent_futures::workers::Calls;
///
/// fn open() -> Result<WorkerPool<Calls>, Error> {
///     Ok(WorkerPool::new()?) // the same type
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Calls {}

/// A function marked with `#[job]`, with its input: the task of a [`WorkerPool`] as an [`Executor`].
///
/// [`WorkerPool::submit`] and [`WorkerPool::map`] make it; it is for what goes by any executor, as
/// [`Executor::map_with`].
///
/// ```no_run
/// # use concurrent_futures::{Error, job, workers::WorkerPool};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// use concurrent_futures::executor::{Executor, MapOptions};
/// use concurrent_futures::workers::Call;
///
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::new()?;
/// let options = MapOptions { buffer_size: Some(100), ..MapOptions::default() };
/// let mut squares = pool.map_with(options, 1.., |n| Call::new(square, n))?; // of an endless input
/// assert_eq!(squares.next().await, Some(Ok(1)));
/// # Ok(())
/// # }
/// ```
pub struct Call<F: JobFn> {
    input: F::Input,
}

impl<F: JobFn> Call<F> {
    /// A call to be made.
    pub fn new(_: F, input: F::Input) -> Self {
        Call { input }
    }

    pub(super) fn into_sent(self) -> Box<dyn Encodes> {
        Box::new(self)
    }
}

impl<F: JobFn> Debug for Call<F>
where
    F::Input: Debug,
{
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}({:?})", F::NAME, self.input)
    }
}

/// What can be encoded, of whatever type.
pub trait Encodes {
    /// Appends it.
    ///
    /// # Errors
    /// Why it cannot be encoded.
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), String>;
}

impl<F: JobFn> Encodes for Call<F> {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), String> {
        out.extend(F::ID.to_le_bytes());
        work::encode(&self.input, out)
    }
}

/// A result in the worker.
struct Returned<T>(T);

impl<T: Sendable> Encodes for Returned<T> {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), String> {
        work::encode(&self.0, out)
    }
}

impl Runs for Calls {
    type Task = Box<dyn Encodes>;
    type Ticket = Box<dyn Ticket>;
    type Outcome = Box<dyn Encodes>;

    fn entry() -> &'static str {
        // None by name: the functions themselves begin it.
        ""
    }

    fn encode(task: &Self::Task, out: &mut Vec<u8>) -> Result<(), String> {
        task.encode(out)
    }

    fn run(
        bytes: &[u8],
        context: &mut JobContext<'_>,
    ) -> Result<Self::Outcome, (Status, JobError)> {
        registry::run(bytes, context)
    }

    fn encode_outcome(outcome: &Self::Outcome, out: &mut Vec<u8>) -> Result<(), String> {
        outcome.encode(out)
    }
}

impl WorkerPool<Calls> {
    /// One worker for each core, on the browser's clock. None is started yet. For anything else see
    /// [`WorkerPool::options`].
    ///
    /// # Errors
    /// [`ConfigError`](crate::executor::ConfigError) within a worker of a pool, and outside of a browser.
    pub fn new() -> Result<Self, crate::executor::ConfigError> {
        Self::options().build()
    }

    /// Starts from what [`WorkerPool::new`] makes.
    pub fn options() -> super::WorkerPoolBuilder<Calls> {
        Self::builder(clock())
    }

    /// Calls a function marked with `#[job]` in a worker; several arguments are a tuple.
    ///
    /// # Errors
    /// [`SubmitError`] after shutdown, on a broken pool, or when the queue is full.
    pub fn submit<F: JobFn>(
        &self,
        function: F,
        input: F::Input,
    ) -> Result<FutureHandle<F::Output>, SubmitError> {
        self.call(Call::new(function, input), Request::default())
    }

    /// As [`WorkerPool::submit`], with a time limit, a priority, or a listener to its progress.
    ///
    /// # Errors
    /// [`SubmitError`] after shutdown, on a broken pool, or when the queue is full.
    pub fn submit_with<F: JobFn>(
        &self,
        function: F,
        input: F::Input,
        options: JobOptions,
    ) -> Result<FutureHandle<F::Output>, SubmitError> {
        self.call(Call::new(function, input), options.into())
    }

    /// Calls a function for each input, all submitted now. Results come in the order of the inputs,
    /// the first error ends them; if not all were accepted, that is the first thing they say.
    pub fn map<F, I>(&self, function: F, inputs: I) -> Mapped<F::Output>
    where
        F: JobFn,
        I: IntoIterator<Item = F::Input>,
        I::IntoIter: 'static,
    {
        Mapped::new(Executor::map(self, inputs, move |input| {
            Call::new(function, input)
        }))
    }

    fn call<F: JobFn>(
        &self,
        call: Call<F>,
        request: Request,
    ) -> Result<FutureHandle<F::Output>, SubmitError> {
        self.supervisor.submit(request, |env| {
            let (completer, future) = Completer::new(env);
            (
                call.into_sent(),
                Box::new(completer) as Box<dyn Ticket>,
                future,
            )
        })
    }
}

impl<F: JobFn> Executor<Call<F>> for WorkerPool<Calls> {
    type Output = F::Output;

    fn submit(&self, call: Call<F>) -> Result<FutureHandle<F::Output>, SubmitError> {
        self.call(call, Request::default())
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        self.supervisor.env.runtime.sleep(duration)
    }
}
