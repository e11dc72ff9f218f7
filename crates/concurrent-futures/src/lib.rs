//! Futures and executors as Python programmers know them from `concurrent.futures`, for the
//! browser. Every future settles.
//!
//! ```no_run
//! use concurrent_futures::{Error, job, workers::WorkerPool};
//!
//! #[job]
//! fn square(n: u64) -> u64 {
//!     n * n
//! }
//!
//! #[concurrent_futures::main]
//! async fn main() -> Result<(), Error> {
//!     let pool = WorkerPool::new()?; // one worker for each core
//!     let squares = pool.map(square, 1..=8).collect_ok().await?;
//!     assert_eq!(squares, [1, 4, 9, 16, 25, 36, 49, 64]);
//!     Ok(())
//! }
//! ```
//!
//! What blocks in Python is awaited here. Tasks run on one thread ([`IoExecutor`]: requests,
//! timers, anything that waits) or on Web Workers (what computes), and both give the same
//! [`FutureHandle`]. Time and turns come from a [`Runtime`]: the browser's, or the
//! [`VirtualRuntime`], which plays a minute of scheduling in microseconds and natively; the
//! examples below run on it.
//!
//! # Which one do I want?
//!
//! | You want | Take |
//! |---|---|
//! | to run an async task, at most so many at once | [`Executor::submit`] on an [`IoExecutor`] |
#![cfg_attr(
    feature = "workers",
    doc = "| to compute without freezing the page | [`#[job]`](macro@job), and [`WorkerPool::submit`](workers::WorkerPool::submit) |"
)]
#![cfg_attr(
    not(feature = "workers"),
    doc = "| to compute without freezing the page | `#[job]` and `WorkerPool`, which the feature `workers` brings |"
)]
//! | results in the order of the inputs | [`Executor::map`] |
//! | each result as soon as it is there | [`as_completed`] |
//! | to go on at the first result, the first failure, or when all are done | [`wait`] |
//! | one result, perhaps with a limit of time | `.await` the handle, or [`FutureHandle::result_within`] |
//! | to be called back | [`FutureHandle::add_done_callback`] |
//! | to drop what has not started | [`FutureHandle::cancel`] |
//! | to stop what runs as well | [`FutureHandle::abort`] |
//! | an executor that ends with a block | [`scope`] |
//! | to see every turn in a future's life | an [`Observer`](observe::Observer) |
//!
//! # Examples
//!
//! In the order in which they finish, two at a time:
//!
//! ```
//! use std::{rc::Rc, time::Duration};
//! use concurrent_futures::completion::as_completed;
//! use concurrent_futures::executor::{Executor, IoExecutor};
//! use concurrent_futures::future::TaskError;
//! use concurrent_futures::runtime::{Runtime, VirtualRuntime};
//!
//! let runtime = Rc::new(VirtualRuntime::new());
//! let executor = IoExecutor::new(runtime.clone(), 2)?;
//! let download = |page: &'static str, millis| {
//!     let arrival = runtime.sleep(Duration::from_millis(millis));
//!     move || async move {
//!         arrival.await;
//!         Ok::<_, TaskError>(page)
//!     }
//! };
//! let pages = [("a", 300), ("b", 100), ("c", 200)];
//! let futures = pages.map(|(page, millis)| executor.submit(download(page, millis)));
//! let mut completed = as_completed(futures.into_iter().flatten(), None);
//! let order = runtime.block_on(async move {
//!     let mut order = Vec::new();
//!     while let Some(Ok(future)) = completed.next().await {
//!         order.push(future.await.unwrap_or("?"));
//!     }
//!     order
//! });
//! assert_eq!(order, Some(vec!["b", "c", "a"]));
//! # Ok::<(), concurrent_futures::executor::ConfigError>(())
//! ```
//!
//! In the order of the inputs, from an endless input, with a limit:
//!
//! ```
//! # use std::{rc::Rc, time::Duration};
//! # use concurrent_futures::executor::{Executor, IoExecutor, MapOptions, SubmitError};
//! # use concurrent_futures::future::TaskError;
//! # use concurrent_futures::runtime::VirtualRuntime;
//! # let runtime = Rc::new(VirtualRuntime::new());
//! # let executor = IoExecutor::new(runtime.clone(), 2)?;
//! let options = MapOptions {
//!     buffer_size: Some(4),
//!     timeout: Some(Duration::from_secs(1)),
//!     ..MapOptions::default()
//! };
//! let square = |n: u64| move || async move { Ok::<_, TaskError>(n * n) };
//! let mut squares = executor.map_with(options, 1.., square)?;
//! let third = runtime.block_on(async move {
//!     squares.next().await;
//!     squares.next().await;
//!     squares.next().await
//! });
//! assert!(matches!(third, Some(Some(Ok(9)))));
//! # Ok::<(), SubmitError>(())
//! ```
//!
//! Errors are results: what failed keeps its error, what was stopped says so.
//!
//! ```
//! # use std::rc::Rc;
//! # use concurrent_futures::executor::{ConfigError, Executor, IoExecutor};
//! # use concurrent_futures::future::{FutureError, TaskError};
//! # use concurrent_futures::runtime::VirtualRuntime;
//! # let runtime = Rc::new(VirtualRuntime::new());
//! # let executor = IoExecutor::new(runtime.clone(), 1)?;
//! let parsed = executor.submit(|| async { "many".parse::<u32>() });
//! let queued = executor.submit(|| async { Ok::<u32, TaskError>(1) });
//! let (Ok(parsed), Ok(queued)) = (parsed, queued) else { return Ok(()) };
//! assert!(queued.cancel());
//! runtime.run();
//! assert!(parsed.to_string().ends_with("state=finished raised ParseIntError>"));
//! assert!(matches!(queued.peek(), Some(Err(FutureError::Cancelled))));
//! # Ok::<(), ConfigError>(())
//! ```
//!
//! How each part behaves, what it costs, what is not as in Python and why, and how to come here from
//! elsewhere: see the pages of the `guide`, which the documentation with all features has.
//!
//! [`as_completed`]: completion::as_completed
//! [`Executor::map`]: executor::Executor::map
//! [`Executor::submit`]: executor::Executor::submit
//! [`FutureHandle`]: future::FutureHandle
//! [`FutureHandle::abort`]: future::FutureHandle::abort
//! [`FutureHandle::add_done_callback`]: future::FutureHandle::add_done_callback
//! [`FutureHandle::cancel`]: future::FutureHandle::cancel
//! [`FutureHandle::result_within`]: future::FutureHandle::result_within
//! [`IoExecutor`]: executor::IoExecutor
//! [`Runtime`]: runtime::Runtime
//! [`scope`]: executor::scope
//! [`VirtualRuntime`]: runtime::VirtualRuntime
//! [`wait`]: completion::wait
#![deny(missing_docs)]
#![forbid(unsafe_code)]
#[cfg(feature = "workers")]
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod completion;
mod error;
pub mod executor;
pub mod future;
#[cfg(all(any(doc, doctest), feature = "workers"))]
pub mod guide;
pub mod observe;
pub mod runtime;
#[cfg(feature = "workers")]
pub mod workers;

