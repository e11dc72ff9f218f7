//! What a run shows, in measured sentences.

use std::time::Duration;

use crate::records::{Script, ms};
use photofinish::config::{Experiment, Lang, RunConfig, Server, Strategy};
use photofinish::diagnosis::{
    Baseline, Diagnosis, Finding, diagnose, diagnose_beside, diagnose_speedup,
};
use photofinish::environment::{Environment, Reach};
use photofinish::record::{Attempt, EventKind, Outcome, Pause, Record, Settled};
use photofinish::stats::{Fit, Speedup};
use photofinish::tell::{headline, report};

/// Sentences in English of a run on HTTP/1.1.
fn told(config: &RunConfig, record: &Record) -> Vec<String> {
    let environment = Environment {
        protocol: Some("http/1.1".into()),
        cores: Some(2),
        ..Environment::default()
    };
    let findings = diagnose(config, record, &environment);
    findings.iter().map(Finding::to_string).collect()
}

fn race(strategy: Strategy) -> RunConfig {
    RunConfig::default().with_strategy(strategy)
}

fn usual(script: Script, end: u64) -> Vec<String> {
    told(&race(Strategy::AsCompleted), &script.until(end))
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(told(&RunConfig::default(), &Record::new()), [""; 0]);
    assert_eq!(usual(Script::new().limit(0, 5), 1), [""; 0]);
}

#[test]
fn of_a_run_at_an_earlier_moment_only_what_is_so_by_then_is_told() {
    let script = Script::new().limit(0, 3).stall(100, 60);
    let script = script
        .delivered("A", 0, 300, 900)
        .ended("B", 0, 400, Outcome::HttpError)
        .ok("C", 0, 950)
        .ended("D", 300, 1000, Outcome::NetworkError)
        .ok("E", 400, 1100);
    let whole = script.until(1100);
    let by = |at| told(&race(Strategy::Map), &whole.until(ms(at)));
    assert_eq!(by(0), [""; 0]);
    assert_eq!(by(200), ["the main thread stalled 60 ms"]);
    // Who is not affected is known when all are here.
    assert_eq!(by(500), ["1 failed: B", "the main thread stalled 60 ms"]);
    assert_eq!(by(1050)[0], "2 failed: B, D");
    assert_eq!(by(1100)[0], "2 failed: B, D; the other 3 were not affected");
    assert!(by(1100).len() > by(1050).len());
}

#[test]
fn a_limit_that_was_reached_tells_how_long_it_was_kept() {
    let script = Script::new().limit(0, 2);
    let script = script.ok("A", 0, 1000).ok("B", 0, 1500).ok("C", 1000, 1600);
    assert_eq!(
        usual(script, 1600),
        // Added up, their times would be 1.9 times as long; one by one they were not measured.
        ["limit 2 was reached, and kept for 1.5 s of 1.6 s"]
    );
}

/// Three requests whose times are microseconds: A and B at once, then C.
fn in_no_time(strategy: Strategy) -> Vec<String> {
    let micros = Duration::from_micros;
    let mut record = Record::new();
    let max_workers = 2;
    record.push(micros(0), EventKind::MaxWorkers { max_workers });
    for (id, label) in ["A", "B", "C"].into_iter().enumerate() {
        let (label, executor) = (label.into(), "fetch".into());
        let submitted = EventKind::Submitted {
            id,
            label,
            executor,
        };
        record.push(micros(0), submitted);
    }
    let worker = Some(0);
    let mut push = |at, kind| record.push(micros(at), kind);
    push(10, EventKind::Started { id: 0, worker });
    push(11, EventKind::Started { id: 1, worker });
    for (at, id) in [(40, 1), (60, 0)] {
        let settled = Settled::plain(Outcome::Ok);
        push(at, EventKind::Settled { id, settled });
    }
    push(61, EventKind::Started { id: 2, worker });
    let settled = Settled::plain(Outcome::Ok);
    push(90, EventKind::Settled { id: 2, settled });
    for id in 0..3 {
        push(91, EventKind::Delivered { id });
    }
    push(92, EventKind::Ended);
    told(&race(strategy), &record)
}

