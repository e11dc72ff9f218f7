//! The words of a race, and of what all screens have: English.

use std::time::Duration;

use crate::app::state::Theme;
use crate::config::{Experiment, Field, Kernel, Lang, Problem, Strategy};
use crate::record::Outcome;
use crate::stats::InFlightIs;
use crate::tell::format::{seconds, since_start, span};
use crate::tell::strong;
use crate::tell::words::page::{FlightFacts, Instead, LaneFacts, RunFacts, Texts};

fn flags(number: usize) -> String {
    counted(number, "flag", "flags")
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn experiment(experiment: Experiment) -> &'static str {
    match experiment {
        Experiment::Race => "Race",
        Experiment::Workers => "Workers",
        Experiment::Both => "Both",
        Experiment::Transfer => "Passing data",
        Experiment::Lessons => "Lessons",
        Experiment::Open => "Open",
        Experiment::Shared => "Shared memory",
    }
}

fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}

fn field(field: Field) -> &'static str {
    match field {
        Field::Experiment => "Experiment",
        Field::Codes => "Flags",
        Field::Limit => "Limit",
        Field::Strategy => "Strategy",
        Field::MaxWorkers => "Max workers",
        Field::Server => "Server",
        Field::Delay => "Delay",
        Field::ErrorRate => "Error rate",
        Field::Timeout => "Timeout",
        Field::Retries => "Retries",
        Field::Seed => "Seed",
        Field::Kernel => "Work",
        Field::Jobs => "Jobs",
        Field::Size => "Size",
        Field::Where => "Where",
        Field::Workers => "Workers",
        Field::Sizes => "Sizes",
        Field::Chunk => "Jobs per message",
        Field::Lesson => "Lesson",
        Field::Verbose => "Verbose log",
        Field::Lang => "Language",
        Field::Embed => "Embedded",
        Field::Autorun => "Start by itself",
    }
}

fn selection(name: &str) -> &'static str {
    match name {
        "pop20" => "20 most populous",
        "all" => "All 194 flags",
        "every" => "Every code, AA to ZZ",
        _ => "Codes or letters…",
    }
}

fn server(name: &str) -> &'static str {
    match name {
        "local" => "LOCAL: at once",
        "delay" => "DELAY: slow answers",
        "error" => "ERROR: slow, 1 in 4 fails",
        "sim" => "Simulated in this page",
        "list" => "A list of addresses…",
        _ => "Another address…",
    }
}

fn strategy(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => "one by one",
        Strategy::Map => "map",
        Strategy::AsCompleted => "as_completed",
        Strategy::Compare => "compare",
    }
}

fn strategy_note(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => "the next starts when the last is done",
        Strategy::Map => "delivered in the order of submission",
        Strategy::AsCompleted => "delivered in the order of completion",
        Strategy::Compare => "all three on the same plan",
    }
}

fn in_python(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Sequential => {
            "in Python a plain loop does this: while one request waits, nothing else is done"
        }
        Strategy::Map => {
            "in Python map() takes result() of one future after the other: a slow one holds back all behind it, and an exception comes out where its result would"
        }
        Strategy::AsCompleted | Strategy::Compare => {
            "in Python threads wait together like this, since blocking I/O releases the GIL; asyncio does it in one thread, as this page does"
        }
    }
}

fn problem(of: Field, problem: &Problem) -> String {
    let name = field(of);
    match problem {
        Problem::NotAWholeNumber(_) => format!("{name} must be a whole number."),
        Problem::BelowMin(min) => format!("{name} must be at least {min}."),
        Problem::AboveMax(max) => format!("{name} must be at most {max}."),
        Problem::NotAShare(_) => format!("{name} must be a number from 0 to 1."),
        Problem::NotOneOf(names) => format!("{name} must be one of {}.", names.join(", ")),
        Problem::NotACode { argument } => {
            format!("Each code must be A to Z or AA to ZZ, not “{argument}”.")
        }
        Problem::NotARange(_) => format!("{name} must be MIN-MAX in whole numbers."),
        Problem::RangeReversed => format!("{name} must be MIN-MAX, MIN not above MAX."),
        Problem::NoScheme { meant } => {
            format!("An address begins with http:// or https://: write {meant}.")
        }
        Problem::Addresses(error) => error.sentence(Lang::En),
        Problem::NotABase(_) => {
            "A server's address is http:// or https://, a host and perhaps a path, without user name, password, ? and #."
                .to_owned()
        }
        Problem::NotAServer => {
            "Server must be local, delay, error, sim, or an address with http:// or https://."
                .to_owned()
        }
    }
}

fn asks(first: &str, number: usize) -> String {
    let more = match number {
        0 | 1 => String::new(),
        number => format!(", and {} more like it", number - 1),
    };
    format!("Asks {first}{more}. Where {{}} stands in an address, the code of the country goes.")
}

fn refused(c: char) -> String {
    match c {
        ' ' => "A space does not belong there.".to_owned(),
        c if c.is_control() || c.is_whitespace() => {
            format!("U+{:04X} does not belong there.", u32::from(c))
        }
        c => format!("“{c}” does not belong there."),
    }
}

