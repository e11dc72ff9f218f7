//! The exports of one comparison, kept in `tests/data/exports` as they are to be: each number of a picture and of a trace is
//! checked, which no other test does. With `PHOTOFINISH_WRITE=1` this test writes them anew; then look at them.

use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use photofinish::config::{Experiment, Lang, RunConfig, Strategy, Where};
use photofinish::environment::Environment;
use photofinish::export::{Run, csv, run_json, runs_json, svg, trace};
use photofinish::record::{EventKind, Outcome, Record, Settled};
use serde_json::Value;

use crate::records::{Script, ms, phase};

/// Something of everything that a picture or a trace shows.
fn record() -> Record {
    let mut answered = Settled::plain(Outcome::Ok);
    (answered.http_status, answered.bytes) = (Some(200), Some(9942));
    // The last phase goes on after the future has ended: a part of it is none of the future.
    answered.phases = vec![phase("waiting", 20, 80), phase("receiving", 80, 140)];
    let script = Script::new()
        .limit(0, 5)
        .limit(70, 2)
        .stall(230, 60)
        .stall(90, 90)
        .fetch("BR", 10, 120, answered)
        .measured("CN", 30, 90, 170)
        .delivered("DE", 10, 60, 240)
        .ok("at once", 40, 40)
        .retried("RU", &[(50, Some(30)), (70, None)])
        .never_started("gone", 100)
        .running("goes on", 150)
        .queued("http://host/queued");
    let script = Outcome::ALL.into_iter().fold(script, |script, outcome| {
        script.ended(outcome.name(), 60, 130, outcome)
    });
    // The second job begins while the same worker has the first, the fourth where the second was.
    let mut record = script
        .job(1, [0, 5, 10, 100, 110])
        .job(1, [0, 5, 60, 120, 130])
        .job(0, [0, 5, 20, 90, 95])
        .job(2, [0, 5, 140, 150, 155])
        .job(10_000, [0, 5, 100, 150, 155])
        .running("too soon to see", 200)
        .record();
    // It waits for less than what a picture can show.
    let id = record.lanes().len() - 1;
    let settled = Settled::plain(Outcome::Ok);
    record.push(ms(240), EventKind::Settled { id, settled });
    record.push(
        ms(240) + Duration::from_micros(1),
        EventKind::Delivered { id },
    );
    record
}

fn check(file: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exports");
    let path = path.join(file);
    if env::var_os("PHOTOFINISH_WRITE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, now).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        kept, now,
        "{file}: write it anew with PHOTOFINISH_WRITE=1, and look"
    );
}

/// A race that goes on, above jobs in a pool that are over.
fn compared<T>(with: impl FnOnce(&[Run]) -> T) -> T {
    let (race, mut jobs) = (RunConfig::default(), RunConfig::default());
    (jobs.experiment, jobs.work.place) = (Experiment::Workers, Where::Main);
    let over = Script::new().ok("a", 5, 100).ok("b", 100, 420).until(400);
    let runs = [(&race, &record()), (&jobs, &over)];
    with(&runs.map(|(config, record)| Run { config, record }))
}

#[test]
fn a_picture_is_the_one_that_is_kept() {
    check("compared.svg", &compared(|runs| svg(runs, Lang::En)));
    check("compared.zh.svg", &compared(|runs| svg(runs, Lang::Zh)));
}

#[test]
fn a_trace_is_the_one_that_is_kept() {
    let text = compared(trace);
    let value: Value = serde_json::from_str(&text).unwrap();
    let events = value["traceEvents"].as_array().unwrap().iter();
    // A line for each event: so that one sees what differs.
    let lines: String = events.map(|event| format!("{event}\n")).collect();
    check("compared.trace.txt", &lines);
}

#[test]
fn a_table_is_the_one_that_is_kept() {
    check("compared.csv", &compared(csv));
}

#[test]
fn many_lanes_are_drawn_lower() {
    // So many lanes, of which one stands still; 34 above them, 16 for the stalls and 74 below.
    for (lanes, row) in [(1, 16), (120, 16), (121, 6), (1200, 6), (1201, 2)] {
        let script = (0..lanes).fold(Script::new(), |script, _| script.ok("X", 0, 10));
        let (config, record) = (RunConfig::default(), script.stall(60, 50).until(60));
        let run = Run {
            config: &config,
            record: &record,
        };
        let height = 34 + lanes * row + 16 + 30 + 44;
        let picture = svg(&[run], Lang::En);
        assert!(
            picture.contains(&format!("height=\"{height}\" viewBox")),
            "{lanes}"
        );
        // Low rows have neither labels nor the marks of an end.
        assert_eq!(picture.contains(">X</text>"), row == 16, "{lanes}");
        for mark in ["href=\"#ok\" x=\"258", "href=\"#completed\" x=\"252"] {
            assert_eq!(picture.contains(mark), row > 4, "{lanes}");
        }
    }
}

#[test]
fn workers_say_how_long_they_took_to_start() {
    let started = EventKind::WorkersStarted { took: ms(70) };
    let record = Script::new().ok("a", 0, 9).event(9, started).until(9);
    let run = Run {
        config: &RunConfig::default(),
        record: &record,
    };
    let json = run_json(run, &Environment::default()).unwrap();
    let run: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(run["summary"]["startup_ms"], 70.0);
}

#[test]
fn a_comparison_tells_how_many_times_as_fast_as_one_by_one() {
    let config = RunConfig::default();
    let together = Script::new().ok("a", 0, 100).ok("b", 0, 200).until(200);
    let alone = Script::new().ok("a", 0, 400).ok("b", 400, 800).until(800);
    let [sequential, map] = [Strategy::Sequential, Strategy::Map].map(|s| config.with_strategy(s));
    let runs = [(&map, &together), (&sequential, &alone)];
    let runs = runs.map(|(config, record)| Run { config, record });
    let json = runs_json(&runs, &Environment::default()).unwrap();
    let value: Value = serde_json::from_str(&json).unwrap();
    let findings = |run: usize| value["runs"][run]["findings"].to_string();
    assert!(findings(0).contains("4.0 times as fast"), "{}", findings(0));
    assert!(!findings(1).contains("times as fast"), "{}", findings(1));
}
