//! Exports of a record, checked against their schema and by what other tools need.

use std::collections::{HashMap, HashSet};

use crate::records::{Script, ms, phase};
use boon::{Compiler, SchemaIndex, Schemas};
use photofinish::config::{Experiment, Lang, RunConfig, Server, Strategy, Where};
use photofinish::environment::{Environment, HostReach, Reach};
use photofinish::export::{Run, csv, file_name, run_json, runs_json, svg, trace};
use photofinish::kernels::Kernel;
use photofinish::record::{EventKind, Outcome, Record, Settled};
use proptest::prelude::{ProptestConfig, Strategy as _, any, prop_assert, proptest};
use serde_json::{Value, json};

struct Schema(Schemas, SchemaIndex);

impl Schema {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/run.schema.json");
        let index = compiler.compile(file, &mut schemas).unwrap();
        Schema(schemas, index)
    }

    fn is_valid(&self, value: &Value) -> bool {
        self.0.validate(value, self.1).is_ok()
    }

    fn check(&self, value: &Value) {
        if let Err(error) = self.0.validate(value, self.1) {
            panic!("{error:#}\n{value:#}");
        }
    }
}

fn environment() -> Environment {
    Environment {
        user_agent: Some("Test/1.0".into()),
        cores: Some(2),
        protocol: Some("http/1.1".into()),
        origin: Some("http://127.0.0.1:8001/flags".into()),
        reach: Some(Reach::Unreadable),
        hosts: vec![HostReach {
            host: "http://a.example".into(),
            reach: Reach::Silent,
        }],
    }
}

fn exported(config: &RunConfig, record: &Record) -> Value {
    let json = run_json(Run { config, record }, &environment()).unwrap();
    serde_json::from_str(&json).unwrap()
}

fn usual(record: &Record) -> Value {
    exported(&RunConfig::default(), record)
}

/// One lane of every kind.
fn every_outcome() -> Script {
    let mut answered = Settled::plain(Outcome::Ok);
    answered.http_status = Some(200);
    answered.bytes = Some(9942);
    answered.phases = vec![
        phase("held", 0, 3),
        phase("waiting", 3, 80),
        phase("receiving", 80, 99),
    ];
    let script = Script::new()
        .limit(0, 5)
        .limit(70, 9)
        .stall(130, 64)
        .fetch("BR", 0, 100, answered);
    let script = Outcome::ALL
        .into_iter()
        .enumerate()
        .fold(script, |script, (n, outcome)| {
            script.ended(outcome.name(), n as u64, 90 + n as u64, outcome)
        });
    script
        .never_started("XX", 95)
        .delivered("CN", 2, 10, 99)
        .event(95, EventKind::CancelRequested)
}

#[test]
fn runs_of_every_kind_are_valid() {
    let schema = Schema::new();
    schema.check(&usual(&Record::new()));
    schema.check(&usual(&Script::new().until(0)));
    schema.check(&usual(&Script::new().queued("A").running("B", 5).record()));
    schema.check(&usual(&every_outcome().until(200)));
    schema.check(&usual(&Script::new().job(0, [0, 1, 2, 3, 4]).until(5)));
    for query in [
        "codes=B,BR&limit=3&server=sim&delay=1-2&error_rate=0.1&lang=zh&embed&autorun&verbose",
        "experiment=workers&kernel=primes&jobs=4&size=9&where=sweep&workers=3&codes=all",
        "experiment=transfer&sizes=1-64&chunk=9&server=HTTPS://Host/x&codes=every&timeout=1",
    ] {
        let (config, errors) = RunConfig::from_query(query);
        assert_eq!(errors, []);
        schema.check(&exported(&config, &every_outcome().until(200)));
    }
}

