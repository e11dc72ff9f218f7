//! The lab's settings, figures, sentences and geometry, seen from outside.

use std::rc::Rc;
use std::time::Duration;

use photofinish::app::format::short;
use photofinish::app::lab::facts::{JobsFacts, fetches, longest_stall};
use photofinish::app::lab::headline::{Far, Told, headline, passing_findings, ways_told};
use photofinish::app::lab::ramp::colours;
use photofinish::app::lab::rows::{Bars, JobBar, Painted, row_height};
use photofinish::app::lab::scales::{LogScale, decade_above, decade_below};
use photofinish::app::lab::settings::{
    Sound, Sounds, expected, is_measured, of_run, takes_seed, takes_timeout, takes_workers,
};
use photofinish::app::state::{AppState, Stage, Theme};
use photofinish::config::{Field, Lang, RunConfig, Where};
use photofinish::environment::Environment;
use photofinish::export::{Run, run_json, run_json_telling};
use photofinish::kernels::Kernel;
use photofinish::lab::shared::{Way, label};
use photofinish::lab::transfer::{ChunkRow, Mode, Row, Times};
use photofinish::lab::{Engine, EnginePoint, Point, RunKind};
use photofinish::record::{Count, EventKind, Outcome, Phase, Record, Settled};
use photofinish::tell::format::binary;
use photofinish::tell::plain;
use photofinish::tell::words::inspector as inspector_texts;
use photofinish::tell::words::{
    self,
    lab::{Asked, JobWords},
};

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, [], "{query}");
    config
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A record of jobs: executor, worker, and the moments of sent, begun, computed and back.
fn record(jobs: &[(&str, usize, [u64; 4])], end: u64) -> Record {
    let mut record = Record::new();
    for (id, (executor, ..)) in jobs.iter().enumerate() {
        let (label, executor) = (format!("job {id}").into(), (*executor).into());
        record.push(
            ms(0),
            EventKind::Submitted {
                id,
                label,
                executor,
            },
        );
    }
    for (id, (executor, worker, [sent, begun, computed, back])) in jobs.iter().enumerate() {
        let worker = Some(*worker);
        record.push(ms(*begun), EventKind::Started { id, worker });
        let phase = |name: &str, from: u64, to: u64| Phase {
            name: name.into(),
            from: ms(from),
            to: ms(to),
        };
        let phases = match *executor {
            "pool" => vec![
                phase("send", *sent, *begun),
                phase("compute", *begun, *computed),
                phase("return", *computed, *back),
            ],
            _ => Vec::new(),
        };
        let settled = Settled {
            phases,
            ..Settled::plain(Outcome::Ok)
        };
        record.push(ms(*back), EventKind::Settled { id, settled });
        record.push(ms(*back), EventKind::Delivered { id });
    }
    record.push(ms(end), EventKind::Ended);
    record
}

fn two_workers() -> Record {
    record(
        &[
            ("pool", 0, [0, 10, 110, 115]),
            ("pool", 1, [0, 12, 112, 118]),
            ("pool", 0, [20, 112, 210, 214]),
        ],
        220,
    )
}

fn said(lang: Lang, query: &str, told: Told<'_>, far: Far) -> String {
    let config = config(query);
    let asked = Asked {
        config: &config,
        workers: config.work.workers.unwrap_or(2),
        cores: 2,
    };
    plain(&headline(lang, Stage::Over, &asked, told, far))
}

#[test]
fn a_size_that_the_kernel_cannot_do_is_told_and_its_own_is_used() {
    let sound = Sound::of(&config("experiment=workers&kernel=primes&size=99"));
    assert_eq!(sound.config.work.size(), Kernel::Primes.default_size());
    assert!(sound.problem(Field::Size).is_some());
    assert!(sound.problem(Field::Jobs).is_none());
}

#[test]
fn jobs_that_no_picture_can_be_cut_into_give_way_to_the_usual_number() {
    let sound = Sound::of(&config("experiment=workers&jobs=9973&size=64"));
    assert_eq!(sound.config.work.jobs(), 64);
    assert_eq!(sound.config.work.size(), 64);
    assert!(sound.problem(Field::Jobs).is_some());
    let tiny = Sound::of(&config("experiment=workers&size=2"));
    assert_eq!(tiny.config.work.size(), Kernel::Mandelbrot.default_size());
}

