//! Any error of this library, for functions that meet several.

use crate::completion::TimeoutError;
use crate::executor::{ConfigError, SubmitError};
use crate::future::FutureError;

/// Any error of this library, so that one `?` does for all: what each call returns says more exactly
/// what can go wrong there.
///
/// ```
/// # use std::rc::Rc;
/// # use concurrent_futures::executor::{Executor, IoExecutor};
/// # use concurrent_futures::runtime::VirtualRuntime;
/// use concurrent_futures::Error;
///
/// async fn parsed(executor: IoExecutor, text: &'static str) -> Result<u32, Error> {
///     let number = executor.submit(move || async move { text.parse::<u32>() })?; // if not accepted
///     Ok(number.await?) // if there is no result
/// }
///
/// let runtime = Rc::new(VirtualRuntime::new());
/// let executor = IoExecutor::new(runtime.clone(), 1)?;
/// let error = runtime.block_on(parsed(executor, "many")).unwrap().unwrap_err();
/// assert!(matches!(error, Error::Future(_)));
/// assert_eq!(error.to_string(), "invalid digit found in string");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// An executor cannot be made as asked.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A task was not accepted.
    #[error(transparent)]
    Submit(#[from] SubmitError),
    /// There is no result.
    #[error(transparent)]
    Future(#[from] FutureError),
    /// Not all futures were done in time.
    #[error(transparent)]
    Timeout(#[from] TimeoutError),
}
