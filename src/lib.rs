//! Photofinish shows who finishes first, and why: futures and executors as Python programmers
//! know them from `concurrent.futures`, for the browser.
//!
//! What blocks in Python is awaited here. Tasks run on one thread ([`IoExecutor`]: requests,
//! timers, anything that waits) or on Web Workers (what computes), and both give the same
//! [`FutureHandle`]. Time and turns come from a [`Runtime`]: the browser's, or the
//! [`VirtualRuntime`], which plays a minute of scheduling in microseconds and natively; the
//! examples below run on it. The page built on top of this is in `app`; ARCHITECTURE.md tells
//! module from module.
//!
//! # Which one do I want?
//!
//! | You want | Take |
//! |---|---|
//! | to run an async task, at most so many at once | [`Executor::submit`] on an [`IoExecutor`] |
//! | to compute without freezing the page | [`Executor::submit`] on a [`WorkerPool`](workers::WorkerPool) |
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
//! use photofinish::completion::as_completed;
//! use photofinish::executor::{Executor, IoExecutor};
//! use photofinish::future::TaskError;
//! use photofinish::runtime::{Runtime, VirtualRuntime};
//!
//! let runtime = Rc::new(VirtualRuntime::new());
//! let executor = IoExecutor::new(runtime.clone(), 2)?;
//! let download = |country: &'static str, millis| {
//!     let arrival = runtime.sleep(Duration::from_millis(millis));
//!     move || async move {
//!         arrival.await;
//!         Ok::<_, TaskError>(country)
//!     }
//! };
//! let flags = [("BR", 300), ("CN", 100), ("DE", 200)];
//! let futures = flags.map(|(country, millis)| executor.submit(download(country, millis)));
//! let mut completed = as_completed(futures.into_iter().flatten(), None);
//! let order = runtime.block_on(async move {
//!     let mut order = Vec::new();
//!     while let Some(Ok(future)) = completed.next().await {
//!         order.push(future.await.unwrap_or("??"));
//!     }
//!     order
//! });
//! assert_eq!(order, Some(vec!["CN", "DE", "BR"]));
//! # Ok::<(), photofinish::executor::ConfigError>(())
//! ```
//!
//! In the order of the inputs, from an endless input, with a limit:
//!
//! ```
//! # use std::{rc::Rc, time::Duration};
//! # use photofinish::executor::{Executor, IoExecutor, MapOptions, SubmitError};
//! # use photofinish::future::TaskError;
//! # use photofinish::runtime::VirtualRuntime;
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
//! # use photofinish::executor::{ConfigError, Executor, IoExecutor};
//! # use photofinish::future::{FutureError, TaskError};
//! # use photofinish::runtime::VirtualRuntime;
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
//! # Deviations from concurrent.futures
//!
//! What CPython's own tests and documentation pin down about `concurrent.futures` is listed, case
//! by case, in `tests/data/cases.txt`; a test whose name begins with the number shows each.
//! `cargo xtask conformance` prints how the library stands to all of them. Where it does something
//! else, it is on purpose:
//!
//! | Case | Python | Here | Why |
//! |---|---|---|---|
//! | CF-004 | any exception in a callback is caught | natively a panic is; in Wasm it ends the program | Wasm of today's stable Rust cannot unwind |
//! | CF-009 | shows the future's address | shows its number, `<Future #3 state=pending>` | numbers ascend in the order of submission |
//! | CF-017 | `exception()` also returns a `BrokenExecutor` | that is [`FutureError::Broken`], as for `result` | the task raised nothing |
//! | CF-023 | positional and keyword arguments are passed on | a closure carries what its task needs | the compiler checks both the arguments and that it can be called |
//! | CF-024 | negative `max_workers` is a `ValueError` | it cannot be written; zero is [`ConfigError::MaxWorkers`] | the type is unsigned |
//! | CF-034 | a `buffersize` that is no integer is a `TypeError` | it does not compile | typed |
//! | CF-041 | `map` without any iterable ends at once | it takes one input; several are zipped with [`Iterator::zip`] | the compiler asks for it |
//! | CF-054 | a cancelled future stays in `not_done` until a thread passes over it | it is done | see CF-Q01 |
//! | CF-066 | the interpreter waits at exit for tasks under way | a page that is closed waits for nobody | no page can hold its own end |
//! | CF-078 | 61 workers at most, on Windows | [`MAX_WORKERS`](workers::MAX_WORKERS) everywhere | browsers slow down or fail above some hundreds |
//! | CF-079 | a process that ends abruptly breaks the pool | so with [`CrashPolicy::Break`](workers::CrashPolicy::Break); by default only the job that ran there fails, and the worker is replaced | a page should survive one bad job |
//! | CF-090 | a pool that is dropped while its last process retires fails what is left | the rest is done | dropping an executor never loses a task |
//! | CF-102 | a task that cannot be decoded breaks the pool | it fails alone | nothing else is wrong with the worker |
//! | CF-109 | a result that cannot be decoded breaks the pool | it fails alone | each result has its own bytes |
//! | CF-118 | an initializer that is a closure breaks the pool | it does not compile; one that cannot be encoded breaks the pool | a job is plain data |
//! | CF-120 | a closure as task fails with `NotShareableError` | it does not compile | a job is plain data, its function is the type's |
//! | CF-124 | tasks may block until somebody outside tells them to go on | jobs run to their end without waiting | a worker that blocks cannot hear anybody |
//! | CF-D05 | the `TimeoutError` of `map` has no message | it says what it is | an error speaks for itself |
//! | CF-D10 | no `Future` stops its task once that runs; since 3.14 `terminate_workers` and `kill_workers` end a whole process pool | [`FutureHandle::abort`] stops it, beside `cancel`, which does not | a fetch and a worker can be ended |
//! | CF-D12 | a tree of exception classes | variants of [`FutureError`], and typed errors of the calls | Rust matches on variants |
//! | CF-D17 | tasks that wait for tasks queued behind them hang, unnoticed | they hang as well; [`VirtualRuntime::block_on`] notices, and a raised `max_workers` resolves it | a task may wait for anything |
//! | CF-D18 | an initializer that cannot be called is a `TypeError` | it does not compile | typed |
//! | CF-Q01 | `wait` and `as_completed` hear of a cancelled future when a thread passes over it | at the `cancel` | nobody should wait for what will never run |
//! | CF-Q02 | what `shutdown(cancel_futures=True)` cancels never wakes who waits for it | it settles at once | every future settles |
//! | CF-Q03 | the time of `as_completed` runs from the first `next` | from the call | so the documentation says |
//! | CF-Q04 | `as_completed` past its deadline keeps back what is done | hands it out, then times out | a result that is there is not lost |
//! | CF-Q05 | a wrong `return_when` passes if all is done | [`ReturnWhen`](completion::ReturnWhen) has no wrong value | an enum |
//! | CF-Q06 | a buffered `map` raises at the `next` after a shutdown | hands out what is buffered, then ends | a result that is there is not lost |
//! | CF-Q07 | an error loses the results of its chunk that came before it | each job keeps its own outcome | a result that is there is not lost |
//! | CF-Q08 | the thread pool takes any `chunksize`, even 0 | every executor refuses 0 | wrong arguments are refused at the call |
//! | CF-Q10 | a failed initializer is "terminated abruptly" in a process pool | the error names the worker and what failed | it can be acted on |
//! | CF-Q12 | a process pool marks up to `max_workers + 1` tasks as running that wait in its call queue, from which whichever process is free takes the next | a job is running once it is sent; besides what it runs a worker holds up to two jobs, or one message of small ones, only while many wait. They wait for that worker, but not longer than such jobs take: then others get them ([every way to stay pending](workers#every-way-to-stay-pending-and-what-ends-it)) | a busy page must not starve the workers, and workers share no queue |
//!
//! [`as_completed`]: completion::as_completed
//! [`ConfigError::MaxWorkers`]: executor::ConfigError::MaxWorkers
//! [`Executor::map`]: executor::Executor::map
//! [`Executor::submit`]: executor::Executor::submit
//! [`FutureError`]: future::FutureError
//! [`FutureError::Broken`]: future::FutureError::Broken
//! [`FutureHandle`]: future::FutureHandle
//! [`FutureHandle::abort`]: future::FutureHandle::abort
//! [`FutureHandle::add_done_callback`]: future::FutureHandle::add_done_callback
//! [`FutureHandle::cancel`]: future::FutureHandle::cancel
//! [`FutureHandle::result_within`]: future::FutureHandle::result_within
//! [`IoExecutor`]: executor::IoExecutor
//! [`Runtime`]: runtime::Runtime
//! [`scope`]: executor::scope
//! [`VirtualRuntime`]: runtime::VirtualRuntime
//! [`VirtualRuntime::block_on`]: runtime::VirtualRuntime::block_on
//! [`wait`]: completion::wait
#![deny(missing_docs)]
#![forbid(unsafe_code)]
pub mod app;
pub mod completion;
pub mod config;
pub mod diagnosis;
pub mod environment;
pub mod executor;
pub mod export;
pub mod fetch;
pub mod flags;
pub mod future;
pub use photofinish_kernels as kernels;
pub mod lab;
pub mod observe;
mod plain;
pub mod plan;
pub mod race;
pub mod record;
pub mod recorder;
pub mod runtime;
#[cfg(target_arch = "wasm32")]
pub mod stalls;
pub mod stats;
pub mod workers;
