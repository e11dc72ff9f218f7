//! What went wrong with workers and their jobs, in the language of the page.

use crate::app::errors;
use crate::app::format::span_in;
use crate::config::Lang;
use crate::future::{FutureError, TaskError};
use crate::lab::OutOfTime;
use crate::workers::{Failure, WorkerError};

/// Why a future of the lab has no result.
#[must_use]
pub fn future(lang: Lang, error: &FutureError) -> String {
    errors::future(lang, error, task)
}

fn task(lang: Lang, error: &TaskError) -> String {
    if let Some(error) = error.downcast_ref() {
        return worker(lang, error);
    }
    match (lang, error.downcast_ref::<OutOfTime>()) {
        (Lang::Zh, Some(OutOfTime { limit })) => {
            format!("任务运行超过 {}，已被停止", span_in(lang, *limit))
        }
        _ => errors::task(lang, error),
    }
}

/// How a worker, or a job on its way, came to grief. What a script or the browser said about it
/// stays in its own words.
#[must_use]
pub fn worker(lang: Lang, error: &WorkerError) -> String {
    match lang {
        Lang::En => error.to_string(),
        Lang::Zh => chinese(&error.worker, &error.failure),
    }
}

fn chinese(name: &str, failure: &Failure) -> String {
    let span = |time| span_in(Lang::Zh, time);
    match failure {
        Failure::Load(cause) => format!("{name} 无法启动：{cause}"),
        Failure::Version { page, worker } => format!(
            "{name} 来自另一个版本：它使用协议 {worker}，页面使用协议 {page}；请重新加载页面"
        ),
        Failure::Start(limit) => format!("{name} 未能在 {}内就绪", span(*limit)),
        Failure::Initializer(cause) => format!("{name} 的初始化函数失败：{cause}"),
        Failure::Unsendable(cause) => format!("任务无法发送：{cause}"),
        Failure::UndecodableJob(cause) => format!("{name} 无法解码任务：{cause}"),
        Failure::UnsendableResult(cause) => format!("{name} 无法发送结果：{cause}"),
        Failure::UndecodableResult(cause) => format!("无法解码 {name} 的结果：{cause}"),
        Failure::Message => format!("页面与 {name} 之间的一条消息无法读取（messageerror）"),
        Failure::Panic { message, location } => {
            format!("任务在 {name} 中发生 panic：{message}（{location}）")
        }
        Failure::Trap(cause) => format!("任务在 {name} 中触发 trap：{cause}"),
        Failure::Memory(cause) => format!("{name} 内存不足：{cause}"),
        Failure::Closed => format!("{name} 自行关闭"),
        Failure::Vanished => format!("{name} 消失了，原因不明"),
        Failure::Uncaught(cause) => format!("{name} 中有未捕获的错误：{cause}"),
        Failure::Timeout(limit) => format!("任务运行超过 {}，{name} 已被停止", span(*limit)),
    }
}
