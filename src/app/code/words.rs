//! The words of the card, in two languages.

use crate::config::Lang;

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
    /// Whom it asks in the place of the simulated origin.
    pub simulated: &'static str,
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
    simulated: "The simulated origin lives in this page; the program asks the server that `cargo xtask serve` starts instead.",
};

const ZH: Words = Words {
    title: "代码",
    copy: "复制",
    copied: "已复制。",
    not_copied: "浏览器不允许本页复制。程序已选中，请用键盘复制。",
    none: "当前设置没有对应的程序。",
    note: "按当前设置写成的同一次运行。",
    simulated: "模拟源只存在于本页中；程序改为请求由 `cargo xtask serve` 启动的服务器。",
};
