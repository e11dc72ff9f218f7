//! The words of a race, and of what all screens have: Chinese.

use std::time::Duration;

use crate::app::state::Theme;
use crate::config::{Experiment, Field, Kernel, Lang, Problem, Strategy};
use crate::record::Outcome;
use crate::stats::InFlightIs;
use crate::tell::format::{seconds, since_start, span_in};
use crate::tell::strong;
use crate::tell::words::page::{FlightFacts, Instead, LaneFacts, RunFacts, Texts};

fn span(time: Duration) -> String {
    span_in(Lang::Zh, time)
}

fn experiment(experiment: Experiment) -> &'static str {
    match experiment {
        Experiment::Race => "竞速",
        Experiment::Workers => "worker 池",
        Experiment::Both => "混合",
        Experiment::Transfer => "数据传递",
        Experiment::Lessons => "课程",
        Experiment::Open => "打开",
        Experiment::Shared => "共享内存",
    }
}

fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "主题：跟随系统",
        Theme::Light => "主题：浅色",
        Theme::Dark => "主题：深色",
    }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Experiment => "实验",
        Field::Codes => "国旗",
        Field::Limit => "数量上限",
        Field::Strategy => "策略",
        Field::MaxWorkers => "最大并发数",
        Field::Server => "服务器",
        Field::Delay => "延迟",
        Field::ErrorRate => "错误率",
        Field::Timeout => "超时",
        Field::Retries => "重试次数",
        Field::Seed => "种子",
        Field::Kernel => "计算",
        Field::Jobs => "任务数",
        Field::Size => "大小",
        Field::Where => "位置",
        Field::Workers => "worker 数",
        Field::Sizes => "大小范围",
        Field::Chunk => "每条消息的任务数",
        Field::Lesson => "课程",
        Field::Verbose => "详细日志",
        Field::Lang => "语言",
        Field::Embed => "嵌入",
        Field::Autorun => "自动开始",
    }
}

fn selection(name: &str) -> &'static str {
    match name {
        "pop20" => "人口最多的 20 国",
        "all" => "全部 194 面国旗",
        "every" => "所有代码 AA 至 ZZ",
        _ => "代码或首字母……",
    }
}

fn server(name: &str) -> &'static str {
    match name {
        "local" => "LOCAL：立即应答",
        "delay" => "DELAY：延迟应答",
        "error" => "ERROR：延迟，四分之一出错",
        "sim" => "在本页内模拟",
        "list" => "地址列表……",
        _ => "其他地址……",
    }
}

fn strategy(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => "逐个",
        Strategy::Map => "map",
        Strategy::AsCompleted => "as_completed",
        Strategy::Compare => "对比",
    }
}

fn strategy_note(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => "前一个完成，下一个才开始",
        Strategy::Map => "按提交顺序交付",
        Strategy::AsCompleted => "按完成顺序交付",
        Strategy::Compare => "三种策略，同一计划",
    }
}

fn in_python(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => "在 Python 里这就是一个普通的循环：等一个应答时，别的什么也不做",
        Strategy::Map => {
            "在 Python 里，map() 依次调用每个 future 的 result()：慢的一个让后面的都等它，异常也在取它的结果时才抛出"
        }
        Strategy::AsCompleted | Strategy::Compare => {
            "在 Python 里，线程也这样一起等待，因为阻塞的 I/O 会释放 GIL；asyncio 只用一个线程，本页也是这样"
        }
    }
}

