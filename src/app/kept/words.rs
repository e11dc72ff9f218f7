//! The words of kept runs, in two languages.

use super::shelf::{LONGEST, MOST, MOST_FUTURES};
use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// Heading of the list.
    pub title: &'static str,
    /// Nothing is kept yet.
    pub none: &'static str,
    /// What is kept, and for how long.
    pub what: fn() -> String,
    /// The browser keeps nothing for this page.
    pub refused: &'static str,
    /// The browser has no room for some of them.
    pub full: &'static str,
    /// The runs of one experiment: how many.
    pub runs: fn(usize) -> String,
    /// One of them, by the number of its workers.
    pub workers: fn(usize) -> String,
    /// A run whose settings nobody knows.
    pub a_program: &'static str,
    /// Where a run came from that has no name: it was pasted, or in an address.
    pub pasted: &'static str,
    /// Shows one.
    pub show: &'static str,
    /// Chooses one of two.
    pub choose: &'static str,
    /// How two are chosen.
    pub how: &'static str,
    /// Shows the two that are chosen.
    pub beside: &'static str,
    /// Forgets one.
    pub forget: &'static str,
    /// Forgets all.
    pub forget_all: &'static str,
    /// One is shown: which.
    pub shown: fn(&str) -> String,
    /// Two are shown.
    pub both: &'static str,
    /// What is said is so of all of both, whatever moment is shown.
    pub whole: &'static str,
    /// What was asked for is kept no longer, as the end of a sentence.
    pub gone: &'static str,
    /// Between the parts of a line.
    pub comma: &'static str,
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
    title: "Runs of this visit",
    none: "Every run that ends is listed here, and every run that is opened.",
    what: || {
        let millions = LONGEST / 1_000_000;
        let (thousands, rest) = (MOST_FUTURES / 1000, MOST_FUTURES % 1000);
        format!(
            "At most the last {MOST}, without those of more than {thousands},{rest:03} futures or {millions} million \
             characters. They stay in this tab, over a reload, until it is closed."
        )
    },
    refused: "This browser lets the page store nothing: a reload loses these runs.",
    full: "The browser has no room to store all of these: a reload loses some of them.",
    runs: |runs| format!("{runs} runs"),
    workers: |workers| match workers {
        1 => "1 worker".to_owned(),
        several => format!("{several} workers"),
    },
    a_program: "A program",
    pasted: "opened",
    show: "Show",
    choose: "Choose",
    how: "Choose two to see them on one axis.",
    beside: "Side by side",
    forget: "Forget",
    forget_all: "Forget all",
    shown: |name| format!("From this visit: {name}."),
    both: "Two runs of this visit, on one axis.",
    whole: "This is of both runs to their end, not of the moment that is shown:",
    gone: "that run is no longer kept",
    comma: ", ",
};

const ZH: Words = Words {
    title: "本次访问的运行",
    none: "每次结束的运行，以及每次打开的运行，都会列在这里。",
    what: || {
        format!(
            "最多保留最近 {MOST} 次，不含超过 {MOST_FUTURES} 个 future 或 {} 万个字符的运行。它们留在此标签页中，重新加载后仍在，直到关闭标签页。",
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
    comma: "，",
};