#[test]
fn what_took_no_time_is_not_told() {
    for strategy in [Strategy::AsCompleted, Strategy::Map] {
        let told = in_no_time(strategy);
        assert!(told.iter().all(|said| !said.contains("0.0 ms")), "{told:?}");
    }
}

#[test]
fn a_limit_above_the_number_of_tasks_is_never_reached() {
    let script = Script::new().limit(0, 30).ok("A", 0, 100).ok("B", 0, 100);
    assert_eq!(
        usual(script, 100)[0],
        "limit 30 never reached: there were only 2 to run"
    );
    let script = Script::new().limit(0, 30).ok("A", 0, 100);
    assert_eq!(
        usual(script, 100),
        ["limit 30 never reached: there was only 1 to run"]
    );
}

#[test]
fn a_limit_that_was_moved_is_not_judged() {
    let script = Script::new()
        .limit(0, 2)
        .limit(50, 3)
        .ok("A", 0, 100)
        .ok("B", 0, 100);
    let script = script.ok("C", 50, 150).ok("D", 100, 150);
    assert!(
        usual(script, 150)
            .iter()
            .all(|sentence| !sentence.contains("limit"))
    );
}

fn browser_kept_six() -> Script {
    (0..18).fold(Script::new().limit(0, 30), |script, n| {
        let sent = n / 6 * 100;
        script.measured("X", 0, sent, sent + 100)
    })
}

#[test]
fn the_browser_is_named_where_it_was_the_limit() {
    let sentences = usual(browser_kept_six(), 300);
    assert_eq!(
        sentences,
        [
            "asked for 18 at once, the browser kept at most 6 in flight: it held others back for up \
             to 200 ms; that is the limit of HTTP/1.1, 6 connections to a host, which HTTP/2 does not have"
        ]
    );
}

#[test]
fn the_browser_is_no_limit_over_http_2_or_within_the_page() {
    let record = browser_kept_six().until(300);
    let environment = Environment {
        protocol: Some("h2".into()),
        ..Environment::default()
    };
    let findings = diagnose(&RunConfig::default(), &record, &environment);
    assert!(!findings[0].to_string().contains("browser"), "{findings:?}");
    let sim = RunConfig {
        server: Some(Server::Sim),
        ..RunConfig::default()
    };
    assert!(!told(&sim, &record)[0].contains("browser"));
}

fn sequential() -> Record {
    let script = Script::new().limit(0, 1);
    script.ok("A", 0, 1000).ok("B", 1000, 2500).until(2500)
}