fn problem(of: Field, problem: &Problem) -> String {
    let name = field(of);
    match problem {
        Problem::NotAWholeNumber(_) => format!("{name}必须是整数。"),
        Problem::BelowMin(min) => format!("{name}不能小于 {min}。"),
        Problem::AboveMax(max) => format!("{name}不能大于 {max}。"),
        Problem::NotAShare(_) => format!("{name}必须是 0 到 1 之间的数。"),
        Problem::NotOneOf(names) => format!("{name}必须是以下之一：{}。", names.join("、")),
        Problem::NotACode { argument } => {
            format!("每个代码必须是 A 至 Z 或 AA 至 ZZ，而不是“{argument}”。")
        }
        Problem::NotARange(_) => format!("{name}必须写成“最小-最大”，均为整数。"),
        Problem::RangeReversed => format!("{name}必须写成“最小-最大”，最小值不能超过最大值。"),
        Problem::NoScheme { meant } => {
            format!("地址要以 http:// 或 https:// 开头：请写成 {meant}。")
        }
        Problem::Addresses(error) => error.sentence(Lang::Zh),
        Problem::NotABase(_) => {
            "服务器地址由 http:// 或 https://、主机名和可选的路径组成，不含用户名、密码、? 和 #。"
                .to_owned()
        }
        Problem::NotAServer => {
            "服务器必须是 local、delay、error、sim，或以 http:// 或 https:// 开头的地址。"
                .to_owned()
        }
    }
}

fn asks(first: &str, number: usize) -> String {
    let more = match number {
        0 | 1 => String::new(),
        number => format!("，以及另外 {} 个类似的地址", number - 1),
    };
    format!("将请求 {first}{more}。地址中的 {{}} 处会填入国家代码。")
}

fn refused(c: char) -> String {
    match c {
        ' ' => "其中不能有空格。".to_owned(),
        c if c.is_control() || c.is_whitespace() => format!("其中不能有 U+{:04X}。", u32::from(c)),
        c => format!("其中不能有“{c}”。"),
    }
}

fn using(value: &str) -> String {
    let space = if value.is_ascii() { " " } else { "" };
    format!("将使用{space}{value}。")
}

fn in_short(number: usize, max_workers: usize, strategy: &str) -> String {
    format!("{number} 面国旗，{strategy}，并发 {max_workers}")
}

fn ready(number: usize, at_once: usize) -> String {
    let start = strong("开始");
    format!("谁先冲线？{number} 面国旗，最多同时 {at_once} 个请求：按“{start}”。")
}

fn starting(number: usize, at_once: usize) -> String {
    format!("{number} 面国旗，最多同时 {at_once} 个请求：即将开始。")
}

fn running(number: usize, at_once: usize, how: Strategy) -> String {
    let how_text = strong(strategy(how));
    match how {
        Strategy::Sequential | Strategy::Compare => format!("{how_text}下载 {number} 面国旗。"),
        _ => format!("用 {how_text} 下载 {number} 面国旗，最多同时 {at_once} 个请求。"),
    }
}

fn so_far(delivered: usize, total: usize, after: Duration) -> String {
    let after = since_start(Lang::Zh, after);
    format!("{after}后：{total} 面国旗中已交付 {delivered} 面。")
}

fn report_tail(not_found: usize, errors: usize, cancelled: usize) -> String {
    counts([
        (not_found, "未找到"),
        (errors, "失败"),
        (cancelled, "已取消"),
    ]) + "。"
}

fn compared(runs: &[RunFacts]) -> String {
    match runs {
        [first, .., last] => format!(
            "下载 {} 面国旗用了 {} 秒，逐个下载用了 {} 秒。",
            last.ok,
            seconds(last.elapsed),
            seconds(first.elapsed)
        ),
        _ => String::new(),
    }
}

fn comparing(number: usize, at_once: usize) -> String {
    let [one_by_one, map, completed] = [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted]
        .map(|how| strong(strategy(how)));
    format!("下载 {number} 面国旗：先{one_by_one}，再以并发 {at_once} 用 {map} 和 {completed}。")
}

fn compared_so_far(came: &[(Strategy, usize)], total: usize, after: Duration) -> String {
    let after = since_start(Lang::Zh, after);
    let came = came
        .iter()
        .map(|(how, came)| format!("{} {came}/{total}", strong(strategy(*how))));
    let came = came.collect::<Vec<_>>().join("，");
    format!("各自开始 {after}后已交付：{came}。")
}

fn held(number: usize, behind: &str, those: usize, longest: Duration) -> String {
    let (map, behind, time) = (strong("map"), strong(behind), span(longest));
    if number == those {
        return format!("{map} 让 {number} 个已完成的结果排在 {behind} 之后，最久等了 {time}。");
    }
    format!(
        "{map} 让 {number} 个已完成的结果等待，其中 {those} 个排在 {behind} 之后，最久 {time}。"
    )
}

