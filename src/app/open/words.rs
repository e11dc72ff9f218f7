//! The words of the screen that opens runs, in two languages.

use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// Label of the file input.
    pub open: &'static str,
    /// What can be opened, and how else.
    pub how: &'static str,
    /// Before anything is open.
    pub ready: &'static str,
    /// What is shown is opened: the name of the file, or none.
    pub opened: fn(Option<&str>) -> String,
    /// The file has more runs than can be shown beside each other: how many.
    pub only_first: fn(usize) -> String,
    /// The file is not opened: its name, or none, and why.
    pub refused: fn(Option<&str>, &str) -> String,
    /// The browser could not read the file: why, in its words.
    pub unreadable: fn(&str) -> String,
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
    open: "Open a run",
    how: "A file that this page, the recorder for Python or a generated program wrote (photofinish.run/1). \
          It can also be dropped here, or pasted as text. It stays in this browser.",
    ready: "Open a run to see it as the page's own: its timeline, its order, any moment of it.",
    opened: |name| match name {
        Some(name) => format!("Opened from {name}."),
        None => "An opened run.".to_owned(),
    },
    only_first: |runs| {
        format!("It has {runs} runs, which are no comparison of strategies. The first is shown.")
    },
    refused: |name, why| match name {
        Some(name) => format!("{name} was not opened: {why}."),
        None => format!("That was not opened: {why}."),
    },
    unreadable: |why| format!("the browser could not read it ({why})"),
};

const ZH: Words = Words {
    open: "打开运行记录",
    how: "由本页、Python 记录器或生成的程序写出的文件（photofinish.run/1）。也可以拖放到这里，或以文本粘贴。文件不会离开此浏览器。",
    ready: "打开一次运行，它会像本页自己的运行一样显示：时间线、顺序，以及任意时刻。",
    opened: |name| match name {
        Some(name) => format!("打开自 {name}。"),
        None => "打开的运行记录。".to_owned(),
    },
    only_first: |runs| format!("其中有 {runs} 次运行，但并非策略对比，因此只显示第一次。"),
    refused: |name, why| match name {
        Some(name) => format!("未能打开 {name}：{why}。"),
        None => format!("未能打开：{why}。"),
    },
    unreadable: |why| format!("浏览器无法读取该文件（{why}）"),
};
