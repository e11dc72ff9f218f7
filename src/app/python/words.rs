//! The words of programs that run in the page, in two languages.

use super::{differences, phrases};
use crate::config::Lang;

/// The words of one language.
pub struct Words {
    /// The part of the page.
    pub title: &'static str,
    /// Before Python is loaded: what happens then, and how much that is, as files and compressed.
    pub intro: fn(&str, &str) -> String,
    /// The button that runs the program.
    pub run: &'static str,
    /// The button that ends it.
    pub stop: &'static str,
    /// The field of its arguments.
    pub arguments: &'static str,
    /// What unfolds the editor.
    pub change: &'static str,
    /// The field of the program.
    pub program: &'static str,
    /// The keys of the editor.
    pub keys: &'static str,
    /// The keys of the plain field.
    pub plain_keys: &'static str,
    /// The editor did not come.
    pub plain: &'static str,
    /// What the editor itself says.
    pub phrases: &'static [(&'static str, &'static str)],
    /// Gives up what was changed.
    pub take_back: &'static str,
    /// The program is not the one that is shown above.
    pub changed: &'static str,
    /// The program came with the address.
    pub carried: &'static str,
    /// Copies a link to the changed program.
    pub share: &'static str,
    /// It was copied.
    pub copied: &'static str,
    /// The browser does not let the page copy.
    pub not_copied: &'static str,
    /// The program is too long for a link.
    pub too_long_to_share: &'static str,
    /// Python is on its way: megabytes so far, and all of them.
    pub loading: fn(&str, &str) -> String,
    /// The program runs, by Python of this version.
    pub running: fn(&str) -> String,
    /// So many workers of its pools have an interpreter each; the slowest took so many seconds to start.
    pub interpreters: fn(usize, &str) -> String,
    /// The program is over, with this exit code.
    pub over: fn(u8) -> String,
    /// It was stopped.
    pub stopped: &'static str,
    /// It took longer than so many minutes.
    pub too_long: fn(u64) -> String,
    /// All of its threads wait for each other.
    pub stuck: &'static str,
    /// Python did not come, or broke: why, in the words of the browser.
    pub died: fn(&str) -> String,
    /// This browser cannot.
    pub no_jspi: &'static str,
    /// Another run of the page is going.
    pub busy: &'static str,
    /// What it prints.
    pub output: &'static str,
    /// So many lines of it are no longer shown.
    pub gone: fn(usize) -> String,
    /// The futures of the program.
    pub futures: &'static str,
    /// How many there are, how many of them have a result, and in how many seconds the program was over.
    pub sum: fn(usize, usize, &str) -> String,
    /// It has none so far.
    pub no_futures: &'static str,
    /// Sets its run beside the page's own on the same plan.
    pub beside: &'static str,
    /// That one runs: so many futures of so many have come.
    pub beside_running: fn(usize, usize) -> String,
    /// The program does the same in three ways, and one run can stand beside another.
    pub beside_one_way: &'static str,
    /// What is different here; unfolds what follows.
    pub different: &'static str,
    /// The columns of the table of that.
    pub columns: [&'static str; 2],
    /// What is different here: what it is about, and how it is here.
    pub differences: &'static [[&'static str; 2]],
}

/// There is one of each language.
impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
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
    title: "Python in the page",
    intro: |files, compressed| {
        format!(
            "Runs this program by CPython 3.14, in a worker of this page. Python is loaded for that: {files} MB, about {compressed} MB \
             from a host that compresses, and kept for the next time."
        )
    },
    run: "Run it here",
    stop: "Stop",
    arguments: "Arguments",
    change: "Change the program",
    program: "Program",
    keys: "Ctrl + Enter runs it, Ctrl + F searches (on a Mac also with Cmd). Tab indents; to leave the field by Tab, press Escape before it.",
    plain_keys: "Ctrl + Enter runs it.",
    plain: "The editor could not be loaded. This plain field does in its place; fold it and unfold it to try again.",
    phrases: phrases::EN,
    take_back: "Take back my changes",
    changed: "What runs is your version. It stays in this browser until you take it back.",
    carried: "This program came with the link that you followed: somebody else may have written it. It runs when you start it.",
    share: "Copy a link to it",
    copied: "Copied.",
    not_copied: "The browser does not let this page copy.",
    too_long_to_share: "It is too long for a link.",
    loading: |so_far, all| format!("Python is loading: {so_far} of {all} MB."),
    running: |version| format!("It runs, by CPython {version}."),
    interpreters: |count, seconds| match count {
        1 => format!(
            "One worker of a pool has a Python of its own, which took {seconds} s to start."
        ),
        _ => format!(
            "{count} workers of pools have a Python of their own each. The slowest took {seconds} s to start."
        ),
    },
    over: |code| match code {
        0 => "The program is over.".to_owned(),
        code => format!("The program is over, with exit code {code}."),
    },
    stopped: "Stopped, and all that it had begun with it.",
    too_long: |minutes| {
        format!("Ended after {minutes} minutes: a program may not take longer here.")
    },
    stuck: "A deadlock: all threads wait, and nothing is under way that could wake one. Outside of a page it would stand still \
            like this for ever; here it was ended. Where each thread waits:",
    died: |why| format!("Python ended, or did not come: {why}."),
    no_jspi: "This browser cannot run threads of Python: it has no JSPI (WebAssembly.Suspending), as Chrome 137, Firefox 153 and Safari 27 \
              have. With a Python of your own: start the server by cargo xtask serve, save the program, and run python3 photofinish_run.py.",
    busy: "Another run is going. Both at once would disturb each other.",
    output: "Output",
    gone: |lines| format!("{lines} earlier lines are no longer kept."),
    futures: "Futures of the program",
    sum: |all, ok, seconds| {
        let s = if all == 1 { "" } else { "s" };
        format!(
            "{all} future{s}, {ok} with a result; from the first submission to the end {seconds} s."
        )
    },
    no_futures: "No executor of the program has a future yet.",
    beside: "Beside Rust on the same plan",
    beside_running: |done, all| format!("Rust runs the same plan: {done} of {all}."),
    beside_one_way: "This program runs the plan in three ways. Choose one of them in the settings, and its run can stand beside Rust's.",
    different: "What is different from Python outside of a page",
    columns: ["What", "In the page"],
    differences: differences::EN,
};

