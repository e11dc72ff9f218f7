//! The words of programs that run in the page: Chinese.

use crate::tell::words::python::{Difference, Words};

/// The words.
pub static WORDS: Words = Words {
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
    phrases: PHRASES,
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
    sum_then: |done, all, time| format!("{time}后：{all} 个 future 中有 {done} 个已完成。"),
    no_futures: "程序的 executor 还没有任何 future。",
    beside: "与 Rust 的同计划运行并排显示",
    beside_running: |done, all| format!("Rust 正在按同一计划运行：{done}/{all}。"),
    beside_one_way: "这段程序用三种策略执行同一计划。在设置中选择其中一种，它的运行就能与 Rust 的并排显示。",
    different: "与页面之外的 Python 有何不同",
    heads: Difference {
        what: "内容",
        how: "在页面中",
    },
    differences: DIFFERENCES,
};

/// All of them in Chinese.
const PHRASES: &[(&str, &str)] = &[
    ("Find", "查找"),
    ("Replace", "替换为"),
    ("next", "下一个"),
    ("previous", "上一个"),
    ("all", "全选"),
    ("match case", "区分大小写"),
    ("regexp", "正则表达式"),
    ("by word", "全词匹配"),
    ("replace", "替换"),
    ("replace all", "全部替换"),
    ("close", "关闭"),
    ("current match", "当前匹配项"),
    ("on line", "所在行："),
    ("replaced match on line $", "已替换第 $ 行的匹配项"),
    ("replaced $ matches", "已替换 $ 处匹配项"),
    ("Go to line", "转到行"),
    ("go", "转到"),
    ("Selection deleted", "已删除所选内容"),
    ("Control character", "控制字符"),
];

const DIFFERENCES: &[Difference] = &[
    Difference {
        what: "线程",
        how: "在一个核心上轮流运行，与 GIL 之下相同：每 5 毫秒在两条 Python 指令之间切换。正在计算的 C 函数不会被打断，即使 CPython 在该处会释放 GIL（如 hashlib 和 zlib）。",
    },
    Difference {
        what: "自由线程（free threading）",
        how: "不支持：所有线程共用一个核心。",
    },
    Difference {
        what: "ProcessPoolExecutor、InterpreterPoolExecutor",
        how: "worker 是浏览器的 worker，各有一个独立的 Python，最多 8 个。每个 worker 先加载 Python，再把程序作为模块运行一遍：因此需要 if __name__ == '__main__'，与以 spawn 方式启动进程时相同。传递的数据都经过 pickle。",
    },
    Difference {
        what: "其他进程",
        how: "不支持：subprocess、os.fork 和 multiprocessing.Process 会引发 OSError。",
    },
    Difference {
        what: "套接字",
        how: "不支持，既不能连接也不能监听：会引发 OSError。",
    },
    Difference {
        what: "信号",
        how: "不会收到来自外部的信号。signal.alarm、setitimer 和 pause 会引发 OSError。",
    },
    Difference {
        what: "请求",
        how: "由浏览器发出。浏览器可能会暂缓部分请求（HTTP/1.1 下对每台主机保持 6 个连接），会自行跟随重定向，并且不说明响应失败的原因。",
    },
    Difference {
        what: "httpx、requests",
        how: "替代实现，只提供 get() 及其异常和超时。urllib.request、threading、queue、asyncio 和 concurrent.futures 均为 CPython 自带。",
    },
    Difference {
        what: "键盘输入",
        how: "没有：input() 会引发异常。",
    },
    Difference {
        what: "内存与时间",
        how: "最多使用 1 GiB 内存（超出时引发 MemoryError），最多运行 5 分钟。",
    },
];
