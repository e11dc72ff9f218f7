//! The description of a run: from the URL, from the form, and back.

use std::time::Duration;

use photofinish::config::{
    Experiment, Field, FieldError, Kernel, Lang, Problem, RunConfig, Server, Strategy, Where,
};
use photofinish::plan::DelayRange;
use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_oneof, proptest};

fn good(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, [], "{query}");
    config
}

fn bad(query: &str) -> FieldError {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(config, RunConfig::default(), "{query} changed something");
    let [error] = errors.as_slice() else {
        panic!("{query}: {errors:?}")
    };
    error.clone()
}

#[test]
fn an_empty_query_is_the_first_screen() {
    for query in ["", "?", "?utm_source=mail&x"] {
        let config = good(query);
        assert_eq!(config, RunConfig::default());
    }
    let config = RunConfig::default();
    assert_eq!(config.experiment, Experiment::Race);
    assert_eq!(config.strategy, Strategy::AsCompleted);
    assert_eq!(config.labels().len(), 20);
    assert_eq!(config.max_workers, 5);
    assert_eq!(config.server, None);
    assert_eq!(config.delays(), DelayRange::USUAL);
    assert_eq!(config.to_query(), "");
}

#[test]
fn every_parameter_of_the_contract_is_read() {
    let config = good(
        "?experiment=both&codes=BR,CN&limit=7&strategy=compare&max_workers=30&server=error\
         &delay=50-2000&error_rate=0.25&timeout=3100&retries=2&seed=7&kernel=primes&jobs=20\
         &size=14&where=sweep&workers=4&sizes=1024-4096&chunk=16&verbose=1&lang=zh&embed=1&autorun=1",
    );
    assert_eq!(config.experiment, Experiment::Both);
    assert_eq!(config.labels(), ["BR", "CN"]);
    assert_eq!(config.limit, Some(7));
    assert_eq!(config.strategy, Strategy::Compare);
    assert_eq!(config.max_workers, 30);
    assert_eq!(config.server, Some(Server::Error));
    assert_eq!(config.delay, DelayRange::new(50, 2000));
    assert_eq!(config.error_rate, Some(0.25));
    assert_eq!(config.timeout, Some(Duration::from_millis(3100)));
    assert_eq!((config.retries, config.seed), (2, 7));
    assert_eq!(config.work.kernel, Kernel::Primes);
    assert_eq!((config.work.jobs, config.work.size), (Some(20), Some(14)));
    assert_eq!(config.work.place, Where::Sweep);
    assert_eq!(config.work.workers, Some(4));
    assert_eq!(
        config.transfer.sizes.steps().collect::<Vec<_>>(),
        [1024, 2048, 4096]
    );
    assert_eq!(config.transfer.chunk, 16);
    assert_eq!(config.lang, Some(Lang::Zh));
    assert!(config.verbose && config.embed && config.autorun);
}

#[test]
fn case_and_white_space_do_not_matter() {
    let config = good("codes=br,+cn&server=DELAY&strategy=Map&max_workers=+12+&kernel=SHA256");
    assert_eq!(config.labels(), ["BR", "CN"]);
    assert_eq!(config.server, Some(Server::Delay));
    assert_eq!(config.strategy, Strategy::Map);
    assert_eq!(config.max_workers, 12);
    assert_eq!(config.work.kernel, Kernel::Sha256);
}

#[test]
fn what_other_keyboards_write_is_understood() {
    for (written, meant) in [
        ("codes=BR，CN、US", "codes=BR,CN,US"),
        ("codes=ｂｒ；　ｃｎ;us", "codes=BR,CN,US"),
        ("codes=ＡＬＬ", "codes=all"),
        ("limit=１０", "limit=10"),
        ("strategy=ｍａｐ", "strategy=map"),
        ("max_workers=　７ ", "max_workers=7"),
        ("server=ＤＥＬＡＹ", "server=delay"),
        (
            "server=ｈｔｔｐ：／／127.0.0.1：8001／flags",
            "server=http://127.0.0.1:8001/flags",
        ),
        ("delay=100–1000", "delay=100-1000"),
        ("delay=１００ — １０００", "delay=100-1000"),
        ("delay=100～1000", "delay=100-1000"),
        ("delay=100~1000", "delay=100-1000"),
        ("delay=100−1000", "delay=100-1000"),
        ("error_rate=０．２５", "error_rate=0.25"),
        ("error_rate=0。5", "error_rate=0.5"),
        ("timeout=３１００", "timeout=3100"),
        ("retries=２", "retries=2"),
        ("seed=\u{200e}7\u{feff}", "seed=7"),
        ("jobs=１００", "jobs=100"),
        ("sizes=１０２４ ‐ ２０４８", "sizes=1024-2048"),
        ("embed=１", "embed=1"),
        ("kernel=ＲＣ4", "kernel=rc4"),
        ("lang=ｚｈ－ＣＮ", "lang=zh"),
    ] {
        assert_eq!(good(written), good(meant), "{written}");
        assert_ne!(good(meant), RunConfig::default(), "{meant}");
    }
    // A path may hold such characters, and means them.
    let server = good("server=http://host/国旗／、").server;
    assert_eq!(server, Some(Server::Base("http://host/国旗／、".into())));
}