#[test]
fn the_schema_knows_every_choice() {
    let schema = Schema::new();
    let check = |query: String| {
        let (config, errors) = RunConfig::from_query(&query);
        assert_eq!(errors, [], "{query}");
        schema.check(&exported(&config, &Record::new()));
    };
    let choices = [
        ("experiment", Experiment::NAMES),
        ("strategy", Strategy::NAMES),
        ("where", Where::NAMES),
        ("lang", Lang::NAMES),
        ("server", Server::NAMES),
    ];
    for (field, names) in choices {
        for name in names {
            check(format!("{field}={name}"));
        }
    }
    for kernel in Kernel::ALL {
        check(format!("kernel={}", kernel.name()));
    }
}

#[test]
fn the_schema_is_not_satisfied_with_anything() {
    let schema = Schema::new();
    let good = usual(&every_outcome().until(200));
    let spoilt = |pointer: &str, value: Value| {
        let mut spoilt = good.clone();
        *spoilt.pointer_mut(pointer).unwrap() = value;
        !schema.is_valid(&spoilt)
    };
    assert!(!schema.is_valid(&json!({})));
    assert!(spoilt("/schema", json!("photofinish.run/2")));
    assert!(spoilt("/config/strategy", json!("luck")));
    assert!(spoilt("/config/codes", json!("br")));
    assert!(spoilt("/futures/0/outcome", json!("fine")));
    assert!(spoilt("/futures/0/outcome", Value::Null));
    assert!(spoilt("/futures/0/finished_ms", Value::Null));
    assert!(spoilt("/futures/0/submitted_ms", json!(-1)));
    assert!(spoilt("/summary/ok", json!(1.5)));
    assert!(spoilt("/summary/unsettled", json!(1)));
    assert!(spoilt("/stalls/0", json!({})));
}

#[test]
fn the_fields_of_the_contract_are_there() {
    let run = usual(&every_outcome().until(200));
    assert_eq!(run["schema"], "photofinish.run/1");
    assert_eq!(
        run["futures"][0],
        json!({
            "id": 0, "label": "BR", "executor": "fetch", "worker": 0, "submitted_ms": 0.0,
            "started_ms": 0.0, "finished_ms": 100.0, "delivered_ms": null, "outcome": "ok",
            "http_status": 200, "bytes": 9942, "error": null,
            "phases": [
                {"name": "held", "from_ms": 0.0, "to_ms": 3.0},
                {"name": "waiting", "from_ms": 3.0, "to_ms": 80.0},
                {"name": "receiving", "from_ms": 80.0, "to_ms": 99.0},
            ],
            "attempts": [],
        })
    );
    assert_eq!(run["stalls"], json!([{"at_ms": 130.0, "gap_ms": 64.0}]));
    assert_eq!(
        run["limits"],
        json!([{"at_ms": 0.0, "max_workers": 5}, {"at_ms": 70.0, "max_workers": 9}])
    );
    let summary = &run["summary"];
    for (name, count) in [
        ("futures", 10),
        ("ok", 3),
        ("not_found", 1),
        ("http_error", 1),
        ("network_error", 1),
        ("timeout", 1),
        ("cancelled", 2),
        ("failed", 1),
        ("unsettled", 0),
        ("max_in_flight", 1),
        ("retried", 0),
    ] {
        assert_eq!(summary[name], count, "{name}");
    }
    assert_eq!(summary["elapsed_ms"], 200.0);
    assert_eq!(summary["first_result_ms"], 90.0);
    assert_eq!(summary["ended"], true);
    assert_eq!(
        summary["delivered_order"],
        json!([
            "ok",
            "not_found",
            "http_error",
            "network_error",
            "timeout",
            "failed",
            "CN"
        ])
    );
    assert_eq!(
        summary["latency_ms"],
        json!({"p50": 90.0, "p90": 96.0, "p95": 96.0, "p99": 96.0})
    );
    assert_eq!(
        summary["held_ms"],
        json!({"p50": 3.0, "p90": 3.0, "p95": 3.0, "p99": 3.0})
    );
    // Of most of these requests the browser does not tell.
    assert_eq!(
        (&summary["max_in_flight_is"], &summary["max_asked"]),
        (&json!("at_least"), &json!(9))
    );
    assert!(
        run["findings"][0]
            .as_str()
            .unwrap()
            .starts_with("cancelled:")
    );
}