#[test]
fn one_by_one_is_compared_with_where_it_was_measured() {
    let both = |second| {
        Script::new()
            .limit(0, 2)
            .ok("A", 0, 1000)
            .ended("B", 0, 1500, second)
    };
    let says = |record: &Record| {
        let environment = Environment::default();
        let config = race(Strategy::AsCompleted);
        let findings = diagnose_beside(&config, record, &environment, Some(&sequential()));
        findings.iter().map(Finding::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        says(&both(Outcome::Ok).until(1500)),
        ["one by one the same took 2.50 s, so 1.50 s is 1.7 times as fast"]
    );
    // What ended otherwise, or was cut short, is not the same.
    for other in [Outcome::HttpError, Outcome::Cancelled] {
        let sentences = says(&both(other).until(1500));
        assert!(
            sentences.iter().all(|s| !s.contains("times as fast")),
            "{sentences:?}"
        );
    }
}

#[test]
fn less_than_a_tenth_is_no_gain() {
    // One by one it took 2.5 s.
    for (elapsed, pays) in [(2270, true), (2280, false), (2499, false), (2700, false)] {
        let record = Script::new().limit(0, 2).ok("A", 0, 10).ok("B", 0, elapsed);
        let findings = diagnose_beside(
            &race(Strategy::AsCompleted),
            &record.until(elapsed),
            &Environment::default(),
            Some(&sequential()),
        );
        assert_eq!(!findings.is_empty(), pays, "{elapsed}: {findings:?}");
    }
}

#[test]
fn one_by_one_is_calculated_where_the_run_went_by_its_plan() {
    let (config, _) = RunConfig::from_query("codes=A,B&server=sim&delay=1000-1000&max_workers=30");
    let labels = config.labels();
    let count = labels.len() as u64;
    let run = |last: Outcome| {
        let script = Script::new().limit(0, 30);
        let script = labels[1..]
            .iter()
            .fold(script, |s, label| s.ok(label, 0, 1000));
        script.ended(&labels[0], 0, 1250, last).until(1250)
    };
    let sentences = told(&config, &run(Outcome::Ok));
    let calculated = format!(
        "calculated: one by one the delays of this plan add up to {count}.00 s, so 1.25 s is {}.{} \
         times as fast",
        count * 1000 / 1250,
        count * 10_000 / 1250 % 10
    );
    assert!(
        sentences.contains(&calculated),
        "{sentences:?} / {calculated}"
    );
    // It went otherwise, or the server knew nothing of the plan.
    let sooner = labels
        .iter()
        .fold(Script::new().limit(0, 30), |s, label| s.ok(label, 0, 900));
    let others = [Outcome::NetworkError, Outcome::HttpError, Outcome::Timeout].map(run);
    for record in others.into_iter().chain([sooner.until(900)]) {
        let sentences = told(&config, &record);
        assert!(
            sentences.iter().all(|s| !s.contains("times as fast")),
            "{sentences:?}"
        );
    }
}

#[test]
fn a_rule_at_a_time_finds_the_same() {
    let config = race(Strategy::Map);
    let unread = Environment {
        reach: Some(Reach::Silent),
        ..Environment::default()
    };
    let lost = Script::new().ended("A", 0, 10, Outcome::NetworkError);
    for (record, environment) in [
        (Record::new(), Environment::default()),
        (browser_kept_six().until(300), Environment::default()),
        (browser_kept_six().until(20), Environment::default()),
        (sequential(), Environment::default()),
        // Where nobody answered no other rule is asked.
        (lost.until(20), unread),
    ] {
        let mut diagnosis = Diagnosis::default();
        let turns = (1..=100).find(|_| diagnosis.turn(&config, &record, &environment));
        assert!(turns.is_some_and(|turns| turns <= 12), "{turns:?}");
        assert_eq!(
            diagnosis.findings(),
            diagnose(&config, &record, &environment)
        );
    }
}

#[test]
fn answers_of_another_address_than_the_one_asked_are_counted() {
    let one = Script::new().limit(0, 1).redirected("A", 0, 100);
    assert_eq!(
        usual(one, 100)[0],
        "1 answer came by a redirect, which takes another request and whose phases browsers do not \
         tell: ask the address that it leads to"
    );
    let two = Script::new()
        .limit(0, 2)
        .redirected("A", 0, 100)
        .redirected("B", 0, 90)
        .ok("C", 0, 80);
    assert!(usual(two, 100)[0].starts_with("2 answers came by a redirect"));
}

#[test]
fn attempts_that_failed_are_counted_apart() {
    let script = Script::new()
        .limit(0, 1)
        .retried("A", &[(100, Some(50)), (80, Some(200)), (30, None)])
        .ok("B", 460, 500);
    assert_eq!(
        usual(script, 500)[0],
        "2 attempts failed and were made again, for 1 request: 1 of them came in the end"
    );
}

#[test]
fn the_longest_pause_that_a_server_asked_for_is_told() {
    let attempt = |number, from, to, pause, is_asked: bool| EventKind::Attempted {
        id: 0,
        attempt: Attempt {
            number,
            from: ms(from),
            to: ms(to),
            outcome: Outcome::HttpError,
            http_status: Some(503),
            error: None,
            server: None,
            phases: Vec::new(),
            redirected: false,
            pause: Some(Pause {
                time: ms(pause),
                asked: is_asked.then(|| ms(pause)),
            }),
        },
    };
    let asked = |second| {
        let script = Script::new()
            .limit(0, 1)
            .ok("A", 0, 9000)
            .event(100, attempt(1, 0, 100, 2000, true))
            .event(2200, attempt(2, 2100, 2200, 5000, second))
            .event(7200, attempt(3, 7200, 7300, 1000, true));
        let record = script.until(9000);
        let findings = diagnose(&race(Strategy::Map), &record, &Environment::default());
        findings.into_iter().find_map(|finding| match finding {
            Finding::Retried { asked, .. } => Some(asked),
            _ => None,
        })
    };
    assert_eq!(asked(true), Some(Some((ms(5000), ms(5000)))));
    // What the page waited of its own accord, nobody asked for.
    assert_eq!(asked(false), Some(Some((ms(2000), ms(2000)))));
}

#[test]
fn times_are_rounded_to_what_is_read_and_never_to_a_wrong_unit() {
    for (micros, said) in [
        (3_249, "3.2 ms"),
        (9_949, "9.9 ms"),
        (9_950, "10 ms"),
        (999_499, "999 ms"),
        (999_500, "1.0 s"),
        (99_900_000, "99.9 s"),
        (126_400_000, "126 s"),
    ] {
        let longest = std::time::Duration::from_micros(micros);
        let sentence = Finding::Stalled { longest, times: 1 }.to_string();
        assert_eq!(sentence, format!("the main thread stalled {said}"));
    }
}

#[test]
fn without_measurements_only_the_rule_is_told_and_only_where_it_holds() {
    let script = |n| {
        (0..n).fold(Script::new().limit(0, n), |script, _| {
            script.ok("X", 0, 100)
        })
    };
    let sentence = &usual(script(8), 100)[0];
    assert!(
        sentence.starts_with("how many of the 8 asked for at once"),
        "{sentence}"
    );
    assert!(sentence.contains("is not known") && sentence.contains("Timing-Allow-Origin: *"));
    assert_eq!(usual(script(6), 100), [""; 0]);
    let h3 = Environment {
        protocol: Some("h3".into()),
        ..Environment::default()
    };
    let findings = diagnose(&RunConfig::default(), &script(8).until(100), &h3);
    assert_eq!(findings, []);
    // Of what was cancelled the browser does not tell.
    let some = (0..6).fold(Script::new().limit(0, 9), |s, _| s.measured("A", 0, 5, 90));
    let some = (0..3).fold(some, |s, _| s.ended("B", 0, 95, Outcome::Cancelled));
    let sentence = &usual(some, 95)[0];
    assert!(
        sentence.starts_with("of 9 asked for at once at least 6 were in flight"),
        "{sentence}"
    );
}

#[test]
fn a_pool_of_many_workers_is_no_browser_queue() {
    let config = RunConfig {
        experiment: Experiment::Workers,
        ..RunConfig::default()
    };
    let script = (0..8).fold(Script::new().limit(0, 8), |script, worker| {
        script.job(worker, [0, 0, 0, 100, 100])
    });
    let sentences = told(&config, &script.until(100));
    assert!(
        sentences.iter().all(|s| !s.contains("browser")),
        "{sentences:?}"
    );
}

#[test]
fn the_slow_one_that_held_up_the_rest_is_named() {
    let script = Script::new().limit(0, 5).ok("A", 0, 50).ok("BR", 0, 2000);
    let script = script
        .delivered("C", 0, 100, 2000)
        .delivered("D", 0, 1500, 2000);
    let sentences = told(&race(Strategy::Map), &script.until(2000));
    assert_eq!(sentences[0], "2 results waited up to 1.9 s for BR (map)");

    let one = Script::new()
        .limit(0, 5)
        .ok("BR", 0, 820)
        .delivered("C", 0, 100, 820);
    let sentences = told(&race(Strategy::Map), &one.until(820));
    assert_eq!(sentences[0], "1 result waited 720 ms for BR (map)");
}

#[test]
fn stalls_of_the_main_thread_are_told() {
    let script = || Script::new().limit(0, 1).ok("A", 0, 1000);
    assert_eq!(
        usual(script().stall(900, 820), 1000),
        ["the main thread stalled 820 ms"]
    );
    let twice = script().stall(300, 60).stall(900, 120);
    assert_eq!(
        usual(twice, 1000),
        ["the main thread stalled 2 times, up to 120 ms"]
    );
}

#[test]
fn failures_are_listed_and_the_others_unharmed() {
    let failing = Outcome::HttpError;
    let script = Script::new()
        .limit(0, 1)
        .ended("BR", 0, 10, failing)
        .ok("CN", 10, 20);
    let script =
        script
            .ended("DE", 20, 30, Outcome::NetworkError)
            .ended("QQ", 30, 40, Outcome::NotFound);
    assert_eq!(
        usual(script, 40)[0],
        "2 failed: BR, DE; the other 2 were not affected"
    );

    let many = ('A'..='G').fold(Script::new().limit(0, 1), |script, label| {
        script.ended(&label.to_string(), 0, 10, failing)
    });
    assert_eq!(usual(many, 10)[0], "7 failed: A, B, C, D, E and 2 more");
}

#[test]
fn of_a_program_that_says_nothing_of_itself_no_setting_is_told() {
    let record = Script::new()
        .ended("BR", 0, 700, Outcome::Timeout)
        .stall(100, 400)
        .until(700);
    let of = |config: &RunConfig, user_agent: &str| {
        let environment = Environment {
            user_agent: Some(user_agent.into()),
            ..Environment::default()
        };
        let found = diagnose(config, &record, &environment);
        (
            found[0].sentence(Lang::En),
            found[0].sentence(Lang::Zh),
            found.len(),
        )
    };
    let python = "CPython 3.14.2 (Pyodide)";
    let (english, chinese, count) = of(&RunConfig::default(), python);
    assert_eq!(english, "1 timed out: BR");
    assert_eq!(chinese, "1 个超时：BR");
    // That the page stood still is nothing that the program did.
    assert_eq!(count, 1);
    let described = RunConfig {
        timeout: Some(ms(700)),
        ..RunConfig::default()
    };
    assert_eq!(of(&described, python).0, "1 timed out after 700 ms: BR");
    let (english, _, count) = of(&RunConfig::default(), "Mozilla/5.0");
    assert_eq!(
        (english.as_str(), count),
        ("1 timed out after 5.0 s: BR", 2)
    );
}

#[test]
fn only_of_more_than_are_named_it_is_said_that_there_are_others() {
    let chinese = |more| {
        let first = vec!["BR".into(), "CN".into()];
        let names = photofinish::diagnosis::Names { first, more };
        let timeout = Some(ms(5000));
        Finding::TimedOut { timeout, names }.sentence(Lang::Zh)
    };
    assert!(chinese(0).contains("BR、CN") && !chinese(0).contains('等'));
    assert!(chinese(1).contains("BR、CN 等"), "{}", chinese(1));
}

#[test]
fn timeouts_are_named() {
    let script = Script::new()
        .limit(0, 5)
        .ended("BR", 0, 5000, Outcome::Timeout)
        .ok("CN", 0, 10);
    assert_eq!(usual(script, 5000)[0], "1 timed out after 5.0 s: BR");
}

#[test]
fn a_dead_server_is_one_clear_sentence() {
    let dead = |script: Script, label| script.ended(label, 0, 3, Outcome::NetworkError);
    let script = ["A", "B", "C"]
        .into_iter()
        .fold(Script::new().limit(0, 5), dead);
    assert_eq!(
        usual(script, 3),
        ["no answer to any of the 3 requests reached this page"]
    );
}

#[test]
fn cancelling_tells_what_became_of_each() {
    let script = Script::new()
        .limit(0, 2)
        .ok("A", 0, 100)
        .ended("B", 0, 200, Outcome::Cancelled)
        .ended("C", 100, 200, Outcome::Cancelled)
        .never_started("D", 200)
        .never_started("E", 200)
        .never_started("F", 200)
        .event(200, EventKind::CancelRequested);
    assert_eq!(
        usual(script, 200)[0],
        "cancelled: 1 done, 2 aborted while running, 3 never started"
    );
}

#[test]
fn only_a_person_s_cancelling_that_stopped_something_is_told() {
    // Nobody asked: the consumer wanted no more.
    let dropped = Script::new()
        .limit(0, 1)
        .ok("A", 0, 100)
        .never_started("B", 100);
    assert_eq!(usual(dropped, 100), [""; 0]);
    // Two of three are no whole run, of which one could say how long it took.
    let cut = Script::new()
        .limit(0, 1)
        .ok("A", 0, 100)
        .ok("B", 100, 200)
        .never_started("C", 200);
    assert_eq!(usual(cut, 200), [""; 0]);
    let too_late = Script::new()
        .limit(0, 1)
        .ok("A", 0, 100)
        .event(100, EventKind::CancelRequested);
    assert_eq!(usual(too_late, 100), [""; 0]);
}

#[test]
fn a_limit_is_not_reached_where_the_browser_kept_less_however_many_that_is() {
    // By its clock one more than it keeps.
    let script = (0..21).fold(Script::new().limit(0, 21), |script, n| {
        let sent = n / 7 * 100;
        script.measured("A", 0, sent, sent + 100)
    });
    assert_eq!(
        usual(script.measured("Z", 300, 300, 310), 310)[0],
        "asked for 21 at once, the browser kept at most 7 in flight: it held others back for up to \
         200 ms"
    );
}

#[test]
fn one_by_one_is_told() {
    let script = Script::new()
        .limit(0, 1)
        .ok("A", 0, 7000)
        .ok("B", 7000, 14_000);
    let sentences = told(&race(Strategy::Sequential), &script.until(14_000));
    assert_eq!(sentences, ["one by one, 2 tasks took 14.0 s in all"]);
}

#[test]
fn passing_data_that_costs_more_than_computing_is_told() {
    let config = RunConfig {
        experiment: Experiment::Workers,
        ..RunConfig::default()
    };
    let dear = Script::new().limit(0, 1).job(0, [0, 40, 40, 50, 90]);
    assert_eq!(
        told(&config, &dear.until(90)),
        ["passing data cost more than computing (80 ms against 10 ms): use fewer, larger jobs"]
    );
    // Added up over workers it is longer than the run.
    let two = (0..2).fold(Script::new().limit(0, 2), |script, worker| {
        script.job(worker, [0, 40, 40, 50, 90])
    });
    assert_eq!(
        told(&config, &two.until(90))[0],
        "passing data cost more than computing (160 ms against 20 ms, over 2 workers): use fewer, \
         larger jobs"
    );
    // Where passing is what is measured it says nothing.
    let measured = RunConfig {
        experiment: Experiment::Transfer,
        ..config.clone()
    };
    let dear = Script::new().job(0, [0, 40, 40, 50, 90]);
    assert_eq!(told(&measured, &dear.until(90)), [""; 0]);
    // Three share two cores: they may have waited for these.
    let shared = (0..3).fold(Script::new().limit(0, 3), |script, worker| {
        script.job(worker, [0, 40, 40, 50, 90])
    });
    let said = told(&config, &shared.until(90));
    assert!(
        !said.iter().any(|text| text.contains("passing")),
        "{said:?}"
    );
    let even = Script::new().limit(0, 1).job(0, [0, 20, 20, 60, 80]);
    assert_eq!(told(&config, &even.until(80)), [""; 0]);
    let ahead = Script::new()
        .limit(0, 1)
        .job(0, [0, 1, 1, 50, 51])
        .job(0, [0, 50, 50, 99, 100]);
    assert_eq!(
        told(&config, &ahead.until(100))[0],
        "one by one, 2 tasks took 100 ms in all"
    );
}

#[test]
fn at_most_four_findings_the_worst_first() {
    let script = Script::new()
        .limit(0, 2)
        .ended("T", 0, 5000, Outcome::Timeout)
        .delivered("A", 0, 100, 5000)
        .ended("F", 100, 5100, Outcome::HttpError)
        .ok("B", 5000, 5200)
        .stall(400, 300);
    let sentences = told(&race(Strategy::Map), &script.until(5200));
    assert_eq!(sentences.len(), 4);
    let kinds = ["timed out", "failed", "waited", "stalled"];
    for (sentence, kind) in sentences.iter().zip(kinds) {
        assert!(sentence.contains(kind), "{sentence} / {kind}");
    }
}

fn curve(times: &[(usize, u64)]) -> Speedup {
    let samples: Vec<_> = times
        .iter()
        .map(|(n, time)| (*n, vec![ms(*time)]))
        .collect();
    Speedup::of(&samples).unwrap()
}

#[test]
fn the_best_number_of_workers_is_told_as_it_was_measured() {
    let says = |times: &[(usize, u64)], cores| {
        let findings = diagnose_speedup(&curve(times), cores);
        findings.iter().map(Finding::to_string).collect::<Vec<_>>()
    };
    let book = says(&[(1, 3900), (4, 1300), (6, 1000), (8, 1100)], None);
    assert_eq!(
        book[0],
        "best with 6 workers: 3.9 times as fast as 1; 8 are slower than 6"
    );
    // How many cores there were is not known, and beyond them Amdahl's law says nothing.
    assert_eq!(book.len(), 1);
    let two_cores = says(&[(1, 1000), (2, 520), (3, 560), (4, 540)], Some(2));
    assert_eq!(
        two_cores[0],
        "best with 2 workers: 1.9 times as fast as 1 on 2 cores; 3 are slower than 2"
    );
    assert_eq!(two_cores.len(), 1);
    let four = says(&[(1, 1000), (2, 560), (3, 410), (4, 322)], Some(4));
    assert_eq!(
        four[1],
        "10.7 % (\u{b1} 0.7 %) of the time does not shrink with more workers, by Amdahl's law \
         fitted to 4 numbers of them: however many, at most 9.3 times as fast as 1"
    );
    let chinese = diagnose_speedup(&curve(&[(1, 1000), (2, 560), (3, 410), (4, 322)]), Some(4));
    let chinese = chinese[1].sentence(Lang::Zh);
    assert!(chinese.contains("10.7%（± 0.7%）"), "{chinese}");
    assert!(
        chinese.contains("速度最多也只是 1 个的 9.3 倍"),
        "{chinese}"
    );
    let alone = says(&[(1, 100), (2, 150)], Some(1));
    assert_eq!(alone, ["best with 1 worker on 1 core; 2 are slower than 1"]);
    let alone = diagnose_speedup(&curve(&[(1, 100), (2, 150)]), Some(1));
    let chinese = "在 1 个核心上，1 个 worker 最快；2 个反而比 1 个慢";
    assert_eq!(alone[0].sentence(Lang::Zh), chinese);
}

#[test]
fn the_last_line_is_the_books() {
    let flags = |n: u64| {
        (0..n)
            .fold(Script::new(), |script, _| script.ok("X", 0, 350))
            .until(350)
    };
    assert_eq!(
        report(&flags(20), Lang::En),
        "20 flags downloaded in 0.35 s"
    );
    assert_eq!(report(&flags(1), Lang::En), "1 flag downloaded in 0.35 s");
    assert_eq!(report(&flags(20), Lang::Zh), "用 0.35 秒下载了 20 面国旗");
    let some = Script::new()
        .ok("A", 0, 5)
        .ended("B", 0, 9, Outcome::Timeout)
        .until(14_004);
    assert_eq!(report(&some, Lang::En), "1 flag downloaded in 14.00 s");
    assert_eq!(
        report(&Record::new(), Lang::En),
        "0 flags downloaded in 0.00 s"
    );
    let jobs = Script::new().job(0, [0, 0, 0, 5, 5]).until(1200);
    assert_eq!(report(&jobs, Lang::En), "1 job done in 1.20 s");
    let both = Script::new()
        .ok("BR", 0, 9)
        .job(0, [0, 0, 0, 5, 5])
        .until(10);
    assert_eq!(
        report(&both, Lang::En),
        "1 flag downloaded, 1 job done in 0.01 s"
    );
}

#[test]
fn the_headline_of_a_comparison_has_all_times() {
    let slow = Script::new().ok("A", 0, 400).ok("B", 400, 1000).until(1000);
    let fast = Script::new()
        .delivered("A", 0, 400, 400)
        .delivered("B", 0, 100, 100)
        .until(600);
    let runs = [
        (Strategy::Sequential, &slow),
        (Strategy::AsCompleted, &fast),
    ];
    assert_eq!(
        headline(&runs, Lang::En),
        "2 flags downloaded in 0.60 s: sequential 1.00 s (first result 0.40 s), \
         as_completed 0.60 s (first result 0.10 s)"
    );
    assert!(headline(&runs, Lang::Zh).starts_with("用 0.60 秒下载了 2 面国旗：sequential 1.00 秒"));
    assert_eq!(headline(&[], Lang::En), "");
}

#[test]
fn every_finding_has_words_in_both_languages() {
    let names = || photofinish::diagnosis::Names {
        first: vec!["BR".into(), "CN".into()],
        more: 1,
    };
    let all = [
        Finding::Cancelled {
            done: 1,
            aborted: 2,
            never_started: 3,
        },
        Finding::NoAnswer {
            host: None,
            requests: 1,
            reach: None,
        },
        Finding::TimedOut {
            timeout: Some(ms(5000)),
            names: names(),
        },
        Finding::Failed {
            names: names(),
            unharmed: 0,
        },
        Finding::Failed {
            names: names(),
            unharmed: 1,
        },
        Finding::Retried {
            attempts: 3,
            requests: 2,
            came: 1,
            asked: Some((ms(2000), ms(2000))),
        },
        Finding::Retried {
            attempts: 3,
            requests: 2,
            came: 1,
            asked: Some((ms(30_000), ms(5000))),
        },
        Finding::HeldByBrowser {
            asked: 30,
            kept: 6,
            longest: ms(1900),
            is_usual: false,
        },
        Finding::HeldByBrowser {
            asked: 30,
            kept: 6,
            longest: ms(1900),
            is_usual: true,
        },
        Finding::Redirected { answers: 1 },
        Finding::Redirected { answers: 12 },
        Finding::InFlightUnknown {
            asked: 30,
            at_least: 0,
            per_host: 6,
        },
        Finding::InFlightUnknown {
            asked: 30,
            at_least: 4,
            per_host: 6,
        },
        Finding::HeadOfLine {
            results: 6,
            longest: ms(1900),
            label: "BR".into(),
            strategy: Some(Strategy::Map),
        },
        Finding::Stalled {
            longest: ms(820),
            times: 1,
        },
        Finding::Stalled {
            longest: ms(820),
            times: 3,
        },
        Finding::PassingCost {
            passing: ms(1200),
            computing: ms(3),
            workers: 1,
        },
        Finding::PassingCost {
            passing: ms(1200),
            computing: ms(3),
            workers: 2,
        },
        Finding::LimitReached {
            limit: 5,
            kept: ms(100),
            elapsed: ms(200),
        },
        Finding::LimitNotReached {
            limit: 30,
            tasks: 20,
        },
        Finding::AsFast {
            baseline: Baseline::Measured(ms(11_000)),
            elapsed: ms(2400),
        },
        Finding::AsFast {
            baseline: Baseline::Calculated(ms(11_000)),
            elapsed: ms(2400),
        },
        Finding::OneByOne {
            tasks: 20,
            elapsed: ms(11_000),
        },
        Finding::BestSpeedup {
            workers: 6,
            speedup: Some(3.91),
            scatter: [[ms(0); 2]; 2],
            cores: Some(4),
            slower: Some(8),
        },
        Finding::BestSpeedup {
            workers: 2,
            speedup: None,
            scatter: [[ms(1200), ms(2400)], [ms(500), ms(600)]],
            cores: Some(2),
            slower: Some(4),
        },
        Finding::BestSpeedup {
            workers: 1,
            speedup: Some(1.0),
            scatter: [[ms(0); 2]; 2],
            cores: None,
            slower: None,
        },
        Finding::SerialShare(Fit {
            share: 0.1,
            error: 0.01,
            numbers: 4,
        }),
    ];
    for finding in all {
        let (english, chinese) = (finding.sentence(Lang::En), finding.sentence(Lang::Zh));
        assert!(
            english.chars().all(|c| c.is_ascii() || c == '\u{b1}') && !english.ends_with('.'),
            "{english}"
        );
        assert!(
            chinese
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{chinese}"
        );
        assert!(
            !english.contains("  ") && !chinese.contains("  "),
            "{english} / {chinese}"
        );
        for name in ["BR", "CN"] {
            assert_eq!(english.contains(name), chinese.contains(name), "{chinese}");
        }
        crate::prose::assert_good([(Lang::En, english), (Lang::Zh, chinese)]);
    }
}
