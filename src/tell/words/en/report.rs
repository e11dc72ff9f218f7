//! The last line of a run, and of a comparison of runs: English.

use crate::tell::words::report::Words;

fn plural(number: usize) -> &'static str {
    if number == 1 { "" } else { "s" }
}

/// The words.
pub static WORDS: Words = Words {
    brought_in: |brought, seconds| format!("{brought} in {seconds} s"),
    flags: |flags| format!("{flags} flag{} downloaded", plural(flags)),
    jobs: |jobs| format!("{jobs} job{} done", plural(jobs)),
    one_of_several: |name, all, first| match first {
        Some(first) => format!("{name} {all} s (first result {first} s)"),
        None => format!("{name} {all} s"),
    },
    colon: ": ",
    comma: ", ",
};
