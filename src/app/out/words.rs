//! The words of the sheet, in two languages.

use super::files::Kind;
use crate::app::texts::strong;
use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// Heading.
    pub title: &'static str,
    /// Label of the link to the settings.
    pub link: &'static str,
    /// What that link does.
    pub link_note: &'static str,
    /// Label of the link that carries the run.
    pub carried: &'static str,
    /// What that one does.
    pub carried_note: &'static str,
    /// Copies a link.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied, and is marked.
    pub not_copied: &'static str,
    /// Heading over the files.
    pub files: &'static str,
    /// There is no run yet.
    pub nothing: &'static str,
    /// What a kind of file is for.
    pub what_for: fn(Kind) -> &'static str,
    /// A file was handed to the browser: its name.
    pub saved: fn(&str) -> String,
    /// It was not: why.
    pub failed: fn(&str) -> String,
    /// Why a picture of points cannot be made.
    pub no_picture: &'static str,
    /// Prints.
    pub print: &'static str,
    /// Closes the sheet.
    pub close: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

const EN: Words = Words {
    title: "Share and save",
    link: "Link to these settings",
    link_note: "It leads to all that the run depends on, seed and server included. Whoever opens it starts a run of their own.",
    carried: "Link with this run in it",
    carried_note: "It shows this very run. The run is in the part of the address that browsers do not send to any server.",
    copy: "Copy",
    copied: "Copied.",
    not_copied: "The browser does not let this page copy. The link is marked: copy it by the keyboard.",
    files: "Save the run",
    nothing: "Once a run is over, it can be saved here as a table, a picture or a trace.",
    what_for: |kind| match kind {
        Kind::Csv => "a row for each future, for spreadsheets",
        Kind::Svg => "the timeline, sharp at any size",
        Kind::Png => "the timeline, for slides, at 2 ×",
        Kind::Trace => "for Perfetto and speedscope",
    },
    saved: |name| format!("Handed to the browser as {name}."),
    failed: |why| format!("The file could not be made: {why}"),
    no_picture: "this browser makes no picture of that size",
    print: "Print this page",
    close: "Close",
};

const ZH: Words = Words {
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
        Kind::Png => "时间线，2 倍大小，适合幻灯片",
        Kind::Trace => "用 Perfetto 和 speedscope 打开",
    },
    saved: |name| format!("已交给浏览器保存：{name}。"),
    failed: |why| format!("无法生成文件：{}", strong(why)),
    no_picture: "此浏览器无法生成这么大的图片",
    print: "打印本页",
    close: "关闭",
};
