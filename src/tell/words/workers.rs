//! What went wrong with workers and their jobs.

use super::{errors, in_language};
use crate::config::Lang;
use crate::future::{FutureError, TaskError};
use crate::lab::Problem;
use crate::workers::WorkerError;

/// Why there is nothing, or not everything, to show of a run.
#[must_use]
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::Refused(error) => errors::submit(lang, error, task),
        Problem::Failed(error) => future(lang, error),
    }
}

/// Why a future of the lab has no result.
#[must_use]
pub fn future(lang: Lang, error: &FutureError) -> String {
    errors::future(lang, error, task)
}

fn task(lang: Lang, error: &TaskError) -> String {
    if let Some(error) = error.downcast_ref() {
        return worker(lang, error);
    }
    in_language!(lang, workers as said: said::task(error))
}

/// How a worker, or a job on its way, came to grief. What a script or the browser said about it
/// stays in its own words.
#[must_use]
pub fn worker(lang: Lang, error: &WorkerError) -> String {
    in_language!(lang, workers as said: said::worker(error))
}
