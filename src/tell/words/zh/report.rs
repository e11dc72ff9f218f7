//! The last line of a run, and of a comparison of runs: Chinese.

use crate::tell::words::report::Words;

/// The words.
pub static WORDS: Words = Words {
    brought_in: |brought, seconds| format!("用 {seconds} 秒{brought}"),
    flags: |flags| format!("下载了 {flags} 面国旗"),
    jobs: |jobs| format!("完成了 {jobs} 个任务"),
    one_of_several: |name, all, first| match first {
        Some(first) => format!("{name} {all} 秒（首个结果 {first} 秒）"),
        None => format!("{name} {all} 秒"),
    },
    colon: "：",
    comma: "，",
};
