//! A call after some time, unless it is dropped before.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use crate::runtime::{LocalBoxFuture, Runtime};

/// Dropping it stops the clock.
pub(crate) struct Timer(Rc<RefCell<State>>);

struct State {
    sleep: Option<LocalBoxFuture<()>>,
    waiting: Option<Waker>,
}

impl Timer {
    pub(crate) fn start(
        runtime: &dyn Runtime,
        duration: Duration,
        call: impl FnOnce() + 'static,
    ) -> Self {
        let state = Rc::new(RefCell::new(State {
            sleep: Some(runtime.sleep(duration)),
            waiting: None,
        }));
        let timer = Timer(state.clone());
        runtime.spawn(Box::pin(async move {
            let over = poll_fn(|cx| {
                let State { sleep, waiting } = &mut *state.borrow_mut();
                let Some(sleep) = sleep else {
                    return Poll::Ready(false);
                };
                *waiting = Some(cx.waker().clone());
                sleep.as_mut().poll(cx).map(|()| true)
            });
            if over.await {
                call();
            }
        }));
        timer
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // Woken without its sleep, the task ends.
        let State { sleep, waiting } = &mut *self.0.borrow_mut();
        *sleep = None;
        if let Some(waker) = waiting.take() {
            waker.wake();
        }
    }
}
