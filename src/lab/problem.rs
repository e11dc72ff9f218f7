//! Why a run of the lab came to nothing, or not to all that was asked.

use super::own::OwnError;
use crate::executor::{ConfigError, SubmitError};
use crate::future::{Broken, FutureError, TaskError};

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

impl Problem {
    /// What a person's own function came to, if it is that which kept the run from beginning.
    #[must_use]
    pub fn of_own(&self) -> Option<&OwnError> {
        match self {
            Problem::Refused(SubmitError::Broken(Broken::Worker(error))) => error.downcast_ref(),
            _ => None,
        }
    }
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
