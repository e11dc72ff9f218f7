//! How a run is asked to stop, also while it waits for something that may never come.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Poll, Waker};

/// Whether the person asked to stop. One task waits at a time.
#[derive(Default)]
pub(super) struct Stop {
    is_asked: Cell<bool>,
    waiting: RefCell<Option<Waker>>,
}

impl Stop {
    /// Asks; what waits goes on at once. Asking again changes nothing.
    pub(super) fn ask(&self) {
        self.is_asked.set(true);
        let waiting = self.waiting.take();
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    /// Whether it was asked.
    pub(super) fn is_asked(&self) -> bool {
        self.is_asked.get()
    }

    /// Waits for `future`, or until it is asked to stop: `None` then, and `future` is dropped.
    pub(super) async fn or<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        poll_fn(|cx| {
            if self.is_asked() {
                return Poll::Ready(None);
            }
            *self.waiting.borrow_mut() = Some(cx.waker().clone());
            future.as_mut().poll(cx).map(Some)
        })
        .await
    }
}
