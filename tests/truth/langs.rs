//! The sentences of the page, with names where they have values.

use photofinish::config::Lang;

/// The templates of a language.
pub fn of<T>(lang: Lang, english: T, chinese: T) -> T {
    match lang {
        Lang::En => english,
        Lang::Zh => chinese,
    }
}

pub const FINDINGS_EN: &[&str] = &[
    "cancelled: {done} done, {aborted} aborted while running, {never_started} never started",
    "no answer to the request reached this page",
    "no answer to any of the {requests} requests reached this page",
    "{timed_out} timed out after {timeout}: {late}",
    "{failures} failed: {failed}",
    "{failures} failed: {failed}; the other one was not affected",
    "{failures} failed: {failed}; the other {unharmed} were not affected",
    "{attempts} attempts failed and were made again, for {retried} requests: {recovered} of them came in the end",
    "{attempts} attempts failed and were made again, for {retried} request: {recovered} of them came in the end",
    "{attempts} attempt failed and was made again, for {retried} request: {recovered} of them came in the end",
    "{attempts} attempts failed and were made again, for {retried} requests: {recovered} of them came in the end; the server asked to wait up to {pause} (Retry-After)",
    "{attempts} attempts failed and were made again, for {retried} requests: {recovered} of them came in the end; the server asked to wait up to {pause} (Retry-After), and was asked again after {paused}, the time allowed for a request",
    "{attempts} attempts failed and were made again, for {retried} request: {recovered} of them came in the end; the server asked to wait up to {pause} (Retry-After)",
    "{attempts} attempts failed and were made again, for {retried} request: {recovered} of them came in the end; the server asked to wait up to {pause} (Retry-After), and was asked again after {paused}, the time allowed for a request",
    "{attempts} attempt failed and was made again, for {retried} request: {recovered} of them came in the end; the server asked to wait up to {pause} (Retry-After)",
    "{attempts} attempt failed and was made again, for {retried} request: {recovered} of them came in the end; the server asked to wait up to {pause} (Retry-After), and was asked again after {paused}, the time allowed for a request",
    "asked for {asked} at once, the browser kept at most {kept} in flight: it held others back for up to {held}; that is the limit of HTTP/1.1, {per_host} connections to a host, which HTTP/2 does not have",
    "how many of the {asked} asked for at once were in flight is not known: over HTTP/1.1 a browser keeps at most {per_host} per host and holds the rest back, and this server hides it; with the header Timing-Allow-Origin: * it would show",
    "of {asked} asked for at once at least {at_least} were in flight; of some the browser does not tell, and over HTTP/1.1 it keeps at most {per_host} per host",
    "{behind} result waited {wait} for {head} ({strategy})",
    "{behind} results waited up to {wait} for {head} ({strategy})",
    "the main thread stalled {stall}",
    "the main thread stalled {stalls} times, up to {stall}",
    "limit {limit} was reached, and kept for {at_limit} of {elapsed}",
    "limit {limit} never reached: there was only {tasks} to run",
    "limit {limit} never reached: there were only {tasks} to run",
    "one by one the same took {alone}, so {elapsed} is {ratio} times as fast",
    "calculated: one by one the delays of this plan add up to {alone}, so {elapsed} is {ratio} times as fast",
    "one by one, {tasks} tasks took {elapsed} in all",
    "passing data cost more than computing ({passing} against {computing}): use fewer, larger jobs",
    "best with 1 worker",
    "best with 1 worker on {cores} core",
    "best with 1 worker on {cores} cores",
    "best with 1 worker on {cores} core; {slower} are slower than 1",
    "best with 1 worker on {cores} cores; {slower} are slower than 1",
    "best with {best} workers, but how many times as fast as 1 cannot be said, for the times scatter: 1 took {alone_min} to {alone_max}, {best} took {best_min} to {best_max} on {cores} core",
    "best with {best} workers, but how many times as fast as 1 cannot be said, for the times scatter: 1 took {alone_min} to {alone_max}, {best} took {best_min} to {best_max} on {cores} cores",
    "best with {best} workers, but how many times as fast as 1 cannot be said, for the times scatter: 1 took {alone_min} to {alone_max}, {best} took {best_min} to {best_max} on {cores} core; {slower} are slower than {best}",
    "best with {best} workers, but how many times as fast as 1 cannot be said, for the times scatter: 1 took {alone_min} to {alone_max}, {best} took {best_min} to {best_max} on {cores} cores; {slower} are slower than {best}",
    "best with {best} workers: {speedup} times as fast as 1 on {cores} core",
    "best with {best} workers: {speedup} times as fast as 1 on {cores} cores",
    "best with {best} workers: {speedup} times as fast as 1 on {cores} core; {slower} are slower than {best}",
    "best with {best} workers: {speedup} times as fast as 1 on {cores} cores; {slower} are slower than {best}",
    "{share} % (± {error} %) of the time does not shrink with more workers, by Amdahl's law fitted to {numbers} numbers of them: however many, at most {bound} times as fast as 1",
];

