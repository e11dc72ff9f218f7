//! Why a run of the lab came to nothing, or not to all that was asked.

use crate::executor::{ConfigError, SubmitError};
use crate::future::{FutureError, TaskError};

/// Why there is nothing, or not everything, to show of a run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// An executor could not be made, or took no jobs.
    #[error(transparent)]
    Refused(#[from] SubmitError),
    /// A measurement on which the others depend has no result.
    #[error(transparent)]
    Failed(#[from] FutureError),
}

impl From<ConfigError> for Problem {
    fn from(error: ConfigError) -> Self {
        Problem::Refused(error.into())
    }
}

impl From<TaskError> for Problem {
    fn from(error: TaskError) -> Self {
        Problem::Failed(FutureError::Failed(error))
    }
}
