//! Opening exported runs: what was written here comes back as it was, what is wrong is told with its
//! place, and nothing that a file may contain ends in a panic.

use crate::records::{Script, phase};
use photofinish::config::{Lang, RunConfig, Strategy};
use photofinish::environment::{Environment, HostReach, Reach};
use photofinish::export::{Run, run_json, runs_json};
use photofinish::import::{Expected, MAX_FUTURES, ReadError, read};
use photofinish::record::{Count, EventKind, Outcome, Record, Settled};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use proptest::strategy::Strategy as _;
use serde_json::{Value, json};

fn environment() -> Environment {
    Environment {
        user_agent: Some("Test/1.0".into()),
        cores: Some(2),
        protocol: Some("http/1.1".into()),
        origin: Some("http://127.0.0.1:8001/flags".into()),
        reach: Some(Reach::Back),
        hosts: vec![HostReach {
            host: "http://a.example".into(),
            reach: Reach::Silent,
        }],
    }
}

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    config
}

fn written(config: &RunConfig, record: &Record) -> String {
    run_json(Run { config, record }, &environment()).unwrap()
}

/// Everything that a file can tell of.
fn full() -> Record {
    let mut answered = Settled::plain(Outcome::Ok);
    answered.http_status = Some(200);
    answered.bytes = Some(9942);
    answered.counts = vec![Count {
        name: "steps".into(),
        value: 1_000_000,
    }];
    answered.phases = vec![phase("held", 0, 3), phase("waiting", 3, 80)];
    let script = Script::new()
        .limit(0, 5)
        .limit(70, 9)
        .stall(130, 64)
        .fetch("BR", 0, 100, answered);
    let script = (0..)
        .zip(Outcome::ALL)
        .fold(script, |script, (n, outcome)| {
            script.ended(outcome.name(), n, 90 + n, outcome)
        });
    script
        .retried("FR", &[(20, Some(10)), (30, None)])
        .job(1, [0, 1, 2, 3, 4])
        .redirected("DE", 10, 60)
        .never_started("XX", 95)
        .delivered("CN", 2, 10, 99)
        .event(95, EventKind::CancelRequested)
        .until(200)
}

fn usual() -> Value {
    serde_json::from_str(&written(&RunConfig::default(), &full())).unwrap()
}

fn error_of(value: &Value) -> ReadError {
    read(&value.to_string()).unwrap_err()
}

#[test]
fn what_was_written_here_is_read_as_it_was() {
    let queries = [
        "",
        "codes=B,BR&limit=3&server=sim&delay=1-2&error_rate=0.1&lang=zh&embed&autorun&verbose&seed=9007199254740991",
        "experiment=workers&kernel=primes&jobs=4&size=9&where=slices&workers=3&codes=all&timeout=5000",
        "experiment=transfer&sizes=1-64&chunk=9&server=https://host/x&codes=every&timeout=1",
        "timeout=3000&retries=2&server=error&strategy=sequential",
    ];
    let records = [
        Record::new(),
        Script::new().queued("A").running("B", 5).record(),
        full(),
    ];
    for config in queries.map(config) {
        for record in &records {
            let text = written(&config, record);
            let opened = read(&text).unwrap();
            let [run] = &opened.runs[..] else {
                panic!("one run was written")
            };
            assert_eq!(run.config, config);
            assert_eq!(run.environment, environment());
            assert_eq!(run.record.lanes(), record.lanes());
            assert_eq!(run.record.delivered(), record.delivered());
            let again = Run {
                config: &run.config,
                record: &run.record,
            };
            assert_eq!(run_json(again, &run.environment).unwrap(), text);
        }
    }
}

#[test]
fn a_comparison_is_read_run_by_run() {
    let strategies = [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted];
    let configs = strategies.map(|strategy| RunConfig::default().with_strategy(strategy));
    let record = full();
    let runs = configs.each_ref().map(|config| Run {
        config,
        record: &record,
    });
    let opened = read(&runs_json(&runs, &environment()).unwrap()).unwrap();
    let told: Vec<_> = opened.runs.iter().map(|run| run.config.strategy).collect();
    assert_eq!(told, strategies);
}

