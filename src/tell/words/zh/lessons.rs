//! The words around the lessons, and of the playground: Chinese.

use std::time::Duration;

use crate::config::Lang;
use crate::future::State;
use crate::lessons::by_hand::{LEAST, Pressed, TAKES};
use crate::lessons::playground::OnPurpose;
use crate::lessons::playground::PlayFacts;
use crate::lessons::playground::Said;
use crate::tell::format::{decimal, span_in};
use crate::tell::strong;
use crate::tell::words::errors;
use crate::tell::words::lessons::{CallWords, Calls, LessonTexts, Mark};

fn span(time: Duration) -> String {
    span_in(Lang::Zh, time)
}

fn tenths(tenths: u64) -> String {
    format!("{} 秒", decimal(tenths as f64 / 10.0, 1))
}

fn said(said: &Said) -> String {
    match said {
        Said::Form(form) => form.clone(),
        Said::Refused(error) => format!(
            "SubmitError：{}",
            errors::submit(Lang::Zh, error, errors::task)
        ),
        Said::Done(done) => if *done { "True" } else { "False" }.to_owned(),
        Said::NoException => "None：有结果，没有异常".to_owned(),
        Said::Exception(OnPurpose) => {
            "OnPurpose：任务按要求失败，作为返回值给出，没有抛出".to_owned()
        }
        Said::Cancel(true, State::Pending) => "True：尚未开始".to_owned(),
        Said::Cancel(true, _) | Said::Abort(true, State::Cancelled) => {
            "True：此前已取消".to_owned()
        }
        Said::Cancel(false, State::Running) => "False：正在运行".to_owned(),
        Said::Cancel(false, _) | Said::Abort(false, _) => "False：已经结束".to_owned(),
        Said::Abort(true, State::Running) => "True：任务已停止".to_owned(),
        Said::Abort(true, _) => "True：尚未开始".to_owned(),
        Said::WillCall => "None：完成时调用".to_owned(),
        Said::Called(form, after) => format!("{form}，在结果之后 {}", span(*after)),
        Said::CalledAtOnce(form) => format!("已经完成，立即以 {form} 调用"),
        Said::Waits(timeout) => format!("最多等待 {}", span(*timeout)),
        Said::Returned(result) => format!("'{result}'"),
        Said::Raised(OnPurpose) => "抛出 OnPurpose：任务按要求失败".to_owned(),
        Said::Lost(error) => {
            format!("抛出 {}", errors::future(Lang::Zh, error, errors::task))
        }
        Said::TimedOut => "TimeoutError：未能及时完成，任务仍在继续".to_owned(),
        Said::Cancelled => "CancelledError：没有结果".to_owned(),
        Said::Mapped(all) => format!("一个迭代器；{all} 个任务已同时提交"),
        Said::Exhausted(rest) => {
            format!("StopIteration：异常之后迭代结束，还有 {rest} 个结果没有取")
        }
        Said::ShutDown(open) => {
            format!("不再接受新任务；等待 {open} 个结束，with 块结束时也是这样")
        }
        Said::Drained => "None：全部结束".to_owned(),
    }
}

fn ready(workers: usize) -> String {
    format!(
        "提交一个任务，得到一个 future。同时运行 {} 个；按{}，或者自己提交。",
        strong(&workers.to_string()),
        strong("开始")
    )
}

fn now(running: usize, pending: usize, done: usize) -> String {
    format!(
        "{}，{}，{done} 个完成。",
        strong(&format!("{running} 个运行")),
        strong(&format!("{pending} 个等待"))
    )
}

fn measured(facts: &PlayFacts) -> String {
    let mut text = strong(&format!("最多 {} 个同时运行", facts.at_once));
    let mut add = |number: usize, what: &str| {
        if number > 0 {
            text.push_str(&format!("，{number} 个{what}"));
        }
    };
    add(facts.waited, "曾排队等待 worker");
    add(facts.cancelled, "在开始前取消");
    add(facts.aborted, "在运行中被中止");
    add(facts.failed, "失败");
    if let Some(after) = facts.callback {
        text.push_str(&format!("；回调在结果之后 {}运行", span(after)));
    }
    if !facts.order.is_empty() {
        let order = strong(&facts.order.join("、"));
        text.push_str(&format!("；完成顺序为 {order}"));
    }
    text + "。"
}

fn far(have: usize, want: usize, unit: &str) -> String {
    match unit {
        "" => format!("{have}/{want}"),
        unit => format!("{have}/{want} {unit}"),
    }
}

fn reached(goals: usize, all: usize, is_answered: bool) -> String {
    let answered = if is_answered { "已回答" } else { "" };
    match goals {
        0 => answered.to_owned(),
        _ if is_answered => format!("已回答，目标达成 {goals}/{all}"),
        _ => format!("目标达成 {goals}/{all}"),
    }
}