#[test]
fn an_attempt_says_that_it_was_redirected_and_others_say_nothing_of_it() {
    let script = Script::new().redirected("A", 0, 20);
    let run = usual(&script.retried("B", &[(10, None)]).until(20));
    Schema::new().check(&run);
    let told = |future: usize| run["futures"][future]["attempts"][0].get("redirected");
    assert_eq!((told(0), told(1)), (Some(&json!(true)), None));
}

#[test]
fn every_attempt_is_exported() {
    let record = Script::new()
        .retried("A", &[(100, Some(50)), (30, None)])
        .until(180);
    let run = usual(&record);
    Schema::new().check(&run);
    assert_eq!(
        run["futures"][0]["attempts"],
        json!([
            {
                "number": 1, "from_ms": 0.0, "to_ms": 100.0, "outcome": "http_error",
                "http_status": 503, "error": "HTTP error 503", "phases": [], "pause_ms": 50.0,
                "retry_after_ms": null, "server_ms": 50.0,
            },
            {
                "number": 2, "from_ms": 150.0, "to_ms": 180.0, "outcome": "ok",
                "http_status": 200, "error": null, "phases": [], "pause_ms": null,
                "retry_after_ms": null,
            },
        ])
    );
    assert_eq!(run["summary"]["retried"], 1);
    assert_eq!(run["summary"]["latency_ms"]["p50"], 30.0);
    let config = RunConfig::default();
    let runs = [Run {
        config: &config,
        record: &record,
    }];
    assert!(csv(&runs).ends_with(",ok,,,,2,\r\n"), "{}", csv(&runs));
    assert!(trace(&runs).contains("\"attempt 2\""));
    assert!(svg(&runs, Lang::En).contains("url(#pause)\"/>\n<rect"));
}

#[test]
fn the_config_has_the_names_of_the_url() {
    let (config, _) = RunConfig::from_query(
        "codes=br,cn&strategy=map&max_workers=3&server=delay&delay=50-90&error_rate=0.25&timeout=3100&seed=7",
    );
    let run = exported(&config, &Record::new());
    assert_eq!(
        run["config"],
        json!({
            "experiment": "race", "codes": "BR,CN", "limit": null, "strategy": "map",
            "max_workers": 3, "server": "delay", "delay": "50-90", "error_rate": 0.25,
            "timeout": 3100, "job_timeout": 3100, "retries": 0, "seed": 7, "kernel": "mandelbrot", "jobs": null,
            "size": null, "where": "pool", "workers": null, "sizes": "1024-67108864", "chunk": 1,
            "verbose": false, "lang": null, "embed": false, "autorun": false,
        })
    );
}

#[test]
fn times_are_exact_to_the_microsecond() {
    let mut record = Record::new();
    let nanos = std::time::Duration::from_nanos;
    record.push(
        nanos(1_234_567_499),
        EventKind::Stalled {
            gap: nanos(51_000_500),
        },
    );
    let json = run_json(
        Run {
            config: &RunConfig::default(),
            record: &record,
        },
        &environment(),
    )
    .unwrap();
    assert!(json.contains("\"at_ms\": 1234.567,"), "{json}");
    assert!(json.contains("\"gap_ms\": 51.001\n"), "{json}");
}

#[test]
fn a_comparison_is_its_runs() {
    let config = RunConfig::default();
    let strategies = [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted];
    let configs = strategies.map(|strategy| config.with_strategy(strategy));
    let record = every_outcome().until(200);
    let runs = configs.each_ref().map(|config| Run {
        config,
        record: &record,
    });
    let value: Value = serde_json::from_str(&runs_json(&runs, &environment()).unwrap()).unwrap();
    Schema::new().check(&value);
    assert_eq!(value["schema"], "photofinish.runs/1");
    assert_eq!(value["runs"][1]["config"]["strategy"], "map");
    assert_eq!(value["runs"].as_array().unwrap().len(), 3);
}

