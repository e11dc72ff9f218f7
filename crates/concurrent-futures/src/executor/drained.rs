//! Waiting until an executor has ended.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use super::IoExecutor;
use super::inner::Inner;
use crate::future::WakeSlot;

/// Ready when an executor has run everything it was given; see [`IoExecutor::shutdown`].
/// Dropping it changes nothing: the tasks run on.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::Drained;
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let seven = executor.submit(|| async { Ok::<_, TaskError>(7) })?;
/// let drained: Drained = executor.shutdown(false);
/// runtime.block_on(drained);
/// assert!(seven.done());
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub struct Drained {
    executor: Rc<Inner>,
    waiting: Option<Rc<WakeSlot>>,
}

impl Drained {
    pub(super) fn of(executor: Rc<Inner>) -> Self {
        Drained {
            executor,
            waiting: None,
        }
    }
}

impl Future for Drained {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Drained { executor, waiting } = &mut *self;
        if executor.is_drained() {
            return Poll::Ready(());
        }
        let waiting = waiting.get_or_insert_with(|| {
            let slot = Rc::new(WakeSlot::default());
            let mut waiters = executor.drained.take();
            waiters.push(Rc::downgrade(&slot));
            executor.drained.set(waiters);
            slot
        });
        waiting.register(cx);
        Poll::Pending
    }
}

/// Shuts down when dropped, so that a body that is dropped or panics leaves no open executor.
struct ShutDown(IoExecutor);

impl Drop for ShutDown {
    fn drop(&mut self) {
        drop(self.0.shutdown(false));
    }
}

/// Runs `body` with the executor, then shuts it down and waits for all its tasks, also when the
/// body fails: the `with` statement of Python. If this is dropped before its end the executor is
/// shut down at once, and its tasks end in the background.
///
/// # Errors
/// Those of `body`, after the waiting.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::scope;
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let ended = scope(executor, |executor| async move {
///     executor.submit(|| async { Ok::<_, TaskError>(7) })
/// });
/// // By now its task has run.
/// let seven = runtime.block_on(ended).unwrap()?;
/// assert_eq!(seven.peek(), Some(Ok(7)));
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub async fn scope<T, E, Fut>(
    executor: IoExecutor,
    body: impl FnOnce(IoExecutor) -> Fut,
) -> Result<T, E>
where
    Fut: Future<Output = Result<T, E>>,
{
    let open = ShutDown(executor.clone());
    let result = body(executor.clone()).await;
    drop(open);
    executor.shutdown(false).await;
    result
}
