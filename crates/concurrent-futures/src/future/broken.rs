//! Why an executor runs no tasks any more.

use std::rc::Rc;

use super::TaskError;

/// Why an executor can run no more tasks, or lost one. Cheap to clone.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::{future::Completer, runtime::VirtualRuntime};
/// use concurrent_futures::future::{Broken, FutureError};
///
/// let (completer, future) = Completer::<u32>::pair(Rc::new(VirtualRuntime::new()));
/// drop(completer);
/// assert_eq!(future.peek(), Some(Err(FutureError::Broken(Broken::Dropped))));
/// assert_eq!(Broken::from("no more paper").to_string(), "no more paper");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It dropped the task before it ended.
    #[error("the executor dropped the task before it ended")]
    Dropped,
    /// What drives its tasks is gone.
    #[error("the executor's runtime was torn down")]
    TornDown,
    /// An initializer failed on this thread.
    #[error("an initializer failed, the executor is not usable anymore")]
    Initializer,
    /// Its workers were ended by hand.
    #[error("the workers were terminated by terminate_workers()")]
    Terminated,
    /// One of its workers ended, and none is to take its place.
    #[error("{0}")]
    Worker(TaskError),
    /// No worker comes up, or none stays.
    #[error(
        "the pool is broken: {workers} workers in a row ended without doing a job; the last: {last}"
    )]
    Workers {
        /// So many in a row.
        workers: u32,
        /// How the last of them ended.
        last: TaskError,
    },
    /// What an executor of one's own says.
    #[error("{0}")]
    Other(Rc<str>),
}

impl From<&str> for Broken {
    fn from(reason: &str) -> Self {
        Broken::Other(reason.into())
    }
}