#[test]
fn csv_is_text_to_a_spreadsheet_whatever_stands_in_it() {
    let labels = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1+1",
        "＠x",
        "\tx",
        "64 × 20 ms",
    ];
    let config = RunConfig::default();
    for label in labels {
        let record = every_outcome()
            .fetch(label, 0, 9, Settled::plain(Outcome::Ok))
            .until(200);
        let text = csv(&[Run {
            config: &config,
            record: &record,
        }]);
        assert_eq!(text.as_bytes()[..3], [0xef, 0xbb, 0xbf], "no mark of UTF-8");
        let row = text.trim_end().lines().last().unwrap();
        let cell = row.split(',').nth(2).unwrap();
        let kept = label.starts_with("64");
        let expected = if kept {
            label.to_owned()
        } else {
            format!("'{label}")
        };
        assert_eq!(cell, expected);
    }
}

#[test]
fn a_file_is_named_after_its_run() {
    let of = |query: &str| RunConfig::from_query(query).0;
    let name = |query: &str| file_name(&of(query), &[of(query)], "json");
    assert_eq!(name(""), "photofinish-program.json");
    assert_eq!(
        name("codes=pop20&strategy=map&max_workers=5&seed=7"),
        "photofinish-race-20-flags-map-5-at-once-seed-7.json"
    );
    assert_eq!(
        name("experiment=workers&kernel=primes&where=pool&jobs=12&workers=3&seed=1"),
        "photofinish-workers-12-primes-pool-of-3-seed-1.json"
    );
    assert_eq!(
        name("experiment=workers&kernel=rc4&where=main&jobs=12&workers=3&seed=1"),
        "photofinish-workers-12-rc4-main-seed-1.json"
    );
    assert_eq!(
        name("experiment=both&codes=BR&kernel=rc4&jobs=2&seed=1"),
        "photofinish-both-1-flag-2-rc4-seed-1.json"
    );
    assert_eq!(
        name(
            "server=list%0Ahttp%3A%2F%2Fa.example%2Fx%0Ahttp%3A%2F%2Fb.example%2F&max_workers=2&seed=1"
        ),
        "photofinish-race-2-addresses-as_completed-2-at-once-seed-1.json"
    );
    assert_eq!(
        name("experiment=transfer&seed=1"),
        "photofinish-transfer-seed-1.json"
    );
    // Runs beside each other; what the whole of them is called counts only for those of one comparison.
    let several = |queries: &[&str]| {
        let runs: Vec<_> = queries.iter().map(|query| of(query)).collect();
        file_name(&runs[0], &runs, "json")
    };
    let (race, transfer) = ("codes=BR&strategy=map&seed=7", "experiment=transfer&seed=1");
    assert_eq!(
        several(&[race, transfer]),
        "photofinish-race-1-flag-map-5-at-once-seed-7-beside-transfer-seed-1.json"
    );
    assert_eq!(several(&[transfer, transfer]), name(transfer));
    assert_eq!(
        several(&[transfer, race, ""]),
        "photofinish-transfer-seed-1-and-2-others.json"
    );
}

