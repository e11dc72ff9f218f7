//! What is wrong with a file: Chinese.

use crate::import::{Expected, Found};
use crate::tell::format::grouped;
use crate::tell::words::import::Words;

/// The words.
pub static WORDS: Words = Words {
    expected,
    instead: |found| match found {
        Found::Value(value) => format!("，实际为 {value}"),
        Found::Nothing => "，但文件中没有".to_owned(),
    },
    stop: '。',
    colon: "：",
};

fn expected(expected: &Expected) -> String {
    match expected {
        Expected::Json(detail) => format!("这不是 JSON（{detail}）"),
        Expected::AtMostBytes(most) => format!("文件不应超过 {} MiB", most >> 20),
        Expected::AtMostDeep(most) => format!("数组和对象不应超过 {most} 层"),
        Expected::AtMost(most) => format!("不应超过 {} 项", grouped(*most as u64)),
        Expected::Schema => "这里应为 photofinish.run/1 或 photofinish.runs/1".to_owned(),
        Expected::Object => "这里应为对象".to_owned(),
        Expected::List => "这里应为数组".to_owned(),
        Expected::Run => "这里应至少有一次运行".to_owned(),
        Expected::Text => "这里应为不超过 10,000 字节的文本".to_owned(),
        Expected::Bool => "这里应为 true 或 false".to_owned(),
        Expected::Time => "这里应为毫秒数，不小于 0".to_owned(),
        Expected::Whole { min, max } if min == max => format!("这里应为 {min}"),
        Expected::Whole { min, max } => format!("这里应为 {min} 到 {max} 的整数"),
        Expected::OneOf(names) => format!("这里应为 {} 之一", names.join("、")),
        Expected::Number(number) => format!("按文件其余部分计算，这里应为 {number}"),
        Expected::NotBefore(other) => format!("这里的时间不应早于 {other}"),
        Expected::Together(other) => format!("{other} 有值时这里应有值，否则应为 null"),
        Expected::Value(error) => error.to_string(),
    }
}
