//! The words of kept runs: Chinese.

use crate::app::kept::shelf::{LONGEST, MOST, MOST_FUTURES};
use crate::tell::format::grouped;
use crate::tell::words::kept::Words;

/// The words.
pub static WORDS: Words = Words {
    title: "本次访问的运行",
    none: "每次结束的运行，以及每次打开的运行，都会列在这里。",
    what: || {
        format!(
            "最多保留最近 {MOST} 次，不含超过 {} 个 future 或 {} 万个字符的运行。它们留在此标签页中，重新加载后仍在，直到关闭标签页。",
            grouped(MOST_FUTURES as u64),
            LONGEST / 10_000
        )
    },
    refused: "此浏览器不允许本页存储任何内容：重新加载后这些运行会丢失。",
    full: "浏览器的存储空间放不下全部运行：重新加载后其中一些会丢失。",
    runs: |runs| format!("{runs} 次运行"),
    workers: |workers| format!("{workers} 个 worker"),
    a_program: "某个程序",
    pasted: "已打开的记录",
    show: "显示",
    choose: "选择",
    how: "选择两次运行，在同一条时间轴上查看。",
    beside: "并排显示",
    forget: "移除",
    forget_all: "全部移除",
    shown: |name| format!("来自本次访问：{name}。"),
    both: "本次访问中的两次运行，显示在同一条时间轴上。",
    whole: "以下针对两次运行的全程，而不是当前显示的时刻：",
    gone: "这次运行已不再保留",
    of_experiment: |experiment, details| format!("{experiment}：{details}"),
    comma: "，",
};
