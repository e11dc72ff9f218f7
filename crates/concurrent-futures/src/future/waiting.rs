//! Awaiting a future: its result, or its end, with or without a time limit.

use std::cell::RefCell;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use super::{FutureError, FutureHandle, Sink};
use crate::runtime::Deadline;

/// Wakes one task when a future settles.
#[derive(Default)]
pub(crate) struct WakeSlot(RefCell<Option<Waker>>);

impl WakeSlot {
    /// Remembers the task to wake; the last one asked for it.
    pub(crate) fn register(&self, cx: &Context<'_>) {
        let mut waker = self.0.borrow_mut();
        if !waker
            .as_ref()
            .is_some_and(|waker| waker.will_wake(cx.waker()))
        {
            *waker = Some(cx.waker().clone());
        }
    }

    pub(crate) fn wake(&self) {
        let waker = self.0.borrow_mut().take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Sink<T> for WakeSlot {
    fn settled(&self, _: &FutureHandle<T>) {
        self.wake();
    }
}

/// Ready when the future is done or the time is over.
struct Done<T> {
    future: FutureHandle<T>,
    deadline: Deadline,
    waiting: Option<Rc<WakeSlot>>,
}

impl<T> Done<T> {
    fn new(future: FutureHandle<T>, timeout: Option<Duration>) -> Self {
        // No timer for what is done.
        let timeout = timeout.filter(|_| !future.done());
        let deadline = Deadline::after(timeout, |time| future.env().runtime.sleep(time));
        Done {
            future,
            deadline,
            waiting: None,
        }
    }

    fn poll_done(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), FutureError>>
    where
        T: 'static,
    {
        // A finished future is handed out even past the deadline.
        if self.future.done() {
            return Poll::Ready(Ok(()));
        }
        if self.deadline.poll_over(cx) {
            return Poll::Ready(Err(FutureError::Timeout));
        }
        match &self.waiting {
            Some(slot) => slot.register(cx),
            None => {
                let slot = Rc::new(WakeSlot::default());
                slot.register(cx);
                let waiter: Weak<WakeSlot> = Rc::downgrade(&slot);
                self.future.add_waiter(waiter);
                self.waiting = Some(slot);
            }
        }
        Poll::Pending
    }
}

/// Waits for the result of a future; see [`FutureHandle::result`]. Dropping it stops the waiting
/// and nothing else.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::{future::Completer, runtime::VirtualRuntime};
/// use concurrent_futures::future::ResultFuture;
///
/// let runtime = Rc::new(VirtualRuntime::new());
/// let (completer, future) = Completer::pair(runtime.clone());
/// let result: ResultFuture<u32> = future.result();
/// completer.set_result(7).unwrap();
/// assert_eq!(runtime.block_on(result), Some(Ok(7)));
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct ResultFuture<T>(Done<T>);

impl<T> ResultFuture<T> {
    pub(super) fn new(future: FutureHandle<T>, timeout: Option<Duration>) -> Self {
        ResultFuture(Done::new(future, timeout))
    }
}

impl<T: Clone + 'static> Future for ResultFuture<T> {
    type Output = Result<T, FutureError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.0.poll_done(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Ready(Ok(())) => {
                Poll::Ready(self.0.future.peek().unwrap_or(Err(FutureError::Timeout)))
            }
        }
    }
}

impl<T: Clone + 'static> IntoFuture for FutureHandle<T> {
    type Output = Result<T, FutureError>;
    type IntoFuture = ResultFuture<T>;

    fn into_future(self) -> ResultFuture<T> {
        self.result()
    }
}

impl<T> FutureHandle<T> {
    /// Waits until the future is done, however it ends, without looking at the result.
    pub(crate) fn wait_done(
        &self,
        timeout: Option<Duration>,
    ) -> impl Future<Output = Result<(), FutureError>> + use<T>
    where
        T: 'static,
    {
        let mut done = Done::new(self.clone(), timeout);
        std::future::poll_fn(move |cx| done.poll_done(cx))
    }
}
