//! Two runs beside each other: Chinese.

use crate::tell::words::difference::Words;

/// The words.
pub static WORDS: Words = Words {
    not_over: |a, b| format!("A 运行了 {a}，B 运行了 {b}；并非两者都运行到结束。"),
    alike: |a, b| format!("A 和 B 用时相近：{a} 和 {b}。"),
    sooner: |[sooner, later], by, [a, b]| {
        format!("{sooner} 比 {later} 早 {by}结束：A 用时 {a}，B 用时 {b}。")
    },
    before: |a, b| format!("在提交第一个 future 之前，A 经过了 {a}，B 经过了 {b}。"),
    came: |(a, of_a), (b, of_b)| {
        format!("A 得到 {of_a} 个结果中的 {a} 个，B 得到 {of_b} 个中的 {b} 个。")
    },
    other_work: "两次运行做的不是同样的工作，因此用时不能说明哪种方式更快。",
    unknown_work: "无法得知两次运行做的是否是同样的工作：并非两者都给出了设置。",
    other_place: "两次运行所用的程序或浏览器不同。",
    protocols: |a, b| format!("A 的响应经 {a} 返回，B 的响应经 {b} 返回。"),
    settings: |all| format!("不同的设置（A / B）：{all}。"),
    none: "无",
    comma: "，",
};
