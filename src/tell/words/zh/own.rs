//! The words about a person's own function: Chinese.

use crate::tell::strong as quoted;
use crate::tell::words::own::Words;

/// The words.
pub static WORDS: Words = Words {
    label: "你的 JavaScript 函数",
    note: "每个任务以 n（即大小）和自己的编号（从 0 开始）调用它。它在专门的 worker 中运行：没有网络，没有存储，也接触不到本页面。\
           一次调用超过 10 秒或所设的时限，就会被停止。",
    carried: "这个函数随你打开的链接而来，可能是别人写的。按下“开始”后它才运行，所在的 worker 没有网络，没有存储，也接触不到本页面；\
              超过时限就会被停止。",
    wrong: |said, place| format!("这不是 JavaScript 表达式：{}{place}。", quoted(said)),
    place: |line, column| format!("（第 {line} 行，第 {column} 列）"),
    at_end: "（在末尾）",
    nothing: "这里还没有函数：例如 n => n * 2。",
    without_words: "没有任何文字的内容",
    threw: |said, times| match times {
        1 => format!("你的函数抛出了 {said}"),
        times => format!("你的函数 {times} 次抛出了 {said}"),
    },
    take_back: "撤销我的修改",
};
