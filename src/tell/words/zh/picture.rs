//! The few words on the picture: Chinese.

use super::page;
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
    outcome: page::outcome,
};
