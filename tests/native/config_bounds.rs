//! Where each value of a run's description begins and ends, and what follows from it for the rest.

use std::collections::HashSet;

use photofinish::config::addresses::{Addresses, List, MAX_LABEL};
use photofinish::config::{
    Experiment, Field, MAX_SEED, Problem, RunConfig, Server, Strategy, Where,
};
use photofinish::kernels::Kernel;
use photofinish::plan::DelayRange;

/// The numbers of the settings, with the least and the most of each.
const NUMBERS: [(Field, u64, u64); 10] = [
    (Field::Limit, 1, u32::MAX as u64),
    (Field::MaxWorkers, 1, 1000),
    (Field::Timeout, 1, 600_000),
    (Field::Retries, 0, 10),
    (Field::Seed, 0, MAX_SEED),
    (Field::Jobs, 1, Kernel::MAX_JOBS as u64),
    (Field::Size, 1, 1 << 28),
    (Field::Workers, 1, 256),
    (Field::Chunk, 1, 1024),
    (Field::Lesson, 1, 16),
];

fn set(field: Field, text: &str) -> Result<String, Problem> {
    let mut config = RunConfig::default();
    config.set(field, text).map_err(|error| error.problem)?;
    Ok(config.text(field))
}

fn config(query: &str) -> RunConfig {
    RunConfig::from_query(query).0
}

#[test]
fn a_number_is_taken_from_its_least_to_its_most_and_no_further() {
    for (field, min, max) in NUMBERS {
        let taken = |number: u64| set(field, &number.to_string());
        assert_eq!(taken(min), Ok(min.to_string()), "{field:?}");
        assert_eq!(taken(max), Ok(max.to_string()), "{field:?}");
        assert_eq!(taken(max + 1), Err(Problem::AboveMax(max)), "{field:?}");
        assert_eq!(
            set(field, "99999999999999999999999"),
            Err(Problem::AboveMax(max))
        );
        assert_eq!(set(field, "-1"), Err(Problem::BelowMin(min)), "{field:?}");
        assert_eq!(set(field, &format!("+{max}")), Ok(max.to_string()));
        // Nothing below nought is nought itself.
        let nought = set(field, "-0");
        match min {
            0 => assert_eq!(nought, Ok("0".to_owned()), "{field:?}"),
            _ => assert_eq!(nought, Err(Problem::BelowMin(min)), "{field:?}"),
        }
        for strange in ["1a", "a1", "1.5", "--1"] {
            let refused = set(field, strange).map_err(|problem| problem.refused());
            let first = strange.chars().skip(usize::from(strange == "--1"));
            let first = first.into_iter().find(|c| !c.is_ascii_digit());
            assert_eq!(refused, Err(first), "{field:?} {strange}");
        }
    }
}

#[test]
fn a_range_is_taken_from_its_least_to_its_most_and_no_further() {
    for (field, min, max) in [(Field::Delay, 0, 60_000), (Field::Sizes, 1, 64 << 20)] {
        let whole = format!("{min}-{max}");
        assert_eq!(set(field, &whole), Ok(whole.clone()));
        let above = max + 1;
        assert_eq!(
            set(field, &format!("{min}-{above}")),
            Err(Problem::AboveMax(max))
        );
        assert_eq!(
            set(field, &format!("{max}-{max}")),
            Ok(set(field, &max.to_string()).unwrap())
        );
        assert_eq!(
            set(field, &format!("{max}-{min}")),
            Err(Problem::RangeReversed)
        );
        assert_eq!(set(field, "-5-9"), Err(Problem::BelowMin(min)));
        assert_eq!(set(field, "5-"), Err(Problem::NotARange(None)));
        assert_eq!(set(field, "5-x"), Err(Problem::NotARange(Some('x'))));
    }
}

