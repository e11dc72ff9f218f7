//! What went wrong with workers and their jobs: English, as the errors say it themselves.

use crate::future::TaskError;
use crate::workers::WorkerError;

/// The error of a job that is none of its worker.
pub fn task(error: &TaskError) -> String {
    error.to_string()
}

/// How a worker, or a job on its way, came to grief.
pub fn worker(error: &WorkerError) -> String {
    error.to_string()
}