#[test]
fn a_language_is_known_by_the_first_part_of_its_tag() {
    for tag in ["zh", "zh-CN", "zh_CN", "zh-Hans", "ZH-hant-tw"] {
        assert_eq!(good(&format!("lang={tag}")).lang, Some(Lang::Zh), "{tag}");
    }
    for tag in ["en", "en-GB", "EN_us"] {
        assert_eq!(good(&format!("lang={tag}")).lang, Some(Lang::En), "{tag}");
    }
    for tag in ["fr", "zhx", "-zh", "chinese"] {
        let problem = bad(&format!("lang={tag}")).problem;
        assert_eq!(problem, Problem::NotOneOf(Lang::NAMES), "{tag}");
    }
}

#[test]
fn a_time_limit_that_is_named_holds_for_jobs_too_whichever_it_is() {
    let limits = |query: &str| {
        let config = good(&format!("experiment=workers&{query}"));
        let exported = serde_json::to_value(&config).unwrap();
        let ms = |time: Duration| time.as_millis() as u64;
        let job_timeout = config.job_timeout().map(ms);
        assert_eq!(exported["timeout"], ms(config.request_timeout()), "{query}");
        assert_eq!(exported["job_timeout"], serde_json::json!(job_timeout));
        assert_eq!(good(&config.to_query()), config);
        (ms(config.request_timeout()), job_timeout)
    };
    assert_eq!(limits(""), (5000, None));
    assert_eq!(limits("timeout="), (5000, None));
    for given in [1, 4999, 5000, 5001] {
        assert_eq!(limits(&format!("timeout={given}")), (given, Some(given)));
    }
}

#[test]
fn the_words_of_the_book_are_kept() {
    let says = |query, sentence: &str| assert_eq!(bad(query).to_string(), sentence);
    says(
        "codes=BR,C3",
        "each CC argument must be A to Z or AA to ZZ.",
    );
    says("limit=0", "limit must be >= 1");
    says("max_workers=0", "max_workers must be >= 1");
    says(
        "server=nowhere",
        "server must be one of local, delay, error, sim, or a base URL with http:// or https://",
    );
}

#[test]
fn a_bad_value_is_reported_with_its_field_and_reason() {
    let problem = |query| bad(query).problem;
    assert_eq!(
        problem("experiment=chess"),
        Problem::NotOneOf(Experiment::NAMES)
    );
    assert_eq!(
        problem("codes=ÖÖ"),
        Problem::NotACode {
            argument: "ÖÖ".into()
        }
    );
    assert_eq!(
        problem("codes=pop20,BR"),
        Problem::NotACode {
            argument: "pop20".into()
        }
    );
    assert_eq!(problem("limit=-3"), Problem::BelowMin(1));
    assert_eq!(problem("limit=1.5"), Problem::NotAWholeNumber(Some('.')));
    assert_eq!(
        problem("limit=99999999999999999999999"),
        Problem::AboveMax(u32::MAX.into())
    );
    assert_eq!(problem("max_workers="), Problem::NotAWholeNumber(None));
    assert_eq!(problem("max_workers=1001"), Problem::AboveMax(1000));
    assert_eq!(problem("max_workers=-"), Problem::NotAWholeNumber(None));
    assert_eq!(problem("delay=fast"), Problem::NotARange(Some('f')));
    assert_eq!(problem("delay=1-2-3"), Problem::NotARange(Some('-')));
    assert_eq!(problem("delay=5-"), Problem::NotARange(None));
    assert_eq!(problem("delay=-5"), Problem::BelowMin(0));
    assert_eq!(problem("delay=1000-100"), Problem::RangeReversed);
    assert_eq!(problem("delay=0-60001"), Problem::AboveMax(60_000));
    for (share, refused) in [
        ("2", None),
        (".", None),
        ("-0.1", Some('-')),
        ("NaN", Some('N')),
        ("inf", Some('i')),
        ("0.2.5", Some('.')),
        ("25%", Some('%')),
    ] {
        let (_, errors) = RunConfig::from_query(&format!("error_rate={share}"));
        assert_eq!(errors[0].problem, Problem::NotAShare(refused), "{share}");
    }
    assert_eq!(problem("timeout=0"), Problem::BelowMin(1));
    assert_eq!(problem("chunk=1025"), Problem::AboveMax(1024));
    assert_eq!(
        problem("seed=9007199254740992"),
        Problem::AboveMax(9_007_199_254_740_991)
    );
    assert_eq!(problem("lang=fr"), Problem::NotOneOf(Lang::NAMES));
    assert_eq!(problem("embed=maybe"), Problem::NotOneOf(&["1", "0"]));
    assert_eq!(bad("seed=x").field, Field::Seed);
    assert_eq!(bad("seed=x").value, "x");
}