#[test]
fn a_field_changed_during_a_run_does_not_make_the_jobs_anew_with_every_look() {
    let sounds = Sounds::default();
    let shown = config("experiment=workers&kernel=primes&jobs=1000");
    let next = config("experiment=workers&kernel=primes&jobs=1001");
    let (of_shown, of_next) = (sounds.of(&shown), sounds.of(&next));
    for _ in 0..3 {
        assert!(Rc::ptr_eq(&sounds.of(&shown), &of_shown));
        assert!(Rc::ptr_eq(&sounds.of(&next), &of_next));
    }
    assert_eq!(*of_shown, Sound::of(&shown));
    // What is typed further takes the place of what was typed before, not of what is shown.
    let typed = config("experiment=workers&kernel=primes&jobs=10017");
    let _ = sounds.of(&shown);
    assert_eq!(*sounds.of(&typed), Sound::of(&typed));
    assert!(Rc::ptr_eq(&sounds.of(&shown), &of_shown));
}

#[test]
fn good_settings_stay_as_they_are() {
    let asked = config("experiment=workers&kernel=rc4&jobs=7&size=1000&where=slices");
    assert_eq!(Sound::of(&asked).config, asked);
}

#[test]
fn settings_that_cannot_run_unfold_the_panel_on_a_phone() {
    let page = |query| AppState::from_query(query, Lang::En, Theme::Auto);
    assert!(page("?experiment=workers&kernel=primes&size=99").panel_open);
    assert!(!page("?experiment=workers&kernel=primes&size=9").panel_open);
}

#[test]
fn workers_and_data_can_start_without_a_server_and_both_cannot() {
    let page = |query| AppState::from_query(query, Lang::En, Theme::Auto);
    assert!(page("?experiment=workers").can_start());
    assert!(page("?experiment=transfer").can_start());
    assert!(!page("?experiment=both").can_start());
    assert!(page("?experiment=both&server=sim").can_start());
}

#[test]
fn the_number_of_workers_is_asked_for_where_it_counts() {
    let takes = |query| takes_workers(&config(query));
    assert!(takes("experiment=workers&where=pool"));
    assert!(takes("experiment=workers&where=engines"));
    assert!(takes("experiment=both&where=main"));
    assert!(!takes("experiment=workers&where=main"));
    assert!(!takes("experiment=workers&where=sweep"));
}

#[test]
fn one_run_of_a_sweep_is_exported_as_such_with_its_own_number_of_workers() {
    let sweep = config("experiment=workers&where=sweep");
    assert!(is_measured(&sweep));
    let one = of_run(&sweep, 3);
    assert_eq!((one.work.place, one.work.workers), (Where::Sweep, Some(3)));
}

#[test]
fn the_start_of_the_workers_is_exported_apart() {
    let mut record = Record::new();
    record.push(ms(0), EventKind::WorkersStarted { took: ms(14) });
    record.push(ms(5), EventKind::Ended);
    let config = config("experiment=workers");
    let run = Run {
        config: &config,
        record: &record,
    };
    let json = run_json(run, &Environment::default()).unwrap();
    assert!(json.contains("\"startup_ms\": 14"), "{json}");
    assert!(json.contains("\"elapsed_ms\": 5"), "{json}");
}

#[test]
fn what_was_left_in_shared_memory_is_told_in_its_file_and_its_parts_in_either_language() {
    let mut record = Record::new();
    for nth in 0..2 {
        let (label, executor) = (label(Way::Plain, nth, 2).into(), "pool".into());
        let submitted = EventKind::Submitted {
            id: nth,
            label,
            executor,
        };
        record.push(ms(0), submitted);
        let count = |name: &str, value| Count {
            name: name.into(),
            value,
        };
        let mut settled = Settled::plain(Outcome::Ok);
        settled.counts = vec![
            count("steps", 100),
            count("took_us", 8000),
            count("stands", 130),
        ];
        record.push(ms(8), EventKind::Settled { id: nth, settled });
    }
    record.push(ms(8), EventKind::Ended);
    let told = ways_told(&record);
    let [plain] = told.as_slice() else {
        panic!("{told:?}")
    };
    assert!(plain.contains("130 of 200 there, in 8"), "{plain}");
    assert!(!plain.ends_with('.'), "{plain}");
    let config = config("experiment=shared");
    let run = Run {
        config: &config,
        record: &record,
    };
    let json = run_json_telling(run, &Environment::default(), told).unwrap();
    assert!(json.contains("130 of 200 there"), "{json}");
    let words = |lang| &words::lab::of(lang).shared;
    let first = &record.lanes()[0].label;
    assert_eq!(words(Lang::En).label(first).unwrap(), "no lock 1 of 2");
    assert_eq!(words(Lang::Zh).label(first).unwrap(), "不加锁 1/2");
    assert_eq!(words(Lang::Zh).label("BR"), None);
}