pub const FINDINGS_ZH: &[&str] = &[
    "已取消：{done} 个已完成，{aborted} 个在运行中被中止，{never_started} 个从未开始",
    "请求的响应没有到达本页",
    "{requests} 个请求的响应都没有到达本页",
    "{timed_out} 个在 {timeout}后超时：{late}",
    "{failures} 个失败：{failed}",
    "{failures} 个失败：{failed}；其余 {unharmed} 个不受影响",
    "{retried} 个请求中有 {attempts} 次尝试失败并重试，其中 {recovered} 个请求最终成功",
    "{retried} 个请求中有 {attempts} 次尝试失败并重试，其中 {recovered} 个请求最终成功；服务器要求最多等待 {pause}（Retry-After）",
    "{retried} 个请求中有 {attempts} 次尝试失败并重试，其中 {recovered} 个请求最终成功；服务器要求最多等待 {pause}（Retry-After），但等了请求的时限 {paused}就重试",
    "要求同时发出 {asked} 个请求，浏览器最多只让 {kept} 个同时进行，其余的被浏览器暂留，最长 {held}；这是 HTTP/1.1 的上限：每个主机 {per_host} 个连接，HTTP/2 没有这个限制",
    "要求同时发出 {asked} 个请求，实际同时进行多少个无从得知：使用 HTTP/1.1 时，浏览器对每个主机最多保持 {per_host} 个请求，其余的由它暂留，而这个服务器没有公开计时；加上响应头 Timing-Allow-Origin: * 就能看到",
    "要求同时发出 {asked} 个请求，其中至少有 {at_least} 个同时进行；有些请求浏览器没有给出计时，而使用 HTTP/1.1 时它对每个主机最多保持 {per_host} 个",
    "{behind} 个结果等了 {head} {wait}（{strategy}）",
    "{behind} 个结果在等 {head}，最久等了 {wait}（{strategy}）",
    "主线程停顿了 {stall}",
    "主线程停顿了 {stalls} 次，最长 {stall}",
    "达到了上限 {limit}：{elapsed}中有 {at_limit}达到上限",
    "从未达到上限 {limit}：一共只有 {tasks} 个任务",
    "同样的请求逐个执行用了 {alone}，这里用了 {elapsed}：速度是逐个执行的 {ratio} 倍",
    "按计划计算：逐个执行的延迟合计 {alone}，这里用了 {elapsed}：速度是逐个执行的 {ratio} 倍",
    "逐个执行：{tasks} 个任务总用时 {elapsed}",
    "传递数据比计算更费时（{passing}对 {computing}）：请减少任务数，加大每个任务",
    "在 {cores} 个核心上，1 个 worker 最快",
    "在 {cores} 个核心上，1 个 worker 最快；{slower} 个反而比 1 个慢",
    "在 {cores} 个核心上，{best} 个 worker 最快，但用时太分散，说不出速度是 1 个的几倍：1 个用了 {alone_min}到 {alone_max}，{best} 个用了 {best_min}到 {best_max}",
    "在 {cores} 个核心上，{best} 个 worker 最快，但用时太分散，说不出速度是 1 个的几倍：1 个用了 {alone_min}到 {alone_max}，{best} 个用了 {best_min}到 {best_max}；{slower} 个反而比 {best} 个慢",
    "在 {cores} 个核心上，{best} 个 worker 最快，速度是 1 个的 {speedup} 倍",
    "在 {cores} 个核心上，{best} 个 worker 最快，速度是 1 个的 {speedup} 倍；{slower} 个反而比 {best} 个慢",
    "有 {share}%（± {error}%）的时间不会因 worker 增多而缩短（按 Amdahl 定律，由 {numbers} 种 worker 数拟合）：再多 worker，速度最多也只是 1 个的 {bound} 倍",
];

/// The parts of the sentence at the top of a race that is over.
pub const REPORT_EN: &[&str] = &[
    "{flags} downloaded in {elapsed_s} s{tail}.",
    "{flags} downloaded in {elapsed_s} s{tail}. {first} was here first, after {first_at}, though asked for {nth}.",
    "{flags} downloaded in {elapsed_s} s{tail}. map held back {waited} finished one, up to {wait} behind {head}.",
    "{flags} downloaded in {elapsed_s} s{tail}. map held back {waited} finished ones, up to {wait} behind {head}.",
    "{flags} downloaded in {elapsed_s} s{tail}. map held back {waited} finished ones, {behind} of them up to {wait} behind {head}.",
];

pub const REPORT_ZH: &[&str] = &[
    "用 {elapsed_s} 秒下载了 {ok} 面国旗{tail}。",
    "用 {elapsed_s} 秒下载了 {ok} 面国旗{tail}。{first} 第 {place} 个提交，却在 {first_at}时最先到达。",
    "用 {elapsed_s} 秒下载了 {ok} 面国旗{tail}。map 让 {waited} 个已完成的结果排在 {head} 之后，最久等了 {wait}。",
    "用 {elapsed_s} 秒下载了 {ok} 面国旗{tail}。map 让 {waited} 个已完成的结果等待，其中 {behind} 个排在 {head} 之后，最久 {wait}。",
];

pub const COMPARED_EN: &[&str] = &[
    "{flags} downloaded in {elapsed_s} s instead of {alone_s} s.",
    "{flags} downloaded in {elapsed_s} s instead of {alone_s} s. map held back {waited} finished one, up to {wait} behind {head}.",
    "{flags} downloaded in {elapsed_s} s instead of {alone_s} s. map held back {waited} finished ones, up to {wait} behind {head}.",
    "{flags} downloaded in {elapsed_s} s instead of {alone_s} s. map held back {waited} finished ones, {behind} of them up to {wait} behind {head}.",
];

pub const COMPARED_ZH: &[&str] = &[
    "下载 {ok} 面国旗用了 {elapsed_s} 秒，逐个下载用了 {alone_s} 秒。",
    "下载 {ok} 面国旗用了 {elapsed_s} 秒，逐个下载用了 {alone_s} 秒。map 让 {waited} 个已完成的结果排在 {head} 之后，最久等了 {wait}。",
    "下载 {ok} 面国旗用了 {elapsed_s} 秒，逐个下载用了 {alone_s} 秒。map 让 {waited} 个已完成的结果等待，其中 {behind} 个排在 {head} 之后，最久 {wait}。",
];
