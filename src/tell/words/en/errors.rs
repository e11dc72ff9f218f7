//! What went wrong with an executor, a future or a request: English, as the errors say it themselves.

use crate::config::Lang;
use crate::executor::{ConfigError, SubmitError};
use crate::future::{FutureError, TaskError};
use crate::tell::words::errors::TaskWords;

/// Why an executor cannot be made.
pub fn config(error: ConfigError) -> String {
    error.to_string()
}

/// Why a task was not accepted.
pub fn submit(error: &SubmitError, _: TaskWords) -> String {
    error.to_string()
}

/// Why there is no result.
pub fn future(error: &FutureError, task: TaskWords) -> String {
    match error {
        FutureError::Failed(error) => task(Lang::En, error),
        error => error.to_string(),
    }
}

/// The error of a task that is no error of workers.
pub fn task(error: &TaskError) -> String {
    error.to_string()
}