fn first_home(label: &str, after: Duration, nth: usize) -> String {
    let (label, after) = (strong(label), span(after));
    format!("{label} 第 {nth} 个提交，却在 {after}时最先到达。")
}

fn goes_on(seconds: &str) -> String {
    format!("一直到 {seconds} 秒")
}

fn lane(lane: &LaneFacts) -> String {
    let mut text = format!("{}：", lane.label);
    text.push_str(match (lane.outcome, lane.ran) {
        (Some(how), _) => outcome(how),
        (None, Some(_)) => "运行中",
        (None, None) => "排队中",
    });
    text.push_str(&format!("，排队 {}", span(lane.queued)));
    if let Some(held) = lane.held {
        text.push_str(&format!("，被浏览器暂留 {}", span(held)));
    }
    if let Some(ran) = lane.ran {
        text.push_str(&format!("，运行 {}", span(ran)));
    }
    if lane.attempts > 1 {
        let paused = span(lane.paused);
        text.push_str(&format!(
            "（第 {} 次尝试，此前共停顿 {paused}）",
            lane.attempts
        ));
    }
    if let Some(pause) = lane.asked_to_wait {
        text.push_str(&format!("，服务器要求等待 {}（Retry-After）", span(pause)));
    }
    if let Some(waited) = lane.waited {
        text.push_str(&format!("，等待交付 {}", span(waited)));
    }
    text
}

fn waited_behind(number: usize) -> String {
    format!("{number} 个结果在等它")
}

pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "成功",
        Outcome::NotFound => "未找到",
        Outcome::HttpError => "HTTP 错误",
        Outcome::NetworkError => "连接错误",
        Outcome::Timeout => "超时",
        Outcome::Cancelled => "已取消",
        Outcome::Failed => "失败",
    }
}

fn at_most(facts: &FlightFacts) -> String {
    let FlightFacts {
        asked,
        really,
        limit,
        ..
    } = facts;
    match facts.is {
        InFlightIs::Measured if asked == really => format!("最多 {really}，上限 {limit}"),
        InFlightIs::Measured => format!("最多 {really}，要求 {asked}"),
        InFlightIs::AtLeast => format!("至少 {really}，要求 {asked}"),
        InFlightIs::Asked => format!("要求 {asked}，上限 {limit}"),
    }
}

fn latency_hidden(number: usize) -> String {
    format!(
        "{number} 个可能包含浏览器暂留的时间：浏览器没有给出计时（其他源的服务器须以 Timing-Allow-Origin: * 允许）"
    )
}

fn progress_tail(failed: usize, cancelled: usize) -> String {
    counts([(0, ""), (failed, "失败"), (cancelled, "已取消")])
}

fn counts(counts: [(usize, &str); 3]) -> String {
    let some = counts.iter().filter(|(number, _)| *number > 0);
    some.map(|(number, what)| format!("，{number} 个{what}"))
        .collect()
}

fn latency_of(number: usize) -> String {
    format!("{number} 面已到达的国旗")
}

fn kernel(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Sha256 => "SHA-256",
        Kernel::Rc4 => "RC4",
        Kernel::Primes => "素数",
        Kernel::Mandelbrot => "Mandelbrot",
        Kernel::Own => "自己的 JavaScript",
    }
}

