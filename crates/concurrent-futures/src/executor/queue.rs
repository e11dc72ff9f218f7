//! A task in the queue of an [`IoExecutor`](super::IoExecutor), and what it becomes when it begins.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Weak;
use std::task::{Context, Poll, ready};

use pin_project_lite::pin_project;

use super::Slot;
use crate::future::{Abort, Broken, Completer, TaskError, TaskPanicked};

/// A task of an executor, whatever its types.
pub(super) trait Queued {
    /// Id of its future.
    fn id(&self) -> u64;
    /// Marks its future as running; false if that was cancelled.
    fn set_running(&self, slot: usize, abort: Weak<dyn Abort>) -> bool;
    /// Calls its body; false if that panicked, and then its future has settled.
    fn begin(self: Pin<&mut Self>, slot: &Slot) -> bool;
    /// Polls what its body gave. When that is done its future settles.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()>;
    /// Cancels its future.
    fn cancel(&self);
    /// Settles its future because the executor is broken.
    fn break_down(&self, reason: &Broken);
}

/// A task in the one allocation that it keeps from `submit` to its end.
pub(super) type QueuedTask = Pin<Box<dyn Queued>>;

pin_project! {
    /// A body, then the future it gives, and the future of what that results in.
    pub(super) struct Task<T: 'static, F, Fut> {
        // Dropped first: what it holds is free when somebody is told that it was lost.
        #[pin]
        stage: Stage<F, Fut>,
        completer: Completer<T>,
    }
}

pin_project! {
    #[project = StageProjection]
    enum Stage<F, Fut> {
        // The body is gone while it is called.
        Queued { body: Option<F> },
        Begun { #[pin] task: Fut },
        Over,
    }
}

impl<T, F, Fut> Task<T, F, Fut> {
    pub(super) fn new(completer: Completer<T>, body: F) -> Self {
        let stage = Stage::Queued { body: Some(body) };
        Task { stage, completer }
    }
}

impl<T, E, F, Fut> Queued for Task<T, F, Fut>
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

    fn begin(self: Pin<&mut Self>, slot: &Slot) -> bool {
        let mut this = self.project();
        let StageProjection::Queued { body } = this.stage.as_mut().project() else {
            return true;
        };
        let Some(body) = body.take() else {
            return true;
        };
        match catch_unwind(AssertUnwindSafe(|| body(slot))) {
            Ok(task) => {
                this.stage.set(Stage::Begun { task });
                true
            }
            Err(panic) => {
                // Refused only after an abort, and then the first outcome stays.
                let _ = this.completer.set_exception(TaskPanicked::new(&*panic));
                false
            }
        }
    }

    /// Runs the task to its end, be that a panic, and settles its future. The task is dropped before
    /// anybody is told: what it held is free when its result is there.
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut this = self.project();
        let polled = catch_unwind(AssertUnwindSafe(|| {
            let StageProjection::Begun { task } = this.stage.as_mut().project() else {
                return Poll::Pending;
            };
            let outcome = ready!(task.poll(cx));
            this.stage.set(Stage::Over);
            Poll::Ready(outcome)
        }));
        // A late outcome, after an abort, is dropped: the first one stays.
        let _ = match polled {
            Ok(outcome) => match ready!(outcome) {
                Ok(value) => this.completer.set_result(value),
                Err(error) => this.completer.set_exception(error),
            },
            Err(panic) => {
                let panicked = TaskPanicked::new(&*panic);
                // A second panic, while it is dropped, tells nothing more.
                let _ = catch_unwind(AssertUnwindSafe(|| this.stage.set(Stage::Over)));
                this.completer.set_exception(panicked)
            }
        };
        Poll::Ready(())
    }

    fn cancel(&self) {
        self.completer.future().cancel();
    }

    fn break_down(&self, reason: &Broken) {
        // A cancelled one stays cancelled.
        let _ = self.completer.set_broken(reason.clone());
    }
}