pub use error::Error;

/// Makes a function a job, which a [`WorkerPool`](workers::WorkerPool) calls in its workers.
///
/// Arguments and result travel, so they own what they hold and are of types that [`serde`] can write
/// and read, [as a format that does not describe itself](workers::Sendable); of several arguments the pool takes a
/// tuple. An argument `&mut JobContext<'_>`, anywhere among them, does not travel: it tells of progress. A job that can
/// fail returns a `Result` with any type of error that has `std::error::Error`, of which type name, text and sources are
/// kept; what has it not, as `String`, `Box<dyn Error>` and `anyhow::Error`, becomes one by
/// [`JobError::message`](workers::JobError::message). A `Result` is recognised by its name: an alias of it under another name
/// is taken for a plain value. The result has to be `Clone` to be awaited from its handle, which can be asked more than once;
/// if it is not, rustc says that the handle is no future.
///
/// The attribute goes on free functions, not on those in an `impl` or a `trait`. The function can still be called as ever;
/// but its name is that of a type and of a value now, so no variable, no module and no crate of the same name is used
/// beside it.
///
/// ```
/// use concurrent_futures::job;
/// use concurrent_futures::workers::JobContext;
///
/// #[job]
/// fn square(n: u64) -> u64 {
///     n * n
/// }
///
/// /// The largest prime below a number.
/// #[job]
/// fn prime_below(n: u64, context: &mut JobContext<'_>) -> Result<u64, std::num::TryFromIntError> {
///     let n = u32::try_from(n)?;
///     let candidates = (2..n).rev().enumerate().inspect(|(i, _)| {
///         context.progress(*i as f64 / f64::from(n));
///     });
///     let mut primes = candidates.filter(|(_, n)| (2..*n).all(|d| n % d > 0));
///     Ok(primes.next().map_or(0, |(_, prime)| prime.into()))
/// }
///
/// assert_eq!(square(7), 49);
/// assert_eq!(prime_below(100, &mut JobContext::new("here", &|_| ())), Ok(97));
/// ```
///
/// In a page:
///
/// ```no_run
/// # use concurrent_futures::{job, workers::WorkerPool, Error};
/// # #[job]
/// # fn square(n: u64) -> u64 { n * n }
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::new()?; // one worker for each core
/// let squares = pool.map(square, 1..=8).collect_ok().await?;
/// let one = pool.submit(square, 12)?; // a future: await it, cancel it, abort it
/// # Ok(())
/// # }
/// ```
///
/// What cannot be sent is an error at the function, with a sentence: what borrows,
///
/// ```compile_fail
/// #[concurrent_futures::job]
/// fn length(text: &str) -> usize {
///     text.len()
/// }
/// ```
///
/// what waits,
///
/// ```compile_fail
/// #[concurrent_futures::job]
/// async fn later(n: u64) -> u64 {
///     n
/// }
/// ```
///
/// what is generic,
///
/// ```compile_fail
/// #[concurrent_futures::job]
/// fn same<T>(value: T) -> T {
///     value
/// }
/// ```
///
/// methods, results without a type,
///
/// ```compile_fail
/// #[concurrent_futures::job]
/// fn numbers(n: u64) -> impl Iterator<Item = u64> {
///     0..n
/// }
/// ```
///
/// and types that cannot be written or read.
///
/// ```compile_fail
/// struct Point(f64, f64); // no Serialize, no Deserialize
///
/// #[concurrent_futures::job]
/// fn length(point: Point) -> f64 {
///     point.0.hypot(point.1)
/// }
/// ```
#[cfg(feature = "workers")]
pub use concurrent_futures_macros::job;

/// Keeps the start of a program out of its workers, which load the same module: there it returns
/// before its first line. Of an `async fn`, it runs the rest in the background; an error it ends with
/// is said on the console.
///
/// It goes above `main`, and above the function of a library that is to run when its module is
/// loaded, in place of `#[wasm_bindgen(start)]`.
///
/// ```
/// #[concurrent_futures::main]
/// async fn main() -> Result<(), concurrent_futures::Error> {
///     Ok(())
/// }
/// ```
#[cfg(feature = "workers")]
pub use concurrent_futures_macros::main;
