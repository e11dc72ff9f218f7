//! What went wrong with workers and their jobs: Chinese.

use super::errors;
use crate::config::Lang;
use crate::future::TaskError;
use crate::lab::OutOfTime;
use crate::lab::own::{self, OwnError};
use crate::lab::shared::{MOST_TIMES, MOST_WORKERS, SharedError};
use crate::lab::transfer::LineError;
use crate::tell::format::span_in;
use crate::tell::strong as quoted;
use crate::workers::{Failure, WorkerError};

/// The error of a job that is none of its worker.
pub fn task(error: &TaskError) -> String {
    if let Some(OutOfTime { limit }) = error.downcast_ref() {
        return format!("任务运行超过 {}，已被停止", span_in(Lang::Zh, *limit));
    }
    if let Some(error) = error.downcast_ref() {
        return match error {
            SharedError::NotIsolated => "页面未隔离，浏览器不提供共享内存".to_owned(),
            SharedError::Workers => format!("这里的 worker 数须为 1 到 {MOST_WORKERS}"),
            SharedError::Times => format!("这里每个 worker 的加法次数须为 1 到 {MOST_TIMES}"),
            SharedError::Missing { ready, asked } => {
                format!("{asked} 个 worker 中只有 {ready} 个就绪")
            }
        };
    }
    if let Some(error) = error.downcast_ref() {
        return match error {
            OwnError::Threw(said) => format!("你的函数抛出了 {}", quoted(said)),
            OwnError::NoFunction(said) => format!("这段文本不是函数：{}", quoted(said)),
            OwnError::Silent => format!(
                "带有你的函数的 worker 未能在 {}内就绪：它的文本可能不会结束，或者运行它的框架未能加载",
                span_in(Lang::Zh, own::START)
            ),
        };
    }
    match error.downcast_ref() {
        Some(LineError::Silent) => "worker 没有应答".to_owned(),
        Some(LineError::NoScript) => "worker 的脚本无法加载".to_owned(),
        Some(LineError::Unreadable) => "一条消息无法读取（messageerror）".to_owned(),
        Some(LineError::Said(said)) => quoted(said),
        None => errors::task(error),
    }
}

/// How a worker, or a job on its way, came to grief. What a script or the browser said about it
/// stays in its own words.
pub fn worker(error: &WorkerError) -> String {
    failed(&error.worker, &error.failure)
}

fn failed(name: &str, failure: &Failure) -> String {
    let span = |time| span_in(Lang::Zh, time);
    match failure {
        Failure::Load(cause) => format!("{name} 无法启动：{}", quoted(cause)),
        Failure::NoScript(script) => {
            format!("{name} 无法启动：无法获取它的脚本 {}", quoted(script))
        }
        Failure::Script { said, script } => format!(
            "{name} 无法启动：它的脚本出错：{}（{}）",
            quoted(said),
            quoted(script)
        ),
        Failure::Version { page, worker } => format!(
            "{name} 来自另一个版本：它使用协议 {worker}，页面使用协议 {page}；请重新加载页面"
        ),
        Failure::Start(limit) => format!("{name} 未能在 {}内就绪", span(*limit)),
        Failure::Initializer(cause) => format!("{name} 的初始化函数失败：{}", quoted(cause)),
        Failure::Initializing(failure) => {
            format!("{name} 的初始化函数失败：{}", failed(name, failure))
        }
        Failure::HandedOver => "初始化函数中的缓冲区会被转移，而每个 worker 都需要它".to_owned(),
        Failure::Unsendable(cause) => format!("任务无法发送：{}", quoted(cause)),
        Failure::UndecodableJob(cause) => format!("{name} 无法解码任务：{}", quoted(cause)),
        Failure::UnsendableResult(cause) => format!("{name} 无法发送结果：{}", quoted(cause)),
        Failure::UndecodableResult(cause) => format!("无法解码 {name} 的结果：{}", quoted(cause)),
        Failure::Message => format!("页面与 {name} 之间的一条消息无法读取（messageerror）"),
        Failure::Panic { message, location } => format!(
            "任务在 {name} 中发生 panic：{}（{}）",
            quoted(message),
            quoted(location)
        ),
        Failure::Trap(cause) => format!("任务在 {name} 中触发 trap：{}", quoted(cause)),
        Failure::Memory(cause) => format!("{name} 内存不足：{}", quoted(cause)),
        Failure::Closed => format!("{name} 自行关闭"),
        Failure::Vanished => format!("{name} 消失了，原因不明"),
        Failure::Uncaught(cause) => format!("{name} 中有未捕获的错误：{}", quoted(cause)),
        Failure::Timeout(limit) => format!("任务运行超过 {}，{name} 已被停止", span(*limit)),
    }
}