#[test]
fn a_share_is_from_nought_to_one_in_fifteen_places() {
    let share = |text: &str| {
        let mut config = RunConfig::default();
        let taken = config.set(Field::ErrorRate, text);
        taken
            .map(|()| config.error_rate)
            .map_err(|error| error.problem)
    };
    let good = [
        ("0", 0.0),
        ("1", 1.0),
        ("01", 1.0),
        ("1.", 1.0),
        ("1.000", 1.0),
        (".25", 0.25),
        ("+0.5", 0.5),
        ("0.000000000000001", 1e-15),
        ("0.999999999999999", 0.999_999_999_999_999),
        // What comes after the fifteenth place does not count.
        ("0.1234567890123459", 0.123_456_789_012_345),
        ("1.0000000000000009", 1.0),
    ];
    for (text, value) in good {
        assert_eq!(share(text), Ok(Some(value)), "{text}");
    }
    for (text, refused) in [
        ("1.000000000000001", None),
        ("1.1", None),
        ("2", None),
        ("10", None),
        (".", None),
        ("+", None),
        ("-0.5", Some('-')),
        ("0,5x", Some(',')),
        ("0.5x", Some('x')),
        ("1e-1", Some('e')),
        ("0.5.5", Some('.')),
    ] {
        assert_eq!(share(text), Err(Problem::NotAShare(refused)), "{text}");
    }
}

#[test]
fn a_host_is_one_with_a_dot_a_port_or_a_name_of_this_machine() {
    let problem = |text: &str| set(Field::Server, text).unwrap_err();
    for (text, scheme) in [
        ("a.example", "https"),
        ("a.example:8000/x", "https"),
        ("intranet:80", "https"),
        ("localhost", "http"),
        ("LOCALHOST:8000", "http"),
        ("127.0.0.1:8001/flags", "http"),
    ] {
        let meant = format!("{scheme}://{text}");
        assert_eq!(problem(text), Problem::NoScheme { meant });
    }
    for text in [
        "intranet",
        "a.example:",
        "a.example:8x",
        ":80",
        "a b.example",
        "ftp://a.example",
        "me@intranet",
    ] {
        let expected = match text {
            "intranet" | "a b.example" => Problem::NotAServer,
            _ => Problem::NotABase(None),
        };
        assert_eq!(problem(text), expected, "{text}");
    }
}

#[test]
fn an_address_has_an_origin_and_a_name() {
    let typed = "https://a.example:8000/x/y?z\nhttp://b.example\nhttps://c.example?q";
    let list = List::read(typed).unwrap();
    let origins: Vec<_> = list.names().iter().map(|name| list.origin(name)).collect();
    let expected = [
        "https://a.example:8000",
        "http://b.example",
        "https://c.example",
    ];
    assert_eq!(origins, expected.map(Some));
    assert_eq!(list.origin("nobody"), None);
    assert!(!list.is_of_one_host());

    // Of one host only the path tells them apart, where there is one.
    let list = List::read("https://a.example/\nhttps://a.example/b\nhttps://a.example/c/").unwrap();
    assert!(list.is_of_one_host());
    assert_eq!(list.names(), ["a.example", "/b", "/c/"]);
}

#[test]
fn a_name_is_as_long_as_a_label_may_be() {
    let path = |length: usize| format!("/{}", "x".repeat(length - 2) + "y");
    let name = |path: &str| {
        let list = Addresses::read(&format!("https://h{path}")).unwrap();
        list.names().remove(0)
    };
    assert_eq!(name(&path(MAX_LABEL)), path(MAX_LABEL));
    // Of a longer one the end, with a sign that something is missing.
    let longer = path(MAX_LABEL + 1);
    assert_eq!(name(&longer), format!("…{}", &longer[2..]));
    assert_eq!(name(&longer).chars().count(), MAX_LABEL);
}

#[test]
fn a_list_is_written_an_address_a_line() {
    let list = Addresses::read("one, https://h/a\nhttps://h/b").unwrap();
    assert_eq!(list.to_string(), "https://h/a\tone\nhttps://h/b");
}

