//! The few words on the picture.

use crate::config::Lang;
use crate::record::Outcome;

pub(super) struct Words {
    lang: Lang,
    pub(super) queued: &'static str,
    pub(super) held: &'static str,
    pub(super) running: &'static str,
    pub(super) pausing: &'static str,
    pub(super) waiting: &'static str,
    pub(super) completed: &'static str,
    pub(super) stall: &'static str,
    /// Room for one word and its mark, in pixels.
    pub(super) room: u32,
}

impl Words {
    pub(super) fn of(lang: Lang) -> Self {
        match lang {
            Lang::En => Words {
                lang,
                queued: "queued",
                held: "held by browser",
                running: "running",
                pausing: "pausing to retry",
                waiting: "waiting for delivery",
                completed: "completed",
                stall: "main thread",
                room: 124,
            },
            Lang::Zh => Words {
                lang,
                queued: "排队",
                held: "浏览器暂留",
                running: "运行",
                pausing: "重试前停顿",
                waiting: "等待交付",
                completed: "完成",
                stall: "主线程停顿",
                room: 108,
            },
        }
    }

    pub(super) fn outcome(&self, outcome: Outcome) -> &'static str {
        match (self.lang, outcome) {
            (Lang::En, Outcome::Ok) => "OK",
            (Lang::En, Outcome::NotFound) => "not found",
            (Lang::En, Outcome::HttpError) => "HTTP error",
            (Lang::En, Outcome::NetworkError) => "connection error",
            (Lang::En, Outcome::Timeout) => "timeout",
            (Lang::En, Outcome::Cancelled) => "cancelled",
            (Lang::En, Outcome::Failed) => "failed",
            (Lang::Zh, Outcome::Ok) => "成功",
            (Lang::Zh, Outcome::NotFound) => "未找到",
            (Lang::Zh, Outcome::HttpError) => "HTTP 错误",
            (Lang::Zh, Outcome::NetworkError) => "连接错误",
            (Lang::Zh, Outcome::Timeout) => "超时",
            (Lang::Zh, Outcome::Cancelled) => "已取消",
            (Lang::Zh, Outcome::Failed) => "失败",
        }
    }
}
