//! What goes out of the page: files that say what the run's own export says, links that carry what a run depends on.

use crate::records::{Script, phase};
use photofinish::app::out::files::Kind;
use photofinish::app::out::link;
use photofinish::config::{Lang, RunConfig, Strategy};
use photofinish::environment::Environment;
use photofinish::export::{Run, csv, run_json, runs_json, svg, trace};
use photofinish::import::read;
use photofinish::record::{Outcome, Record, Settled};
use photofinish::tell::words::out as words;

fn record() -> Record {
    let mut answered = Settled::plain(Outcome::Ok);
    answered.http_status = Some(200);
    answered.bytes = Some(9942);
    answered.phases = vec![phase("held", 0, 3), phase("waiting", 3, 80)];
    let script = Script::new()
        .stall(130, 64)
        .fetch("BR", 0, 100, answered)
        .retried("FR", &[(20, Some(10)), (30, None)])
        .job(1, [0, 1, 2, 3, 4])
        .never_started("XX", 95);
    script.delivered("CN", 2, 10, 99).until(200)
}

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    config
}

#[test]
fn a_file_made_of_an_export_is_the_one_made_of_the_record() {
    let (record, config) = (record(), config("seed=7&strategy=map"));
    let run = Run {
        config: &config,
        record: &record,
    };
    let opened = read(&run_json(run, &Environment::default()).unwrap()).unwrap();
    assert_eq!(Kind::Csv.text(&opened, Lang::En), csv(&[run]));
    assert_eq!(Kind::Trace.text(&opened, Lang::En), trace(&[run]));
    for lang in [Lang::En, Lang::Zh] {
        for picture in [Kind::Svg, Kind::Png] {
            assert_eq!(picture.text(&opened, lang), svg(&[run], lang));
        }
    }
}

#[test]
fn files_are_named_after_what_was_tried() {
    let record = record();
    let strategies = Strategy::RACED.map(|strategy| config("").with_strategy(strategy));
    let runs = strategies.each_ref().map(|config| Run {
        config,
        record: &record,
    });
    let opened = read(&runs_json(&runs, &Environment::default()).unwrap()).unwrap();
    assert_eq!(opened.config().strategy, Strategy::Compare);
    let names = Kind::ALL.map(|kind| kind.file_name(&opened));
    let stem = "photofinish-race-20-flags-compare-5-at-once-seed-42";
    let endings = ["csv", "svg", "png", "trace.json"];
    assert_eq!(names, endings.map(|ending| format!("{stem}.{ending}")));
}

#[test]
fn a_link_has_what_the_run_depends_on_and_nothing_else() {
    let cases = [
        (
            "lang=zh&embed=1&autorun=1&verbose=1&server=sim&seed=7&kernel=primes&lesson=3&strategy=compare",
            "strategy=compare&server=sim&seed=7",
        ),
        (
            "experiment=workers&where=pool&jobs=8&codes=BR&server=delay",
            "experiment=workers&where=pool&jobs=8&workers=4",
        ),
        (
            "experiment=workers&where=pool&workers=3",
            "experiment=workers&where=pool&workers=3",
        ),
        (
            "experiment=workers&where=main",
            "experiment=workers&where=main",
        ),
        (
            "experiment=both&server=local",
            "experiment=both&server=local&workers=4",
        ),
        (
            "server=https://host/path&delay=1-2",
            "server=https://host/path&delay=1-2",
        ),
    ];
    for (given, expected) in cases {
        let (shared, expected) = (link::query(&config(given), 4), config(expected));
        assert_eq!(config(&shared), expected, "{given}");
        assert_eq!(shared, expected.to_query(), "{given}");
    }
}

#[test]
fn a_small_run_fits_into_a_link_and_a_large_one_is_left_out() {
    let record = record();
    let config = RunConfig::default();
    let run = Run {
        config: &config,
        record: &record,
    };
    let text = run_json(run, &Environment::default()).unwrap();
    let fragment = link::fragment(&text).unwrap();
    let carried = fragment.strip_prefix("#run=").unwrap();
    assert!(!carried.contains(['#', ' ', '"', '<', '>']), "{carried}");
    let carried = percent_encoding::percent_decode_str(carried);
    assert_eq!(
        read(&carried.decode_utf8().unwrap()).unwrap(),
        read(&text).unwrap()
    );

    let many = (0..500).fold(Script::new(), |script, _| script.job(0, [0, 1, 2, 3, 4]));
    let record = many.until(9);
    let run = Run {
        config: &config,
        record: &record,
    };
    let text = run_json(run, &Environment::default()).unwrap();
    assert_eq!(link::fragment(&text), None);
}

#[test]
fn each_kind_of_file_says_what_it_is_for_in_both_languages() {
    for kind in Kind::ALL {
        let [english, chinese] = [Lang::En, Lang::Zh].map(|lang| (words::of(lang).what_for)(kind));
        assert!(english.is_ascii() || english.contains('×'), "{english}");
        assert!(
            chinese.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{chinese}"
        );
    }
}