#[test]
fn csv_has_a_row_for_each_future() {
    let mut odd = Settled::plain(Outcome::Failed);
    odd.error = Some("said \"no\",\nand left".into());
    let record = every_outcome().fetch("=1+1", 0, 9, odd).until(200);
    let config = RunConfig::default();
    let text = csv(&[Run {
        config: &config,
        record: &record,
    }]);
    let rows: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(rows.len(), 1 + 11 + 1);
    assert_eq!(
        rows[0],
        "\u{feff}run,id,label,executor,worker,submitted_ms,started_ms,finished_ms,delivered_ms,\
         delivered_place,outcome,http_status,bytes,error,attempts,held_ms"
    );
    assert_eq!(
        rows[1],
        "as_completed,0,BR,fetch,0,0.000,0.000,100.000,,,ok,200,9942,,,3.000"
    );
    assert_eq!(
        rows[9],
        "as_completed,8,XX,fetch,,0.000,,95.000,,,cancelled,,,,,"
    );
    assert_eq!(
        rows[10],
        "as_completed,9,CN,fetch,0,0.000,2.000,10.000,99.000,7,ok,,,,,"
    );
    assert_eq!(
        rows[11],
        "as_completed,10,'=1+1,fetch,0,0.000,0.000,9.000,,,failed,,,\"said \"\"no\"\",\nand left\",,"
    );
}

#[test]
fn a_trace_has_whole_numbers_named_threads_and_spans_that_nest() {
    let record = every_outcome()
        .job(0, [0, 1, 2, 3, 4])
        .job(1, [0, 1, 2, 9, 10])
        .job(1, [0, 1, 12, 12, 12])
        .until(200);
    let config = RunConfig::default();
    let run = Run {
        config: &config,
        record: &record,
    };
    let value: Value = serde_json::from_str(&trace(&[run, run])).unwrap();
    let events = value["traceEvents"].as_array().unwrap();
    let mut named = HashSet::new();
    let mut spans: HashMap<(u64, u64), Vec<(u64, u64)>> = HashMap::new();
    for event in events {
        let number = |field: &str| {
            event[field]
                .as_u64()
                .unwrap_or_else(|| panic!("{field}: {event}"))
        };
        let (pid, tid) = (number("pid"), number("tid"));
        number("ts");
        assert!(tid > 0, "viewers take that for the idle thread: {event}");
        assert!(event["name"].is_string());
        match event["ph"].as_str().unwrap() {
            "M" => assert!(
                named.insert((event["name"].to_string(), pid, tid)),
                "{event}"
            ),
            "X" => {
                assert!(number("dur") > 0, "{event}");
                let spans = spans.entry((pid, tid)).or_default();
                spans.push((number("ts"), number("dur")));
            }
            "C" => assert!(event["args"]["tasks"].is_u64()),
            "i" => assert_eq!(event["s"], "t"),
            other => panic!("{other}"),
        }
    }
    for (thread, mut spans) in spans {
        assert!(
            named.contains(&("\"thread_name\"".into(), thread.0, thread.1)),
            "{thread:?}"
        );
        assert!(named.contains(&("\"process_name\"".into(), thread.0, 1)));
        spans.sort_by_key(|(from, length)| (*from, std::cmp::Reverse(*length)));
        let mut open: Vec<u64> = Vec::new();
        for (from, length) in spans {
            open.retain(|end| *end > from);
            assert!(
                open.iter().all(|end| from + length <= *end),
                "{thread:?} does not nest"
            );
            open.push(from + length);
        }
    }
    let tasks = events
        .iter()
        .filter(|e| e["args"]["submitted_us"].is_u64())
        .count();
    assert_eq!(tasks, 2 * 12);
}

