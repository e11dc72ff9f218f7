//! The words of commands, in two languages.

use super::{Command, Place};
use crate::app::replay::words as replay;
use crate::app::texts;
use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// Heading of the list of commands.
    pub commands: &'static str,
    /// Label of the field in which one types.
    pub search: &'static str,
    /// No command is meant by what was typed.
    pub none: &'static str,
    /// Plays a run, or holds the picture.
    pub play: &'static str,
    /// To the screen of this name.
    pub go: fn(&str) -> String,
    /// The page for a projector, or as it was.
    pub present: &'static str,
    /// The other language.
    pub language: &'static str,
    /// The next theme.
    pub theme: &'static str,
    /// Where keys act.
    pub place: fn(Place) -> &'static str,
    /// Further keys of the timeline, and what they do.
    pub also: &'static [(&'static [&'static str], &'static str)],
    /// What a key is called.
    pub key: fn(&str) -> Option<&'static str>,
    /// Between keys that do the same.
    pub or: &'static str,
    /// Whether keys without Ctrl do something outside the timeline.
    pub single: &'static str,
    /// Closes the sheet.
    pub close: &'static str,
}

/// The words of a language.
#[must_use]
pub fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

/// What a command is called.
#[must_use]
pub fn label(command: Command, lang: Lang) -> String {
    let (words, texts, replay) = (of(lang), texts::of(lang), replay::of(lang));
    let label = match command {
        Command::Start => texts.start,
        Command::Cancel => texts.cancel,
        Command::Play => words.play,
        Command::StepBack => replay.back,
        Command::StepForward => replay.forward,
        Command::Slowly => replay.slowly,
        Command::ZoomIn => texts.zoom_in,
        Command::ZoomOut => texts.zoom_out,
        Command::ZoomFit => texts.zoom_fit,
        Command::Table => texts.as_table,
        Command::ExportJson => texts.export_json,
        Command::Share => texts.share,
        Command::Go(experiment) => return (words.go)((texts.experiment)(experiment)),
        Command::Present => words.present,
        Command::Language => words.language,
        Command::Theme => words.theme,
        Command::Help => texts.help,
        Command::Palette => words.commands,
    };
    label.to_owned()
}

/// What a key is called, where Ctrl is called so, or Cmd.
#[must_use]
pub fn key(key: &str, is_mac: bool, lang: Lang) -> String {
    let ctrl = if is_mac { "⌘" } else { "Ctrl " };
    if let Some(key) = key.strip_prefix("Ctrl+") {
        return format!("{ctrl}{}", key.to_uppercase());
    }
    let named = (of(lang).key)(key);
    named.map_or_else(|| key.to_owned(), str::to_owned)
}

const EN: Words = Words {
    commands: "All commands",
    search: "Search the commands",
    none: "No command is called that.",
    play: "Play or pause",
    go: |screen| format!("Go to {screen}"),
    present: "Presentation on or off",
    language: "中文",
    theme: "Next theme: automatic, light, dark",
    place: |place| match place {
        Place::Anywhere => "Anywhere",
        Place::Field => "In a field of the settings",
        Place::Run => "With a run, while no field or button has the focus",
        Place::Timeline => "On the timeline",
    },
    also: &[
        (&["↑", "↓"], "Through the lanes"),
        (&["Home", "End"], "To the first lane, to the last"),
        (&["Enter"], "Into the inspector"),
        (&["Shift ←", "Shift →"], "Along the axis"),
    ],
    key: |key| {
        Some(match key {
            " " => "Space",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "-" => "−",
            _ => return None,
        })
    },
    or: "or",
    single: "Keys without Ctrl act anywhere, and with a run",
    close: "Close",
};

const ZH: Words = Words {
    commands: "全部命令",
    search: "搜索命令",
    none: "没有这样的命令。",
    play: "播放或暂停",
    go: |screen| format!("前往“{screen}”"),
    present: "打开或关闭演示模式",
    language: "English",
    theme: "下一个主题：自动、浅色、深色",
    place: |place| match place {
        Place::Anywhere => "任何位置",
        Place::Field => "在设置的输入框中",
        Place::Run => "有运行，且焦点不在输入框或按钮上",
        Place::Timeline => "在时间线上",
    },
    also: &[
        (&["↑", "↓"], "在各行之间移动"),
        (&["Home", "End"], "移到第一行、最后一行"),
        (&["Enter"], "进入检查器"),
        (&["Shift ←", "Shift →"], "沿时间轴移动"),
    ],
    key: |key| {
        Some(match key {
            " " => "空格",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "-" => "−",
            _ => return None,
        })
    },
    or: "或",
    single: "不带 Ctrl 的按键在任何位置以及有运行时都起作用",
    close: "关闭",
};