fn using(value: &str) -> String {
    format!("Using {value}.")
}

fn in_short(number: usize, max_workers: usize, strategy: &str) -> String {
    format!("{}, {strategy}, {max_workers} at once", flags(number))
}

fn ready(number: usize, at_once: usize) -> String {
    let (start, number) = (strong("Start"), flags(number));
    format!("Who finishes first? {number}, at most {at_once} at once: press {start}.")
}

fn starting(number: usize, at_once: usize) -> String {
    format!(
        "{}, at most {at_once} at once: about to start.",
        flags(number)
    )
}

fn running(number: usize, at_once: usize, how: Strategy) -> String {
    match how {
        Strategy::Sequential => {
            let how = strong("one by one");
            format!("{} on their way, {how}.", flags(number))
        }
        _ => {
            let how = strong(strategy(how));
            format!(
                "{} on their way with {how}, at most {at_once} at once.",
                flags(number)
            )
        }
    }
}

fn so_far(delivered: usize, total: usize, after: Duration) -> String {
    format!(
        "After {}: {delivered} of {} delivered.",
        since_start(Lang::En, after),
        flags(total)
    )
}

fn report_tail(not_found: usize, errors: usize, cancelled: usize) -> String {
    tail(
        ", ",
        [
            (not_found, "not found"),
            (errors, "failed"),
            (cancelled, "cancelled"),
        ],
    ) + "."
}

fn tail(before: &str, counts: [(usize, &str); 3]) -> String {
    let some = counts.iter().filter(|(number, _)| *number > 0);
    some.map(|(number, what)| format!("{before}{number} {what}"))
        .collect()
}

fn compared(runs: &[RunFacts]) -> String {
    match runs {
        [first, .., last] => format!(
            "{} downloaded in {} s instead of {} s.",
            flags(last.ok),
            seconds(last.elapsed),
            seconds(first.elapsed)
        ),
        _ => String::new(),
    }
}

fn comparing(number: usize, at_once: usize) -> String {
    let [one_by_one, map, completed] = [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted]
        .map(|how| strong(strategy(how)));
    format!(
        "{} on their way: {one_by_one}, then {at_once} at once with {map} and with {completed}.",
        flags(number)
    )
}

fn compared_so_far(came: &[(Strategy, usize)], total: usize, after: Duration) -> String {
    let after = since_start(Lang::En, after);
    let came = came
        .iter()
        .map(|(how, came)| format!("{} {came}", strong(strategy(*how))));
    let came = came.collect::<Vec<_>>().join(", ");
    format!("After {after} of each: {came} of {total} delivered.")
}

fn held(number: usize, behind: &str, those: usize, longest: std::time::Duration) -> String {
    let (map, time, behind) = (strong("map"), span(longest), strong(behind));
    let results = counted(number, "finished one", "finished ones");
    if number == those {
        return format!("{map} held back {results}, up to {time} behind {behind}.");
    }
    format!("{map} held back {results}, {those} of them up to {time} behind {behind}.")
}

fn first_home(label: &str, after: std::time::Duration, nth: usize) -> String {
    let ending = match (nth % 100, nth % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    let (label, after) = (strong(label), span(after));
    format!("{label} was here first, after {after}, though asked for {nth}{ending}.")
}

fn goes_on(seconds: &str) -> String {
    format!("goes on until {seconds} s")
}

fn lane(lane: &LaneFacts) -> String {
    let mut text = format!("{}: ", lane.label);
    text.push_str(match (lane.outcome, lane.ran) {
        (Some(how), _) => outcome(how),
        (None, Some(_)) => "running",
        (None, None) => "queued",
    });
    text.push_str(&format!(", queued {}", span(lane.queued)));
    if let Some(held) = lane.held {
        text.push_str(&format!(", held by the browser {}", span(held)));
    }
    if let Some(ran) = lane.ran {
        text.push_str(&format!(", ran {}", span(ran)));
    }
    if lane.attempts > 1 {
        let paused = span(lane.paused);
        text.push_str(&format!(
            " in attempt {}, after pauses of {paused}",
            lane.attempts
        ));
    }
    if let Some(pause) = lane.asked_to_wait {
        text.push_str(&format!(", asked to wait {} (Retry-After)", span(pause)));
    }
    if let Some(waited) = lane.waited {
        text.push_str(&format!(", waited {} to be delivered", span(waited)));
    }
    text
}

fn waited_behind(number: usize) -> String {
    format!("{number} waited for this one")
}

pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "OK",
        Outcome::NotFound => "not found",
        Outcome::HttpError => "HTTP error",
        Outcome::NetworkError => "connection error",
        Outcome::Timeout => "timeout",
        Outcome::Cancelled => "cancelled",
        Outcome::Failed => "failed",
    }
}

fn at_most(facts: &FlightFacts) -> String {
    let FlightFacts {
        asked,
        really,
        limit,
        ..
    } = facts;
    match facts.is {
        InFlightIs::Measured if asked == really => format!("at most {really} of {limit}"),
        InFlightIs::Measured => format!("at most {really}, asked for {asked}"),
        InFlightIs::AtLeast => format!("at least {really}, asked for {asked}"),
        InFlightIs::Asked => format!("asked for {asked} of {limit}"),
    }
}