#[test]
fn bad_values_leave_the_good_ones_alone() {
    let (config, errors) = RunConfig::from_query("max_workers=0&seed=9&delay=z&limit=3");
    assert_eq!(
        (config.max_workers, config.seed, config.limit),
        (5, 9, Some(3))
    );
    let fields: Vec<Field> = errors.iter().map(|error| error.field).collect();
    assert_eq!(fields, [Field::MaxWorkers, Field::Delay]);
}

#[test]
fn of_several_values_the_last_good_one_counts() {
    let (config, errors) = RunConfig::from_query("seed=1&seed=2&seed=x");
    assert_eq!(config.seed, 2);
    assert_eq!(errors.len(), 1);
}

#[test]
fn a_base_url_is_http_and_ends_without_a_slash() {
    let config = good("server=http%3A%2F%2F127.0.0.1%3A8001%2Fflags%2F");
    assert_eq!(
        config.server,
        Some(Server::Base("http://127.0.0.1:8001/flags".into()))
    );
    for (url, refused) in [
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//host/flags", None),
        ("http://", None),
        ("http:///x", None),
        ("https://user@host/", Some('@')),
        ("http://host/?q", Some('?')),
        ("http://host/#f", Some('#')),
        ("http://a b/", Some(' ')),
        ("http://:80/", None),
        ("file:///etc", None),
        ("HTTP//x", None),
        ("https://host/{}?a=b#c", Some('#')),
    ] {
        let mut config = RunConfig::default();
        let error = config.set(Field::Server, url).unwrap_err();
        assert_eq!(error.problem, Problem::NotABase(refused), "{url}");
        assert_eq!(config, RunConfig::default());
    }
}

#[test]
fn an_address_with_a_place_for_the_code_is_whole() {
    for url in [
        "https://host/{}.svg",
        "https://host/?code={}&size=2",
        "http://{}.host:80/flags/",
    ] {
        let mut config = RunConfig::default();
        config.set(Field::Server, url).unwrap();
        assert_eq!(config.server, Some(Server::Base(url.into())));
        assert_eq!(good(&config.to_query()), config);
    }
}

#[test]
fn of_an_address_without_its_scheme_it_is_told_what_may_be_meant() {
    for (text, meant) in [
        ("example.org/flags", "https://example.org/flags"),
        ("localhost:8001", "http://localhost:8001"),
        ("127.0.0.1/flags", "http://127.0.0.1/flags"),
        ("ｅｘａｍｐｌｅ．ｏｒｇ", "https://example.org"),
        ("flags:80", "https://flags:80"),
    ] {
        let error = RunConfig::default().set(Field::Server, text).unwrap_err();
        let meant = meant.to_owned();
        assert_eq!(
            error.problem,
            Problem::NoScheme {
                meant: meant.clone()
            },
            "{text}"
        );
        assert!(RunConfig::default().set(Field::Server, &meant).is_ok());
    }
}

#[test]
fn a_link_says_only_what_is_not_usual_and_reads_well() {
    let mut config = RunConfig::default();
    config.set(Field::Seed, "7").unwrap();
    config.set(Field::Codes, "br cn").unwrap();
    config
        .set(Field::Server, "http://127.0.0.1:8001/flags")
        .unwrap();
    config.set(Field::Delay, "300").unwrap();
    assert_eq!(
        config.to_query(),
        "codes=BR,CN&server=http://127.0.0.1:8001/flags&delay=300-300&seed=7"
    );
}

#[test]
fn what_may_be_left_open_can_be_opened_again() {
    let mut config =
        good("limit=3&server=sim&delay=1-2&error_rate=1&size=8&workers=2&lang=en&codes=A");
    for field in [
        Field::Limit,
        Field::Server,
        Field::Delay,
        Field::ErrorRate,
        Field::Size,
        Field::Workers,
        Field::Lang,
        Field::Codes,
    ] {
        config.set(field, " ").unwrap();
    }
    assert_eq!(config, RunConfig::default());
}

