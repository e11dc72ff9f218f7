//! Waiting for many futures: in the order in which they complete, or until enough are done.
//!
//! After `concurrent.futures.as_completed` and `wait`
//! (<https://docs.python.org/3/library/concurrent.futures.html#module-functions>). Futures of
//! different executors may be mixed. Both are linear in the number of futures.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use crate::future::{FutureHandle, Sink, WakeSlot, fresh_mark};
use crate::runtime::Deadline;

/// The time of [`as_completed`] ran out.
///
/// ```
/// # use std::{rc::Rc, time::Duration};
/// # use concurrent_futures::{completion::as_completed, future::Completer, runtime::VirtualRuntime};
/// # let runtime = Rc::new(VirtualRuntime::new());
/// let (_completer, never) = Completer::<u32>::pair(runtime.clone());
/// let mut completed = as_completed([never], Some(Duration::from_secs(1)));
/// let next = runtime.block_on(async move { completed.next().await });
/// let Some(Some(Err(error))) = next else { panic!("nothing is done") };
/// assert_eq!((error.unfinished, error.total), (1, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{unfinished} (of {total}) futures unfinished")]
pub struct TimeoutError {
    /// Futures not handed out.
    pub unfinished: usize,
    /// Distinct futures given.
    pub total: usize,
}

/// Each future once. They are collected before the first is marked, for an iterator may itself
/// wait for some of them, and marks would mix.
fn distinct<T>(
    futures: impl IntoIterator<Item = FutureHandle<T>>,
) -> impl Iterator<Item = FutureHandle<T>> {
    let futures: Vec<_> = futures.into_iter().collect();
    let mark = fresh_mark();
    futures
        .into_iter()
        .filter(move |future| future.first_seen(mark))
}

/// The clock is that of the futures; what is done needs none.
fn deadline<'a, T: 'a>(
    pending: impl IntoIterator<Item = &'a FutureHandle<T>>,
    timeout: Option<Duration>,
) -> Deadline {
    match pending.into_iter().next() {
        None => Deadline::Never,
        Some(future) => Deadline::after(timeout, |time| future.env().runtime.sleep(time)),
    }
}

/// Futures in the order in which they settle; see [`as_completed`].
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::completion::{AsCompleted, as_completed};
///
/// /// The first that succeeds; the others go on.
/// async fn first_good<T: Clone + 'static>(mut completed: AsCompleted<T>) -> Option<T> {
///     while let Some(Ok(future)) = completed.next().await {
///         if let Ok(value) = future.await {
///             return Some(value);
///         }
///     }
///     None
/// }
///
/// let executor = IoExecutor::new(runtime.clone(), 2)?;
/// let futures = ["many", "7"].map(|text| executor.submit(move || async { text.parse::<u32>() }));
/// let good = first_good(as_completed(futures.into_iter().flatten(), None));
/// assert_eq!(runtime.block_on(good), Some(Some(7)));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[must_use = "it yields nothing unless asked for the next one"]
pub struct AsCompleted<T> {
    arrivals: Rc<Arrivals<T>>,
    outstanding: usize,
    total: usize,
    deadline: Deadline,
}

struct Arrivals<T> {
    settled: RefCell<VecDeque<FutureHandle<T>>>,
    wake: WakeSlot,
}

impl<T> Default for Arrivals<T> {
    fn default() -> Self {
        Arrivals {
            settled: RefCell::default(),
            wake: WakeSlot::default(),
        }
    }
}

impl<T> Sink<T> for Arrivals<T> {
    fn settled(&self, future: &FutureHandle<T>) {
        self.settled.borrow_mut().push_back(future.clone());
        self.wake.wake();
    }
}

/// Yields each future once, as it completes: finished, failed or cancelled. Those done already
/// come first, in the order given; one given several times comes once.
///
/// With a `timeout`, counted from this call, the iteration ends with a [`TimeoutError`] once the
/// time is over and everything done by then was handed out. Dropping it stops the waiting only;
/// a future handed out is not kept.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::completion::{AsCompleted, as_completed};
///
/// let executor = IoExecutor::new(runtime.clone(), 2)?;
/// let futures = [1, 2].map(|n| executor.submit(move || async move { Ok::<_, TaskError>(n) }));
/// let mut completed: AsCompleted<u32> = as_completed(futures.into_iter().flatten(), None);
/// let first = runtime.block_on(async move { completed.next().await });
/// assert_eq!(first.flatten().unwrap().unwrap().peek(), Some(Ok(1)));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub fn as_completed<T: 'static>(
    futures: impl IntoIterator<Item = FutureHandle<T>>,
    timeout: Option<Duration>,
) -> AsCompleted<T> {
    let arrivals = Rc::new(Arrivals::default());
    let waiter: Weak<Arrivals<T>> = Rc::downgrade(&arrivals);
    let (mut total, mut first_pending) = (0, None);
    // One pass: of many futures each is met where it still is in the cache.
    for future in distinct(futures) {
        total += 1;
        if future.done() {
            arrivals.settled.borrow_mut().push_back(future);
        } else {
            future.add_waiter(waiter.clone());
            first_pending.get_or_insert(future);
        }
    }
    let deadline = deadline(&first_pending, timeout);
    AsCompleted {
        arrivals,
        outstanding: total,
        total,
        deadline,
    }
}

impl<T> AsCompleted<T> {
    /// The next future to complete; `None` after the last, and after a timeout.
    ///
    /// # Errors
    /// [`TimeoutError`], once.
    pub async fn next(&mut self) -> Option<Result<FutureHandle<T>, TimeoutError>> {
        poll_fn(|cx| self.poll_future(cx)).await
    }