fn latency_hidden(number: usize) -> String {
    format!(
        "{number} may contain waiting in the browser, which does not tell (a server of another origin has to allow it, by Timing-Allow-Origin: *)"
    )
}

fn progress_tail(failed: usize, cancelled: usize) -> String {
    tail(
        ", ",
        [(0, ""), (failed, "failed"), (cancelled, "cancelled")],
    )
}

fn latency_of(number: usize) -> String {
    format!("of {} that came", flags(number))
}

fn kernel(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Sha256 => "SHA-256",
        Kernel::Rc4 => "RC4",
        Kernel::Primes => "Primes",
        Kernel::Mandelbrot => "Mandelbrot",
        Kernel::Own => "Own JavaScript",
    }
}

/// English.
pub static WORDS: Texts = Texts {
    tag: "en",
    between: " ",
    skip: "Skip to the results",
    experiments: "Experiments",
    experiment,
    other_language: "中文",
    theme,
    help: "Keys and commands",
    flags_by: "Flags: flag-icons, MIT licence",
    no_simulation: "No service worker could start for this page, so the simulated origin cannot answer. It takes https or localhost, a browser that allows it, and a host that has all of the site. Reload, or choose a server.",
    host_is_silent: "The host of this page does not answer: the simulated origin does instead.",
    is_kept: "Ready for offline use",
    loading: "Loading what this screen is made of …",
    not_loaded: |why| {
        format!(
            "The part of the page that has this screen could not be loaded: {why}. Check the connection, then try again."
        )
    },
    try_again: "Try again",
    in_python_runs: "The program in Python",
    busy: " is still running. Two runs at once would disturb each other’s measurement, so nothing else can start until it is over.",
    new_version: "Reload: there is a new version",
    settings: "Settings",
    field,
    selection,
    codes_label: "Codes or letters",
    codes_hint: "BR, CN, or letters: A, B",
    server,
    base_url: "Base address",
    asks,
    list: "Addresses, one a line, with a label beside it or without; or one with {}, and below it what goes there: BR, CN or 1..20",
    all_asked: |number| format!("All {number} addresses"),
    not_cached: "Each is asked of its server: the browser's cache is not used.",
    is_mixed: "This page came by https: the browser will not let it ask http:// addresses of other machines (mixed content). Ask by https, or open this page by http.",
    strategy,
    strategy_note,
    no_limit: "none",
    new_seed: "New seed",
    slider: "Max workers, slider",
    ms: "ms",
    problem,
    refused,
    using,
    in_short,
    start: "Start",
    cancel: "Cancel",
    export_json: "Export JSON",
    share: "Share and save",
    code: "Code",
    code_to_come: "The settings as a program are written here when you look.",
    not_exported: |why| format!("The file could not be made: {why}"),
    ready,
    starting,
    running,
    so_far,
    report_tail,
    compared,
    comparing,
    compared_so_far,
    first_home,
    held,
    progress: "Progress",
    progress_tail,
    cancelling: "cancelling…",
    timeline: "Timeline",
    legend: "Legend",
    queued: "queued",
    held_back: "held by the browser",
    pausing: "pause before a retry",
    running_mark: "running",
    completed: "completed",
    waiting: "waiting to be delivered",
    delivered: "delivered",
    first_result: "first result",
    all_results: "all",
    goes_on,
    lanes_help: "Arrow keys move through the lanes",
    lane,
    whole_axis: "Show the whole axis",
    zoom_axis: "Back to the fast ones",
    zoom: "Zoom",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_fit: "Show all",
    stall_strip: "page",
    stands_still: "page stands still",
    earlier_rows: "Earlier rows",
    later_rows: "Later rows",
    rows_of: |first, last, all| format!("{first}–{last} of {all}"),
    as_table: "As a table",
    columns: [
        "#",
        "Future",
        "State",
        "Queued",
        "Held by the browser",
        "Ran",
        "Attempts",
        "Waited",
        "Delivered at",
    ],
    waited_behind,
    finish_order: "Finish order",
    nth_submitted: "place, flag, n-th submitted",
    no_result_yet: "Results line up here in the order in which they come.",
    nobody_yet: "Flags line up here in the order in which they are delivered.",
    outcomes: "Outcomes",
    outcome,
    in_flight: "In flight",
    at_most,
    latency: "Latency",
    latency_of,
    latency_hidden,
    latency_held: "Held by the browser before that",
    what_happened: "What happened",
    in_flight_empty: "How many requests run at once, against the limit.",
    latency_empty: "How long each request takes, failures apart.",
    in_python,
    nothing_yet: "After the run: what was the limit, who waited for whom, and why.",
    details_of: "Details of",
    log: "Log",
    of_addresses: OF_ADDRESSES,
    kernel,
};

const OF_ADDRESSES: &[Instead] = &[
    Instead {
        flags: "flags",
        addresses: "addresses",
    },
    Instead {
        flags: "flag",
        addresses: "address",
    },
    Instead {
        flags: "Flags",
        addresses: "Addresses",
    },
];
