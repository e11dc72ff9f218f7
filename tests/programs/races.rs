//! Races: counts, and the order where the plan decides it.

use std::collections::BTreeMap;

use photofinish::code::Language;
use photofinish::config::{RunConfig, Strategy};
use photofinish::plan::FateOutcome;

use crate::stage::{RUN, Server, config, count, delivered};

/// Delays so far apart that a busy machine does not change who is first: of 4 codes up to 4 s, by a seed that has them so.
fn far_apart() -> String {
    const GAP: u128 = 800;
    let query = |seed| {
        format!("server=delay&codes=BR,CN,DE,US&delay=0-4000&max_workers=4&verbose=1&seed={seed}")
    };
    let is_far = |seed: &u32| {
        let order = order(&config(&query(*seed)));
        let is_in_order = order.windows(2).all(|pair| pair[0].1 < pair[1].1);
        let gaps = order.windows(2).all(|pair| pair[1].0 - pair[0].0 >= GAP);
        gaps && !is_in_order
    };
    query((1..).find(is_far).unwrap())
}

/// The delays of a run in ascending order, each with its label.
fn order(config: &RunConfig) -> Vec<(u128, String)> {
    let plan = config.plan().unwrap();
    let delay = |label: String| (plan.fate(&label, 1).delay.as_millis(), label);
    let mut order: Vec<_> = config.labels().into_iter().map(delay).collect();
    order.sort();
    order
}

#[test]
fn each_result_comes_as_soon_as_it_is_there() {
    let (server, query) = (Server::start(), far_apart());
    let order = order(&config(&query));
    let order: Vec<&str> = order.iter().map(|(_, label)| &**label).collect();
    for language in RUN {
        let ran = server.run(language, &query, "as_completed");
        let expected: Vec<String> = order.iter().map(|label| format!("{label} ok")).collect();
        assert_eq!(ran.told(), expected, "{language:?}");
        if let Some(record) = &ran.record {
            assert_eq!(delivered(record), order, "{language:?}");
            assert_eq!(count(record, "max_in_flight"), 4);
            assert_eq!(record["config"]["codes"], "BR,CN,DE,US");
        }
    }
}

#[test]
fn addresses_of_one_s_own_are_asked_as_they_are() {
    let server = Server::start();
    let (slow, quick) = (server.flags("delay"), server.flags("local"));
    let typed = format!(
        "{slow}/br/br.svg?delay=2000&status=200\tthe slow \"one\"\n{quick}/cn/cn.svg\t快的\n{quick}/xx/xx.svg\tnone"
    );
    let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let query = format!("server=list%0A{typed}&max_workers=1&strategy=map&verbose=1");
    for language in RUN {
        let ran = server.run(language, &query, "own");
        let told = ["the slow \"one\" ok", "快的 ok", "none not found"];
        assert_eq!(ran.told(), told, "{language:?}");
        if let Some(record) = &ran.record {
            assert_eq!(delivered(record), ["the slow \"one\"", "快的", "none"]);
        }
    }
}

#[test]
fn in_the_order_of_submission_each_waits_for_those_before_it() {
    let server = Server::start();
    let query = far_apart();
    for strategy in [Strategy::Sequential, Strategy::Map] {
        for language in [Language::Python, Language::JavaScript] {
            let query = format!("{query}&strategy={}&delay=0-300", strategy.name());
            let ran = server.run(language, &query, strategy.name());
            assert_eq!(
                ran.told(),
                ["BR ok", "CN ok", "DE ok", "US ok"],
                "{language:?}"
            );
            if let Some(record) = &ran.record {
                assert_eq!(delivered(record), ["BR", "CN", "DE", "US"]);
                let most = if strategy == Strategy::Map { 4 } else { 1 };
                assert!(count(record, "max_in_flight") <= most);
            }
        }
    }
}

/// How the plan has each of them end.
fn planned(config: &RunConfig) -> BTreeMap<String, usize> {
    let plan = config.plan().unwrap();
    let mut counts = BTreeMap::new();
    for label in config.labels() {
        let comes = |attempt| plan.fate(&label, attempt).outcome == FateOutcome::Ok;
        let status = match (1..=config.retries + 1).any(comes) {
            false => "error",
            true if photofinish::flags::is_known(&label) => "ok",
            true => "not found",
        };
        *counts.entry(status.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn errors_and_what_is_not_there_are_counted_apart() {
    let server = Server::start();
    for (test, more) in [("errors", ""), ("retries", "&retries=2")] {
        let query =
            format!("server=error&codes=U,BR,CN&error_rate=0.5&delay=0-40&max_workers=6{more}");
        let planned = planned(&config(&query));
        assert_eq!(planned.len(), 3, "{planned:?}");
        for language in RUN {
            let ran = server.run(language, &query, test);
            assert_eq!(ran.counts(), planned, "{test} {language:?}");
            let Some(record) = &ran.record else { continue };
            for (status, name) in [
                ("ok", "ok"),
                ("not found", "not_found"),
                ("error", "http_error"),
            ] {
                assert_eq!(
                    count(record, name),
                    planned[status] as u64,
                    "{test} {language:?} {name}"
                );
            }
            assert!(count(record, "max_in_flight") <= 6);
        }
    }
}

#[test]
fn who_is_not_there_is_an_error_of_each_and_nothing_typed_becomes_code() {
    let server = Server::start();
    // Nobody listens at port 1. Encoded, since that is how it stands in the page's own address.
    let base = "http://127.0.0.1:1/'`%24%7Bx%7D{0}$(x)%C3%A9'''";
    let base = base
        .replace('%', "%25")
        .replace('$', "%24")
        .replace('\'', "%27");
    let query = format!("codes=BR,CN&server={base}&verbose=1");
    for language in RUN {
        let ran = server.run(language, &query, "refused");
        assert_eq!(
            ran.counts(),
            BTreeMap::from([("error".to_owned(), 2)]),
            "{language:?}"
        );
        if let Some(record) = &ran.record {
            assert_eq!(count(record, "network_error"), 2);
        }
    }
}

#[test]
fn what_takes_too_long_is_given_up() {
    let server = Server::start();
    let query = "server=delay&codes=BR,CN&delay=20000-20000&timeout=300";
    for language in [Language::Python, Language::JavaScript] {
        let ran = server.run(language, query, "timeout");
        assert_eq!(
            ran.counts(),
            BTreeMap::from([("error".to_owned(), 2)]),
            "{language:?}"
        );
        if let Some(record) = &ran.record {
            assert_eq!(count(record, "timeout"), 2);
        }
    }
}

#[test]
fn three_ways_are_three_runs_of_one_file() {
    let server = Server::start();
    let query = "server=delay&codes=BR,CN,DE&delay=0-60&max_workers=3&strategy=compare&verbose=1";
    for language in RUN {
        let ran = server.run(language, query, "compare");
        for strategy in ["sequential", "map", "as_completed"] {
            assert!(
                ran.lines.iter().any(|line| line == strategy),
                "{language:?}"
            );
        }
        assert_eq!(
            ran.lines.iter().filter(|line| *line == "3 ok").count(),
            3,
            "{language:?}"
        );
        let Some(record) = ran.record else { continue };
        let runs = record["runs"].as_array().unwrap();
        let strategies: Vec<_> = runs.iter().map(|run| &run["config"]["strategy"]).collect();
        assert_eq!(strategies, ["sequential", "map", "as_completed"]);
        assert!(runs.iter().all(|run| count(run, "ok") == 3));
        assert_eq!(count(&runs[0], "max_in_flight"), 1);
        assert_eq!(delivered(&runs[1]), ["BR", "CN", "DE"]);
    }
}
