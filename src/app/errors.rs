//! What went wrong with an executor or a future, in the language of the page. What an error says
//! itself, as exports have it, is English.

use crate::config::Lang;
use crate::executor::{ConfigError, SubmitError};
use crate::fetch::FetchError;
use crate::future::{FutureError, TaskError, TaskPanicked};

/// Why an executor cannot be made.
#[must_use]
pub fn config(lang: Lang, error: ConfigError) -> String {
    match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Zh, ConfigError::MaxWorkers) => "max_workers 必须大于 0".to_owned(),
        (Lang::Zh, ConfigError::TooManyWorkers(most)) => format!("max_workers 不能大于 {most}"),
        (Lang::Zh, ConfigError::MaxJobsPerWorker) => "max_jobs_per_worker 不能小于 1".to_owned(),
        (Lang::Zh, ConfigError::QueueLimit) => "queue_limit 不能小于 1".to_owned(),
        (Lang::Zh, ConfigError::BufferSize) => "buffersize 必须是 None 或大于 0".to_owned(),
        (Lang::Zh, ConfigError::ChunkSize) => "chunksize 不能小于 1".to_owned(),
    }
}

/// Why a task was not accepted.
#[must_use]
pub fn submit(lang: Lang, error: &SubmitError) -> String {
    match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Zh, SubmitError::Shutdown) => "执行器已 shutdown，不再接收新任务".to_owned(),
        (Lang::Zh, SubmitError::Broken(reason)) => broken(reason),
        (Lang::Zh, SubmitError::QueueFull { limit }) => {
            format!("队列已满：已有 {limit} 个任务在等待")
        }
        (Lang::Zh, SubmitError::Config(error)) => config(lang, *error),
    }
}

/// Why there is no result. `task` puts the task's own error into words.
#[must_use]
pub fn future(lang: Lang, error: &FutureError, task: fn(Lang, &TaskError) -> String) -> String {
    match (lang, error) {
        (_, FutureError::Failed(error)) => task(lang, error),
        (Lang::En, error) => error.to_string(),
        (Lang::Zh, FutureError::Cancelled) => "future 在开始之前已被取消".to_owned(),
        (Lang::Zh, FutureError::Aborted) => "任务在运行中被中止".to_owned(),
        (Lang::Zh, FutureError::Timeout) => "future 未在限时内完成".to_owned(),
        (Lang::Zh, FutureError::Broken(reason)) => broken(reason),
    }
}

/// The error of a task that is no error of workers: of a fetch, that it panicked, or else in its own
/// words.
#[must_use]
pub fn task(lang: Lang, error: &TaskError) -> String {
    if let Some(error) = error.downcast_ref::<FetchError>() {
        return error.sentence(lang);
    }
    match (lang, error.downcast_ref::<TaskPanicked>()) {
        (Lang::Zh, Some(TaskPanicked { message })) => format!("任务发生 panic：{message}"),
        _ => error.to_string(),
    }
}

fn broken(reason: &str) -> String {
    format!("执行器已无法运行任务：{reason}")
}