#[test]
fn a_switch_without_a_value_is_on() {
    assert!(good("embed").embed);
    assert!(!good("embed=1&embed=0").embed);
}

#[test]
fn servers_bring_their_usual_delays_and_errors() {
    let of = |query: &str| {
        let config = good(query);
        (config.delays(), config.errors(), config.plan().is_some())
    };
    assert_eq!(of("server=local"), (DelayRange::NONE, 0.0, false));
    assert_eq!(of("server=delay"), (DelayRange::USUAL, 0.0, true));
    assert_eq!(of("server=error"), (DelayRange::USUAL, 0.25, true));
    assert_eq!(
        of("server=error&error_rate=0"),
        (DelayRange::USUAL, 0.0, true)
    );
    assert_eq!(of("server=sim"), (DelayRange::USUAL, 0.0, true));
    assert_eq!(
        of("server=http://host/flags"),
        (DelayRange::NONE, 0.0, false)
    );
    assert_eq!(
        of("server=http://host/flags&error_rate=1"),
        (DelayRange::NONE, 1.0, true)
    );
    assert_eq!(of("server=local&delay=5").0, DelayRange::new(5, 5).unwrap());
}

#[test]
fn the_language_follows_the_browser() {
    for (tag, lang) in [
        ("zh", Lang::Zh),
        ("zh-CN", Lang::Zh),
        ("ZH-Hant-TW", Lang::Zh),
        ("en-GB", Lang::En),
        ("de", Lang::En),
        ("", Lang::En),
        ("zha", Lang::En),
    ] {
        assert_eq!(Lang::preferred([tag]), lang, "{tag}");
    }
    assert_eq!(Lang::preferred(["de", "zh-TW", "en"]), Lang::Zh);
}

#[test]
fn every_field_has_a_name_of_its_own() {
    for field in Field::ALL {
        assert_eq!(Field::from_name(field.name()), Some(*field));
    }
}

/// Values that fields take, mixed with values they do not.
fn value_text() -> impl proptest::strategy::Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,5}",
        "[0-9]{1,3}-[0-9]{3,5}",
        "0\\.[0-9]{1,17}",
        "[A-Z]{1,2}(,[A-Z]{1,2}){0,4}",
        "(race|workers|both|map|compare|sim|error|zh|en|rc4|primes|sweep|main|all|every|pop20|true)",
        "https?://[a-z]{1,5}(:[0-9]{2})?(/[ -~é／]{0,6})?",
        "[ 　]?[０-９]{1,4}[ ]?([–—～~-][ 　]?[０-９]{3,5})?",
        "[Ａ-Ｚａ-ｚ]{1,2}([，、；][Ａ-Ｚ]{1,2}){0,3}",
        "(ｚｈ|zh|en)([-_–][A-Z]{2})?",
        ".{0,8}",
    ]
}

proptest! {
    #[test]
    fn a_link_gives_back_the_run(values in proptest::collection::vec((0..Field::ALL.len(), value_text()), 0..30)) {
        let mut config = RunConfig::default();
        for (field, text) in &values {
            let before = config.clone();
            if config.set(Field::ALL[*field], text).is_err() {
                prop_assert_eq!(&config, &before);
            }
        }
        let (again, errors) = RunConfig::from_query(&config.to_query());
        prop_assert_eq!(errors, vec![]);
        prop_assert_eq!(&again, &config);
        prop_assert_eq!(again.to_query(), config.to_query());
    }

    #[test]
    fn no_query_is_too_strange(query in any::<Vec<u8>>()) {
        let (config, _) = RunConfig::from_query(&String::from_utf8_lossy(&query));
        let _ = (config.labels(), config.plan(), config.to_query());
    }

    /// What is made of a link by hand is a run whose own link gives back the same.
    #[test]
    fn the_run_of_any_link_has_a_link_of_its_own(
        pairs in proptest::collection::vec((0..Field::ALL.len(), prop_oneof![value_text(), any::<String>()], "[&;]{1,2}"), 0..12),
        strange in any::<String>(),
    ) {
        let pairs = pairs.iter().map(|(field, text, end)| format!("{}={text}{end}", Field::ALL[*field].name()));
        let query = pairs.collect::<String>() + &strange;
        let (config, errors) = RunConfig::from_query(&query);
        let (again, none) = RunConfig::from_query(&config.to_query());
        prop_assert_eq!(none, vec![]);
        prop_assert_eq!(again, config);
        for error in errors {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn no_value_is_too_strange(field in 0..Field::ALL.len(), text in any::<String>()) {
        let mut config = RunConfig::default();
        if let Err(error) = config.set(Field::ALL[field], &text) {
            prop_assert_eq!(error.value.as_str(), text.as_str());
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
