//! What went wrong with an executor, a future or a request: Chinese.

use crate::config::Lang;
use crate::executor::{ConfigError, SubmitError};
use crate::fetch::FetchError;
use crate::future::{Broken, FutureError, TaskError, TaskPanicked};
use crate::tell::format::decimal;
use crate::tell::strong as quoted;
use crate::tell::words::errors::TaskWords;

/// Why an executor cannot be made.
pub fn config(error: ConfigError) -> String {
    match error {
        ConfigError::MaxWorkers => "max_workers 必须大于 0".to_owned(),
        ConfigError::TooManyWorkers(most) => format!("max_workers 不能大于 {most}"),
        ConfigError::MaxJobsPerWorker => "max_jobs_per_worker 不能小于 1".to_owned(),
        ConfigError::QueueLimit => "queue_limit 不能小于 1".to_owned(),
        ConfigError::BufferSize => "buffersize 必须是 None 或大于 0".to_owned(),
        ConfigError::ChunkSize => "chunksize 不能小于 1".to_owned(),
        ConfigError::NoWorkers => "这里不是浏览器，没有 worker".to_owned(),
        ConfigError::InWorker => {
            "这是 pool 的 worker，程序的入口也会在这里运行：请在 `main` 上方加 #[concurrent_futures::main]".to_owned()
        }
    }
}

/// Why a task was not accepted.
pub fn submit(error: &SubmitError, task: TaskWords) -> String {
    match error {
        SubmitError::Shutdown => "执行器已 shutdown，不再接收新任务".to_owned(),
        SubmitError::Broken(reason) => broken(reason, task),
        SubmitError::QueueFull { limit } => {
            format!("队列已满：已有 {limit} 个任务在等待")
        }
        SubmitError::Config(error) => config(*error),
    }
}

/// Why there is no result.
pub fn future(error: &FutureError, task: TaskWords) -> String {
    match error {
        FutureError::Failed(error) => task(Lang::Zh, error),
        FutureError::Cancelled => "future 在开始之前已被取消".to_owned(),
        FutureError::Aborted => "任务在运行中被中止".to_owned(),
        FutureError::Timeout => "future 未在限时内完成".to_owned(),
        FutureError::Broken(reason) => broken(reason, task),
    }
}

/// The error of a task that is no error of workers: of a fetch, that it panicked, or else in its own
/// words.
pub fn task(error: &TaskError) -> String {
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