#[test]
fn the_length_of_a_run_is_known_before_it_begins() {
    let steps = |query| expected(&config(query), 2, 2);
    assert_eq!(steps("experiment=workers&jobs=9"), 9);
    assert_eq!(steps("experiment=both&codes=BR,CN&jobs=9"), 11);
    // One to four workers, three times each.
    assert_eq!(steps("experiment=workers&where=sweep"), 12);
    // Three engines on one worker and on two, three times each.
    assert_eq!(steps("experiment=workers&where=engines"), 18);
    // Two sizes three ways five times, six sizes of chunks three times.
    assert_eq!(steps("experiment=transfer&sizes=1024-2048"), 48);
}

#[test]
fn facts_count_jobs_and_flags_apart() {
    let record = record(
        &[
            ("fetch", 0, [0, 0, 300, 300]),
            ("pool", 0, [0, 10, 110, 120]),
        ],
        300,
    );
    assert_eq!(fetches(&record), 1);
    let kind = RunKind::Both { workers: 2 };
    let facts = JobsFacts::of(Kernel::Primes, kind, &record, 2);
    assert_eq!((facts.flags, facts.done, facts.jobs), (1, 1, 1));
    assert_eq!((facts.flags_after, facts.jobs_after), (ms(300), ms(120)));
    assert_eq!(facts.computing, ms(100));
}

#[test]
fn a_pool_is_told_with_how_busy_its_workers_were() {
    let record = two_workers();
    let told = Told::Jobs(RunKind::Pool { workers: 2 }, &record, None);
    let text = said(Lang::En, "experiment=workers", told, Far::default());
    // 298 ms of computing in 220 ms.
    assert_eq!(
        text,
        "3 tiles in 0.22 s on 2 workers, 1.4 of them busy on average."
    );
}

#[test]
fn a_pool_is_told_with_how_much_faster_it_was_than_one_thread_once_that_was_measured() {
    let record = two_workers();
    let pool = RunKind::Pool { workers: 2 };
    let alone = (RunKind::Main, ms(440));
    let told = Told::Jobs(pool, &record, Some(alone));
    let text = said(Lang::En, "experiment=workers", told, Far::default());
    assert_eq!(
        text,
        "3 tiles in 0.22 s on 2 workers: 2.0 times as fast as the main thread."
    );
    let told = Told::Jobs(pool, &record, Some(alone));
    let text = said(Lang::Zh, "experiment=workers", told, Far::default());
    assert!(text.contains("主线程的 2.0 倍"), "{text}");
}

#[test]
fn workers_that_share_cores_claim_nothing() {
    let record = two_workers();
    let told = Told::Jobs(RunKind::Pool { workers: 8 }, &record, None);
    let text = said(Lang::En, "experiment=workers", told, Far::default());
    assert_eq!(text, "3 tiles in 0.22 s on 8 workers that share 2 cores.");
}

#[test]
fn both_in_short_has_the_number_of_flags() {
    let config = config("experiment=both&codes=pop20&limit=10&jobs=10");
    let asked = Asked {
        config: &config,
        workers: 2,
        cores: 2,
    };
    let in_short = |lang| (words::lab::of(lang).in_short)(&asked);
    assert!(in_short(Lang::En).starts_with("10 flags and 10 "));
    assert!(in_short(Lang::Zh).starts_with("10 面国旗和 "));
}

#[test]
fn the_main_thread_is_told_with_how_long_the_page_stood_still() {
    let mut record = record(&[("main", 0, [0, 0, 800, 800])], 801);
    record.push(ms(815), EventKind::Stalled { gap: ms(812) });
    // What lies after the last delivery is none of the run.
    assert_eq!(longest_stall(&record), Some(ms(797)));
    let told = Told::Jobs(RunKind::Main, &record, None);
    let text = said(
        Lang::En,
        "experiment=workers&where=main",
        told,
        Far::default(),
    );
    assert_eq!(
        text,
        "1 tile in 0.80 s on the main thread: the page stood still for 797 ms."
    );
    let told = Told::Jobs(RunKind::Main, &record, None);
    let text = said(
        Lang::Zh,
        "experiment=workers&where=main",
        told,
        Far::default(),
    );
    assert!(text.contains("797 毫秒"), "{text}");
}

