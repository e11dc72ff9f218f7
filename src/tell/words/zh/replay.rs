//! The words of the replay: Chinese.

use crate::config::Lang;
use crate::tell::format::span_in;
use crate::tell::words::replay::Words;

/// The words.
pub static WORDS: Words = Words {
    replay: "回放",
    play: "播放",
    pause: "暂停",
    forward: "下一步",
    back: "上一步",
    moment: "时刻",
    speed: "速度",
    slowly: "以 ¼ 速度重放",
    whole: "整个运行",
    goes_on: "画面已暂停，运行仍在继续。",
    is_over: "画面已暂停，运行已经结束。",
    at: |at, end| format!("{} / {}", span_in(Lang::Zh, at), span_in(Lang::Zh, end)),
};