#[test]
fn a_picture_is_well_formed_and_tells_all_states_apart() {
    let script = every_outcome().ended("<&\">\u{7}", 0, 5, Outcome::Failed);
    let script = script
        .queued("waits")
        .running("http://host/a/very/long/address", 3);
    let record = script.until(200);
    let config = RunConfig {
        server: Some(Server::Sim),
        ..RunConfig::default()
    };
    let run = Run {
        config: &config,
        record: &record,
    };
    for lang in [Lang::En, Lang::Zh] {
        let picture = svg(&[run, run], lang);
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
        well_formed(&picture);
        assert!(picture.contains("&lt;&amp;&quot;&gt;</text>"));
        assert!(picture.contains(">…ry/long/address</text>"));
        for outcome in Outcome::ALL {
            assert!(picture.contains(&format!("id=\"{}\"", outcome.name())));
            let uses = picture
                .matches(&format!("href=\"#{}\"", outcome.name()))
                .count();
            assert!(uses >= 3, "{} {uses}", outcome.name());
        }
        for fill in [
            "queued",
            "ran-failed",
            "ran-timeout",
            "ran-cancelled",
            "stall",
        ] {
            assert!(
                picture.contains(&format!("fill=\"url(#{fill})\"")),
                "{fill}"
            );
        }
        assert!(picture.contains("stroke-dasharray"));
        let (_, legend) = picture.rsplit_once("<g ").unwrap();
        for fill in [
            "queued",
            "held",
            "pause",
            "ran-failed",
            "ran-timeout",
            "ran-cancelled",
        ] {
            assert!(legend.contains(&format!("url(#{fill})")), "{fill}");
        }
    }
    assert!(svg(&[run], Lang::En).contains("as_completed: 3 flags downloaded in 0.20 s"));
    assert!(svg(&[run], Lang::Zh).contains("等待交付"));
    well_formed(&svg(&[], Lang::En));
    let empty = Run {
        config: &config,
        record: &Record::new(),
    };
    well_formed(&svg(&[empty], Lang::En));
}

#[test]
fn pictures_of_many_lanes_stay_of_a_size() {
    let script = (0..10_000).fold(Script::new(), |script, n| script.ok("X", n, n + 5));
    let (config, record) = (RunConfig::default(), script.until(10_010));
    let picture = svg(
        &[Run {
            config: &config,
            record: &record,
        }],
        Lang::En,
    );
    assert!(picture.len() < 2_000_000, "{}", picture.len());
    well_formed(&picture);
}

/// Tags are closed in the right order, and attributes are quoted.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        assert!(
            !text.contains(|c: char| c.is_control() && c != '\n'),
            "{text:?}"
        );
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert_eq!(open, [""; 0]);
}

/// Any sequence of events, sensible or not, as an executor that went mad might tell.
fn any_record() -> impl proptest::strategy::Strategy<Value = Record> {
    let event = (any::<u8>(), 0..12usize, 0..500u64, 0..7usize);
    proptest::collection::vec(event, 0..120).prop_map(|events| {
        let mut record = Record::new();
        for (kind, id, at, outcome) in events {
            let kind = match kind % 8 {
                0 | 1 => EventKind::Submitted {
                    id: record.lanes().len(),
                    label: format!("L{id}").into(),
                    executor: if kind % 3 == 0 { "fetch" } else { "pool" }.into(),
                },
                2 => EventKind::Started {
                    id,
                    worker: Some(outcome),
                },
                3 | 4 => EventKind::Settled {
                    id,
                    settled: Settled::plain(Outcome::ALL[outcome]),
                },
                5 => EventKind::Delivered { id },
                6 => EventKind::MaxWorkers {
                    max_workers: id + 1,
                },
                _ => EventKind::Stalled { gap: ms(at) },
            };
            record.push(ms(at), kind);
        }
        record
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_record_exports_and_its_counts_add_up(record in any_record()) {
        let schema = Schema::new();
        let run = usual(&record);
        schema.check(&run);
        let summary = &run["summary"];
        let count = |name: &str| summary[name].as_u64().unwrap();
        let counts = Outcome::ALL.iter().map(|outcome| count(outcome.name())).sum::<u64>();
        prop_assert!(counts + count("unsettled") == count("futures"));
        prop_assert!(count("futures") == run["futures"].as_array().unwrap().len() as u64);
        let config = RunConfig::default();
        let runs = [Run { config: &config, record: &record }];
        prop_assert!(csv(&runs).lines().count() as u64 == 1 + count("futures"));
        prop_assert!(serde_json::from_str::<Value>(&trace(&runs)).is_ok());
        well_formed(&svg(&runs, Lang::En));
    }
}
