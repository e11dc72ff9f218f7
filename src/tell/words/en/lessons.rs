//! The words around the lessons, and of the playground: English.

use crate::config::Lang;
use crate::future::State;
use crate::lessons::by_hand::{LEAST, Pressed, TAKES};
use crate::lessons::playground::PlayFacts;
use crate::lessons::playground::Said;
use crate::tell::format::{decimal, span};
use crate::tell::strong;
use crate::tell::words::errors;
use crate::tell::words::lessons::{CallWords, Calls, LessonTexts, Mark};

fn tenths(tenths: u64) -> String {
    format!("{} s", decimal(tenths as f64 / 10.0, 1))
}

fn said(said: &Said) -> String {
    match said {
        Said::Form(form) => form.clone(),
        Said::Refused(error) => format!(
            "SubmitError: {}",
            errors::submit(Lang::En, error, errors::task)
        ),
        Said::Done(done) => if *done { "True" } else { "False" }.to_owned(),
        Said::NoException => "None: it has a result".to_owned(),
        Said::Exception(error) => format!("OnPurpose: {error}, handed out and not raised"),
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
        Said::Mapped(all) => format!("an iterator; all {all} are submitted at once"),
        Said::Exhausted(1) => {
            "StopIteration: the error was the end, 1 result was never taken".to_owned()
        }
        Said::Exhausted(rest) => {
            format!("StopIteration: the error was the end, {rest} results were never taken")
        }
        Said::ShutDown(open) => {
            format!("no new tasks; waits for {open}, as a with block does at its end")
        }
        Said::Drained => "None: all have ended".to_owned(),
    }
}

fn ready(workers: usize) -> String {
    format!(
        "Submit a task and you get a future. {} run at once. Press {}, or submit your own.",
        strong(&workers.to_string()),
        strong("Start")
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

fn far(have: usize, want: usize, unit: &str) -> String {
    match unit {
        "" => format!("{have} of {want}"),
        unit => format!("{have} of {want} {unit}"),
    }
}

fn reached(goals: usize, all: usize, is_answered: bool) -> String {
    let answered = if is_answered { "answered" } else { "" };
    match goals {
        0 => answered.to_owned(),
        _ if is_answered => format!("answered, {goals} of {all} goals reached"),
        _ => format!("{goals} of {all} goals reached"),
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
            "Press fast: the server keeps each for {}. Does it get the seventh at once?",
            span(TAKES)
        ),
        (_, 0) => {
            let most = count
                .map(|count| format!("; the server never had more than {}", count.max_in_flight));
            let held = match held {
                held if held < LEAST => String::new(),
                held => format!("; the browser held one back for {}", span(held)),
            };
            format!(
                "{came} of {submitted} came{}{held}.",
                most.unwrap_or_default()
            )
        }
        _ => {
            let waits = count.map_or(0, |count| running.saturating_sub(count.in_flight));
            let waits = match waits {
                0 => String::new(),
                1 => "; 1 waits in the browser, or is on its way".to_owned(),
                more => format!("; {more} wait in the browser, or are on their way"),
            };
            format!("{submitted} submitted, {running} running{waits}.")
        }
    }
}

/// English.
pub static WORDS: LessonTexts = LessonTexts {
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
    shutdown: "Shutdown",
    map: "map, one fails",
    anew: "Start over",
    calls: Calls {
        done: CallWords {
            code: "done()",
            text: "Ask whether it is done:",
        },
        cancel: CallWords {
            code: "cancel()",
            text: "Cancel",
        },
        abort: CallWords {
            code: "abort()",
            text: "Abort",
        },
        add_done_callback: CallWords {
            code: "add_done_callback(tell)",
            text: "Add done callback to",
        },
        result: CallWords {
            code: "result(timeout)",
            text: "Wait for the result of",
        },
        exception: CallWords {
            code: "exception(timeout)",
            text: "Wait for the exception of",
        },
    },
    by_hand: "By hand",
    futures: "Futures",
    no_futures: "Futures line up here as they are submitted.",
    console: "Console",
    no_lines: "What you ask of them, and what they answer.",
    said,
    ready,
    now,
    summary: measured,
    title: "Lessons",
    question: "Question",
    answer: "Answer",
    yours: "Your answer",
    measured: "Measured",
    no_answer: "None: you went on without one",
    none_of_them: "None of these answers, this time",
    right: "As you said.",
    aside: "These settings ask another question than the lesson's, so there is no answer to it; set its settings again, and start.",
    back: "The question's settings",
    goals: "Goals",
    goals_note: "Change the settings under Start, and start again.",
    goals_by_hand: "Submit futures by hand, and ask them.",
    is_reached: "reached",
    far,
    next: "Next lesson",
    previous: "Previous lesson",
    all: "All lessons",
    of_all: |nth, all| format!("Lesson {nth} of {all}"),
    reached,
    kept_note: "Answers and goals stay in this browser.",
    not_kept_note: "This browser refuses to store anything: answers and goals stay until the page is left.",
    forget: "Forget them",
    count_hands: "Count hands",
    hands_for: |answer| format!("Hands for: {answer}"),
    hands: |hands| format!("{hands} hand{}", if hands == 1 { "" } else { "s" }),
    nth_run: |nth, all| format!("Run {nth} of {all}"),
    worker_clock: "drawn by a worker",
    ball: |size| format!("{size} on the way"),
    ball_note: |factor| {
        format!(
            "As measured, slowed down {factor}-fold. A ball moves while the page is held by it, and rests with the worker while the page is free."
        )
    },
    ball_still: "Shown still, as your system asks for less motion.",
    holds: |time| format!("holds the page for {time}"),
    end_page: "page",
    end_worker: "worker",
    own_twice: "Your own settings, twice",
    submit_one_by_one: "Submit one by one",
    submit_one: "Submit one",
    pressed,
    counted_heads: ["counted by", "now", "at most"],
    counted_here: "the executor: running",
    counted_there: "the server: in flight",
    curve: "Times as fast as one worker, by the number of workers",
    drawn: "drawn",
    measured_curve: "measured, with its spread",
    times: |times| format!("{}×", decimal(times, 1)),
    by_workers: |workers| format!("{workers} workers"),
    marks: &[
        Mark {
            word: "queued",
            class: "queued",
        },
        Mark {
            word: "running",
            class: "running",
        },
        Mark {
            word: "completed",
            class: "completed",
        },
        Mark {
            word: "delivered",
            class: "delivered",
        },
    ],
};