#[test]
fn what_is_asked_for_follows_from_the_settings() {
    let list = config(
        "limit=2&server=list%0Ahttps%3A%2F%2Fh%2Fa%0Ahttps%3A%2F%2Fh%2Fb%0Ahttps%3A%2F%2Fh%2Fc",
    );
    assert_eq!(list.labels(), ["/a", "/b"]);
    assert!(matches!(list.server, Some(Server::List(_))));
    assert_eq!(config("codes=BR,CN&limit=1").labels(), ["BR"]);

    let one = config("codes=BR,CN&seed=7&max_workers=3");
    let other = one.with_strategy(Strategy::Map);
    assert_eq!(other.strategy, Strategy::Map);
    assert_eq!(other.with_strategy(one.strategy), one);
}

#[test]
fn a_job_is_cut_off_where_one_is_run_and_where_it_is_ones_own() {
    let limit = |query: &str| config(query).job_timeout().map(|limit| limit.as_millis());
    for place in Where::ALL {
        let may_be_cut = !matches!(place, Where::Sweep | Where::Engines);
        assert_eq!(place.is_comparison(), !may_be_cut);
        assert_eq!(
            place.runs_own(),
            matches!(place, Where::Pool | Where::Sweep)
        );
        let query = format!("experiment=workers&where={}&timeout=70", place.name());
        assert_eq!(limit(&query), may_be_cut.then_some(70), "{query}");
    }
    assert_eq!(limit("experiment=both&timeout=70"), Some(70));
    assert_eq!(limit("experiment=race&timeout=70"), None);
    assert_eq!(limit("experiment=transfer&timeout=70"), None);
    assert_eq!(limit("experiment=workers&kernel=own"), Some(10_000));
    assert_eq!(limit("experiment=workers&kernel=own&timeout=70"), Some(70));
    assert_eq!(
        limit("experiment=workers&kernel=own&where=sweep&timeout=70"),
        Some(10_000)
    );
    assert_eq!(Experiment::ALL.len(), Experiment::NAMES.len());
}

#[test]
fn of_other_servers_nothing_is_known() {
    let server = |text: &str| config(&format!("server={text}")).server.unwrap();
    for own in Server::NAMES {
        assert!(!server(own).is_elsewhere(), "{own}");
        assert_eq!(server(own).name(), *own);
    }
    for other in ["https://h/flags", "list%0Ahttps%3A%2F%2Fh%2Fa"] {
        assert!(server(other).is_elsewhere(), "{other}");
        assert_eq!(server(other).usual_delay(), None);
        assert_eq!(server(other).usual_error_rate(), 0.0);
    }
    assert_eq!(server("local").usual_delay(), None);
    assert_eq!(server("sim").usual_delay(), Some(DelayRange::USUAL));
    assert_eq!(server("error").usual_error_rate(), 0.25);
}

#[test]
fn a_plan_is_made_for_who_knows_what_to_do_with_it() {
    let has_plan = |query: &str| config(query).plan().is_some();
    assert!(!has_plan("server=local") && !has_plan("server=https://h/flags"));
    assert!(has_plan("") && has_plan("server=delay") && has_plan("server=sim"));
    assert!(has_plan("server=local&delay=5") && has_plan("server=local&error_rate=0"));
    // With retries an error is one that may pass: to ask a teapot once more would help nobody.
    let outcomes = |query: &str| {
        let plan = config(query).plan().unwrap();
        let outcomes = ["BR", "CN", "DE", "FR", "IN", "US"].map(|code| plan.fate(code, 1).outcome);
        HashSet::from(outcomes.map(|outcome| format!("{outcome:?}")))
    };
    let once = outcomes("server=sim&error_rate=1");
    let again = outcomes("server=sim&error_rate=1&retries=2");
    let (teapot, unavailable) = ("Status(418)", "Status(503)");
    assert!(
        once.contains(teapot) && !once.contains(unavailable),
        "{once:?}"
    );
    assert!(
        again.contains(unavailable) && !again.contains(teapot),
        "{again:?}"
    );
}