/// Chinese.
pub static WORDS: Texts = Texts {
    tag: "zh-CN",
    between: "",
    skip: "跳到结果",
    experiments: "实验",
    experiment,
    other_language: "English",
    theme,
    help: "按键与命令",
    flags_by: "国旗：flag-icons，MIT 许可证",
    no_simulation: "本页的 Service Worker 未能启动，模拟服务器无法应答。它需要 https 或 localhost、允许 Service Worker 的浏览器，以及文件完整的站点。请重新加载，或选择其他服务器。",
    host_is_silent: "本页所在的主机没有应答，改由模拟服务器应答。",
    is_kept: "已可离线使用",
    loading: "正在加载此界面……",
    not_loaded: |why| {
        format!(
            "未能加载页面的这一部分：{}。请检查网络连接，然后重试。",
            strong(why)
        )
    },
    try_again: "重试",
    in_python_runs: "Python 程序",
    busy: "仍在运行。两次运行同时进行会互相干扰测量，请等它结束后再开始。",
    new_version: "有新版本，重新加载",
    settings: "设置",
    field,
    selection,
    codes_label: "代码或首字母",
    codes_hint: "BR, CN，或首字母 A, B",
    server,
    base_url: "基础地址",
    asks,
    list: "每行一个地址，旁边可写标签；或写一个含 {} 的地址，下面写要填入的值：BR, CN 或 1..20",
    all_asked: |number| format!("全部 {number} 个地址"),
    not_cached: "每个请求都发往服务器，不使用浏览器的缓存。",
    is_mixed: "本页通过 https 打开，浏览器不允许它请求其他机器的 http:// 地址（混合内容）；请改用 https 地址，或通过 http 打开本页。",
    strategy,
    strategy_note,
    no_limit: "无",
    new_seed: "换一个种子",
    slider: "最大并发数滑块",
    ms: "毫秒",
    problem,
    refused,
    using,
    in_short,
    start: "开始",
    cancel: "取消",
    export_json: "导出 JSON",
    share: "分享与保存",
    code: "代码",
    code_to_come: "查看时，这里会把当前设置写成程序。",
    not_exported: |why| format!("无法生成文件：{}", strong(why)),
    ready,
    starting,
    running,
    so_far,
    report_tail,
    compared,
    comparing,
    compared_so_far,
    first_home,
    held,
    progress: "进度",
    progress_tail,
    cancelling: "正在取消……",
    timeline: "时间线",
    legend: "图例",
    queued: "排队",
    held_back: "浏览器暂留",
    pausing: "重试前停顿",
    running_mark: "运行",
    completed: "完成",
    waiting: "等待交付",
    delivered: "已交付",
    first_result: "首个结果",
    all_results: "全部",
    goes_on,
    lanes_help: "用方向键在各行之间移动",
    lane,
    whole_axis: "显示整条时间轴",
    zoom_axis: "回到较快的策略",
    zoom: "缩放",
    zoom_in: "放大",
    zoom_out: "缩小",
    zoom_fit: "显示全部",
    stall_strip: "页面",
    stands_still: "页面停顿",
    earlier_rows: "前面的行",
    later_rows: "后面的行",
    rows_of: |first, last, all| format!("第 {first}–{last} 行，共 {all} 行"),
    as_table: "以表格显示",
    columns: [
        "#",
        "Future",
        "状态",
        "排队",
        "浏览器暂留",
        "运行",
        "尝试次数",
        "等待",
        "交付时刻",
    ],
    waited_behind,
    finish_order: "完成顺序",
    nth_submitted: "名次、国旗、提交序号",
    no_result_yet: "结果将按到达的先后排在这里。",
    nobody_yet: "国旗将按交付的先后排在这里。",
    outcomes: "结果统计",
    outcome,
    in_flight: "进行中的请求数",
    at_most,
    latency: "延迟分布",
    latency_of,
    latency_hidden,
    latency_held: "此前被浏览器暂留",
    what_happened: "发生了什么",
    in_flight_empty: "同时运行的请求数，与上限对照。",
    latency_empty: "每个请求用时多久，失败的另计。",
    in_python,
    nothing_yet: "运行之后：限制在哪里，谁等了谁，以及为什么。",
    details_of: "详情",
    log: "日志",
    of_addresses: OF_ADDRESSES,
    kernel,
};

const OF_ADDRESSES: &[Instead] = &[
    Instead {
        flags: "面国旗",
        addresses: "个地址",
    },
    Instead {
        flags: "面已到达的",
        addresses: "个已到达的",
    },
    Instead {
        flags: " 面",
        addresses: " 个",
    },
    Instead {
        flags: "国旗",
        addresses: "地址",
    },
];
