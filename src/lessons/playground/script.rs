//! What the playground plays by itself: each call is one that a person can make, too.

use std::time::Duration;

use super::{Call, Playground, Said, call_of};
use crate::completion::as_completed;

/// The five tasks of the chapter, each with the milliseconds it takes, chosen so that two wait for
/// a worker and they finish in another order than they were submitted.
const CHAPTER: [(&str, u64); 5] = [
    ("BR", 1800),
    ("CN", 1000),
    ("ID", 2300),
    ("IN", 900),
    ("US", 1400),
];

/// How long `result` waits in the chapter: less than the first task takes.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the deadline is about: a task, how long its result is waited for, and how long afterwards.
const LATE: (&str, u64) = ("BR", 1500);
const TOO_SHORT: Duration = Duration::from_millis(200);
const LONG_ENOUGH: Duration = Duration::from_secs(5);

/// What map is given: label, milliseconds, and whether it fails. The last is completed before the one that fails is taken.
const MAPPED: [(&str, u64, bool); 4] = [
    ("BR", 600, false),
    ("CN", 300, false),
    ("ID", 900, true),
    ("IN", 500, false),
];

/// A sequence of calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// All that can be asked of a future: five tasks, and then `done`, a callback, `cancel` of the
    /// one that runs, `result` with a timeout; each taken as it completes, and asked for its
    /// exception.
    Chapter,
    /// A result that is not waited for long enough, and asked for once more.
    Deadline,
    /// A map of four, of which the third fails: its error comes out where its result would, and ends the loop.
    Map,
}

impl Script {
    pub(super) async fn play(self, playground: &Playground) {
        match self {
            Script::Chapter => chapter(playground).await,
            Script::Deadline => deadline(playground).await,
            Script::Map => map(playground).await,
        }
    }
}

async fn chapter(playground: &Playground) {
    let first = playground.futures().len();
    for (label, ms) in CHAPTER {
        submit(playground, label, ms).await;
    }
    playground.ask(first, Call::Done);
    playground.ask(first, Call::AddDoneCallback);
    playground.ask(first, Call::Cancel);
    playground.ask(first, Call::Result(PATIENCE));
    let to_do = playground.futures()[first..].to_vec();
    let mut completed = as_completed(to_do, None);
    while let Some(Ok(future)) = completed.next().await {
        if let Some(outcome) = future.peek() {
            playground.0.recorder.delivered(&future);
            playground.say(future.to_string(), Said::of(outcome));
        }
    }
    playground.ask(first, Call::Done);
    playground.ask(first, Call::Exception(Duration::ZERO));
    // What it answers comes in a later turn.
    playground.0.runtime.yield_now().await;
}

async fn deadline(playground: &Playground) {
    let first = playground.futures().len();
    let (label, ms) = LATE;
    submit(playground, label, ms).await;
    let Some(future) = playground.futures().get(first).cloned() else {
        return;
    };
    for patience in [TOO_SHORT, LONG_ENOUGH] {
        let method = format!("f{}.result", future.id());
        let call = playground.waits(&future, &method, patience);
        let outcome = future.result_within(patience).await;
        playground.say(call, Said::of(outcome));
        let done = format!("f{}.done()", future.id());
        playground.say(done, Said::Done(future.done()));
    }
    playground.0.recorder.delivered(&future);
}

async fn map(playground: &Playground) {
    let names: Vec<String> = MAPPED
        .iter()
        .map(|(label, ..)| format!("'{label}'"))
        .collect();
    let call = format!("results = executor.map(download, [{}])", names.join(", "));
    let mut futures = Vec::new();
    for (label, ms, fails) in MAPPED {
        match playground.task(label, Duration::from_millis(ms), fails) {
            Ok(future) => futures.push(future),
            Err(error) => return playground.say(call, Said::Refused(error)),
        }
    }
    playground.say(call, Said::Mapped(futures.len()));
    for (nth, future) in futures.iter().enumerate() {
        let outcome = future.result().await;
        let is_over = outcome.is_err();
        playground.0.recorder.delivered(future);
        playground.say("next(results)".to_owned(), Said::of(outcome));
        if is_over {
            let rest = &futures[nth + 1..];
            // As in CPython: what has not begun never will.
            for future in rest.iter().rev() {
                future.cancel();
            }
            return playground.say("next(results)".to_owned(), Said::Exhausted(rest.len()));
        }
    }
}

/// Submits a task and lets it begin if there is a worker for it.
async fn submit(playground: &Playground, label: &'static str, ms: u64) {
    match playground.task(label, Duration::from_millis(ms), false) {
        Ok(future) => {
            // A task begins in a later turn.
            playground.0.runtime.yield_now().await;
            let call = format!("f{} = {}", future.id(), call_of(label));
            playground.say(call, Said::Form(future.to_string()));
        }
        Err(error) => playground.say(call_of(label), Said::Refused(error)),
    }
}