/// Somebody else writes less: a recorder of another language, an earlier version.
#[test]
fn what_is_optional_may_be_missing() {
    let run = json!({
        "schema": "photofinish.run/1",
        "config": {"experiment": "race"},
        "environment": {},
        "futures": [
            {"id": 0, "label": "BR", "executor": "fetch", "submitted_ms": 0, "started_ms": 0.5, "finished_ms": 20.25, "delivered_ms": 20.3, "outcome": "ok"},
            {"id": 1, "label": "CN", "executor": "fetch", "submitted_ms": 0, "started_ms": 0.5, "finished_ms": 9, "delivered_ms": 20.4, "outcome": "failed", "error": "ValueError: x"},
        ],
    });
    let opened = read(&run.to_string()).unwrap();
    let record = &opened.runs[0].record;
    assert_eq!(record.delivered(), [0, 1]);
    assert_eq!(record.count(Outcome::Failed), 1);
    assert_eq!(record.ended().unwrap().as_micros(), 20_400);
}

#[test]
fn those_delivered_in_one_moment_keep_the_order_that_the_summary_tells() {
    let record = Script::new()
        .delivered("A", 0, 5, 9)
        .delivered("B", 0, 4, 9)
        .delivered("C", 0, 3, 9)
        .until(9);
    let mut run: Value = serde_json::from_str(&written(&RunConfig::default(), &record)).unwrap();
    for order in [["C", "A", "B"], ["B", "C", "A"]] {
        run["summary"]["delivered_order"] = json!(order);
        let opened = read(&run.to_string()).unwrap();
        let record = &opened.runs[0].record;
        let told: Vec<_> = record
            .delivered()
            .iter()
            .map(|id| &*record.lanes()[*id].label)
            .collect();
        assert_eq!(told, order);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cases: &[(&str, Value, &str)] = &[
        (
            "/schema",
            json!("photofinish.run/9"),
            "schema: photofinish.run/1 or photofinish.runs/1 is expected, not \"photofinish.run/9\"",
        ),
        (
            "/futures",
            json!({}),
            "futures: an array is expected, not {…}",
        ),
        (
            "/futures/0/id",
            json!(7),
            "futures[0].id: 0 is expected, not 7",
        ),
        (
            "/futures/0/started_ms",
            json!("now"),
            "futures[0].started_ms: a number of milliseconds is expected, 0 or more, not \"now\"",
        ),
        (
            "/futures/0/started_ms",
            json!(-1),
            "futures[0].started_ms: a number of milliseconds is expected, 0 or more, not -1",
        ),
        (
            "/futures/0/started_ms",
            json!(1e300),
            "futures[0].started_ms: a number of milliseconds is expected, 0 or more, not 1",
        ),
        (
            "/futures/0/finished_ms",
            json!(null),
            "futures[0].outcome: a value is expected where finished_ms has one, and null where it has none, not \"ok\"",
        ),
        (
            "/futures/1/delivered_ms",
            json!(1),
            "futures[1].delivered_ms: a time not before finished_ms is expected, not 1",
        ),
        (
            "/futures/2/outcome",
            json!("great"),
            "futures[2].outcome: one of ok, not_found, http_error, network_error, timeout, cancelled, failed is expected, not \"great\"",
        ),
        (
            "/futures/3/label",
            json!(["x"]),
            "futures[3].label: a text of at most 10,000 bytes is expected, not […]",
        ),
        (
            "/futures/0/phases/0/to_ms",
            json!(null),
            "futures[0].phases[0].to_ms: a number of milliseconds is expected, 0 or more, not null",
        ),
        (
            "/config",
            json!([]),
            "config: an object is expected, not […]",
        ),
        (
            "/config/max_workers",
            json!(0),
            "config.max_workers: max_workers must be >= 1, not 0",
        ),
        (
            "/config/server",
            json!("ftp://x"),
            "config.server: server must be a base URL with http:// or https://, without user name, password, query and fragment, not \"ftp://x\"",
        ),
        (
            "/environment/reach",
            json!("far"),
            "environment.reach: one of unreadable, silent, offline, mixed_content, back is expected, not \"far\"",
        ),
        (
            "/summary/ok",
            json!(999),
            "summary.ok: 6 is expected, as the rest of the file adds up to, not 999",
        ),
        (
            "/summary/elapsed_ms",
            json!(1),
            "summary.elapsed_ms: a time not before the last event is expected, not 1",
        ),
        (
            "/limits/0/max_workers",
            json!(2.5),
            "limits[0].max_workers: a whole number from 1 to 1048576 is expected, not 2.5",
        ),
    ];
    for (place, value, sentence) in cases {
        let mut run = usual();
        *run.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value.clone();
        let error = error_of(&run);
        assert!(error.to_string().starts_with(sentence), "{error}");
        let chinese = error.sentence(Lang::Zh, &|error| error.to_string());
        assert!(chinese.starts_with(&error.path), "{chinese}");
        assert!(
            chinese.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{chinese}"
        );
        assert!(!chinese.contains("expected"), "{chinese}");
    }
}

#[test]
fn what_is_no_run_is_told() {
    for (text, sentence) in [
        ("", "this is not JSON"),
        ("{\"schema\": \"photofinish.run/1\"", "this is not JSON"),
        ("[]", "an object is expected, not […]"),
        ("null", "an object is expected, not null"),
        (
            "{}",
            "schema: photofinish.run/1 or photofinish.runs/1 is expected, and it is missing",
        ),
        (
            "{\"schema\": \"photofinish.runs/1\", \"runs\": []}",
            "runs: at least one run is expected",
        ),
        ("<html>", "this is not JSON"),
    ] {
        let error = read(text).unwrap_err();
        assert!(error.to_string().starts_with(sentence), "{text}: {error}");
    }
    let marked = format!("\u{feff}{}", usual());
    assert!(
        read(&marked).is_ok(),
        "some editors save a mark of the byte order"
    );
}

#[test]
fn what_is_huge_is_refused_before_it_does_harm() {
    let deep = "[".repeat(100_000);
    assert!(matches!(
        read(&deep).unwrap_err().expected,
        Expected::Json(_)
    ));
    let nested = format!("{}{}", "[".repeat(40), "]".repeat(40));
    assert!(matches!(
        read(&nested).unwrap_err().expected,
        Expected::AtMostDeep(_)
    ));
    let mut run = usual();
    run["futures"] = Value::Array(vec![Value::Null; MAX_FUTURES + 1]);
    assert_eq!(error_of(&run).expected, Expected::AtMost(MAX_FUTURES));
    let mut run = usual();
    run["futures"][0]["label"] = json!("x".repeat(20_000));
    let error = error_of(&run);
    assert_eq!(error.expected, Expected::Text);
    assert!(error.to_string().len() < 200, "{error}");
}

/// Changes one value of a tree, the `at`-th in the order of reading.
fn change(tree: &mut Value, at: &mut usize, into: &Value) -> bool {
    if *at == 0 {
        *tree = into.clone();
        return true;
    }
    *at -= 1;
    match tree {
        Value::Array(items) => items.iter_mut().any(|item| change(item, at, into)),
        Value::Object(fields) => fields.values_mut().any(|item| change(item, at, into)),
        _ => false,
    }
}

fn any_value() -> impl proptest::strategy::Strategy<Value = Value> {
    use proptest::prelude::{Just, prop_oneof};
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
        Just(json!("<img src=x onerror=alert(1)>")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    /// Whatever one value becomes: it is refused with its place, or what is read can be written.
    #[test]
    fn any_change_is_refused_with_its_place_or_can_be_shown(at in 0..900usize, value in any_value()) {
        let mut run = usual();
        let mut left = at;
        if !change(&mut run, &mut left, &value) {
            return Ok(());
        }
        match read(&run.to_string()) {
            Err(error) => prop_assert!(!error.to_string().is_empty()),
            Ok(opened) => {
                let run = &opened.runs[0];
                let text = written(&run.config, &run.record);
                // From then on nothing changes any more.
                let again = &read(&text).unwrap().runs[0];
                prop_assert_eq!(written(&again.config, &again.record), text);
            }
        }
    }
}
