//! The few words on the picture: Chinese.

use crate::record::Outcome;
use crate::tell::words::picture::Words;

/// The words.
pub static WORDS: Words = Words {
    queued: "排队",
    held: "浏览器暂留",
    running: "运行",
    pausing: "重试前停顿",
    waiting: "等待交付",
    completed: "完成",
    stall: "主线程停顿",
    room: 108,
    outcome: |outcome| match outcome {
        Outcome::Ok => "成功",
        Outcome::NotFound => "未找到",
        Outcome::HttpError => "HTTP 错误",
        Outcome::NetworkError => "连接错误",
        Outcome::Timeout => "超时",
        Outcome::Cancelled => "已取消",
        Outcome::Failed => "失败",
    },
};
