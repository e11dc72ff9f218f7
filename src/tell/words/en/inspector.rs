//! The words of the inspector: English.

use super::page;
use crate::app::inspector::{Place, Turn};
use crate::record::Attempt;
use crate::tell::format::{decimal, short, span};
use crate::tell::words::inspector::InspectorTexts;

fn answered(what: &str, answer: bool) -> String {
    match answer {
        true => format!("{what}() → True: it is cancelled"),
        false => format!("{what}() → False: too late"),
    }
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Submitted => "submitted: pending".to_owned(),
        Turn::Started(Place::Slot(slot)) => format!("started in slot {}: running", slot + 1),
        Turn::Started(Place::Worker(worker)) => {
            format!("started on worker {}: running", worker + 1)
        }
        Turn::Started(Place::Unknown) => "started: running".to_owned(),
        Turn::FirstPoll(true) => "first poll: the request goes out".to_owned(),
        Turn::FirstPoll(false) => "first poll: the task begins".to_owned(),
        Turn::Polled => "the executor polled it again".to_owned(),
        Turn::Woken => "an answer or a timer it waited for woke it".to_owned(),
        Turn::Attempt(number) => format!("attempt {number}"),
        Turn::Progress(share) => format!("{} %", decimal(share * 100.0, 0)),
        Turn::Named(label) => format!("the dict says what it is for: {label}"),
        Turn::CallbackRan => "a done-callback ran".to_owned(),
        Turn::CancelAsked(answer) => self::answered("cancel", *answer),
        Turn::AbortAsked(answer) => self::answered("abort", *answer),
        Turn::Settled(outcome) => {
            format!("settled: {}", (page::WORDS.outcome)(*outcome))
        }
        Turn::Delivered(wait) => format!("delivered, {} after it settled", span(*wait)),
        Turn::Skipped(number) => format!("… {number} more turns"),
    }
}

fn open(name: &str) -> String {
    format!("Inspect {name}")
}

fn polls(polls: usize, wakes: usize) -> String {
    let times = |number: usize| match number {
        1 => "once".to_owned(),
        number => format!("{number} times"),
    };
    format!(
        "Promise → future → executor: woken {}, polled {}.",
        times(wakes),
        times(polls)
    )
}

fn phase(name: &str) -> &'static str {
    match name {
        "held" => "Held by the browser",
        "waiting" => "Waiting for the server",
        "receiving" => "Receiving",
        "send" => "On the way to the worker",
        "queue" => "Queued at the worker",
        "return" => "On the way back",
        _ => "Computing",
    }
}

fn request(attempt: &Attempt) -> String {
    let took = short(attempt.to.saturating_sub(attempt.from));
    let ended = match attempt.http_status {
        Some(status) => format!("HTTP {status}"),
        None => (page::WORDS.outcome)(attempt.outcome).to_owned(),
    };
    let parts = attempt.server.zip(attempt.on_the_way());
    let parts = parts.map(|(server, way)| {
        let (server, way) = (short(server), short(way));
        format!(": {server} at the server, {way} on the way")
    });
    format!("{ended} after {took}{}", parts.unwrap_or_default())
}

/// English.
pub static WORDS: InspectorTexts = InspectorTexts {
    title: "Inspector",
    close: "Close",
    open,
    cancel: "Cancel future",
    abort: "Abort future",
    answered,
    history: "History",
    turn,
    polls,
    result: "Result",
    error: "Error",
    phase,
    server: "at the server, as it says",
    way: "on the way there and back",
    phases: "Phases",
    hidden_elsewhere: "hidden: a server of another origin has to send Timing-Allow-Origin: *",
    hidden_redirected: "hidden: it was redirected",
    requests: "Requests",
    request,
    span: short,
};
