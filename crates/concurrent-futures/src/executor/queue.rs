//! A task in the queue of an [`IoExecutor`](super::IoExecutor), and what it becomes when it begins.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::rc::Weak;
use std::task::{Poll, ready};

use super::Slot;
use crate::future::{Abort, Broken, Completer, TaskError, TaskPanicked};
use crate::runtime::LocalBoxFuture;

/// A task waiting for a slot, whatever its types.
pub(super) trait Queued {
    /// Id of its future.
    fn id(&self) -> u64;
    /// Marks its future as running; false if that was cancelled.
    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool;
    /// Calls its body. The future settles when what it gives is done; `None` if it has already.
    fn begin(self: Box<Self>, slot: &Slot) -> Option<LocalBoxFuture<()>>;
    /// Cancels its future.
    fn cancel(&self);
    /// Settles its future because the executor is broken.
    fn break_down(&self, reason: &Broken);
}

/// A body and the future of what it results in.
pub(super) struct QueuedTask<T: 'static, F> {
    pub(super) completer: Completer<T>,
    pub(super) body: F,
}

impl<T, E, F, Fut> Queued for QueuedTask<T, F>
where
    T: 'static,
    E: Into<TaskError> + 'static,
    F: FnOnce(&Slot) -> Fut + 'static,
    Fut: Future<Output = Result<T, E>> + 'static,
{
    fn id(&self) -> u64 {
        self.completer.future().id()
    }

    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool {
        self.completer.set_running_or_notify_cancel(slot, abort)
    }

    fn begin(self: Box<Self>, slot: &Slot) -> Option<LocalBoxFuture<()>> {
        let QueuedTask { completer, body } = *self;
        match catch_unwind(AssertUnwindSafe(|| body(slot))) {
            Ok(task) => Some(Box::pin(run(completer, task))),
            Err(panic) => {
                // Refused only after an abort, and then the first outcome stays.
                let _ = completer.set_exception(TaskPanicked::new(&*panic));
                None
            }
        }
    }

    fn cancel(&self) {
        self.completer.future().cancel();
    }

    fn break_down(&self, reason: &Broken) {
        // A cancelled one stays cancelled.
        let _ = self.completer.set_broken(reason.clone());
    }
}

/// Runs the task to its end, be that a panic, and settles its future. The task is dropped before
/// anybody is told: what it held is free when its result is there.
async fn run<T: 'static, E: Into<TaskError>>(
    completer: Completer<T>,
    task: impl Future<Output = Result<T, E>>,
) {
    let mut task = pin!(Some(task));
    let outcome = poll_fn(|cx| {
        let polled = catch_unwind(AssertUnwindSafe(|| {
            let Some(running) = task.as_mut().as_pin_mut() else {
                return Poll::Pending;
            };
            let outcome = ready!(running.poll(cx));
            task.set(None);
            Poll::Ready(outcome)
        }));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) => {
                let panicked = TaskPanicked::new(&*panic);
                // A second panic, while it is dropped, tells nothing more.
                let _ = catch_unwind(AssertUnwindSafe(|| task.set(None)));
                Poll::Ready(Err(panicked))
            }
        }
    })
    .await;
    // A late outcome, after an abort, is dropped: the first one stays.
    let _ = match outcome {
        Ok(Ok(value)) => completer.set_result(value),
        Ok(Err(error)) => completer.set_exception(error),
        Err(panicked) => completer.set_exception(panicked),
    };
}
