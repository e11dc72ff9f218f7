//! The sentences about requests, and what the accounts confirm of them.

use std::collections::HashMap;
use std::time::Duration;

use photofinish::config::{Lang, RunConfig, Strategy};
use photofinish::record::Outcome;

use super::accounts::{Accounts, most_at_once, time_of};
use super::read::{Truth, Truths};

/// What else is known of a run.
pub struct Known<'a> {
    pub config: &'a RunConfig,
    /// The limit, if it was never moved.
    pub limit: Option<usize>,
    pub stalls: &'a [Duration],
    /// How long the same took one by one, if the run went by its plan or was compared.
    pub alone: Option<Duration>,
}

/// All that may be said of a run with these accounts.
pub fn truths(accounts: &Accounts, known: &Known<'_>) -> Truths {
    let failures = [Outcome::HttpError, Outcome::NetworkError, Outcome::Failed];
    let strategy = known.config.strategy;
    let count = |outcome| accounts.count(outcome);
    let gone = count(Outcome::Cancelled);
    let came = accounts.tasks.len() - gone;
    let begun =
        |task: &&super::accounts::Task| task.outcome == Outcome::Cancelled && task.from.is_some();
    let aborted = accounts.tasks.iter().filter(begun).count();
    let repeated = |task: &super::accounts::Task| task.requests.len().saturating_sub(1);
    let again = || accounts.tasks.iter().filter(|task| repeated(task) > 0);
    // Nothing follows the last attempt that is allowed, whatever the server asks for.
    let followed = |task: &'_ super::accounts::Task| -> Option<Duration> {
        let requests = task.requests.iter().take(known.config.retries as usize);
        requests.filter_map(|request| request.retry_after).max()
    };
    let asked_to_wait = again().filter_map(followed).max();

    let running = accounts.running();
    let on_the_way = accounts.on_the_way();
    let spans = |told: bool| -> Vec<(Duration, Duration)> {
        let these = on_the_way
            .iter()
            .filter(|(_, _, is_told)| *is_told || !told);
        these.map(|(from, to, _)| (*from, *to)).collect()
    };
    let (kept, at_least) = (most_at_once(&spans(false)), most_at_once(&spans(true)));
    assert!(at_least <= kept);

    let mut truths: Truths = HashMap::from([
        ("done", Truth::Count(came)),
        ("gone", Truth::Count(gone)),
        ("aborted", Truth::Count(aborted)),
        ("never_started", Truth::Count(gone - aborted)),
        ("requests", Truth::Count(came)),
        ("timed_out", Truth::Count(count(Outcome::Timeout))),
        ("timeout", Truth::Time(known.config.request_timeout())),
        ("late", Truth::Names(accounts.named(&[Outcome::Timeout]))),
        ("failures", Truth::Count(accounts.named(&failures).len())),
        ("failed", Truth::Names(accounts.named(&failures))),
        (
            "unharmed",
            Truth::Count(count(Outcome::Ok) + count(Outcome::NotFound)),
        ),
        ("attempts", Truth::Count(again().map(repeated).sum())),
        ("retried", Truth::Count(again().count())),
        (
            "recovered",
            Truth::Count(again().filter(|task| task.outcome == Outcome::Ok).count()),
        ),
        ("asked", Truth::Count(most_at_once(&running))),
        ("kept", Truth::Count(kept)),
        ("at_least", Truth::Count(at_least)),
        ("per_host", Truth::Count(6)),
        ("tasks", Truth::Count(accounts.tasks.len())),
        ("elapsed", Truth::Time(accounts.elapsed)),
        ("elapsed_s", Truth::Seconds(accounts.elapsed)),
        ("strategy", Truth::Text(strategy.name().to_owned())),
        ("stalls", Truth::Count(known.stalls.len())),
        ("flags", Truth::Text(flags(count(Outcome::Ok)))),
        ("ok", Truth::Count(count(Outcome::Ok))),
        ("missing", Truth::Count(count(Outcome::NotFound))),
        (
            "errors",
            Truth::Count(accounts.named(&failures).len() + count(Outcome::Timeout)),
        ),
    ]);
    let mut know = |name, truth: Option<Truth>| truths.extend(truth.map(|truth| (name, truth)));
    know("pause", asked_to_wait.map(Truth::Time));
    let is_cut = asked_to_wait.is_some_and(|time| time > known.config.request_timeout());
    know(
        "paused",
        is_cut.then(|| Truth::Time(known.config.request_timeout())),
    );
    know("held", accounts.held().last().copied().map(Truth::Time));
    know("stall", known.stalls.iter().max().copied().map(Truth::Time));
    know("limit", known.limit.map(Truth::Count));
    know(
        "at_limit",
        known
            .limit
            .map(|limit| Truth::Time(time_of(&running, limit))),
    );
    know("alone", known.alone.map(Truth::Time));
    let ratio = known
        .alone
        .map(|alone| alone.as_secs_f64() / accounts.elapsed.as_secs_f64());
    know("ratio", ratio.map(Truth::Ratio));

    let lines = accounts.lines(strategy);
    // Of equals the first.
    let most = lines.iter().map(|line| line.2).max();
    if let Some((label, number, _, longest)) = lines.iter().find(|line| Some(line.2) == most) {
        truths.insert("head", Truth::Text(label.clone()));
        truths.insert("behind", Truth::Count(*number));
        truths.insert("wait", Truth::Time(*longest));
        truths.insert(
            "waited",
            Truth::Count(lines.iter().map(|line| line.1).sum()),
        );
    }
    if strategy == Strategy::AsCompleted {
        let ok = || {
            accounts
                .tasks
                .iter()
                .enumerate()
                .filter(|(_, task)| task.outcome == Outcome::Ok)
        };
        if let Some(first) = ok().map(|(_, task)| task.over).min() {
            let same = || ok().filter(|(_, task)| task.over == first);
            let text = |tell: fn((usize, &super::accounts::Task)) -> String| {
                Truth::OneOf(same().map(tell).collect())
            };
            truths.insert("first", text(|(_, task)| task.label.clone()));
            truths.insert("first_at", Truth::Time(first));
            truths.insert("nth", text(|(id, _)| nth(id + 1)));
            truths.insert("place", text(|(id, _)| (id + 1).to_string()));
        }
    }
    truths
}

fn flags(number: usize) -> String {
    format!("{number} flag{}", if number == 1 { "" } else { "s" })
}

fn nth(number: usize) -> String {
    let ending = match number {
        11..=13 => "th",
        number if number % 10 == 1 => "st",
        number if number % 10 == 2 => "nd",
        number if number % 10 == 3 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// What follows the report of a run.
pub fn tail(accounts: &Accounts, lang: Lang) -> String {
    let late = accounts.count(Outcome::Timeout);
    let failures = [Outcome::HttpError, Outcome::NetworkError, Outcome::Failed];
    let counts = [
        (accounts.count(Outcome::NotFound), "not found", "未找到"),
        (accounts.named(&failures).len() + late, "failed", "失败"),
        (accounts.count(Outcome::Cancelled), "cancelled", "已取消"),
    ];
    let some = counts.iter().filter(|(number, ..)| *number > 0);
    some.map(|(number, english, chinese)| match lang {
        Lang::En => format!(", {number} {english}"),
        Lang::Zh => format!("，{number} 个{chinese}"),
    })
    .collect()
}
