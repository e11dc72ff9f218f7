//! The words of commands: Chinese.

use crate::app::commands::Place;
use crate::tell::words::commands::Words;

/// The words.
pub static WORDS: Words = Words {
    commands: "全部命令",
    search: "搜索命令",
    none: "现在没有叫这个名字的可用命令。",
    play: "播放或暂停",
    go: |screen| format!("前往“{screen}”"),
    present: "打开或关闭演示模式",
    language: "English",
    theme: "下一个主题：自动、浅色、深色",
    place: |place| match place {
        Place::Anywhere => "任何位置",
        Place::Field => "在设置的输入框中",
        Place::Run => "有运行，且焦点不在输入框或按钮上",
        Place::Timeline => "在时间线上",
    },
    also: &[
        (&["↑", "↓"], "在各行之间移动"),
        (&["Home", "End"], "移到第一行、最后一行"),
        (&["Enter"], "进入检查器"),
        (&["Shift ←", "Shift →"], "沿时间轴移动"),
    ],
    key: |key| {
        Some(match key {
            " " => "空格",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "-" => "−",
            _ => return None,
        })
    },
    or: "或",
    single: "不带 Ctrl 的按键在任何位置以及有运行时都起作用",
    close: "关闭",
};
