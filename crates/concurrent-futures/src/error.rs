//! Any error of this library, for functions that meet several.

use crate::completion::TimeoutError;
use crate::executor::{ConfigError, SubmitError};
use crate::future::FutureError;

/// Any error of this library, so that one `?` does for all: what each call returns says more exactly
/// what can go wrong there.
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
