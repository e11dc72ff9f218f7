//! The words about a person's own function, in two languages.

use crate::app::texts::strong as quoted;
use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// The field.
    pub label: &'static str,
    /// How it is called, and where it runs.
    pub note: &'static str,
    /// The same of one that came with a link.
    pub carried: &'static str,
    /// What the browser says is wrong with it.
    pub wrong: fn(&str) -> String,
    /// Puts back the function that stood there first.
    pub take_back: &'static str,
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
    label: "Your function in JavaScript",
    note: "Each job calls it with n, the size, and its own number from 0. It runs in workers that have no network, no storage and \
           nothing of this page. A call that takes longer than 10 s, or than the time limit says, is ended.",
    carried: "This function came with the link that you followed: somebody else may have written it. It runs when you press Start, in \
              workers that have no network, no storage and nothing of this page, and it is ended after the time limit.",
    wrong: |said| format!("This is no JavaScript expression: {}.", quoted(said)),
    take_back: "Take back my changes",
};

const ZH: Words = Words {
    label: "你的 JavaScript 函数",
    note: "每个任务以 n（即大小）和自己的编号（从 0 开始）调用它。它在专门的 worker 中运行：没有网络，没有存储，也接触不到本页面。\
           一次调用超过 10 秒或所设的时限，就会被停止。",
    carried: "这个函数随你打开的链接而来，可能是别人写的。按下“开始”后它才运行，所在的 worker 没有网络，没有存储，也接触不到本页面；\
              超过时限就会被停止。",
    wrong: |said| format!("这不是 JavaScript 表达式：{}。", quoted(said)),
    take_back: "撤销我的修改",
};
