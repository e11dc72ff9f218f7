//! Options of an [`IoExecutor`].

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::inner::{Initializer, Inner};
use super::{ConfigError, IoExecutor, Slot};
use crate::future::{Env, TaskError};
use crate::observe::Observer;
use crate::runtime::Runtime;

/// Options of an [`IoExecutor`] before it is made.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::executor::IoExecutorBuilder;
/// use concurrent_futures::observe::{Observer, TaskEvent};
///
/// struct Print;
///
/// impl Observer for Print {
///     fn observe(&self, future: u64, event: TaskEvent) {
///         println!("{future}: {event:?}");
///     }
/// }
///
/// let builder: IoExecutorBuilder = IoExecutor::builder(runtime.clone());
/// let executor = builder
///     .max_workers(2)
///     .name_prefix("fetch")
///     .initializer(|slot| Ok::<_, TaskError>(format!("connection of {}", slot.name)))
///     .observer(Rc::new(Print))
///     .build()?;
/// let connection = executor.submit_with_slot(|slot| {
///     let context = slot.context::<String>();
///     async move { Ok::<_, TaskError>(context) }
/// })?;
/// let connection = runtime.block_on(connection.result()).unwrap()?;
/// assert_eq!(*connection.unwrap(), "connection of fetch_0");
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[must_use = "call build()"]
pub struct IoExecutorBuilder {
    runtime: Rc<dyn Runtime>,
    observer: Option<Rc<dyn Observer>>,
    name_prefix: Option<Rc<str>>,
    initializer: Option<Initializer>,
    max_workers: Option<usize>,
}

thread_local! {
    static UNNAMED: Cell<usize> = const { Cell::new(0) };
}

/// `IoExecutor-0`, `IoExecutor-1`, …
fn default_prefix() -> Rc<str> {
    let number = UNNAMED.with(|unnamed| unnamed.replace(unnamed.get() + 1));
    format!("IoExecutor-{number}").into()
}

impl IoExecutorBuilder {
    pub(super) fn new(runtime: Rc<dyn Runtime>) -> Self {
        IoExecutorBuilder {
            runtime,
            observer: None,
            name_prefix: None,
            initializer: None,
            max_workers: None,
        }
    }

    /// At most this many tasks at once.
    pub fn max_workers(mut self, max_workers: usize) -> Self {
        self.max_workers = Some(max_workers);
        self
    }

    /// Slots are named `prefix_0`, `prefix_1`, …; without a prefix `IoExecutor-0_0` and so on,
    /// with a number of its own for each executor.
    pub fn name_prefix(mut self, prefix: impl Into<Rc<str>>) -> Self {
        self.name_prefix = Some(prefix.into());
        self
    }

    /// Runs before the first task of each slot; what it makes is that slot's
    /// [context](Slot::context). If it fails, or natively panics, the executor is broken: every
    /// task not yet begun fails with [`FutureError::Broken`](crate::future::FutureError::Broken),
    /// and so does every later `submit`. Tasks under way end as they would.
    pub fn initializer<C: 'static>(
        mut self,
        initializer: impl Fn(&Slot) -> Result<C, TaskError> + 'static,
    ) -> Self {
        self.initializer = Some(Box::new(move |slot| {
            initializer(slot).map(|made| Rc::new(made) as Rc<dyn Any>)
        }));
        self
    }

    /// Tells `observer` of every turn in the life of every future.
    pub fn observer(mut self, observer: Rc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Makes the executor. No slot is opened yet.
    ///
    /// # Errors
    /// [`ConfigError::MaxWorkers`] for zero.
    pub fn build(self) -> Result<IoExecutor, ConfigError> {
        let max_workers = self
            .max_workers
            .unwrap_or_else(IoExecutor::default_max_workers);
        if max_workers == 0 {
            return Err(ConfigError::MaxWorkers);
        }
        Ok(IoExecutor::of(Rc::new(Inner {
            env: Rc::new(Env {
                runtime: self.runtime,
                observer: self.observer,
            }),
            name_prefix: self.name_prefix.unwrap_or_else(default_prefix),
            initializer: self.initializer,
            max_workers: Cell::new(max_workers),
            queue: RefCell::default(),
            idle: RefCell::default(),
            slots: RefCell::default(),
            active: Cell::new(0),
            peak: Cell::new(0),
            opened: Cell::new(0),
            shut_down: Cell::new(false),
            broken: RefCell::new(None),
            drained: Cell::default(),
        })))
    }
}
