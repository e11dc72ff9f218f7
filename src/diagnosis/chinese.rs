//! Findings in Chinese.

use std::time::Duration;

use super::words::{self, percent, tenths, times};
use super::{Finding, Names};

fn time(duration: Duration) -> String {
    match words::time(duration) {
        (number, true) => format!("{number} 秒"),
        (number, false) => format!("{number} 毫秒"),
    }
}

fn list(names: &Names) -> String {
    let first = names.first.join("、");
    match names.more {
        0 => first,
        _ => format!("{first} 等"),
    }
}

pub(super) fn sentence(finding: &Finding) -> String {
    match finding {
        Finding::Cancelled {
            done,
            aborted,
            never_started,
        } => {
            format!(
                "已取消：{done} 个已完成，{aborted} 个在运行中被中止，{never_started} 个从未开始"
            )
        }
        Finding::NoAnswer { requests } => {
            format!("{requests} 个请求都无人应答：服务器在运行吗？")
        }
        Finding::TimedOut { timeout, names } => {
            let (number, timeout) = (names.count(), time(*timeout));
            format!("{number} 个在 {timeout}后超时：{}", list(names))
        }
        Finding::Failed { names, unharmed: 0 } => {
            format!("{} 个失败：{}", names.count(), list(names))
        }
        Finding::Failed { names, unharmed } => {
            let (number, names) = (names.count(), list(names));
            format!("{number} 个失败：{names}；其余 {unharmed} 个不受影响")
        }
        Finding::BrowserQueue { limit, kept } => {
            format!("从未达到上限 {limit}：浏览器只让 {kept} 个请求同时进行")
        }
        Finding::BrowserLimit { limit, at_most } => {
            format!(
                "上限 {limit} 超出浏览器所能：使用 HTTP/1.1 时，浏览器对每个主机最多同时发出 \
                 {at_most} 个请求，其余的在它自己的队列里等待"
            )
        }
        Finding::HeadOfLine {
            results,
            longest,
            label,
            strategy,
        } => {
            let (longest, strategy) = (time(*longest), strategy.name());
            match results {
                1 => format!("1 个结果等了 {label} {longest}（{strategy}）"),
                results => {
                    format!("{results} 个结果在等 {label}，最久等了 {longest}（{strategy}）")
                }
            }
        }
        Finding::Stalled { longest, times: 1 } => format!("主线程停顿了 {}", time(*longest)),
        Finding::Stalled { longest, times } => {
            format!("主线程停顿了 {times} 次，最长 {}", time(*longest))
        }
        Finding::PassingCost { passing, computing } => {
            let (passing, computing) = (time(*passing), time(*computing));
            format!("传递数据比计算更费时（{passing}对 {computing}）：请减少任务数，加大每个任务")
        }
        Finding::LimitReached {
            limit,
            kept,
            elapsed,
        } => {
            let (kept, elapsed) = (time(*kept), time(*elapsed));
            format!("达到了上限 {limit}：{elapsed}中有 {kept}达到上限")
        }
        Finding::LimitNotReached { limit, tasks } => {
            format!("从未达到上限 {limit}：一共只有 {tasks} 个任务")
        }
        Finding::Overlap {
            tasks,
            work,
            elapsed,
        } => {
            let faster = times(*work, *elapsed);
            let (work, elapsed) = (time(*work), time(*elapsed));
            format!("{tasks} 个任务合计 {work}，实际只用了 {elapsed}：速度是逐个执行的 {faster} 倍")
        }
        Finding::OneByOne { tasks, elapsed } => {
            format!(
                "逐个执行：总用时 {}，等于 {tasks} 个任务用时之和",
                time(*elapsed)
            )
        }
        Finding::BestSpeedup {
            workers,
            speedup,
            cores,
            slower,
        } => {
            let cores = cores.map_or_else(String::new, |cores| format!("在 {cores} 个核心上，"));
            let speedup = tenths(*speedup);
            let mut text = match workers {
                1 => format!("{cores}1 个 worker 最快"),
                _ => format!("{cores}{workers} 个 worker 最快，是 1 个的 {speedup} 倍"),
            };
            if let Some(slower) = slower {
                text.push_str(&format!("；{slower} 个反而比 {workers} 个慢"));
            }
            text
        }
        Finding::SerialShare { share } => {
            let (share, at_most) = (percent(*share), tenths(1.0 / share));
            format!(
                "有 {share}% 的时间不会因 worker 增多而缩短：再多 worker，速度最多也只是 1 个的 {at_most} 倍"
            )
        }
    }
}
