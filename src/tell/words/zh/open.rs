//! The words of the screen that opens runs: Chinese.

use crate::tell::words::open::Words;

/// The words.
pub static WORDS: Words = Words {
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
