//! What can be wrong with a list of addresses, in sentences of both languages.

use super::{MAX_ADDRESS, MAX_ADDRESSES, MAX_LABEL, MAX_LIST};
use crate::config::Lang;

/// What is wrong, and where. It does not hold the line itself: that may have a password in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    /// The line, counted from 1 as an editor counts.
    pub line: usize,
    /// What is wrong with it.
    pub problem: AddressProblem,
}

/// What is wrong with an address, a label, a template or its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// There is no address at all.
    Nothing,
    /// More than [`MAX_ADDRESSES`].
    TooMany,
    /// All together longer than [`MAX_LIST`].
    ListTooLong,
    /// Longer than [`MAX_ADDRESS`].
    TooLong,
    /// A label, or a value, longer than [`MAX_LABEL`].
    LabelTooLong,
    /// The address of a host, without `http://` or `https://` before it.
    NoScheme {
        /// What may be meant.
        meant: String,
    },
    /// A scheme that asks no web server, such as `javascript` or `ftp`.
    OtherScheme {
        /// Which, in lower case.
        scheme: String,
    },
    /// A name or a password before the host.
    Credentials,
    /// Two addresses or more in one line.
    Several,
    /// Something else, with the first character that is refused where it is one.
    NotAnAddress(Option<char>),
    /// A template without `{}`.
    NoPlace,
    /// `{}`, and nothing to put there.
    NoValues,
    /// The first number of a range is above the second.
    RangeReversed,
}

impl AddressError {
    /// A sentence that says where it is, what is wrong, and what helps.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let line = self.line;
        match lang {
            Lang::En => format!("Line {line}: {}", self.problem.english()),
            Lang::Zh => format!("第 {line} 行：{}", self.problem.chinese()),
        }
    }
}

impl AddressProblem {
    fn english(&self) -> String {
        match self {
            Self::Nothing => "there is no address yet; write one a line.".to_owned(),
            Self::TooMany => format!("a run asks at most {MAX_ADDRESSES} addresses."),
            Self::ListTooLong => format!("up to here there are more than {MAX_LIST} bytes, which no link can hold; a template with {{}} is shorter."),
            Self::TooLong => format!("an address may have at most {MAX_ADDRESS} bytes."),
            Self::LabelTooLong => {
                format!("a label or value may have at most {MAX_LABEL} characters.")
            }
            Self::NoScheme { meant } => {
                format!("an address begins with http:// or https://: write {meant}.")
            }
            Self::OtherScheme { scheme } => {
                format!("{scheme}: asks no web server; an address begins with http:// or https://.")
            }
            Self::Credentials => "an address may not have a user name or password in it: they would stand in links and files of the run."
                .to_owned(),
            Self::Several => "there is more than one address; write one a line.".to_owned(),
            Self::NotAnAddress(Some(refused)) => format!(
                "this is not an address: “{}” cannot stand there.",
                shown(*refused)
            ),
            Self::NotAnAddress(None) => {
                "this is not an address; one looks like https://example.org/data.".to_owned()
            }
            Self::NoPlace => "{} is missing: it marks where the values go.".to_owned(),
            Self::NoValues => "{} stands for values, and there are none.".to_owned(),
            Self::RangeReversed => "in a range the first number may not be above the second.".to_owned(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Nothing => "还没有地址；请每行写一个。".to_owned(),
            Self::TooMany => format!("一次运行最多请求 {MAX_ADDRESSES} 个地址。"),
            Self::ListTooLong => {
                format!("到这里已超过 {MAX_LIST} 字节，链接容纳不下；用含 {{}} 的模板会短得多。")
            }
            Self::TooLong => format!("地址不能超过 {MAX_ADDRESS} 字节。"),
            Self::LabelTooLong => format!("标签或值不能超过 {MAX_LABEL} 个字符。"),
            Self::NoScheme { meant } => {
                format!("地址要以 http:// 或 https:// 开头：请写成 {meant}。")
            }
            Self::OtherScheme { scheme } => {
                format!("{scheme}: 不会请求 Web 服务器；地址要以 http:// 或 https:// 开头。")
            }
            Self::Credentials => {
                "地址里不能带用户名或密码，否则它们会出现在分享的链接和导出的文件里。".to_owned()
            }
            Self::Several => "这一行有多个地址；请每行只写一个。".to_owned(),
            Self::NotAnAddress(Some(refused)) => {
                format!("这不是地址：不能含有“{}”。", shown(*refused))
            }
            Self::NotAnAddress(None) => {
                "这不是地址；地址的写法如 https://example.org/data。".to_owned()
            }
            Self::NoPlace => "缺少 {}：它标出填入值的位置。".to_owned(),
            Self::NoValues => "{} 处要填入值，但还没有给出值。".to_owned(),
            Self::RangeReversed => "范围的起始数不能大于结束数。".to_owned(),
        }
    }
}

/// A character, or the number of one that nobody sees.
fn shown(refused: char) -> String {
    match refused.is_control() || refused.is_whitespace() {
        true => format!("U+{:04X}", refused as u32),
        false => refused.to_string(),
    }
}
