//! The words of Shared memory: English.

use crate::app::isolation::Isolation;
use crate::config::Lang;
use crate::lab::shared::{CAPACITY, Plan, Row, SharedError, Way};
use crate::tell::format::{grouped, short_in, span_in};
use crate::tell::strong;
use crate::tell::words::shared::SharedTexts;

/// The words.
pub const WORDS: SharedTexts = SharedTexts {
    ready,
    running: "Workers are at one memory, one way after the other…",
    done,
    in_short,
    unit: "additions each",
    way,
    part: |of_way, nth, of| format!("{} {nth} of {of}", way(of_way)),
    finding,
    table: "Ways to share a number",
    columns: [
        "Way",
        "Workers",
        "Done",
        "Stands there",
        "Lost",
        "Sleeps",
        "Time",
        "A step",
    ],
    note: "A step is the time from the common start to the last end, divided by what all did together. It holds the call from Wasm to JavaScript that each access is here. A permit is held for 1 ms.",
    no_rows: "After the run: what each way left in memory, and what it cost.",
    isolation,
    reload: "Load the page anew",
    own_window: "Open it in a window of its own",
};

fn workers(number: usize) -> String {
    format!("{number} worker{}", if number == 1 { "" } else { "s" })
}

fn ready(plan: Result<Plan, SharedError>) -> String {
    match plan {
        Ok(plan) => format!(
            "{}, each adding {} times to one number in shared memory: what stands there? Press {}.",
            workers(plan.workers),
            grouped(plan.times.into()),
            strong("Start")
        ),
        Err(error) => refused(error),
    }
}

fn in_short(plan: Result<Plan, SharedError>) -> String {
    match plan {
        Ok(plan) => format!(
            "{}, {} additions each",
            workers(plan.workers),
            grouped(plan.times.into())
        ),
        Err(error) => refused(error),
    }
}

fn refused(error: SharedError) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}.", first.chain(letters).collect::<String>())
}

fn done(rows: &[Row]) -> Option<String> {
    let plain = rows.iter().find(|row| row.way == Way::Plain)?;
    let stands = strong(&grouped(plain.stands?));
    let expected = grouped(plain.expected?);
    Some(match plain.lost() {
        0 => format!("Without a lock {stands} of {expected} stand there: none was lost this time."),
        lost => format!(
            "Without a lock {stands} of {expected} stand there: {} were lost.",
            grouped(lost)
        ),
    })
}

fn way(way: Way) -> &'static str {
    match way {
        Way::Plain => "no lock",
        Way::Atomic => "atomic add",
        Way::Lock => "lock",
        Way::Semaphore => "semaphore",
        Way::Queue => "bounded queue",
    }
}

fn finding(row: &Row) -> String {
    let (took, each) = (span_in(Lang::En, row.took), short_in(Lang::En, row.each()));
    let stands = grouped(row.stands.unwrap_or_default());
    match row.way {
        Way::Plain => format!(
            "Read, add, write without a lock: {stands} of {} there, in {took}.",
            grouped(row.steps)
        ),
        Way::Atomic => format!("With an atomic add: {stands} there, in {took}, {each} each."),
        Way::Lock => format!(
            "With a lock: {stands} there, in {took}, {each} each; workers slept {} times.",
            grouped(row.waits)
        ),
        Way::Semaphore => format!(
            "Semaphore: at most {} of {} were inside at once, {} passes in {took}.",
            row.inside.unwrap_or_default(),
            workers(row.workers),
            grouped(row.steps)
        ),
        Way::Queue if row.lost() == 0 => format!(
            "Queue with room for {CAPACITY}: {} items, each taken out once, in {took}; workers slept {} times.",
            grouped(row.steps),
            grouped(row.waits)
        ),
        Way::Queue => format!(
            "Queue with room for {CAPACITY}: what came out is not what was put in, {stands} instead of {}.",
            grouped(row.expected.unwrap_or_default())
        ),
    }
}

fn isolation(isolation: Isolation) -> &'static str {
    match isolation {
        Isolation::There => "This page is isolated: its workers can share memory.",
        Isolation::Coming => {
            "Only an isolated page can share memory. The page is loaded anew, once, to become one."
        }
        Isolation::Asks => {
            "Only an isolated page can share memory. To become one, the page has to be loaded anew; runs of this visit that were not saved are then gone."
        }
        Isolation::Frame => {
            "Only an isolated page can share memory, and in a frame of another page this one is none."
        }
        Isolation::NoWorker => {
            "Only an isolated page can share memory. This page becomes one by its service worker, and the browser has none for it here: it needs https or localhost, and may be refused in private windows."
        }
        Isolation::Refused => {
            "The page was loaded anew and is still not isolated, so no memory can be shared: the browser does not support it, or the page was loaded past its service worker, as Shift and reload do."
        }
    }
}