const ZH: Words = Words {
    title: "在页面中运行 Python",
    intro: |files, compressed| {
        format!(
            "用 CPython 3.14 在本页的一个 worker 中运行这段程序。为此需要加载 Python：{files} MB（经主机压缩传输约 {compressed} MB），加载后会保留，供下次使用。"
        )
    },
    run: "在此运行",
    stop: "停止",
    arguments: "参数",
    change: "修改程序",
    program: "程序",
    keys: "Ctrl + Enter 运行，Ctrl + F 查找（Mac 上也可用 Cmd）。Tab 缩进；要用 Tab 离开编辑框，请先按 Escape。",
    plain_keys: "按 Ctrl + Enter 运行。",
    plain: "编辑器未能加载，先用这个普通文本框代替；收起再展开可重试。",
    phrases: phrases::ZH,
    take_back: "撤销我的修改",
    changed: "运行的是你修改后的版本。它保存在此浏览器中，直到你撤销修改。",
    carried: "这段程序来自你打开的链接，可能由他人编写。只有你启动它，它才会运行。",
    share: "复制链接",
    copied: "已复制。",
    not_copied: "浏览器不允许本页复制。",
    too_long_to_share: "程序过长，无法放进链接。",
    loading: |so_far, all| format!("正在加载 Python：{so_far} / {all} MB。"),
    running: |version| format!("正在由 CPython {version} 运行。"),
    interpreters: |count, seconds| {
        format!(
            "{count} 个进程池（或解释器池）worker 各有一个独立的 Python，其中启动最慢的用了 {seconds} 秒。"
        )
    },
    over: |code| match code {
        0 => "程序已结束。".to_owned(),
        code => format!("程序已结束，退出码为 {code}。"),
    },
    stopped: "已停止，它启动的一切也随之结束。",
    too_long: |minutes| format!("运行满 {minutes} 分钟后被终止：这里的程序不能运行更久。"),
    stuck: "死锁：所有线程都在等待，且没有任何进行中的操作能唤醒其中之一。在页面之外，它会永远这样卡住；在这里它已被终止。各线程的等待位置：",
    died: |why| format!("Python 已中止，或未能加载：{why}。"),
    no_jspi: "此浏览器无法运行 Python 线程：它没有 JSPI（WebAssembly.Suspending），而 Chrome 137、Firefox 153 和 Safari 27 具备该功能。也可以使用你自己的 Python：按 README 启动服务器，保存程序，再运行 python3 photofinish_run.py。",
    busy: "另一个任务正在运行。同时运行两个会互相干扰。",
    output: "输出",
    gone: |lines| format!("更早的 {lines} 行已不再保留。"),
    futures: "程序中的 future",
    sum: |all, ok, seconds| {
        format!("共 {all} 个 future，其中 {ok} 个有结果；从首次提交到程序结束用时 {seconds} 秒。")
    },
    no_futures: "程序的 executor 还没有任何 future。",
    beside: "与 Rust 的同计划运行并排显示",
    beside_running: |done, all| format!("Rust 正在按同一计划运行：{done}/{all}。"),
    beside_one_way: "这段程序用三种策略执行同一计划。在设置中选择其中一种，它的运行就能与 Rust 的并排显示。",
    different: "与页面之外的 Python 有何不同",
    columns: ["内容", "在页面中"],
    differences: differences::ZH,
};
