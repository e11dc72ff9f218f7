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
use crate::runtime::LocalBoxFuture;

/// The time of [`as_completed`] ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{unfinished} (of {total}) futures unfinished")]
pub struct TimeoutError {
    /// Futures not handed out.
    pub unfinished: usize,
    /// Distinct futures given.
    pub total: usize,
}

/// Futures in the order in which they settle; see [`as_completed`].
pub struct AsCompleted<T> {
    arrivals: Rc<Arrivals<T>>,
    outstanding: usize,
    total: usize,
    timer: Option<LocalBoxFuture<()>>,
}

struct Arrivals<T> {
    settled: RefCell<VecDeque<FutureHandle<T>>>,
    wake: WakeSlot,
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
pub fn as_completed<T: 'static>(
    futures: impl IntoIterator<Item = FutureHandle<T>>,
    timeout: Option<Duration>,
) -> AsCompleted<T> {
    let mark = fresh_mark();
    let arrivals = Rc::new(Arrivals {
        settled: RefCell::new(VecDeque::new()),
        wake: WakeSlot::default(),
    });
    let mut waiter: Option<Weak<dyn Sink<T>>> = None;
    let mut outstanding = 0;
    let mut timer = None;
    for future in futures {
        if !future.first_seen(mark) {
            continue;
        }
        outstanding += 1;
        if future.done() {
            arrivals.settled.borrow_mut().push_back(future);
            continue;
        }
        let waiter = waiter.get_or_insert_with(|| {
            timer = timeout.map(|timeout| future.env().runtime.sleep(timeout));
            let weak: Weak<Arrivals<T>> = Rc::downgrade(&arrivals);
            weak
        });
        future.add_waiter(waiter.clone());
    }
    AsCompleted {
        arrivals,
        outstanding,
        total: outstanding,
        timer,
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
        if self
            .timer
            .as_mut()
            .is_some_and(|timer| timer.as_mut().poll(cx).is_ready())
        {
            let unfinished = std::mem::take(&mut self.outstanding);
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
#[derive(Clone, Debug)]
pub struct DoneAndNotDone<T> {
    /// Finished, failed or cancelled.
    pub done: Vec<FutureHandle<T>>,
    /// The rest.
    pub not_done: Vec<FutureHandle<T>>,
}

struct Countdown {
    remaining: Cell<usize>,
    return_when: ReturnWhen,
    enough: Cell<bool>,
    wake: WakeSlot,
}

impl Countdown {
    fn count<T>(&self, future: &FutureHandle<T>) {
        let enough = match self.return_when {
            ReturnWhen::FirstCompleted => true,
            ReturnWhen::FirstException => future.failed(),
            ReturnWhen::AllCompleted => false,
        };
        if enough || self.remaining.get() == 0 {
            self.enough.set(true);
        }
    }
}

impl<T> Sink<T> for Countdown {
    fn settled(&self, future: &FutureHandle<T>) {
        self.remaining.set(self.remaining.get() - 1);
        self.count(future);
        if self.enough.get() {
            self.wake.wake();
        }
    }
}

/// Waits until `return_when` holds, or `timeout` from this call is over; a timeout is no error
/// here. A future given several times counts once; of no futures it returns at once.
pub fn wait<T: 'static>(
    futures: impl IntoIterator<Item = FutureHandle<T>>,
    timeout: Option<Duration>,
    return_when: ReturnWhen,
) -> impl Future<Output = DoneAndNotDone<T>> {
    let mark = fresh_mark();
    let futures: Vec<_> = futures
        .into_iter()
        .filter(|future| future.first_seen(mark))
        .collect();
    let pending = futures.iter().filter(|future| !future.done()).count();
    let countdown = Rc::new(Countdown {
        remaining: Cell::new(pending),
        return_when,
        enough: Cell::new(pending == 0 || timeout.is_some_and(|timeout| timeout.is_zero())),
        wake: WakeSlot::default(),
    });
    let mut timer = None;
    for future in &futures {
        if future.done() {
            countdown.count(future);
        }
    }
    if !countdown.enough.get() {
        let weak: Weak<Countdown> = Rc::downgrade(&countdown);
        for future in futures.iter().filter(|future| !future.done()) {
            future.add_waiter(weak.clone());
            if let (None, Some(timeout)) = (&timer, timeout) {
                timer = Some(future.env().runtime.sleep(timeout));
            }
        }
    }
    async move {
        poll_fn(|cx| {
            let over = timer
                .as_mut()
                .is_some_and(|timer| timer.as_mut().poll(cx).is_ready());
            if over || countdown.enough.get() {
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
