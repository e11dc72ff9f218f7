//! What a future can hold in place of a result.

use std::any::Any;
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::rc::Rc;

use super::Broken;

/// Why there is no result. Cheap to clone.
///
/// The classes of Python keep apart here as variants: `CancelledError`, `TimeoutError`,
/// the task's own exception, and `BrokenExecutor`.
///
/// ```
/// use concurrent_futures::future::{FutureError, TaskError};
///
/// let error = FutureError::Failed(TaskError::message("no paper"));
/// assert!(!error.is_cancelled() && FutureError::Aborted.is_cancelled());
/// assert_eq!(error.task_error().map(ToString::to_string).as_deref(), Some("no paper"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FutureError {
    /// Cancelled before its task started.
    #[error("the future was cancelled before it started")]
    Cancelled,
    /// Stopped by `abort` while its task ran.
    #[error("the task was aborted while it ran")]
    Aborted,
    /// Not done in the time the caller was willing to wait. The future itself goes on.
    #[error("the future was not done in time")]
    Timeout,
    /// The task's own error.
    #[error("{0}")]
    Failed(TaskError),
    /// The executor can no longer run tasks, or lost this one.
    #[error("{0}")]
    Broken(Broken),
}

impl FutureError {
    /// Whether the future ended in the cancelled state, by `cancel` or by `abort`.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, FutureError::Cancelled | FutureError::Aborted)
    }

    /// The task's own error, if that is what this is.
    #[must_use]
    pub fn task_error(&self) -> Option<&TaskError> {
        match self {
            FutureError::Failed(error) => Some(error),
            _ => None,
        }
    }

    /// The task's own error as its own type, if that is what this is and it is an `E`.
    ///
    /// ```
    /// use std::num::{ParseFloatError, ParseIntError};
    /// use concurrent_futures::future::FutureError;
    ///
    /// let error = FutureError::Failed("many".parse::<u32>().unwrap_err().into());
    /// assert!(error.downcast_ref::<ParseIntError>().is_some());
    /// assert!(error.downcast_ref::<ParseFloatError>().is_none());
    /// assert!(FutureError::Timeout.downcast_ref::<ParseIntError>().is_none());
    /// ```
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.task_error()?.downcast_ref()
    }
}

/// The error a task ended with, of any type, kept whole and shared by all who ask for it.
///
/// Like `anyhow::Error` it is no `std::error::Error` itself, so that every error converts into it
/// with `?`. Clones are the same error object ([`TaskError::ptr_eq`]), as in Python, where each
/// call of `result()` raises the one exception; only those are equal.
///
/// ```
/// use std::num::ParseIntError;
/// use concurrent_futures::future::TaskError;
///
/// let error = TaskError::from("many".parse::<u32>().unwrap_err());
/// assert_eq!(error.type_name(), "ParseIntError");
/// assert!(error.downcast_ref::<ParseIntError>().is_some() && error.source().is_none());
/// assert!(error.ptr_eq(&error.clone()));
///
/// let renamed = TaskError::with_type_name(std::fmt::Error, "PrintError".to_owned());
/// assert_eq!(renamed.type_name(), "PrintError");
/// ```
#[derive(Clone)]
pub struct TaskError(Rc<Inner>);

struct Inner {
    error: Box<dyn Error>,
    type_name: Cow<'static, str>,
}

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Message(String);

/// A task that panicked. Natively it is the task's error, found with [`FutureError::downcast_ref`];
/// in Wasm a panic ends the program.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::future::TaskError;
/// # use concurrent_futures::runtime::VirtualRuntime;
/// # let runtime = Rc::new(VirtualRuntime::new());
/// use concurrent_futures::future::TaskPanicked;
///
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let panics = executor.submit(|| async { Ok::<u32, TaskError>(u32::from_str_radix("?", 10).unwrap()) })?;
/// runtime.run();
/// let error = panics.peek().unwrap().unwrap_err();
/// assert!(error.downcast_ref::<TaskPanicked>().is_some());
/// # Ok::<(), concurrent_futures::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the task panicked: {message}")]
pub struct TaskPanicked {
    /// What it panicked with.
    pub message: String,
}

impl TaskPanicked {
    pub(crate) fn new(payload: &(dyn Any + Send)) -> Self {
        TaskPanicked {
            message: panic_message(payload).to_owned(),
        }
    }
}

/// What a panic says, where it says it in words.
pub(crate) fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("with something that is no text")
}

impl TaskError {
    /// An error that is only a sentence.
    #[must_use]
    pub fn message(text: impl Into<String>) -> Self {
        Message(text.into()).into()
    }

    /// The error as its own type, if it is an `E`.
    #[must_use]
    pub fn downcast_ref<E: Error + 'static>(&self) -> Option<&E> {
        self.0.error.downcast_ref()
    }

    /// Whether both are one and the same error object.
    #[must_use]
    pub fn ptr_eq(&self, other: &TaskError) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// Last part of the name of the error's type, as it is shown in a future's textual form.
    #[must_use]
    pub fn type_name(&self) -> &str {
        &self.0.type_name
    }

    /// An error that goes by the name of the type it had elsewhere, as in a worker.
    #[must_use]
    pub fn with_type_name(error: impl Error + 'static, type_name: String) -> Self {
        TaskError(Rc::new(Inner {
            error: Box::new(error),
            type_name: type_name.into(),
        }))
    }

    /// The error behind this one, if it names one.
    #[must_use]
    pub fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.error.source()
    }
}

impl PartialEq for TaskError {
    fn eq(&self, other: &Self) -> bool {
        self.ptr_eq(other)
    }
}

impl Eq for TaskError {}

impl<E: Error + 'static> From<E> for TaskError {
    fn from(error: E) -> Self {
        let type_name = short_type_name::<E>();
        TaskError(Rc::new(Inner {
            error: Box::new(error),
            type_name: type_name.into(),
        }))
    }
}

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.error.fmt(f)
    }
}

impl fmt::Debug for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.error, f)
    }
}

/// `alloc::string::String` as `String`, `Vec<alloc::string::String>` as `Vec`.
pub(crate) fn short_type_name<T: ?Sized>() -> &'static str {
    let full = std::any::type_name::<T>();
    let outer = full.split('<').next().unwrap_or(full);
    outer.rsplit(':').next().unwrap_or(outer)
}
