//! The words of programs that run in the page: English.

use crate::tell::words::python::{Difference, Words};

/// The words.
pub static WORDS: Words = Words {
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
    phrases: PHRASES,
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
    sum_then: |done, all, time| {
        let s = if all == 1 { "" } else { "s" };
        format!("After {time}: {done} of {all} future{s} done.")
    },
    no_futures: "No executor of the program has a future yet.",
    beside: "Beside Rust on the same plan",
    beside_running: |done, all| format!("Rust runs the same plan: {done} of {all}."),
    beside_one_way: "This program runs the plan in three ways. Choose one of them in the settings, and its run can stand beside Rust's.",
    different: "What is different from Python outside of a page",
    heads: Difference {
        what: "What",
        how: "In the page",
    },
    differences: DIFFERENCES,
};

/// Its own words, where the page writes them otherwise.
const PHRASES: &[(&str, &str)] = &[
    ("next", "Next"),
    ("previous", "Previous"),
    ("all", "Select all"),
    ("match case", "Match case"),
    ("regexp", "Regular expression"),
    ("by word", "Whole word"),
    ("replace", "Replace"),
    ("replace all", "Replace all"),
    ("close", "Close"),
    ("go", "Go"),
];

const DIFFERENCES: &[Difference] = &[
    Difference {
        what: "Threads",
        how: "They take turns on one core, as under the GIL: every 5 ms, between two instructions of Python. A function in C that computes is not \
         interrupted, not even where CPython gives the GIL away meanwhile, as hashlib and zlib do.",
    },
    Difference {
        what: "Free threading",
        how: "Cannot be had: all threads share one core.",
    },
    Difference {
        what: "ProcessPoolExecutor, InterpreterPoolExecutor",
        how: "A worker is one of the browser with a Python of its own, 8 at most. Each loads Python and then runs the program as a module: so it \
         needs if __name__ == '__main__', as where processes are spawned. What is handed over is pickled.",
    },
    Difference {
        what: "Other processes",
        how: "Cannot be had: subprocess, os.fork and multiprocessing.Process raise OSError.",
    },
    Difference {
        what: "Sockets",
        how: "Cannot be had, neither to connect nor to serve: they raise OSError.",
    },
    Difference {
        what: "Signals",
        how: "Nobody sends any from outside. signal.alarm, setitimer and pause raise OSError.",
    },
    Difference {
        what: "Requests",
        how: "They go by the browser. It may hold some back (over HTTP/1.1 it keeps 6 connections to a host), follows redirects by itself, and does \
         not say why an answer failed.",
    },
    Difference {
        what: "httpx, requests",
        how: "Stand-ins for get() with its errors and time limits. urllib.request, threading, queue, asyncio and concurrent.futures are CPython's own.",
    },
    Difference {
        what: "Keyboard",
        how: "There is none: input() raises an error.",
    },
    Difference {
        what: "Memory and time",
        how: "1 GiB, beyond which there is a MemoryError, and 5 minutes.",
    },
];