#[test]
fn a_sweep_ends_in_the_best_number_of_workers() {
    let point = |workers: usize, millis: u64| Point {
        workers,
        elapsed: vec![ms(millis), ms(millis + 4), ms(millis + 8)],
        startup: vec![ms(10)],
    };
    let points = [point(1, 1000), point(2, 510), point(3, 560), point(4, 600)];
    let text = said(
        Lang::En,
        "experiment=workers&where=sweep",
        Told::Sweep(&points),
        Far::default(),
    );
    assert_eq!(
        text,
        "Best with 2 workers: 2.0 times as fast as 1 on 2 cores; 3 are slower than 2."
    );
}

#[test]
fn engines_are_told_by_engine_by_workers_and_by_both() {
    let point = |engine, workers, millis| EnginePoint {
        engine,
        workers,
        elapsed: vec![ms(millis)],
    };
    let points = [
        point(Engine::JavaScript, 1, 1200),
        point(Engine::JavaScript, 2, 600),
        point(Engine::Wasm, 1, 600),
        point(Engine::Wasm, 2, 310),
        point(Engine::WasmSimd, 1, 300),
        point(Engine::WasmSimd, 2, 160),
    ];
    let query = "experiment=workers&where=engines&workers=2";
    let text = said(Lang::En, query, Told::Engines(&points), Far::default());
    assert_eq!(
        text,
        "Wasm + SIMD is 4.0 times as fast as JavaScript, 2 workers are 2.0 times as fast as one; \
         both together: 7.5 times."
    );
}

#[test]
fn a_run_cut_short_says_how_far_it_came() {
    let record = two_workers();
    let far = Far {
        done: 3,
        total: 64,
        cancelled: true,
        ..Far::default()
    };
    let told = Told::Jobs(RunKind::Pool { workers: 2 }, &record, None);
    assert_eq!(
        said(Lang::En, "experiment=workers", told, far),
        "Cancelled: 3 of 64 done."
    );
}

#[test]
fn passing_data_is_told_with_where_it_pays_and_its_price() {
    let row = |bytes, mode, each_end, whole| Row {
        bytes,
        mode,
        send: Duration::from_micros(each_end),
        back: Duration::from_micros(each_end),
        whole: Duration::from_micros(whole),
        times: Times::of(bytes, mode),
    };
    let rows = [
        row(1024, Mode::Main, 0, 1),
        row(1024, Mode::Clone, 10, 60),
        row(1024, Mode::Transfer, 9, 55),
        row(65536, Mode::Main, 0, 64),
        row(65536, Mode::Clone, 33, 160),
        row(65536, Mode::Transfer, 9, 120),
        row(131_072, Mode::Main, 0, 128),
        row(131_072, Mode::Clone, 60, 280),
        row(131_072, Mode::Transfer, 9, 182),
    ];
    let each = |chunk, micros| ChunkRow {
        chunk,
        per_job: Duration::from_micros(micros),
    };
    let chunks = [each(1, 40), each(64, 4)];
    let all = |lang, rows: &[Row]| {
        let told = Told::Passing(rows);
        let top = said(lang, "experiment=transfer", told, Far::default());
        let mut all = vec![top];
        all.extend(passing_findings(lang, rows, &chunks));
        all
    };
    assert_eq!(
        all(Lang::En, &rows),
        [
            "From 64 KiB on, handing data over holds the page up for less time than computing there: 18.0 µs handed over, 66.0 µs copied, 64.0 µs computing at 64 KiB.",
            "At no size measured, 1 KiB to 128 KiB, is the whole, there and back with the computing, shorter than computing on the page: 182 µs handed over, 280 µs copied, 128 µs computing at 128 KiB.",
            "At 128 KiB the page is held up for 18.0 µs by handing over, 120 µs by copying, 128 µs by computing.",
            "A small job costs 40.0 µs sent alone and 4.0 µs in messages of 64.",
        ]
    );
    assert_eq!(
        all(Lang::Zh, &rows),
        [
            "从 64 KiB 起，转移数据占用页面的时间比在页面上计算更短：64 KiB 时，转移 18.0 微秒，复制 66.0 微秒，计算 64.0 微秒。",
            "在测量过的每个大小（1 KiB 到 128 KiB）上，去程、计算与返程的总用时都不比在页面上计算短：128 KiB 时，转移 182 微秒，复制 280 微秒，计算 128 微秒。",
            "128 KiB 时页面被占用：转移 18.0 微秒，复制 120 微秒，计算 128 微秒。",
            "小任务单独发送时每个用时 40.0 微秒，每条消息 64 个时每个用时 4.0 微秒。",
        ]
    );
    // Work so light that passing never holds the page up for less.
    assert_eq!(
        all(Lang::En, &rows[..3])[0],
        "At no size measured, 1 KiB, does passing data hold the page up for less time than computing there: 18.0 µs handed over, 20.0 µs copied, 1.0 µs computing at 1 KiB."
    );
}