fn pressed(pressed: &Pressed) -> String {
    let Pressed {
        submitted,
        running,
        came,
        held,
        count,
        ..
    } = *pressed;
    match (submitted, running) {
        (0, _) => format!(
            "快速连按：服务器处理每个请求要 {}。第七个会马上到达服务器吗？",
            span(TAKES)
        ),
        (_, 0) => {
            let most =
                count.map(|count| format!("；服务器同时处理的最多 {} 个", count.max_in_flight));
            let held = match held {
                held if held < LEAST => String::new(),
                held => format!("；浏览器把其中一个按住了 {}", span(held)),
            };
            format!(
                "提交 {submitted} 个，拿到 {came} 个{}{held}。",
                most.unwrap_or_default()
            )
        }
        _ => {
            let waits = count.map_or(0, |count| running.saturating_sub(count.in_flight));
            let waits = match waits {
                0 => String::new(),
                waits => format!("；其中 {waits} 个还在浏览器里等待，或者在路上"),
            };
            format!("提交了 {submitted} 个，{running} 个正在运行{waits}。")
        }
    }
}

/// Chinese.
pub static WORDS: LessonTexts = LessonTexts {
    guide: [
        "future 是尚未到来的结果。它不由你创建：submit 会把它交给你。",
        "在有空闲 worker 之前它是 pending，然后 running，最后 finished；或者 cancelled。",
        "cancel() 只在开始之前有效。abort() 还能停止正在运行的任务。Python 的 Future 做不到；从 3.14 起，进程池有 terminate_workers() 和 kill_workers()，但会结束整个池。",
        "result() 会等待：在 Python 里它阻塞所在的线程，在这里用 await。设了超时就只等这么久，任务照常继续。完成后会调用回调。",
        "asyncio 有自己的 Future，作用相同：要用 await 等它，它的 result() 没有超时参数，完成之前调用会抛出 InvalidStateError。",
    ],
    guide_title: "什么是 future",
    takes: "任务耗时",
    fails: "故意失败",
    patience: "限时等待",
    tenths,
    submit: "提交",
    shutdown: "停止接收新任务（shutdown）",
    map: "map，其中一个失败",
    anew: "重新开始",
    calls: Calls {
        done: CallWords {
            code: "done()",
            text: "询问是否完成：",
        },
        cancel: CallWords {
            code: "cancel()",
            text: "取消",
        },
        abort: CallWords {
            code: "abort()",
            text: "中止",
        },
        add_done_callback: CallWords {
            code: "add_done_callback(tell)",
            text: "添加完成回调：",
        },
        result: CallWords {
            code: "result(timeout)",
            text: "限时等待结果：",
        },
        exception: CallWords {
            code: "exception(timeout)",
            text: "限时等待异常：",
        },
    },
    by_hand: "自己动手",
    futures: "Future",
    no_futures: "提交的 future 会在这里排成一列。",
    console: "控制台",
    no_lines: "你问了什么，它们答了什么。",
    said,
    ready,
    now,
    summary: measured,
    title: "课程",
    question: "问题",
    answer: "答案",
    yours: "你的回答",
    measured: "实测",
    no_answer: "没有回答，直接开始了",
    none_of_them: "这一次，以上答案都不是",
    right: "和你说的一样。",
    aside: "这些设置问的不是本课的问题，所以没有答案；恢复问题的设置，再开始一次。",
    back: "恢复问题的设置",
    goals: "目标",
    goals_note: "改动“开始”下面的设置，再开始一次。",
    goals_by_hand: "自己提交几个 future，再去问它们。",
    is_reached: "已达成",
    far,
    next: "下一课",
    previous: "上一课",
    all: "全部课程",
    of_all: |nth, all| format!("第 {nth} 课，共 {all} 课"),
    reached,
    kept_note: "回答和目标只保存在这个浏览器里。",
    not_kept_note: "浏览器拒绝存储数据：回答和目标只保留到离开本页为止。",
    forget: "全部忘掉",
    count_hands: "统计举手",
    hands_for: |answer| format!("举手人数：{answer}"),
    hands: |hands| format!("{hands} 人举手"),
    nth_run: |nth, all| format!("第 {nth} 次运行，共 {all} 次"),
    worker_clock: "由 worker 绘制",
    ball: |size| format!("{size} 往返"),
    ball_note: |factor| {
        format!(
            "按实测时间演示，放慢到 1/{factor}。小球移动时，页面被它占住；小球停在 worker 那边时，页面是空闲的。"
        )
    },
    ball_still: "系统要求减少动态效果，所以静止显示。",
    holds: |time| format!("占住页面 {time}"),
    end_page: "页面",
    end_worker: "worker",
    own_twice: "自己的设置，两次运行",
    submit_one_by_one: "逐个提交",
    submit_one: "提交一个",
    pressed,
    counted_heads: ["由谁统计", "现在", "最多"],
    counted_here: "执行器：运行中",
    counted_there: "服务器：处理中",
    curve: "按 worker 数，速度是一个 worker 的几倍",
    drawn: "画的",
    measured_curve: "实测及其波动",
    times: |times| format!("{} 倍", decimal(times, 1)),
    by_workers: |workers| format!("{workers} 个 worker"),
    marks: &[
        Mark {
            word: "排队",
            class: "queued",
        },
        Mark {
            word: "运行",
            class: "running",
        },
        Mark {
            word: "完成",
            class: "completed",
        },
        Mark {
            word: "交付",
            class: "delivered",
        },
    ],
};
