//! The words of Passing data: Chinese.

use std::time::Duration;

use crate::config::Lang;
use crate::lab::transfer::{Compared, Mode, Pays, Quantity, Span, Verdict};
use crate::tell::format::binary;
use crate::tell::format::short_in;
use crate::tell::strong;
use crate::tell::words::passing::{PassingTexts, is_everywhere};

/// The words.
pub const WORDS: PassingTexts = PassingTexts {
    verdict,
    held_at,
    chunks_pay,
    by_size: "用时与大小",
    held: "页面被占用多久",
    held_note: "传递时为发送与取回；在页面上则为计算本身。",
    whole: "总用时",
    whole_note: "去程、计算与返程合计。",
    mode,
    pays: "传递用时自此更短",
    resolution: "浏览器时钟的步长为 0.1 毫秒或更粗：多条消息合在一起测量，再除以条数。",
    columns: [
        "大小",
        "方式",
        "发送",
        "取回",
        "占用页面",
        "总用时",
        "合测条数：页面",
        "合测条数：总用时",
    ],
    split,
    sending: "页面：发送",
    elsewhere: "途中与 worker 内",
    taking_back: "页面：取回",
    computing: "页面：计算",
    chosen_size: "大小",
    per_job: "一个小任务的代价",
    each,
    chunk_note: "1024 个各只需几微秒的任务，每次发送这么多个。",
    chunk_columns: ["每条消息的任务数", "每个任务"],
};

fn short(time: Duration) -> String {
    short_in(Lang::Zh, time)
}

fn verdict(verdict: &Verdict) -> String {
    let figures = figures(&verdict.at);
    match (&verdict.pays, verdict.quantity) {
        (Some(pays), Quantity::Held) => format!(
            "{}，{}数据占用页面的时间比在页面上计算更短：{figures}。",
            where_it_pays(verdict, pays),
            passing(pays.mode),
        ),
        (Some(pays), Quantity::Whole) => format!(
            "{}，{}数据连同计算的总用时比在页面上计算更短：{figures}。",
            where_it_pays(verdict, pays),
            passing(pays.mode),
        ),
        (None, Quantity::Held) => format!(
            "计算量太小：在测量过的每个大小（{}）上，传递数据占用页面的时间都不比计算本身短：{figures}。",
            span(verdict.measured)
        ),
        (None, Quantity::Whole) => format!(
            "在测量过的每个大小（{}）上，去程、计算与返程的总用时都不比在页面上计算短：{figures}。",
            span(verdict.measured)
        ),
    }
}

fn where_it_pays(verdict: &Verdict, pays: &Pays) -> String {
    if is_everywhere(verdict, &pays.spans) {
        return format!("在测量过的每个大小（{}）上", span(verdict.measured));
    }
    let one = |one: &Span| match *one {
        Span { from, to } if to == verdict.measured.to && from < to => {
            format!("从 {} 起", strong(&binary(from)))
        }
        Span { from, to } if from == to => format!("在 {} 时", strong(&binary(from))),
        Span { from, to } => {
            format!("从 {} 到 {}", strong(&binary(from)), strong(&binary(to)))
        }
    };
    let all: Vec<_> = pays.spans.iter().map(one).collect();
    all.join("，以及")
}

fn span(span: Span) -> String {
    if span.from == span.to {
        binary(span.from)
    } else {
        format!("{} 到 {}", binary(span.from), binary(span.to))
    }
}

fn passing(mode: Mode) -> &'static str {
    match mode {
        Mode::Transfer => "转移",
        _ => "复制",
    }
}

fn figures(at: &Compared) -> String {
    format!(
        "{} 时，转移 {}，复制 {}，计算 {}",
        binary(at.bytes),
        short(at.handed_over),
        short(at.copied),
        short(at.here)
    )
}

fn held_at(at: &Compared) -> String {
    format!(
        "{} 时页面被占用：转移 {}，复制 {}，计算 {}。",
        binary(at.bytes),
        short(at.handed_over),
        short(at.copied),
        short(at.here)
    )
}

fn chunks_pay(alone: Duration, chunk: usize, each: Duration) -> String {
    format!(
        "小任务单独发送时每个用时 {}，每条消息 {chunk} 个时每个用时 {}。",
        short(alone),
        short(each)
    )
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Main => "在页面上计算",
        Mode::Clone => "复制（结构化克隆）",
        Mode::Transfer => "转移（transfer）",
    }
}

fn split(size: &str) -> String {
    format!("{size} 的时间用在哪里")
}

fn each(time: Duration) -> String {
    format!("每个任务 {}", short(time))
}
