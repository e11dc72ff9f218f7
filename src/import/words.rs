//! What is wrong with a file, in words.

use std::fmt;

use super::error::{Expected, ReadError};
use crate::config::{FieldError, Lang};

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En, &|error| error.to_string()))
    }
}

impl ReadError {
    /// Where it is and what should be there, without a full stop. `value` says what is wrong with a
    /// setting; what the reader of JSON says stays in English.
    #[must_use]
    pub fn sentence(&self, lang: Lang, value: &dyn Fn(&FieldError) -> String) -> String {
        let expected = match (&self.expected, lang) {
            (Expected::Value(error), _) => value(error),
            (expected, Lang::En) => english(expected),
            (expected, Lang::Zh) => chinese(expected),
        };
        let instead = match (&self.found, lang) {
            (None, _) => String::new(),
            (Some(found), Lang::En) => format!(", not {found}"),
            (Some(found), Lang::Zh) => format!("，而不是 {found}"),
        };
        match (self.path.is_empty(), lang) {
            (true, _) => format!("{expected}{instead}"),
            (false, Lang::En) => format!("{}: {expected}{instead}", self.path),
            (false, Lang::Zh) => format!("{}：{expected}{instead}", self.path),
        }
    }
}

fn english(expected: &Expected) -> String {
    match expected {
        Expected::Json(detail) => format!("this is not JSON ({detail})"),
        Expected::AtMostBytes(most) => format!("a file of at most {} MiB is expected", most >> 20),
        Expected::AtMostDeep(most) => {
            format!("at most {most} levels of arrays and objects are expected")
        }
        Expected::AtMost(most) => format!("at most {most} entries are expected"),
        Expected::Schema => "photofinish.run/1 or photofinish.runs/1 is expected".to_owned(),
        Expected::Object => "an object is expected".to_owned(),
        Expected::List => "an array is expected".to_owned(),
        Expected::Text => "a text of at most 10,000 bytes is expected".to_owned(),
        Expected::Bool => "true or false is expected".to_owned(),
        Expected::Time => "a number of milliseconds is expected, 0 or more".to_owned(),
        Expected::Whole { min, max } => {
            format!("a whole number from {min} to {max} is expected")
        }
        Expected::OneOf(names) => format!("one of {} is expected", names.join(", ")),
        Expected::Number(number) => {
            format!("{number} is expected, as the rest of the file adds up to")
        }
        Expected::NotBefore(other) => format!("a time not before {other} is expected"),
        Expected::Together(other) => {
            format!("a value is expected where {other} has one, and null where it has none")
        }
        Expected::Value(error) => error.to_string(),
    }
}

fn chinese(expected: &Expected) -> String {
    match expected {
        Expected::Json(detail) => format!("这不是 JSON（{detail}）"),
        Expected::AtMostBytes(most) => format!("文件不应超过 {} MiB", most >> 20),
        Expected::AtMostDeep(most) => format!("数组和对象不应超过 {most} 层"),
        Expected::AtMost(most) => format!("不应超过 {most} 项"),
        Expected::Schema => "这里应为 photofinish.run/1 或 photofinish.runs/1".to_owned(),
        Expected::Object => "这里应为对象".to_owned(),
        Expected::List => "这里应为数组".to_owned(),
        Expected::Text => "这里应为不超过 10,000 字节的文本".to_owned(),
        Expected::Bool => "这里应为 true 或 false".to_owned(),
        Expected::Time => "这里应为毫秒数，不小于 0".to_owned(),
        Expected::Whole { min, max } => format!("这里应为 {min} 到 {max} 的整数"),
        Expected::OneOf(names) => format!("这里应为 {} 之一", names.join("、")),
        Expected::Number(number) => format!("按文件其余部分计算，这里应为 {number}"),
        Expected::NotBefore(other) => format!("这里的时间不应早于 {other}"),
        Expected::Together(other) => format!("{other} 有值时这里应有值，否则应为 null"),
        Expected::Value(error) => error.to_string(),
    }
}