    fn poll_future(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<FutureHandle<T>, TimeoutError>>> {
        if self.outstanding == 0 {
            return Poll::Ready(None);
        }
        if let Some(future) = self.arrivals.settled.borrow_mut().pop_front() {
            self.outstanding -= 1;
            return Poll::Ready(Some(Ok(future)));
        }
        if self.deadline.poll_over(cx) {
            let unfinished = std::mem::take(&mut self.outstanding);
            // Nobody will ask for those that settle from now on: they must not be kept here.
            self.arrivals = Rc::default();
            return Poll::Ready(Some(Err(TimeoutError {
                unfinished,
                total: self.total,
            })));
        }
        self.arrivals.wake.register(cx);
        Poll::Pending
    }
}

impl<T> Stream for AsCompleted<T> {
    type Item = Result<FutureHandle<T>, TimeoutError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_future(cx)
    }
}

/// When [`wait`] returns.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::completion::{ReturnWhen, wait};
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let texts = ["1", "many", "3", "4"];
/// let futures = texts.map(|text| executor.submit(move || async { text.parse::<u32>() }));
/// let futures = futures.into_iter().flatten();
/// // As soon as one is wrong, the rest need not be looked at.
/// let found = runtime.block_on(wait(futures, None, ReturnWhen::FirstException)).unwrap();
/// assert!(found.done[1].failed());
/// let dropped = found.not_done.iter().filter(|future| future.cancel()).count();
/// assert_eq!(dropped, 1); // one had begun
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReturnWhen {
    /// As soon as one future is done.
    FirstCompleted,
    /// As soon as one future has failed, or all are done. A cancelled one has not failed.
    FirstException,
    /// When all are done.
    #[default]
    AllCompleted,
}

/// What [`wait`] found, each set in the order in which the futures were given.
///
/// ```
/// # use std::{rc::Rc, time::Duration};
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::{Runtime, VirtualRuntime};
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::completion::{ReturnWhen, wait};
///
/// let executor = IoExecutor::new(runtime.clone(), 3)?;
/// let futures = [1, 2, 9].map(|seconds| {
///     let answer = runtime.sleep(Duration::from_secs(seconds));
///     executor.submit(move || async move { Ok::<_, TaskError>(answer.await) })
/// });
/// let limit = Some(Duration::from_secs(5));
/// let all = wait(futures.into_iter().flatten(), limit, ReturnWhen::AllCompleted);
/// let found = runtime.block_on(all).unwrap();
/// assert_eq!(found.done.len(), 2); // came in time
/// assert!(found.not_done.iter().all(|late| late.abort()));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DoneAndNotDone<T> {
    /// Finished, failed or cancelled.
    pub done: Vec<FutureHandle<T>>,
    /// The rest.
    pub not_done: Vec<FutureHandle<T>>,
}

impl ReturnWhen {
    /// Whether this future, now done, is enough by itself.
    fn satisfied_by<T>(self, future: &FutureHandle<T>) -> bool {
        match self {
            ReturnWhen::FirstCompleted => true,
            ReturnWhen::FirstException => future.failed(),
            ReturnWhen::AllCompleted => false,
        }
    }
}

struct Countdown {
    remaining: Cell<usize>,
    return_when: ReturnWhen,
    enough: Cell<bool>,
    wake: WakeSlot,
}

impl<T> Sink<T> for Countdown {
    fn settled(&self, future: &FutureHandle<T>) {
        let remaining = self.remaining.get() - 1;
        self.remaining.set(remaining);
        if remaining == 0 || self.return_when.satisfied_by(future) {
            self.enough.set(true);
            self.wake.wake();
        }
    }
}

/// Waits until `return_when` holds, or `timeout` from this call is over; a timeout is no error
/// here. A future given several times counts once; of no futures it returns at once.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::completion::{DoneAndNotDone, ReturnWhen, wait};
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let futures = [1, 2].map(|n| executor.submit(move || async move { Ok::<_, TaskError>(n) }));
/// let first = wait(futures.into_iter().flatten(), None, ReturnWhen::FirstCompleted);
/// let DoneAndNotDone { done, not_done } = runtime.block_on(first).unwrap();
/// assert_eq!((done.len(), not_done.len()), (1, 1));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub fn wait<T: 'static>(
    futures: impl IntoIterator<Item = FutureHandle<T>>,
    timeout: Option<Duration>,
    return_when: ReturnWhen,
) -> impl Future<Output = DoneAndNotDone<T>> {
    let (mut remaining, mut enough) = (0, false);
    let futures: Vec<_> = distinct(futures)
        .inspect(|future| match future.done() {
            true => enough |= return_when.satisfied_by(future),
            false => remaining += 1,
        })
        .collect();
    enough |= remaining == 0;
    let pending = || futures.iter().filter(|future| !future.done());
    let mut deadline = match enough {
        true => Deadline::Never,
        false => deadline(pending(), timeout),
    };
    let countdown = Rc::new(Countdown {
        remaining: Cell::new(remaining),
        return_when,
        enough: Cell::new(enough),
        wake: WakeSlot::default(),
    });
    if !enough {
        let waiter: Weak<Countdown> = Rc::downgrade(&countdown);
        for future in pending() {
            future.add_waiter(waiter.clone());
        }
    }
    async move {
        poll_fn(|cx| {
            if countdown.enough.get() || deadline.poll_over(cx) {
                return Poll::Ready(());
            }
            countdown.wake.register(cx);
            Poll::Pending
        })
        .await;
        let (done, not_done) = futures.into_iter().partition(FutureHandle::done);
        DoneAndNotDone { done, not_done }
    }
}