#[test]
fn every_place_has_words_in_both_languages() {
    for lang in [Lang::En, Lang::Zh] {
        let words = words::lab::of(lang);
        for place in Where::ALL {
            let config = config(&format!("experiment=workers&where={}", place.name()));
            let asked = Asked {
                config: &config,
                workers: 2,
                cores: 2,
            };
            let start = photofinish::tell::words::page::of(lang).start;
            assert!((words.ready)(&asked).contains(start), "{place:?}");
            assert!(!(words.running)(&asked).is_empty());
            assert!(!(words.place_note)(*place, 2).is_empty());
        }
    }
}

#[test]
fn a_job_s_bar_is_solid_only_while_it_is_computed() {
    let record = two_workers();
    let bar = JobBar::of(&record.lanes()[2], 1.0).unwrap();
    assert_eq!(
        (bar.sent, bar.from, bar.to, bar.back),
        (0.02, 0.112, 0.21, 0.214)
    );
    let queued = Record::new();
    assert!(
        queued
            .lanes()
            .first()
            .and_then(|lane| JobBar::of(lane, 1.0))
            .is_none()
    );
    assert!(row_height(2) > row_height(64));
}

#[test]
fn bars_are_kept_up_as_events_come_and_found_by_their_time() {
    let whole = two_workers();
    let mut bars = Bars::default();
    let mut record = Record::new();
    for event in whole.events() {
        record.push(event.at, event.kind.clone());
        bars.follow(&record);
    }
    assert_eq!(bars.rows(&record, 4), 4);
    assert_eq!(bars.rows(&record, 1), 2);
    let of_row = |row, window| {
        let mut ids = Vec::new();
        bars.each(&record, row, window, 1.0, &mut |id, _| ids.push(id));
        ids
    };
    let by_scan = |row| {
        let lanes = whole.lanes().iter().filter(|lane| lane.worker == Some(row));
        lanes.map(|lane| lane.id).collect::<Vec<_>>()
    };
    for row in 0..2 {
        let mut ids = of_row(row, (0.0, 10.0));
        ids.sort_unstable();
        assert_eq!(ids, by_scan(row));
        for id in ids {
            let bar = JobBar::of(&whole.lanes()[id], 1.0).unwrap();
            let middle = (bar.from + bar.to) / 2.0;
            assert_eq!(bars.at(&record, row, middle, 0.0, 1.0), Some(id));
        }
    }
    assert_eq!(bars.at(&record, 0, 50.0, 0.1, 1.0), None);
    let mut other = Record::new();
    other.push(Duration::ZERO, EventKind::Ended);
    bars.follow(&other);
    assert_eq!(bars.rows(&other, 1), 1, "another run is begun anew");
}

#[test]
fn thousands_of_jobs_on_one_pixel_are_painted_once() {
    let mut painted = Painted::default();
    let bars = (0..10_000).map(|n| f64::from(n) / 1000.0);
    let count = bars
        .filter(|x| painted.rest(*x, x + 0.001).is_some())
        .count();
    assert!((5..=11).contains(&count), "{count}");
    assert_eq!(painted.rest(20.0, 40.0), Some((20.0, 40.0)));
    // Results of one message come back together: what covers the same pixels is painted once.
    assert_eq!(painted.rest(25.0, 40.0), None);
    assert_eq!(painted.rest(30.0, 52.5), Some((40.0, 52.5)));
    assert_eq!(painted.rest(52.5, 60.0), Some((52.5, 60.0)));
}

#[test]
fn the_inside_of_the_set_is_dark_and_no_two_neighbours_of_the_ramp_are_far_apart() {
    let colours = colours();
    let light = |[r, g, b, _]: [u8; 4]| u32::from(r) * 2 + u32::from(g) * 5 + u32::from(b);
    assert!(light(colours[0]) < light(colours[1]));
    // From the fourth on: below, each doubling is a band of its own, as it should be.
    for pair in colours[4..].windows(2) {
        let away = |n: usize| pair[0][n].abs_diff(pair[1][n]);
        assert!((0..3).all(|n| away(n) < 60), "{pair:?}");
    }
    assert!(colours.iter().all(|colour| colour[3] == 255));
}

