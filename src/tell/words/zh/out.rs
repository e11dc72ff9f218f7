//! The words of the sheet: Chinese.

use crate::app::out::files::Kind;
use crate::tell::strong;
use crate::tell::words::out::Words;

/// The words.
pub static WORDS: Words = Words {
    title: "分享与保存",
    link: "这些设置的链接",
    link_note: "打开后得到这次运行所依赖的全部设置，包括种子和服务器。打开的人会自己开始一次新的运行。",
    carried: "包含这次运行的链接",
    carried_note: "打开后看到的就是这次运行。运行数据位于地址中浏览器不会发送给任何服务器的部分。",
    copy: "复制",
    copied: "已复制。",
    not_copied: "浏览器不允许本页复制。链接已选中，请用键盘复制。",
    files: "保存这次运行",
    nothing: "运行结束后，可以在这里把它保存为表格、图片或 trace。",
    what_for: |kind| match kind {
        Kind::Csv => "每个 future 一行，供电子表格使用",
        Kind::Svg => "时间线，任意放大都清晰",
        Kind::Png => "时间线，2 倍大小，适合幻灯片（很长的时间线按浏览器能画的最大尺寸）",
        Kind::Trace => "用 Perfetto 和 speedscope 打开",
    },
    saved: |name| format!("已交给浏览器保存：{name}。"),
    failed: |why| format!("无法生成文件：{}", strong(why)),
    no_picture: "此浏览器无法生成这么大的图片",
    print: "打印本页",
    close: "关闭",
};
