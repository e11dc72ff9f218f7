//! Every sentence of the page keeps the rules of its language: what catalogues hold is read from
//! their source, and what they make of figures is asked for 0, 1, 2 and many.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::prose::{assert_good, fault};
use crate::records::{Script, ms};
use photofinish::app::format::{seconds_in, short_in, span_in, unbroken};
use photofinish::app::headline::{At, headline, told_time};
use photofinish::app::lab::headline::{self as lab, Far, Told};
use photofinish::app::lab::settings::Sound;
use photofinish::app::state::{Action, AppState, Stage, Theme};
use photofinish::config::{Field, Kernel, Lang, RunConfig, Strategy, Where};
use photofinish::diagnosis::{diagnose, diagnose_speedup};
use photofinish::environment::Environment;
use photofinish::lab::{Engine, EnginePoint, Point, RunKind};
use photofinish::lessons::playground::PlayFacts;
use photofinish::lessons::playground::{Call, MAX_WORKERS, Playground};
use photofinish::record::{EventKind, Outcome, Record};
use photofinish::runtime::VirtualRuntime;
use photofinish::stats::InFlightIs;
use photofinish::tell::report;
use photofinish::tell::words;
use photofinish::tell::words::lab::{self as lab_texts, Asked};
use photofinish::tell::words::lessons as lesson_texts;
use photofinish::tell::words::page::{FlightFacts, LaneFacts};
use photofinish::tell::{plain, strong};

const LANGS: [Lang; 2] = [Lang::En, Lang::Zh];

#[test]
fn the_rules_know_good_sentences_from_bad_ones() {
    for (lang, good) in [
        (
            Lang::En,
            "1 flag, 2 flags, 0 results, at most 1.5 times as fast, worker 2 of 3",
        ),
        (
            Lang::Zh,
            "2 个 worker 用 0.31 秒完成：速度是主线程的 1.9 倍。",
        ),
        (Lang::Zh, "正在取消……"),
        (Lang::Zh, "as_completed 与 InterpreterPoolExecutor（3.14）"),
    ] {
        assert_eq!(fault(lang, good), None);
    }
    for (lang, bad) in [
        (Lang::En, "1.9 times faster than one by one"),
        (Lang::En, "there were only 1 to run, 1 were done"),
        (Lang::En, "1 results"),
        (Lang::En, "2 flag downloaded"),
        (Lang::En, "<Future state=finished returned String>"),
        (Lang::En, "Loading..."),
        (Lang::Zh, "2 个worker"),
        (Lang::Zh, "共2 个"),
        (Lang::Zh, "快 1.9 倍"),
        (Lang::Zh, "2 个核"),
        (Lang::Zh, "页面停住了"),
        (Lang::Zh, "用了 420 ms"),
        (Lang::Zh, "用了 1.32 s。"),
        (Lang::Zh, "完成,取消"),
        (Lang::Zh, "正在取消…"),
        (Lang::Zh, "无法运行：the workers were terminated。"),
        (Lang::Zh, "每个 Worker"),
    ] {
        assert!(fault(lang, bad).is_some(), "{bad}");
    }
}

/// The texts in quotes of a file of Rust. What is put in between is `\u{fffc}`.
fn quoted(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in joined(source).lines() {
        let line = line.trim_start();
        if line.starts_with("//") || line.starts_with('#') {
            continue;
        }
        let mut parts = line.split('"');
        parts.next();
        while let (Some(inside), rest) = (parts.next(), parts.next()) {
            found.push(without_values(inside));
            if rest.is_none() {
                break;
            }
        }
    }
    found
}

/// Texts over several lines on one, quotes within a text as what they are not mistaken for.
fn joined(source: &str) -> String {
    let source = source.replace("\\\"", "”").replace("'\"'", "''");
    let mut text = String::new();
    for line in source.lines() {
        match line.strip_suffix('\\') {
            Some(part) if text.ends_with('\n') || text.is_empty() => text.push_str(part),
            Some(part) => text.push_str(part.trim_start()),
            None if text.ends_with('\n') || text.is_empty() => {
                text.push_str(line);
                text.push('\n');
            }
            None => {
                text.push_str(line.trim_start());
                text.push('\n');
            }
        }
    }
    text
}

