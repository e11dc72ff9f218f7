//! The words of Shared memory: Chinese.

use crate::app::isolation::Isolation;
use crate::config::Lang;
use crate::lab::shared::{CAPACITY, MOST_TIMES, MOST_WORKERS, Plan, Row, SharedError, Way};
use crate::tell::format::{grouped, short_in, span_in};
use crate::tell::strong;
use crate::tell::words::shared::SharedTexts;

/// The words.
pub const WORDS: SharedTexts = SharedTexts {
    ready,
    running: "各 worker 正在读写同一块内存，逐种方式进行……",
    done,
    in_short,
    unit: "次加法/worker",
    way,
    part: |of_way, nth, of| format!("{} {nth}/{of}", way(of_way)),
    finding,
    table: "共享一个数的几种方式",
    columns: [
        "方式",
        "worker",
        "完成",
        "最终结果",
        "丢失",
        "休眠次数",
        "用时",
        "每步",
    ],
    note: "每步为从共同起点到最后一个 worker 结束的时间，除以所有 worker 完成的总步数，其中包含从 Wasm 到 JavaScript 的调用：这里每次访问内存都要调用一次。许可持有 1 毫秒。",
    no_rows: "运行后可见：每种方式在内存中留下什么，代价是多少。",
    isolation,
    reload: "重新加载页面",
    own_window: "在单独的窗口中打开",
};

fn ready(plan: Result<Plan, SharedError>) -> String {
    match plan {
        Ok(plan) => format!(
            "{} 个 worker 对共享内存中的同一个数各加 {} 次：最后是多少？按{}。",
            plan.workers,
            grouped(plan.times.into()),
            strong("开始")
        ),
        Err(error) => refused(error),
    }
}

fn in_short(plan: Result<Plan, SharedError>) -> String {
    match plan {
        Ok(plan) => format!(
            "{} 个 worker，各加 {} 次",
            plan.workers,
            grouped(plan.times.into())
        ),
        Err(error) => refused(error),
    }
}

fn refused(error: SharedError) -> String {
    match error {
        SharedError::Times => format!("每个 worker 的加法次数须为 1 到 {MOST_TIMES}。"),
        _ => format!("worker 数须为 1 到 {MOST_WORKERS}。"),
    }
}

fn done(rows: &[Row]) -> Option<String> {
    let plain = rows.iter().find(|row| row.way == Way::Plain)?;
    let stands = strong(&grouped(plain.stands?));
    let expected = grouped(plain.expected?);
    Some(match plain.lost() {
        0 => format!("不加锁，应为 {expected}，结果是 {stands}：这一次没有丢失。"),
        lost => format!(
            "不加锁，应为 {expected}，结果是 {stands}：丢失了 {} 次。",
            grouped(lost)
        ),
    })
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Plain => "不加锁",
        Way::Atomic => "原子加",
        Way::Lock => "锁",
        Way::Semaphore => "信号量",
        Way::Queue => "有界队列",
    }
}

fn finding(row: &Row) -> String {
    let (took, each) = (span_in(Lang::Zh, row.took), short_in(Lang::Zh, row.each()));
    let stands = grouped(row.stands.unwrap_or_default());
    match row.way {
        Way::Plain => format!(
            "不加锁地读、加、写：应为 {}，结果是 {stands}，用时 {took}。",
            grouped(row.steps)
        ),
        Way::Atomic => format!("原子加：结果是 {stands}，用时 {took}，每次 {each}。"),
        Way::Lock => format!(
            "加锁：结果是 {stands}，用时 {took}，每次 {each}；worker 共休眠 {} 次。",
            grouped(row.waits)
        ),
        Way::Semaphore => format!(
            "信号量：{} 个 worker 中最多有 {} 个同时持有许可，共 {} 次，用时 {took}。",
            row.workers,
            row.inside.unwrap_or_default(),
            grouped(row.steps)
        ),
        Way::Queue if row.lost() == 0 => format!(
            "容量为 {CAPACITY} 的队列：{} 个元素各取出一次，用时 {took}；worker 共休眠 {} 次。",
            grouped(row.steps),
            grouped(row.waits)
        ),
        Way::Queue => format!(
            "容量为 {CAPACITY} 的队列：取出的与放入的不符，编号之和应为 {}，结果是 {stands}。",
            grouped(row.expected.unwrap_or_default())
        ),
    }
}

fn isolation(isolation: Isolation) -> &'static str {
    match isolation {
        Isolation::There => "此页面已隔离，worker 之间可以共享内存。",
        Isolation::Coming => "只有隔离的页面才能共享内存。页面将重新加载一次，以进入隔离状态。",
        Isolation::Asks => {
            "只有隔离的页面才能共享内存。要进入隔离状态，须重新加载页面；本次访问中未保存的运行会丢失。"
        }
        Isolation::Frame => {
            "只有隔离的页面才能共享内存，而嵌在其他页面的框架中时，此页面无法隔离。"
        }
        Isolation::NoWorker => {
            "只有隔离的页面才能共享内存。隔离要靠此页面的 service worker，而浏览器在这里没有提供：它需要 https 或 localhost，隐私窗口也可能禁用它。"
        }
        Isolation::Refused => {
            "页面已重新加载，但仍未隔离，因此无法共享内存：浏览器不支持，或者加载时绕过了 service worker（例如按住 Shift 刷新）。"
        }
    }
}
