//! What went wrong with an executor, a future or a request, in the language of the page. What an
//! error says itself, as exports have it, is English.

use crate::app::format::decimal;
use crate::config::Lang;
use crate::executor::{ConfigError, SubmitError};
use crate::fetch::FetchError;
use crate::future::{Broken, FutureError, TaskError, TaskPanicked};
use crate::tell::strong as quoted;

/// Puts a task's own error into words. What somebody else said stays as it is, which is most often
/// English, and is marked as what stands out ([`parts`](crate::tell::parts)).
pub type TaskWords = fn(Lang, &TaskError) -> String;

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
        (Lang::Zh, ConfigError::NoWorkers) => "这里不是浏览器，没有 worker".to_owned(),
        (Lang::Zh, ConfigError::InWorker) => {
            "这是 pool 的 worker，程序的入口也会在这里运行：请在 `main` 上方加 #[concurrent_futures::main]".to_owned()
        }
    }
}

/// Why a task was not accepted.
#[must_use]
pub fn submit(lang: Lang, error: &SubmitError, task: TaskWords) -> String {
    match (lang, error) {
        (Lang::En, error) => error.to_string(),
        (Lang::Zh, SubmitError::Shutdown) => "执行器已 shutdown，不再接收新任务".to_owned(),
        (Lang::Zh, SubmitError::Broken(reason)) => broken(reason, task),
        (Lang::Zh, SubmitError::QueueFull { limit }) => {
            format!("队列已满：已有 {limit} 个任务在等待")
        }
        (Lang::Zh, SubmitError::Config(error)) => config(lang, *error),
    }
}

/// Why there is no result.
#[must_use]
pub fn future(lang: Lang, error: &FutureError, task: TaskWords) -> String {
    match (lang, error) {
        (_, FutureError::Failed(error)) => task(lang, error),
        (Lang::En, error) => error.to_string(),
        (Lang::Zh, FutureError::Cancelled) => "future 在开始之前已被取消".to_owned(),
        (Lang::Zh, FutureError::Aborted) => "任务在运行中被中止".to_owned(),
        (Lang::Zh, FutureError::Timeout) => "future 未在限时内完成".to_owned(),
        (Lang::Zh, FutureError::Broken(reason)) => broken(reason, task),
    }
}

/// The error of a task that is no error of workers: of a fetch, that it panicked, or else in its own
/// words.
#[must_use]
pub fn task(lang: Lang, error: &TaskError) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    if let Some(error) = error.downcast_ref() {
        return fetch(error);
    }
    match error.downcast_ref() {
        Some(TaskPanicked { message }) => format!("任务发生 panic：{}", quoted(message)),
        None => quoted(&error.to_string()),
    }
}

fn broken(reason: &Broken, task: TaskWords) -> String {
    let why = match reason {
        Broken::Dropped => return "执行器在任务结束之前丢弃了它".to_owned(),
        Broken::TornDown => "它的运行环境已被拆除".to_owned(),
        Broken::Initializer => "一个初始化函数失败".to_owned(),
        Broken::Terminated => "terminate_workers() 已终止全部 worker".to_owned(),
        Broken::Worker(error) => task(Lang::Zh, error),
        Broken::Workers { workers, last } => {
            let last = task(Lang::Zh, last);
            format!("连续 {workers} 个 worker 未完成任何任务就已结束，最后一个：{last}")
        }
        Broken::Other(said) => quoted(said),
    };
    format!("执行器已无法运行任务：{why}")
}

fn fetch(error: &FetchError) -> String {
    match error {
        FetchError::NotFound { url } => format!("未找到：{}", quoted(url)),
        FetchError::Http { status, reason, .. } if reason.is_empty() => {
            format!("HTTP 错误 {status}")
        }
        FetchError::Http { status, reason, .. } => {
            format!("HTTP 错误 {status} - {}", quoted(reason))
        }
        FetchError::Network { detail } => format!(
            "网络错误：{}（连接被拒绝或被重置、被 CORS 拦截、离线，或其他原因：浏览器不说明是哪一种）",
            quoted(detail)
        ),
        FetchError::BrokenOff { detail, .. } => {
            format!("网络错误：响应没有传完就中断了（{}）", quoted(detail))
        }
        FetchError::Timeout { timeout } => {
            format!("{} 秒后超时", decimal(timeout.as_secs_f64(), 1))
        }
        FetchError::BadRequest { detail } => {
            format!("浏览器无法发出这样的请求：{}", quoted(detail))
        }
    }
}