fn without_values(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for c in text.chars() {
        match c {
            '{' => {
                depth += 1;
                if depth == 1 {
                    out.push('\u{fffc}');
                }
            }
            '}' => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn sources(under: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn what_stands_in_the_sources_keeps_the_rules_and_in_the_folder_of_its_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let words = root.join("tell/words");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let (mut chinese, mut english) = (0, 0);
    let mut faults = Vec::new();
    // A lesson is written sentence by sentence in all languages.
    for path in files
        .iter()
        .filter(|path| !path.starts_with(root.join("lessons/chapter")))
    {
        let name = path.display();
        for text in quoted(&std::fs::read_to_string(path).unwrap()) {
            let is_chinese = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            // A switch to the other language is named in that language.
            if text == "中文" {
                continue;
            }
            if is_chinese && !path.starts_with(words.join("zh")) {
                faults.push(format!("{name}: {text}: outside of its language's folder"));
            }
            let lang = match (is_chinese, path.starts_with(&words)) {
                (true, _) => Lang::Zh,
                (false, true) => Lang::En,
                (false, false) => continue,
            };
            match lang {
                Lang::Zh => chinese += 1,
                Lang::En => english += 1,
            }
            faults.extend(fault(lang, &text).map(|why| format!("{name}: {why}")));
        }
    }
    assert!(chinese > 250 && english > 250, "{chinese} {english}");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, [], "{query}");
    config
}

/// Runs of so many flags, of which each `nth` has this outcome.
fn flags(number: usize, nth: usize, outcome: Outcome) -> Record {
    let mut script = Script::new().limit(0, 2);
    for flag in 0..number {
        let (from, to) = (flag as u64 / 2 * 100, flag as u64 / 2 * 100 + 90);
        script = match (flag + 1).is_multiple_of(nth) {
            true => script.ended("BR", from, to, outcome),
            false => script.delivered("CN", from, to, to + 40),
        };
    }
    script.until(number as u64 * 100)
}

fn many_runs() -> Vec<Record> {
    let mut runs = Vec::new();
    for number in [0, 1, 2, 3, 21] {
        for outcome in Outcome::ALL.iter().copied() {
            for nth in [1, 2, 5] {
                runs.push(flags(number, nth, outcome));
            }
        }
    }
    let held = |behind: usize| {
        let script = Script::new().limit(0, 30).delivered("BR", 0, 900, 900);
        (0..behind).fold(script, |script, _| script.delivered("CN", 0, 100, 900))
    };
    for behind in [1, 2, 20] {
        runs.push(held(behind).until(900));
        runs.push(held(behind).stall(500, 300).until(900));
        runs.push(held(behind).stall(500, 300).stall(900, 200).until(900));
    }
    for jobs in [1, 2, 16] {
        let script = (0..jobs).fold(Script::new().limit(0, 2), |script, _| {
            script.job(0, [0, 40, 41, 42, 80])
        });
        runs.push(script.until(80));
    }
    for never in [0, 1, 2] {
        let script = Script::new().event(50, EventKind::CancelRequested);
        let script = script
            .ok("BR", 0, 40)
            .ended("CN", 0, 50, Outcome::Cancelled);
        let script = (0..never).fold(script, |script, _| script.never_started("IN", 50));
        runs.push(script.until(60));
    }
    for kept in [1, 6] {
        let script = (0..kept * 3).fold(Script::new().limit(0, 30), |script, n| {
            let sent = n / kept * 100;
            script.measured("X", 0, sent, sent + 100)
        });
        runs.push(script.until(300));
    }
    runs
}

#[test]
fn findings_reports_and_headlines_of_races_keep_the_rules() {
    let mut said = Vec::new();
    let environments = [None, Some("http/1.1"), Some("h2")].map(|protocol| Environment {
        protocol: protocol.map(str::to_owned),
        ..Environment::default()
    });
    for record in many_runs() {
        for lang in LANGS {
            for environment in &environments {
                for strategy in [Strategy::Sequential, Strategy::Map, Strategy::AsCompleted] {
                    for limit in [1, 2, 30] {
                        let mut config = RunConfig::default().with_strategy(strategy);
                        config.max_workers = limit;
                        let findings = diagnose(&config, &record, environment);
                        said.extend(
                            findings
                                .iter()
                                .map(|finding| (lang, finding.sentence(lang))),
                        );
                    }
                }
            }
            said.push((lang, report(&record, lang)));
            for strategy in [Strategy::Map, Strategy::AsCompleted, Strategy::Compare] {
                let mut state = AppState::from_query("", lang, Theme::Auto);
                state.config.strategy = strategy;
                let started = Action::Asked(state.config.clone());
                let asked = state.reduce(started);
                let running = asked.reduce(Action::Began(state.config.experiment));
                let over = running.reduce(Action::Ended(state.config.experiment));
                for state in [state, asked, running, over] {
                    let runs: &[_] = match strategy {
                        Strategy::Compare => &[Strategy::Sequential, Strategy::Map],
                        _ => &[strategy],
                    };
                    let runs: Vec<_> = runs.iter().map(|of| (*of, &record)).collect();
                    for (moment, clock) in [(None, 7000), (None, 10), (Some(ms(1320)), 1320)] {
                        let at = At {
                            stage: state.show().stage,
                            time: told_time(moment, ms(clock)),
                            is_looked_at: moment.is_some(),
                            total: record.lanes().len(),
                        };
                        said.push((lang, headline(&state, at, &runs)));
                        said.push((lang, headline(&state, at, &[])));
                    }
                }
            }
        }
    }
    assert_good(said);
}

#[test]
fn words_of_the_race_keep_the_rules_for_every_number() {
    let mut said = Vec::new();
    for lang in LANGS {
        let words = words::page::of(lang);
        for number in [0, 1, 2, 21] {
            said.push((words.in_short)(number, number, "map"));
            said.push((words.waited_behind)(number));
            said.push((words.latency_of)(number));
            said.push((words.latency_hidden)(number));
            said.push((words.progress_tail)(number, number));
            for is in [InFlightIs::Measured, InFlightIs::AtLeast, InFlightIs::Asked] {
                for asked in [number, number + 1] {
                    said.push((words.at_most)(&FlightFacts {
                        asked,
                        really: number,
                        is,
                        limit: 30,
                    }));
                }
            }
            for at_once in [1, 2] {
                said.push((words.ready)(number, at_once));
                for strategy in Strategy::ALL {
                    said.push((words.running)(number, at_once, *strategy));
                }
                said.push((words.comparing)(number, at_once));
                let came = [(Strategy::Sequential, number), (Strategy::Map, 0)];
                said.push((words.compared_so_far)(&came, number, ms(1320)));
            }
            said.push((words.held)(number, "BR", number, ms(300)));
            said.push((words.held)(number + 1, "BR", number, ms(300)));
            said.push((words.first_home)("BR", ms(420), number));
        }
        for outcome in [None, Some(Outcome::Ok), Some(Outcome::Timeout)] {
            for (attempts, held, asked_to_wait) in [
                (1, None, None),
                (2, Some(ms(4)), None),
                (3, None, Some(ms(2000))),
            ] {
                let facts = LaneFacts {
                    label: "BR".into(),
                    outcome,
                    queued: ms(3),
                    held,
                    ran: Some(ms(1200)),
                    attempts,
                    paused: ms(100 * (attempts as u64 - 1)),
                    asked_to_wait,
                    waited: Some(ms(30)),
                };
                said.push((words.lane)(&facts));
            }
        }
        for strategy in Strategy::ALL {
            said.push((words.in_python)(*strategy).to_owned());
        }
        for field in Field::ALL {
            said.push((words.field)(*field).to_owned());
        }
        for query in [
            "limit=x",
            "limit=0",
            "limit=99999",
            "error_rate=2",
            "strategy=x",
            "codes=ß",
            "delay=x",
            "delay=9-1",
            "server=x",
            "lang=x",
            "timeout=0",
            "workers=0",
        ] {
            let errors = RunConfig::from_query(query).1;
            said.extend(errors.iter().map(|e| (words.problem)(e.field, &e.problem)));
        }
        assert_good(said.drain(..).map(|text| (lang, text)));
    }
}

fn jobs(number: u64) -> Record {
    let script = (0..number).fold(Script::new(), |script, nth| {
        let at = nth * 10;
        script.job(0, [at, at + 1, at + 2, at + 9, at + 10])
    });
    script.stall(number * 10, 60).until(number * 10)
}

#[test]
fn the_sentences_of_the_lab_keep_the_rules() {
    let mut said = Vec::new();
    let queries = ["experiment=transfer", "experiment=both"].map(str::to_owned);
    let places = Where::ALL.iter().flat_map(|place| {
        Kernel::ALL.iter().map(|kernel| {
            format!(
                "experiment=workers&where={}&kernel={}",
                place.name(),
                kernel.name()
            )
        })
    });
    for query in queries.into_iter().chain(places) {
        for (number, cores) in [(1, 1), (2, 2), (16, 8)] {
            let mut config = config(&query);
            config.work.jobs = Some(number);
            config.work.workers = Some(number as usize);
            let asked = Asked {
                config: &config,
                workers: number as usize,
                cores,
            };
            for lang in LANGS {
                let words = lab_texts::of(lang);
                said.push((lang, (words.in_short)(&asked)));
                said.push((lang, (words.in_python)(&config).to_owned()));
                said.push((lang, (words.place_note)(config.work.place, cores)));
                said.extend(lab_headlines(lang, &asked));
            }
        }
    }
    assert_good(said);
}

/// What is said at the top of the lab at each stage.
fn lab_headlines(lang: Lang, asked: &Asked<'_>) -> Vec<(Lang, String)> {
    let workers = asked.workers;
    let kinds = [
        RunKind::Main,
        RunKind::Slices,
        RunKind::Pool { workers },
        RunKind::Both { workers },
    ];
    let point = |workers, time| Point {
        workers,
        elapsed: vec![ms(time); 3],
        startup: vec![ms(3); 3],
    };
    let engine = |engine, workers, time| EnginePoint {
        engine,
        workers,
        elapsed: vec![ms(time); 3],
    };
    let points = [point(1, 100), point(2, 60), point(4, 90)];
    let flat = [point(1, 100), point(2, 110)];
    let engines = [
        engine(Engine::JavaScript, 1, 900),
        engine(Engine::Wasm, 1, 300),
        engine(Engine::JavaScript, 2, 500),
        engine(Engine::Wasm, 2, 200),
    ];
    let (one, many) = (jobs(1), jobs(16));
    let mut told = vec![Told::Nothing, Told::Sweep(&points), Told::Sweep(&flat)];
    told.extend([Told::Engines(&engines[..2]), Told::Engines(&engines)]);
    let baselines = [
        None,
        Some((RunKind::Main, ms(300))),
        Some((RunKind::Pool { workers: 1 }, ms(300))),
    ];
    for kind in kinds {
        for record in [&one, &many] {
            told.extend(baselines.map(|baseline| Told::Jobs(kind, record, baseline)));
        }
    }
    let mut said = Vec::new();
    for stage in [Stage::Ready, Stage::Asked, Stage::Running, Stage::Over] {
        for (done, total) in [(0, 1), (1, 1), (1, 2), (16, 16)] {
            for (elapsed, moment, cancelled) in [
                (ms(10), None, false),
                (ms(7000), None, true),
                (ms(1320), Some(ms(1320)), false),
            ] {
                let far = Far {
                    done,
                    total,
                    elapsed,
                    moment,
                    cancelled,
                    failed: done / 2,
                    gone: total - done,
                };
                let sentence = |told| (lang, lab::headline(lang, stage, asked, told, far));
                said.extend(told.iter().copied().map(sentence));
            }
        }
    }
    said
}

#[test]
fn the_findings_of_a_sweep_keep_the_rules() {
    let mut said = Vec::new();
    for times in [
        &[(1, 100)][..],
        &[(1, 100), (2, 120)],
        &[(1, 100), (2, 50), (3, 60)],
        &[(1, 1000), (2, 520), (3, 360), (4, 280), (8, 290)],
    ] {
        let samples: Vec<_> = times
            .iter()
            .map(|(n, time)| (*n, vec![ms(*time); 3]))
            .collect();
        let curve = photofinish::stats::Speedup::of(&samples).unwrap();
        for cores in [None, Some(1), Some(2), Some(4)] {
            for lang in LANGS {
                let findings = diagnose_speedup(&curve, cores);
                said.extend(
                    findings
                        .iter()
                        .map(|finding| (lang, finding.sentence(lang))),
                );
            }
        }
    }
    assert_good(said);
}

#[test]
fn what_is_wrong_with_jobs_is_told_in_the_language_of_the_page() {
    let mut said = Vec::new();
    for query in [
        "experiment=workers&kernel=primes&size=99",
        "experiment=workers&kernel=sha256&size=1",
        "experiment=workers&jobs=9973&size=64",
        "experiment=workers&size=2",
    ] {
        for lang in LANGS {
            let problems = Sound::of(&config(query)).problems;
            let words = lab_texts::of(lang);
            said.extend(
                problems
                    .iter()
                    .map(|(_, why)| (lang, (words.jobs_problem)(why))),
            );
        }
    }
    assert!(!said.is_empty());
    assert_good(said);
}

#[test]
fn the_playground_keeps_the_rules() {
    let runtime = Rc::new(VirtualRuntime::new());
    let playground = Playground::new(runtime.clone(), Rc::new(|| ())).unwrap();
    for nth in 0..5 {
        playground.submit(ms(1000 * (nth + 1)), nth == 3);
    }
    runtime.run_until_stalled();
    let calls = [
        Call::Cancel,
        Call::Abort,
        Call::AddDoneCallback,
        Call::Result(ms(500)),
        Call::Result(ms(0)),
        Call::Done,
        Call::Exception(ms(500)),
    ];
    for round in 0..2 {
        for (nth, call) in calls.iter().enumerate() {
            playground.ask((nth + round) % 5, *call);
            playground.ask(6 - nth, *call);
        }
        runtime.advance(ms(2000));
    }
    playground.shutdown();
    playground.submit(ms(1), false);
    runtime.run();
    let mut said = Vec::new();
    for lang in LANGS {
        let words = lesson_texts::of(lang);
        said.extend(
            playground
                .lines()
                .iter()
                .map(|line| (lang, (words.said)(&line.said))),
        );
        for number in [0, 1, 2] {
            said.push((lang, (words.ready)(number)));
            said.push((lang, (words.now)(number, number, number)));
            let facts = PlayFacts {
                at_once: number,
                waited: number,
                cancelled: number,
                aborted: number,
                failed: number,
                callback: Some(ms(1)),
                order: vec!["CN".into(), "BR".into()],
            };
            said.push((lang, (words.summary)(&facts)));
        }
        let facts = PlayFacts::of(&playground.record(), MAX_WORKERS, &[]).unwrap();
        said.push((lang, (words.summary)(&facts)));
    }
    for lang in LANGS {
        let words = lesson_texts::of(lang);
        for number in [0, 1, 2] {
            said.push((lang, (words.far)(number, 2, "")));
            said.push((lang, (words.of_all)(number, 15)));
            said.push((lang, (words.nth_run)(number, 3)));
            said.push((lang, (words.by_workers)(number + 2)));
            for is_answered in [false, true] {
                said.push((lang, (words.reached)(number, 2, is_answered)));
            }
        }
    }
    assert!(said.len() > 40);
    assert_good(said);
}

#[test]
fn times_have_the_unit_of_the_language() {
    let both = |time| LANGS.map(|lang| span_in(lang, time));
    assert_eq!(both(ms(420)), ["420 ms", "420 毫秒"]);
    assert_eq!(both(ms(1320)), ["1.32 s", "1.32 秒"]);
    assert_eq!(seconds_in(Lang::Zh, ms(350)), "0.35 秒");
    let short = |nanos| short_in(Lang::Zh, std::time::Duration::from_nanos(nanos));
    assert_eq!(short(850), "850 纳秒");
    assert_eq!(short(3_240), "3.2 微秒");
    assert_eq!(short(99_960), "100 微秒");
    assert_eq!(short(1_500_000), "1.5 毫秒");
}

#[test]
fn no_line_ends_between_a_number_and_its_unit() {
    for (text, bound) in [
        (
            "10 tiles in 2.66 s on 2 workers",
            "10 tiles in 2.66\u{a0}s on 2 workers",
        ),
        (
            "37 % of 64 MiB, 3 KiB; 4 B",
            "37\u{a0}% of 64\u{a0}MiB, 3\u{a0}KiB; 4\u{a0}B",
        ),
        (
            "850 ns, 3.2 µs, 420 ms.",
            "850\u{a0}ns, 3.2\u{a0}µs, 420\u{a0}ms.",
        ),
        (
            "用 1.32 秒，2 个 worker",
            "用 1.32\u{a0}秒，2\u{a0}个 worker",
        ),
        (
            "3 sizes, 5 bytes, worker 2 said",
            "3 sizes, 5 bytes, worker 2 said",
        ),
    ] {
        assert_eq!(unbroken(text), bound);
    }
    // What stands out begins or ends in between.
    assert_eq!(
        plain(&unbroken(&format!("{} s", strong("2.66")))),
        "2.66\u{a0}s"
    );
    let number = format!("2.66 {}", strong("s"));
    assert_eq!(plain(&unbroken(&number)), "2.66\u{a0}s");
}
