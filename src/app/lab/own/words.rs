//! The words about a person's own function, in two languages.

use std::cmp::Reverse;

use crate::app::texts::strong as quoted;
use crate::config::Lang;
use crate::lab::own::{THREW, Wrong};
use crate::record::{Outcome, Record};

/// So many different errors are told apart, and so many of them told.
const DIFFERENT: usize = 20;
const TOLD: usize = 2;

/// So many characters of an error are told; the inspector has all.
const LONGEST: usize = 120;

/// The words of one language.
pub struct Words {
    /// The field.
    pub label: &'static str,
    /// How it is called, and where it runs.
    pub note: &'static str,
    /// The same of one that came with a link.
    pub carried: &'static str,
    /// What the browser says is wrong with it, and where.
    wrong: fn(&str, &str) -> String,
    /// A line and a column.
    place: fn(usize, usize) -> String,
    /// After the last line.
    at_end: &'static str,
    /// What it threw, and how often.
    threw: fn(&str, usize) -> String,
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

/// What is wrong with a text.
#[must_use]
pub fn wrong_in(lang: Lang, wrong: &Wrong, text: &str) -> String {
    let words = of(lang);
    let place = match wrong.place {
        // What closes the text is not its author's.
        Some((line, _)) if line > text.trim_end().lines().count() => words.at_end.to_owned(),
        Some((line, column)) if line > 0 => (words.place)(line, column),
        _ => String::new(),
    };
    (words.wrong)(&wrong.said, &place)
}

/// What the function threw in a run, each once, the most frequent first.
#[must_use]
pub fn thrown(record: &Record, lang: Lang) -> Vec<String> {
    let mut thrown: Vec<(&str, usize)> = Vec::new();
    for lane in record.lanes().iter().filter(|lane| !lane.is_fetch()) {
        let settled = lane.settled.as_ref();
        let failed = settled.filter(|settled| settled.outcome == Outcome::Failed);
        let error = failed.and_then(|settled| settled.error.as_deref());
        let Some(said) = error.and_then(|error| Some(error.split_once(THREW)?.1)) else {
            continue;
        };
        match thrown.iter().position(|(one, _)| *one == said) {
            Some(place) => thrown[place].1 += 1,
            None if thrown.len() < DIFFERENT => thrown.push((said, 1)),
            None => {}
        }
    }
    thrown.sort_by_key(|(_, times)| Reverse(*times));
    let sentence = |(said, times): &(&str, usize)| {
        let mut short: String = said.chars().take(LONGEST).collect();
        if short.len() < said.len() {
            short.push('…');
        }
        (of(lang).threw)(&short, *times)
    };
    thrown.iter().take(TOLD).map(sentence).collect()
}

const EN: Words = Words {
    label: "Your function in JavaScript",
    note: "Each job calls it with n, the size, and its own number from 0. It runs in workers that have no network, no storage and \
           nothing of this page. A call that takes longer than 10 s, or than the time limit says, is ended.",
    carried: "This function came with the link that you followed: somebody else may have written it. It runs when you press Start, in \
              workers that have no network, no storage and nothing of this page, and it is ended after the time limit.",
    wrong: |said, place| format!("This is no JavaScript expression: {}{place}.", quoted(said)),
    place: |line, column| format!(" (line {line}, column {column})"),
    at_end: " (at its end)",
    threw: |said, times| match times {
        1 => format!("your function threw {said}"),
        times => format!("your function threw {said}, {times} times"),
    },
    take_back: "Take back my changes",
};

const ZH: Words = Words {
    label: "你的 JavaScript 函数",
    note: "每个任务以 n（即大小）和自己的编号（从 0 开始）调用它。它在专门的 worker 中运行：没有网络，没有存储，也接触不到本页面。\
           一次调用超过 10 秒或所设的时限，就会被停止。",
    carried: "这个函数随你打开的链接而来，可能是别人写的。按下“开始”后它才运行，所在的 worker 没有网络，没有存储，也接触不到本页面；\
              超过时限就会被停止。",
    wrong: |said, place| format!("这不是 JavaScript 表达式：{}{place}。", quoted(said)),
    place: |line, column| format!("（第 {line} 行，第 {column} 列）"),
    at_end: "（在末尾）",
    threw: |said, times| match times {
        1 => format!("你的函数抛出了 {said}"),
        times => format!("你的函数 {times} 次抛出了 {said}"),
    },
    take_back: "撤销我的修改",
};