#[test]
fn a_logarithmic_scale_gives_every_doubling_the_same_room() {
    let scale = LogScale {
        min: 1024.0,
        max: 1024.0 * 1024.0,
        from: 0.0,
        to: 100.0,
    };
    let doubled = |n: i32| scale.at(1024.0 * 2f64.powi(n));
    assert!((doubled(5) - doubled(4) - (doubled(9) - doubled(8))).abs() < 1e-9);
    assert_eq!((scale.at(1.0), scale.at(1e12)), (0.0, 100.0));
    assert!((decade_below(0.00025) - 1e-4).abs() < 1e-9);
    assert!((decade_above(0.00025) - 1e-3).abs() < 1e-9);
}

#[test]
fn sizes_and_short_times_are_written_as_people_read_them() {
    assert_eq!(
        ["512 B", "1 KiB", "1.5 KiB", "64 MiB"],
        [512, 1024, 1536, 64 << 20].map(binary)
    );
    let times = [800, 8_300, 230_000, 3_400_000].map(|nanos| short(Duration::from_nanos(nanos)));
    assert_eq!(times, ["800 ns", "8.3 µs", "230 µs", "3.4 ms"]);
    let edges =
        [1_960, 99_949, 99_950, 999_499, 999_500].map(|nanos| short(Duration::from_nanos(nanos)));
    assert_eq!(edges, ["2.0 µs", "99.9 µs", "100 µs", "999 µs", "1.0 ms"]);
}

#[test]
fn the_caption_of_a_job_and_the_inspector_give_the_same_times() {
    let micros = Duration::from_micros;
    let mut record = Record::new();
    let submitted = EventKind::Submitted {
        id: 0,
        label: "tile".into(),
        executor: "pool".into(),
    };
    record.push(micros(0), submitted);
    let worker = Some(0);
    record.push(micros(130), EventKind::Started { id: 0, worker });
    let mut settled = Settled::plain(Outcome::Ok);
    for (name, from, to) in [
        ("send", 0, 43),
        ("queue", 43, 120),
        ("compute", 120, 7_320),
        ("return", 7_320, 7_361),
    ] {
        settled.phases.push(Phase {
            name: name.into(),
            from: micros(from),
            to: micros(to),
        });
    }
    // The page takes the result a little after it has come.
    record.push(micros(9_000), EventKind::Settled { id: 0, settled });
    let job = JobWords::of(&record.lanes()[0], micros(9_000));
    for lang in [Lang::En, Lang::Zh] {
        let caption = (words::lab::of(lang).job)(&job);
        let inspector = inspector_texts::of(lang);
        for time in [120, 7_200, 41].map(micros) {
            let time = (inspector.span)(time);
            assert!(caption.contains(&time), "{caption}: no {time}");
        }
    }
    let bar = JobBar::of(&record.lanes()[0], 1.0).unwrap();
    assert!((bar.back - bar.to - 41e-6).abs() < 1e-9, "{bar:?}");
}

#[test]
fn a_limit_of_time_and_the_seed_are_asked_for_where_they_have_a_meaning() {
    for (query, timeout, seed) in [
        ("where=pool", true, false),
        ("where=slices", true, false),
        ("where=main", false, false),
        ("where=sweep", false, true),
        ("where=engines", false, true),
        ("where=pool&kernel=sha256", true, true),
        ("where=main&kernel=rc4", false, true),
    ] {
        let config = config(&format!("experiment=workers&{query}"));
        assert_eq!(
            (takes_timeout(&config), takes_seed(&config)),
            (timeout, seed),
            "{query}"
        );
        // The field is there where its value is kept.
        let limited = RunConfig {
            timeout: Some(Duration::from_millis(900)),
            ..config
        };
        assert!(limited.job_timeout().is_some() || !timeout, "{query}");
    }
}

#[test]
fn additions_of_shared_memory_are_not_held_to_the_bounds_of_a_kernel() {
    let (config, errors) = RunConfig::from_query("experiment=shared&size=5000000");
    assert_eq!(errors, []);
    let sound = Sound::of(&config);
    assert_eq!((sound.config, sound.problems), (config, Vec::new()));
}
