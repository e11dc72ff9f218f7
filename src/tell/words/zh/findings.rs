//! Findings: Chinese.

use std::time::Duration;

use crate::config::Lang;
use crate::diagnosis::{Baseline, Finding, Names, PER_HOST};
use crate::environment::Reach;
use crate::stats::Fit;
use crate::tell::format::{about, percent, span_in, tenths, times};

fn time(duration: Duration) -> String {
    match about(duration) {
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

/// A finding, without a full stop.
pub fn sentence(finding: &Finding) -> String {
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
        Finding::NoAnswer {
            host,
            requests,
            reach,
        } => no_answer(host.as_deref(), *requests, *reach),
        Finding::TimedOut { timeout, names } => {
            let after =
                timeout.map_or_else(String::new, |timeout| format!("在 {}后", time(timeout)));
            format!("{} 个{after}超时：{}", names.count(), list(names))
        }
        Finding::Failed { names, unharmed: 0 } => {
            format!("{} 个失败：{}", names.count(), list(names))
        }
        Finding::Failed { names, unharmed } => {
            let (number, names) = (names.count(), list(names));
            format!("{number} 个失败：{names}；其余 {unharmed} 个不受影响")
        }
        Finding::Retried {
            attempts,
            requests,
            came,
            asked,
        } => {
            let mut text = format!(
                "{requests} 个请求中有 {attempts} 次尝试失败并重试，其中 {came} 个请求最终成功"
            );
            if let Some((pause, waited)) = asked {
                let asked = time(*pause);
                text.push_str(&format!("；服务器要求最多等待 {asked}（Retry-After）"));
                if waited < pause {
                    let waited = time(*waited);
                    text.push_str(&format!("，但等了请求的时限 {waited}就重试"));
                }
            }
            text
        }
        Finding::HeldByBrowser {
            asked,
            kept,
            longest,
            is_usual,
        } => {
            let usual = if *is_usual {
                format!("；这是 HTTP/1.1 的上限：每个主机 {PER_HOST} 个连接，HTTP/2 没有这个限制")
            } else {
                String::new()
            };
            format!(
                "要求同时发出 {asked} 个请求，浏览器最多只让 {kept} 个同时进行，其余的被浏览器暂留，最长 {}{usual}",
                time(*longest)
            )
        }
        Finding::Redirected { answers } => format!(
            "{answers} 个响应经过重定向：多用一次请求，而且浏览器不给出各阶段的用时；请直接请求重定向后的地址"
        ),
        Finding::InFlightUnknown {
            asked,
            at_least: 0,
            per_host,
        } => format!(
            "要求同时发出 {asked} 个请求，实际同时进行多少个无从得知：使用 HTTP/1.1 时，浏览器对每个主机最多\
             保持 {per_host} 个请求，其余的由它暂留，而这个服务器没有公开计时；加上响应头 \
             Timing-Allow-Origin: * 就能看到"
        ),
        Finding::InFlightUnknown {
            asked,
            at_least,
            per_host,
        } => format!(
            "要求同时发出 {asked} 个请求，其中至少有 {at_least} 个同时进行；有些请求浏览器没有给出计时，\
             而使用 HTTP/1.1 时它对每个主机最多保持 {per_host} 个"
        ),
        Finding::HeadOfLine {
            results,
            longest,
            label,
            strategy,
        } => {
            let by =
                strategy.map_or_else(String::new, |strategy| format!("（{}）", strategy.name()));
            let longest = time(*longest);
            match results {
                1 => format!("1 个结果等了 {label} {longest}{by}"),
                results => {
                    format!("{results} 个结果在等 {label}，最久等了 {longest}{by}")
                }
            }
        }
        Finding::Stalled { longest, times: 1 } => format!("主线程停顿了 {}", time(*longest)),
        Finding::Stalled { longest, times } => {
            format!("主线程停顿了 {times} 次，最长 {}", time(*longest))
        }
        Finding::PassingCost {
            passing,
            computing,
            workers,
        } => {
            let (passing, computing) = (time(*passing), time(*computing));
            let all = match workers {
                1 => String::new(),
                workers => format!("，{workers} 个 worker 合计"),
            };
            format!(
                "传递数据比计算更费时（{passing}对 {computing}{all}）：请减少任务数，加大每个任务"
            )
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
        Finding::AsFast { baseline, elapsed } => {
            let faster = times(baseline.time(), *elapsed);
            // Finer than elsewhere: who divides the two gets the ratio that stands beside them.
            let exact = |time| span_in(Lang::Zh, time);
            let (alone, elapsed) = (exact(baseline.time()), exact(*elapsed));
            match baseline {
                Baseline::Measured(_) => format!(
                    "同样的请求逐个执行用了 {alone}，这里用了 {elapsed}：速度是逐个执行的 {faster} 倍"
                ),
                Baseline::Calculated(_) => format!(
                    "按计划计算：逐个执行的延迟合计 {alone}，这里用了 {elapsed}：速度是逐个执行的 {faster} 倍"
                ),
            }
        }
        Finding::OneByOne { tasks, elapsed } => {
            format!("逐个执行：{tasks} 个任务总用时 {}", time(*elapsed))
        }
        Finding::BestSpeedup {
            workers,
            speedup,
            scatter,
            cores,
            slower,
        } => {
            let cores = cores.map_or_else(String::new, |cores| format!("在 {cores} 个核心上，"));
            let mut text = match (workers, speedup) {
                (1, _) => format!("{cores}1 个 worker 最快"),
                (_, Some(speedup)) => format!(
                    "{cores}{workers} 个 worker 最快，速度是 1 个的 {} 倍",
                    tenths(*speedup)
                ),
                (_, None) => {
                    let [[a, b], [c, d]] = scatter.map(|times| times.map(time));
                    format!(
                        "{cores}{workers} 个 worker 最快，但用时太分散，说不出速度是 1 个的几倍：\
                         1 个用了 {a}到 {b}，{workers} 个用了 {c}到 {d}"
                    )
                }
            };
            if let Some(slower) = slower {
                text.push_str(&format!("；{slower} 个反而比 {workers} 个慢"));
            }
            text
        }
        Finding::SerialShare(Fit {
            share,
            error,
            numbers,
        }) => {
            let at_most = tenths(1.0 / share);
            let (share, error) = (percent(*share), percent(*error));
            format!(
                "有 {share}%（± {error}%）的时间不会因 worker 增多而缩短（按 Amdahl 定律，由 {numbers} 种 \
                 worker 数拟合）：再多 worker，速度最多也只是 1 个的 {at_most} 倍"
            )
        }
    }
}

fn no_answer(host: Option<&str>, requests: usize, reach: Option<Reach>) -> String {
    let which = match requests {
        1 => "请求的响应没有到达本页",
        number => &format!("{number} 个请求的响应都没有到达本页"),
    };
    let why = match reach {
        None => "",
        Some(Reach::Silent) => "：服务器在运行吗？还是浏览器拒绝了它的证书、端口或重定向？",
        Some(Reach::Unreadable) => {
            "：服务器在运行，但不允许本页读取它的响应；它必须发送 Access-Control-Allow-Origin（CORS）"
        }
        Some(Reach::Back) => "，但服务器现在有响应：请重新开始",
        Some(Reach::Offline) => "，而且浏览器报告自己处于离线状态",
        Some(Reach::MixedContent) => {
            "：本页通过 https 打开，浏览器不允许这样的页面用未加密的 http 发出请求（混合内容）；请改用 https 地址，或通过 http 打开本页"
        }
    };
    // Before a digit there is a space, before a word of Chinese none.
    let space = if requests == 1 { "" } else { " " };
    let to = host.map_or_else(String::new, |host| format!("发往 {host} 的{space}"));
    format!("{to}{which}{why}")
}
