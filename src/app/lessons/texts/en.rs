//! English.

use super::LessonTexts;
use crate::app::errors;
use crate::app::format::{decimal, span};
use crate::app::lessons::facts::PlayFacts;
use crate::app::lessons::transcript::Said;
use crate::app::texts::strong;
use crate::config::Lang;
use crate::future::State;

fn tenths(tenths: u64) -> String {
    format!("{} s", decimal(tenths as f64 / 10.0, 1))
}

fn said(said: &Said) -> String {
    match said {
        Said::Form(form) => form.clone(),
        Said::Refused(error) => format!("SubmitError: {}", errors::submit(Lang::En, error)),
        Said::Cancel(true, State::Pending) => "True: it had not started".to_owned(),
        Said::Cancel(true, _) | Said::Abort(true, State::Cancelled) => {
            "True: it was cancelled before".to_owned()
        }
        Said::Cancel(false, State::Running) => "False: it runs".to_owned(),
        Said::Cancel(false, _) | Said::Abort(false, _) => "False: it is finished".to_owned(),
        Said::Abort(true, State::Running) => "True: its task was stopped".to_owned(),
        Said::Abort(true, _) => "True: it had not started".to_owned(),
        Said::WillCall => "None: will be called when it is done".to_owned(),
        Said::Called(form, after) => format!("{form}, {} after the result", span(*after)),
        Said::CalledAtOnce(form) => format!("done already, called at once with {form}"),
        Said::Waits(timeout) => format!("waits {} at most", span(*timeout)),
        Said::Returned(result) => format!("'{result}'"),
        Said::Raised(error) => format!("raised OnPurpose: {error}"),
        Said::Lost(error) => format!("raised {error}"),
        Said::TimedOut => "TimeoutError: not done in time, and it goes on".to_owned(),
        Said::Cancelled => "CancelledError: there is no result".to_owned(),
        Said::ShutDown(open) => format!("no new tasks; waits for {open}"),
        Said::Drained => "None: all have ended".to_owned(),
    }
}

fn ready(workers: usize) -> String {
    format!(
        "Submit a task and you get a future. {} run at once; press {}, or try it yourself.",
        strong(&workers.to_string()),
        strong("Play the chapter")
    )
}

fn now(running: usize, pending: usize, done: usize) -> String {
    format!(
        "{}, {}, {done} done.",
        strong(&format!("{running} running")),
        strong(&format!("{pending} pending"))
    )
}

fn measured(facts: &PlayFacts) -> String {
    let mut text = strong(&match facts.at_once {
        1 => "1 ran at a time".to_owned(),
        number => format!("{number} ran at once"),
    });
    let mut add = |number: usize, what: &str| {
        if number > 0 {
            text.push_str(&format!(", {number} {what}"));
        }
    };
    add(facts.waited, "waited for a worker");
    add(facts.cancelled, "cancelled before it started");
    add(facts.aborted, "aborted while it ran");
    add(facts.failed, "failed");
    if let Some(after) = facts.callback {
        text.push_str(&format!(
            "; a callback ran {} after the result",
            span(after)
        ));
    }
    if !facts.order.is_empty() {
        let order = strong(&facts.order.join(", "));
        text.push_str(&format!("; they finished in the order {order}"));
    }
    text + "."
}

/// English.
pub(super) static TEXTS: LessonTexts = LessonTexts {
    settings: "Settings",
    guide: [
        "A future is a result still to come. You never make one: submit gives it to you.",
        "It is pending until a worker is free, then running, then finished; or cancelled.",
        "cancel() works only before it starts. abort() also stops a task that runs. In Python no Future can do that; since 3.14 a process pool has terminate_workers() and kill_workers(), which end the whole pool.",
        "result() waits: in Python it blocks its thread, here it is awaited. With a timeout it waits only so long, and the task goes on. A callback is called once it is done.",
        "asyncio has a Future of its own, with the same role: it is awaited, and its result() takes no timeout, but raises InvalidStateError until it is done.",
    ],
    guide_title: "What a future is",
    takes: "The task takes",
    fails: "It fails on purpose",
    patience: "Wait with timeout",
    tenths,
    submit: "Submit",
    play: "Play the chapter",
    shutdown: "Shutdown",
    anew: "Start over",
    calls: ["Cancel", "Abort", "Add done callback", "Wait with timeout"],
    futures: "Futures",
    no_futures: "Futures line up here as they are submitted.",
    console: "Console",
    no_lines: "What you ask of them, and what they answer.",
    said,
    ready,
    now,
    measured,
    title: "Lessons",
    lessons: [
        ("What a future is", "pending, running, finished, cancelled"),
        (
            "Waiting together",
            "one by one against many at once; blocking I/O releases the GIL",
        ),
        (
            "map keeps the order",
            "one slow item holds back the finished ones",
        ),
        ("How many at once", "more workers are not always faster"),
        (
            "Where does it run?",
            "at once as in asyncio, in slices as threads under the GIL, or in a pool",
        ),
        (
            "Workers for computing",
            "how far from N times as fast, measured past the cores",
        ),
        ("What passing data costs", "copied against handed over"),
        (
            "Engine or workers",
            "JavaScript, Wasm, SIMD against more workers, as PyPy against processes",
        ),
        (
            "Two executors, one order",
            "fetches and jobs in one as_completed, like threads and processes",
        ),
        ("Errors are results", "one failure does not lose the others"),
        (
            "Progress while it runs",
            "n of total, rate, time left, as tqdm prints them",
        ),
        (
            "Cancelling for real",
            "queued never start, running are aborted",
        ),
    ],
};
