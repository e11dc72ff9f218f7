//! The words of the card, in two languages.

use crate::config::Lang;
use crate::record::{Turn, Turns};

/// The words of one language.
pub struct Words {
    /// The settings as a program.
    pub title: &'static str,
    /// Copies the program.
    pub copy: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// It could not be copied, and is marked.
    pub not_copied: &'static str,
    /// The settings make no program.
    pub none: &'static str,
    /// What the program is.
    pub note: &'static str,
    /// The same settings as the chapter's own script takes them.
    pub as_script: &'static str,
    /// What the chapter's servers are.
    pub servers: &'static str,
    /// Whom it asks in the place of the simulated origin.
    pub simulated: &'static str,
    /// The turns that lines bring about.
    pub steps: &'static str,
    /// What pointing at one of them does.
    pub step_help: &'static str,
    turn: fn(Turn) -> &'static str,
    comma: &'static str,
}

/// Turns in words.
#[must_use]
pub fn named(turns: Turns, lang: Lang) -> String {
    let words = of(lang);
    let names: Vec<&str> = turns.each().map(words.turn).collect();
    names.join(words.comma)
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
    title: "Code",
    copy: "Copy",
    copied: "Copied.",
    not_copied: "The browser does not let this page copy. The program is marked: copy it by the keyboard.",
    none: "These settings are not written as a program.",
    note: "The same run as a program, with the settings as they are now.",
    as_script: "As the chapter's own script:",
    servers: "Flags: codes, -a for all, -e for every; -l the limit, -m the max workers, -s the server, -v verbose. Its servers: LOCAL answers at once (port 8000), DELAY after 0.5 to 5 s (8001), ERROR the same, and 1 in 4 fails (8002).",
    simulated: "The simulated origin lives in this page; the program asks the server that `cargo xtask serve` starts instead.",
    steps: "Lines and lanes:",
    step_help: "Lights up these lines, and the lanes that are there at the moment on show",
    turn: |turn| match turn {
        Turn::Submit => "submitted",
        Turn::Run => "running",
        Turn::Pause => "pause before a retry",
        Turn::Deliver => "delivered",
        Turn::NotFound => "not found",
        Turn::HttpError => "HTTP error",
        Turn::NoAnswer => "no answer",
    },
    comma: ", ",
};

const ZH: Words = Words {
    title: "代码",
    copy: "复制",
    copied: "已复制。",
    not_copied: "浏览器不允许本页复制。程序已选中，请用键盘复制。",
    none: "当前设置没有对应的程序。",
    note: "按当前设置写成的同一次运行。",
    as_script: "换成书中的脚本：",
    servers: "国旗：国家代码，或 -a（全部）、-e（所有组合）；-l 数量上限，-m 最大 worker 数，-s 服务器，-v 详细输出。书中的服务器：LOCAL 立即响应（端口 8000），DELAY 延迟 0.5 到 5 秒（8001），ERROR 同样延迟，且四分之一会失败（8002）。",
    simulated: "模拟源只存在于本页中；程序改为请求由 `cargo xtask serve` 启动的服务器。",
    steps: "代码行与时间线：",
    step_help: "点亮这些代码行，以及在当前时刻正处于这一步的 future",
    turn: |turn| match turn {
        Turn::Submit => "已提交",
        Turn::Run => "运行",
        Turn::Pause => "重试前停顿",
        Turn::Deliver => "已交付",
        Turn::NotFound => "未找到",
        Turn::HttpError => "HTTP 错误",
        Turn::NoAnswer => "没有响应",
    },
    comma: "、",
};
