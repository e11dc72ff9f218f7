//! The words of the replay, in two languages.

use std::time::Duration;

use crate::app::format::span_in;
use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// Name of the group.
    pub replay: &'static str,
    /// Shows the run from the moment on, at the speed chosen.
    pub play: &'static str,
    /// Holds the picture.
    pub pause: &'static str,
    /// To the next moment at which something happened.
    pub forward: &'static str,
    /// To the last one before.
    pub back: &'static str,
    /// Name of the slider.
    pub moment: &'static str,
    /// Name of the choice of speeds.
    pub speed: &'static str,
    /// From the start, slowly.
    pub slowly: &'static str,
    /// Back to the whole run.
    pub whole: &'static str,
    /// The picture stands, while the run goes on.
    pub goes_on: &'static str,
    /// The moment on show, of how long a run.
    pub at: fn(Duration, Duration) -> String,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

const EN: Words = Words {
    replay: "Replay",
    play: "Play",
    pause: "Pause",
    forward: "Step forward",
    back: "Step back",
    moment: "Moment",
    speed: "Speed",
    slowly: "Again at ¼ speed",
    whole: "Whole run",
    goes_on: "The picture is paused; the run goes on.",
    at: |at, end| format!("{} of {}", span_in(Lang::En, at), span_in(Lang::En, end)),
};

const ZH: Words = Words {
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
    at: |at, end| format!("{} / {}", span_in(Lang::Zh, at), span_in(Lang::Zh, end)),
};
