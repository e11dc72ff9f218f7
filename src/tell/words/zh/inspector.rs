//! The words of the inspector: Chinese.

use std::time::Duration;

use super::page;
use crate::app::inspector::{Place, Turn};
use crate::config::Lang;
use crate::record::Attempt;
use crate::tell::format::{decimal, short_in, span_in};
use crate::tell::words::inspector::InspectorTexts;

fn span(time: Duration) -> String {
    span_in(Lang::Zh, time)
}

fn answered(what: &str, answer: bool) -> String {
    match answer {
        true => format!("{what}() → True：已取消"),
        false => format!("{what}() → False：太晚了"),
    }
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Submitted => "已提交：pending".to_owned(),
        Turn::Started(Place::Slot(slot)) => format!("在槽位 {} 开始：running", slot + 1),
        Turn::Started(Place::Worker(worker)) => {
            format!("在 worker {} 上开始：running", worker + 1)
        }
        Turn::Started(Place::Unknown) => "开始：running".to_owned(),
        Turn::FirstPoll(true) => "第一次轮询：发出请求".to_owned(),
        Turn::FirstPoll(false) => "第一次轮询：任务开始".to_owned(),
        Turn::Polled => "执行器再次轮询".to_owned(),
        Turn::Woken => "它等待的响应或定时器已就绪，将其唤醒".to_owned(),
        Turn::Attempt(number) => format!("第 {number} 次尝试"),
        Turn::Progress(share) => format!("{} %", decimal(share * 100.0, 0)),
        Turn::Named(label) => format!("dict 说明了它对应什么：{label}"),
        Turn::CallbackRan => "一个完成回调已运行".to_owned(),
        Turn::CancelAsked(answer) => self::answered("cancel", *answer),
        Turn::AbortAsked(answer) => self::answered("abort", *answer),
        Turn::Settled(outcome) => {
            format!("已结束：{}", (page::WORDS.outcome)(*outcome))
        }
        Turn::Delivered(wait) => format!("已交付，完成后又等了 {}", span(*wait)),
        Turn::Skipped(number) => format!("……另有 {number} 步"),
    }
}

fn open(name: &str) -> String {
    format!("查看 {name}")
}

fn polls(polls: usize, wakes: usize) -> String {
    format!("promise → future → 执行器：唤醒 {wakes} 次，轮询 {polls} 次。")
}

fn phase(name: &str) -> &'static str {
    match name {
        "held" => "浏览器暂缓发送",
        "waiting" => "等待服务器",
        "receiving" => "接收",
        "send" => "发往 worker",
        "queue" => "在 worker 处排队",
        "return" => "返回途中",
        _ => "计算",
    }
}

fn request(attempt: &Attempt) -> String {
    let took = short_in(Lang::Zh, attempt.to.saturating_sub(attempt.from));
    let ended = match attempt.http_status {
        Some(status) => format!("HTTP {status}"),
        None => (page::WORDS.outcome)(attempt.outcome).to_owned(),
    };
    let parts = attempt.server.zip(attempt.on_the_way());
    let parts = parts.map(|(server, way)| {
        let (server, way) = (short_in(Lang::Zh, server), short_in(Lang::Zh, way));
        format!("：服务器处理 {server}，途中 {way}")
    });
    format!("{ended}，用时 {took}{}", parts.unwrap_or_default())
}

/// Chinese.
pub static WORDS: InspectorTexts = InspectorTexts {
    title: "检查器",
    close: "关闭",
    open,
    cancel: "取消此 future",
    abort: "中止此 future",
    answered,
    history: "历史记录",
    turn,
    polls,
    result: "结果",
    error: "错误",
    phase,
    server: "服务器处理（服务器自报）",
    way: "往返途中",
    phases: "各阶段",
    hidden_elsewhere: "未公开：其他源的服务器须发送 Timing-Allow-Origin: *",
    hidden_redirected: "未公开：请求经过重定向",
    requests: "各次请求",
    request,
    span: |time| short_in(Lang::Zh, time),
};
