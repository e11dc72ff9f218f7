//! Watching tasks from outside: each turn in a future's life, told as it happens.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::task::{Wake, Waker};

/// A turn in the life of one future.
///
/// ```
/// # use std::{cell::Cell, rc::Rc};
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::{future::TaskError, runtime::VirtualRuntime};
/// use concurrent_futures::observe::{Observer, TaskEvent};
///
/// /// How many are on their way, for a spinner in the page.
/// #[derive(Default)]
/// struct Underway(Cell<u32>);
///
/// impl Observer for Underway {
///     fn observe(&self, _: u64, event: TaskEvent) {
///         match event {
///             TaskEvent::Submitted => self.0.set(self.0.get() + 1),
///             TaskEvent::Settled => self.0.set(self.0.get() - 1),
///             _ => {}
///         }
///     }
/// }
///
/// # let runtime = Rc::new(VirtualRuntime::new());
/// let underway = Rc::new(Underway::default());
/// let executor = IoExecutor::builder(runtime.clone()).observer(underway.clone()).build()?;
/// executor.submit(|| async { Ok::<_, TaskError>(7) })?;
/// assert_eq!(underway.0.get(), 1);
/// runtime.run();
/// assert_eq!(underway.0.get(), 0);
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskEvent {
    /// `submit` made the future. Comes first, before `submit` returns.
    Submitted,
    /// Its task began, in this slot or worker.
    Started {
        /// Number of the slot or worker, from 0.
        slot: usize,
    },
    /// The executor polled its task.
    Polled,
    /// Something the task waits for woke it.
    Woken,
    /// It reached its final state. Waiters and callbacks have not been told yet.
    Settled,
    /// A done-callback returned.
    CallbackRan,
    /// `cancel()` was called.
    CancelAsked {
        /// What it returned.
        answer: bool,
    },
    /// `abort()` was called.
    AbortAsked {
        /// What it returned.
        answer: bool,
    },
}

/// Told of every [`TaskEvent`] of the futures of an executor, synchronously. Must not call back
/// into the executor.
///
/// ```
/// use std::{cell::RefCell, rc::Rc};
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::{future::TaskError, runtime::VirtualRuntime};
/// use concurrent_futures::observe::{Observer, TaskEvent};
///
/// #[derive(Default)]
/// struct Log(RefCell<Vec<TaskEvent>>);
///
/// impl Observer for Log {
///     fn observe(&self, _: u64, event: TaskEvent) {
///         self.0.borrow_mut().push(event);
///     }
/// }
///
/// let runtime = Rc::new(VirtualRuntime::new());
/// let log = Rc::new(Log::default());
/// let executor = IoExecutor::builder(runtime.clone()).observer(log.clone()).build()?;
/// executor.submit(|| async { Ok::<_, TaskError>(7) })?;
/// runtime.run();
/// let started = TaskEvent::Started { slot: 0 };
/// assert_eq!(*log.0.borrow(), [TaskEvent::Submitted, started, TaskEvent::Polled, TaskEvent::Settled]);
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
pub trait Observer {
    /// `future` is the id of the handle the event belongs to.
    fn observe(&self, future: u64, event: TaskEvent);
}

/// The future a waker is for, and who wants to know.
type Watched = (u64, Weak<dyn Observer>);

thread_local! {
    static WATCHED: RefCell<HashMap<u64, Watched>> = RefCell::default();
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// Wraps a waker so that its calls are observed. `Waker` must be `Send`, an observer need not be:
/// the waker holds a number, and the observer is looked up on its own thread.
struct WatchedWaker {
    inner: Waker,
    number: u64,
}

/// A waker whose calls are observed; dropping this forgets the observer.
pub(crate) struct Watch {
    waker: Waker,
    /// The one it wraps.
    inner: Waker,
    number: u64,
}

impl Watch {
    pub(crate) fn new(inner: &Waker, future: u64, observer: &Rc<dyn Observer>) -> Self {
        let number = NEXT.with(|next| next.replace(next.get() + 1));
        WATCHED.with_borrow_mut(|map| map.insert(number, (future, Rc::downgrade(observer))));
        let waker = Waker::from(Arc::new(WatchedWaker {
            inner: inner.clone(),
            number,
        }));
        Watch {
            waker,
            inner: inner.clone(),
            number,
        }
    }

    /// The observed waker.
    pub(crate) fn waker(&self) -> &Waker {
        &self.waker
    }

    /// Whether it still wakes whom `inner` wakes.
    pub(crate) fn wraps(&self, inner: &Waker) -> bool {
        self.inner.will_wake(inner)
    }
}

impl Wake for WatchedWaker {
    fn wake(self: Arc<Self>) {
        // Woken from another thread, or at the end of this one, there is nobody to tell.
        let watched = WATCHED.try_with(|map| map.borrow().get(&self.number).cloned());
        if let Ok(Some((future, observer))) = watched
            && let Some(observer) = observer.upgrade()
        {
            observer.observe(future, TaskEvent::Woken);
        }
        self.inner.wake_by_ref();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // At the end of a thread the map may be gone before the watch.
        let _ = WATCHED.try_with(|map| map.borrow_mut().remove(&self.number));
    }
}

/// Says what no caller is there to hear: on the console, or natively on standard error.
pub(crate) fn report(message: &str) {
    #[cfg(target_arch = "wasm32")]
    web_sys::console::error_1(&message.into());
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("{message}");
    #[cfg(all(test, feature = "workers", not(target_arch = "wasm32")))]
    REPORTED.with_borrow_mut(|reported| reported.push(message.to_owned()));
}

#[cfg(all(test, feature = "workers", not(target_arch = "wasm32")))]
thread_local! {
    static REPORTED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// What this thread has reported since it was asked last.
#[cfg(all(test, feature = "workers", not(target_arch = "wasm32")))]
pub(crate) fn reported() -> Vec<String> {
    REPORTED.take()
}
