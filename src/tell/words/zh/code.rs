//! The words of the card: Chinese.

use crate::record::Turn;
use crate::tell::words::code::Words;

/// The words.
pub static WORDS: Words = Words {
    title: "代码",
    copy: "复制",
    copied: "已复制。",
    not_copied: "浏览器不允许本页复制。程序已选中，请用键盘复制。",
    none: "当前设置没有对应的程序。",
    note: "按当前设置写成的同一次运行。",
    as_script: "换成书中的脚本：",
    servers: "国旗：国家代码，或 -a（全部）、-e（所有组合）；-l 数量上限，-m 最大 worker 数，-s 服务器，-v 详细输出。书中的服务器：LOCAL 立即响应（端口 8000），DELAY 延迟 0.5 到 5 秒（8001），ERROR 同样延迟，且四分之一会失败（8002）。",
    simulated: "模拟源只存在于本页中；程序改为请求由 `cargo xtask serve` 启动的服务器。",
    steps: "代码行与时间线：",
    step_help: "点亮这些代码行，以及在当前时刻正处于这一步的 future",
    turn: |turn| match turn {
        Turn::Submit => "已提交",
        Turn::Run => "运行",
        Turn::Pause => "重试前停顿",
        Turn::Deliver => "已交付",
        Turn::NotFound => "未找到",
        Turn::HttpError => "HTTP 错误",
        Turn::NoAnswer => "没有响应",
    },
    comma: "、",
};
