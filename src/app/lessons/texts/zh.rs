//! Chinese, zh-CN.

use std::time::Duration;

use super::LessonTexts;
use crate::app::errors;
use crate::app::format::{decimal, span_in};
use crate::app::lessons::facts::PlayFacts;
use crate::app::lessons::playground::OnPurpose;
use crate::app::lessons::transcript::Said;
use crate::app::texts::strong;
use crate::config::Lang;
use crate::future::State;

fn span(time: Duration) -> String {
    span_in(Lang::Zh, time)
}

fn tenths(tenths: u64) -> String {
    format!("{} 秒", decimal(tenths as f64 / 10.0, 1))
}

fn said(said: &Said) -> String {
    match said {
        Said::Form(form) => form.clone(),
        Said::Refused(error) => format!("SubmitError：{}", errors::submit(Lang::Zh, error)),
        Said::Cancel(true, State::Pending) => "True：尚未开始".to_owned(),
        Said::Cancel(true, _) | Said::Abort(true, State::Cancelled) => {
            "True：此前已取消".to_owned()
        }
        Said::Cancel(false, State::Running) => "False：正在运行".to_owned(),
        Said::Cancel(false, _) | Said::Abort(false, _) => "False：已经结束".to_owned(),
        Said::Abort(true, State::Running) => "True：任务已停止".to_owned(),
        Said::Abort(true, _) => "True：尚未开始".to_owned(),
        Said::WillCall => "None：完成时调用".to_owned(),
        Said::Called(form, after) => format!("{form}，在结果之后 {}", span(*after)),
        Said::CalledAtOnce(form) => format!("已经完成，立即以 {form} 调用"),
        Said::Waits(timeout) => format!("最多等待 {}", span(*timeout)),
        Said::Returned(result) => format!("'{result}'"),
        Said::Raised(OnPurpose) => "抛出 OnPurpose：任务按要求失败".to_owned(),
        Said::Lost(error) => format!("抛出 {error}"),
        Said::TimedOut => "TimeoutError：未能及时完成，任务仍在继续".to_owned(),
        Said::Cancelled => "CancelledError：没有结果".to_owned(),
        Said::ShutDown(open) => format!("不再接受新任务；等待 {open} 个结束"),
        Said::Drained => "None：全部结束".to_owned(),
    }
}

fn ready(workers: usize) -> String {
    format!(
        "提交一个任务，得到一个 future。同时运行 {} 个；按{}，或者自己动手试。",
        strong(&workers.to_string()),
        strong("演示本章")
    )
}

fn now(running: usize, pending: usize, done: usize) -> String {
    format!(
        "{}，{}，{done} 个完成。",
        strong(&format!("{running} 个运行")),
        strong(&format!("{pending} 个等待"))
    )
}

fn measured(facts: &PlayFacts) -> String {
    let mut text = strong(&format!("最多 {} 个同时运行", facts.at_once));
    let mut add = |number: usize, what: &str| {
        if number > 0 {
            text.push_str(&format!("，{number} 个{what}"));
        }
    };
    add(facts.waited, "曾排队等待 worker");
    add(facts.cancelled, "在开始前取消");
    add(facts.aborted, "在运行中被中止");
    add(facts.failed, "失败");
    if let Some(after) = facts.callback {
        text.push_str(&format!("；回调在结果之后 {}运行", span(after)));
    }
    if !facts.order.is_empty() {
        let order = strong(&facts.order.join("、"));
        text.push_str(&format!("；完成顺序为 {order}"));
    }
    text + "。"
}

/// Chinese.
pub(super) static TEXTS: LessonTexts = LessonTexts {
    settings: "设置",
    guide: [
        "future 是尚未到来的结果。它不由你创建：submit 会把它交给你。",
        "在有空闲 worker 之前它是 pending，然后 running，最后 finished；或者 cancelled。",
        "cancel() 只在开始之前有效。abort() 还能停止正在运行的任务。Python 的 Future 做不到；从 3.14 起，进程池有 terminate_workers() 和 kill_workers()，但会结束整个池。",
        "result() 会等待：在 Python 里它阻塞所在的线程，在这里用 await。设了超时就只等这么久，任务照常继续。完成后会调用回调。",
        "asyncio 有自己的 Future，作用相同：要用 await 等它，它的 result() 没有超时参数，完成之前调用会抛出 InvalidStateError。",
    ],
    guide_title: "什么是 future",
    takes: "任务耗时",
    fails: "故意失败",
    patience: "限时等待",
    tenths,
    submit: "提交",
    play: "演示本章",
    shutdown: "停止接收新任务（shutdown）",
    anew: "重新开始",
    calls: ["取消", "中止", "添加完成回调", "限时等待"],
    futures: "Future",
    no_futures: "提交的 future 会在这里排成一列。",
    console: "控制台",
    no_lines: "你问了什么，它们答了什么。",
    said,
    ready,
    now,
    measured,
    title: "课程",
    lessons: [
        ("什么是 future", "等待、运行、完成、取消"),
        ("一起等待", "逐个进行与同时进行；阻塞的 I/O 会释放 GIL"),
        ("map 保持顺序", "一个慢的任务让已完成的结果都等它"),
        ("同时多少个", "worker 多不一定更快"),
        (
            "代码在哪里运行",
            "一次算完像 asyncio，分片像 GIL 下的线程，或者用 worker 池",
        ),
        (
            "用 worker 计算",
            "离 N 倍还有多远：实测加速比，直到超过核心数",
        ),
        ("传递数据的代价", "复制与转移"),
        (
            "换引擎还是加 worker",
            "JavaScript、Wasm、SIMD 与更多 worker，好比 PyPy 与进程",
        ),
        (
            "两个执行器，一个顺序",
            "请求与计算在同一个 as_completed 中，好比线程与进程",
        ),
        ("错误也是结果", "一个失败，不影响其余的结果"),
        ("运行中的进度", "完成数、速率、剩余时间，与 tqdm 相同"),
        ("真正的取消", "排队的不再开始，运行的被中止"),
    ],
};
