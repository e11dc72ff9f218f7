//! What went wrong with an executor, a future or a request. What an error says itself, as exports have it, is English.

use super::in_language;
use crate::config::Lang;
use crate::executor::{ConfigError, SubmitError};
use crate::future::{FutureError, TaskError};

/// Puts a task's own error into words. What somebody else said stays as it is, which is most often
/// English, and is marked as what stands out ([`parts`](crate::tell::parts)).
pub type TaskWords = fn(Lang, &TaskError) -> String;

/// Why an executor cannot be made.
#[must_use]
pub fn config(lang: Lang, error: ConfigError) -> String {
    in_language!(lang, errors as said: said::config(error))
}

/// Why a task was not accepted.
#[must_use]
pub fn submit(lang: Lang, error: &SubmitError, task: TaskWords) -> String {
    in_language!(lang, errors as said: said::submit(error, task))
}

/// Why there is no result.
#[must_use]
pub fn future(lang: Lang, error: &FutureError, task: TaskWords) -> String {
    in_language!(lang, errors as said: said::future(error, task))
}

/// The error of a task that is no error of workers: of a fetch, that it panicked, or else in its own
/// words.
#[must_use]
pub fn task(lang: Lang, error: &TaskError) -> String {
    in_language!(lang, errors as said: said::task(error))
}
