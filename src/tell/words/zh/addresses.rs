//! What can be wrong with a list of addresses: Chinese.

use crate::config::addresses::{
    AddressError, AddressProblem, MAX_ADDRESS, MAX_ADDRESSES, MAX_LABEL, MAX_LIST,
};
use crate::tell::words::addresses::shown;

/// What is wrong, and in which line.
pub fn at(error: &AddressError) -> String {
    let more = match error.more {
        0 => String::new(),
        more => format!("另有 {more} 行也有问题。"),
    };
    let said = wrong(&error.problem);
    if error.problem == AddressProblem::Nothing {
        // That is of no line.
        return said;
    }
    format!("第 {} 行：{said}{more}", error.line)
}

fn wrong(problem: &AddressProblem) -> String {
    match problem {
        AddressProblem::Nothing => "还没有地址：请先填写，每行一个，然后才能开始。".to_owned(),
        AddressProblem::TooMany => format!("一次运行最多请求 {MAX_ADDRESSES} 个地址。"),
        AddressProblem::ListTooLong => {
            format!("到这里已超过 {MAX_LIST} 字节，链接容纳不下；用含 {{}} 的模板会短得多。")
        }
        AddressProblem::TooLong => format!("地址不能超过 {MAX_ADDRESS} 字节。"),
        AddressProblem::LabelTooLong => format!("标签或值不能超过 {MAX_LABEL} 个字符。"),
        AddressProblem::NoScheme { meant } => {
            format!("地址要以 http:// 或 https:// 开头：请写成 {meant}。")
        }
        AddressProblem::OtherScheme { scheme } => {
            format!("{scheme}: 不会请求 Web 服务器；地址要以 http:// 或 https:// 开头。")
        }
        AddressProblem::Credentials => {
            "地址里不能带用户名或密码，否则它们会出现在分享的链接和导出的文件里。".to_owned()
        }
        AddressProblem::Several => "这一行有多个地址；请每行只写一个。".to_owned(),
        AddressProblem::NotAnAddress(Some(refused)) => {
            format!("这不是地址：不能含有“{}”。", shown(*refused))
        }
        AddressProblem::NotAnAddress(None) => {
            "这不是地址；地址的写法如 https://example.org/data。".to_owned()
        }
        AddressProblem::NoPlace => "缺少 {}：它标出填入值的位置。".to_owned(),
        AddressProblem::NoValues => "{} 处要填入值，但还没有给出值。".to_owned(),
        AddressProblem::RangeReversed => "范围的起始数不能大于结束数。".to_owned(),
    }
}
