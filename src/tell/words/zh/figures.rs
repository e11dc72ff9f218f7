//! Figures in the sentences of the lessons: Chinese.

use crate::tell::words::figures::Words;

/// The words.
pub static WORDS: Words = Words {
    no_stop: "不到 50 毫秒",
    stop: |time| format!(" {time}"),
    at_most: |time| format!("最多 {time}"),
    comma: "、",
};
