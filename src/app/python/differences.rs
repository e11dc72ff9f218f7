//! What Python in the page cannot do, or does otherwise than outside of it: what it is about, and how it is.

/// In English.
pub const EN: &[[&str; 2]] = &[
    [
        "Threads",
        "They take turns on one core, as under the GIL: every 5 ms, between two instructions of Python. A function in C that computes is not \
         interrupted, not even where CPython gives the GIL away meanwhile, as hashlib and zlib do.",
    ],
    [
        "Free threading",
        "Cannot be had: all threads share one core.",
    ],
    [
        "ProcessPoolExecutor, InterpreterPoolExecutor",
        "A worker is one of the browser with a Python of its own, 8 at most. Each loads Python and then runs the program as a module: so it \
         needs if __name__ == '__main__', as where processes are spawned. What is handed over is pickled.",
    ],
    [
        "Other processes",
        "Cannot be had: subprocess, os.fork and multiprocessing.Process raise OSError.",
    ],
    [
        "Sockets",
        "Cannot be had, neither to connect nor to serve: they raise OSError.",
    ],
    [
        "Signals",
        "Nobody sends any from outside. signal.alarm, setitimer and pause raise OSError.",
    ],
    [
        "Requests",
        "They go by the browser. It may hold some back (over HTTP/1.1 it keeps 6 connections to a host), follows redirects by itself, and does \
         not say why an answer failed.",
    ],
    [
        "httpx, requests",
        "Stand-ins for get() with its errors and time limits. urllib.request, threading, queue, asyncio and concurrent.futures are CPython's own.",
    ],
    ["Keyboard", "There is none: input() raises an error."],
    [
        "Memory and time",
        "1 GiB, beyond which there is a MemoryError, and 5 minutes.",
    ],
];

/// In Chinese.
pub const ZH: &[[&str; 2]] = &[
    [
        "线程",
        "在一个核心上轮流运行，与 GIL 之下相同：每 5 毫秒在两条 Python 指令之间切换。正在计算的 C 函数不会被打断，即使 CPython 在该处会释放 GIL（如 hashlib 和 zlib）。",
    ],
    [
        "自由线程（free threading）",
        "不支持：所有线程共用一个核心。",
    ],
    [
        "ProcessPoolExecutor、InterpreterPoolExecutor",
        "worker 是浏览器的 worker，各有一个独立的 Python，最多 8 个。每个 worker 先加载 Python，再把程序作为模块运行一遍：因此需要 if __name__ == '__main__'，与以 spawn 方式启动进程时相同。传递的数据都经过 pickle。",
    ],
    [
        "其他进程",
        "不支持：subprocess、os.fork 和 multiprocessing.Process 会引发 OSError。",
    ],
    ["套接字", "不支持，既不能连接也不能监听：会引发 OSError。"],
    [
        "信号",
        "不会收到来自外部的信号。signal.alarm、setitimer 和 pause 会引发 OSError。",
    ],
    [
        "请求",
        "由浏览器发出。浏览器可能会暂缓部分请求（HTTP/1.1 下对每台主机保持 6 个连接），会自行跟随重定向，并且不说明响应失败的原因。",
    ],
    [
        "httpx、requests",
        "替代实现，只提供 get() 及其异常和超时。urllib.request、threading、queue、asyncio 和 concurrent.futures 均为 CPython 自带。",
    ],
    ["键盘输入", "没有：input() 会引发异常。"],
    [
        "内存与时间",
        "最多使用 1 GiB 内存（超出时引发 MemoryError），最多运行 5 分钟。",
    ],
];
