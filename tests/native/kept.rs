//! The runs of a visit: what is kept of them, what they are called, and what two of them say beside each other.

use std::time::Duration;

use crate::records::Script;
use photofinish::app::kept::difference::Difference;
use photofinish::app::kept::names::{name, title};
use photofinish::app::kept::shelf::{Kept, Ran, room_for};
use photofinish::app::kept::twins::{Twins, from_hash, hash};
use photofinish::config::{Lang, RunConfig, Strategy};
use photofinish::environment::Environment;
use photofinish::import::OpenedRun;
use photofinish::record::{EventKind, Outcome, Record, Settled};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

fn config(query: &str) -> RunConfig {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    config
}

fn run(query: &str, record: Record) -> OpenedRun {
    OpenedRun {
        config: config(query),
        environment: Environment::default(),
        record,
    }
}

fn taking(labels: &[&str], end: u64) -> Record {
    let script = labels.iter().fold(Script::new(), |script, label| {
        script.delivered(label, 0, end - 1, end)
    });
    script.until(end)
}

fn ran(config: RunConfig) -> Ran {
    Ran {
        config,
        took: Duration::from_micros(1_320_001),
        is_cancelled: false,
    }
}

/// As it is kept, and what it was run with.
fn kept(runs: impl IntoIterator<Item = RunConfig>, whose: Option<&str>) -> Kept {
    Kept {
        at: 1_795_000_000_000,
        runs: runs.into_iter().map(ran).collect(),
        whose: whose.map(str::to_owned),
    }
}

#[test]
fn what_is_kept_is_read_as_it_was_written() {
    let strategies = Strategy::RACED.map(|strategy| config("codes=BR,CN").with_strategy(strategy));
    let own = config("server=http://127.0.0.1:9/国旗&experiment=both");
    for runs in [vec![RunConfig::default()], vec![own], strategies.to_vec()] {
        for whose in [None, Some(""), Some("my run ?a #2.json")] {
            let kept = kept(runs.clone(), whose);
            let text = kept.write("{\n  \"schema\": 1\n}");
            let read = Kept::read(&text);
            assert_eq!(read, Some((kept, "{\n  \"schema\": 1\n}")));
        }
    }
    let mut cut = kept([RunConfig::default(), config("seed=7")], None);
    cut.runs[1].is_cancelled = true;
    assert_eq!(Kept::read(&cut.write("{}")), Some((cut, "{}")));
    // No name can end the line.
    let text = kept([RunConfig::default()], Some("a\nb")).write("{}");
    let (read, export) = Kept::read(&text).expect("it was written here");
    assert_eq!((read.whose.as_deref(), export), (Some("a b"), "{}"));
    for other in ["", "12", "12\n{}", "x 1?\n{}", "12 1seed=7\n{}", "12 ?\n{}"] {
        assert_eq!(Kept::read(other), None, "{other}");
    }
}

#[test]
fn the_oldest_go_when_there_are_too_many_or_too_long() {
    assert_eq!(room_for(100, &[]), Some(vec![]));
    assert_eq!(room_for(2_000_001, &[]), None);
    let dozen: Vec<(u64, usize)> = (5..17).map(|number| (number, 10)).collect();
    assert_eq!(room_for(10, &dozen[1..]), Some(vec![]));
    assert_eq!(room_for(10, &dozen), Some(vec![5]));
    let long = [(1, 1_900_000), (2, 1_900_000), (3, 100_000)];
    assert_eq!(room_for(100_000, &long), Some(vec![]));
    assert_eq!(room_for(100_001, &long), Some(vec![1]));
    assert_eq!(room_for(2_000_000, &long), Some(vec![1]));
}

proptest! {
    #[test]
    fn what_stays_is_the_newest_and_fits(
        lengths in proptest::collection::vec(0_usize..500_000, 0..20),
        length in 0_usize..2_500_000,
        text in any::<String>(),
    ) {
        let kept: Vec<(u64, usize)> = (0..).zip(lengths).collect();
        if let Some(gone) = room_for(length, &kept) {
            let oldest: Vec<u64> = (0..gone.len() as u64).collect();
            prop_assert_eq!(&gone, &oldest);
            let left = &kept[gone.len()..];
            prop_assert!(left.len() < 12);
            prop_assert!(left.iter().map(|(_, length)| length).sum::<usize>() + length <= 4_000_000);
        } else {
            prop_assert!(length > 2_000_000);
        }
        // Storage is anybody's.
        let _ = Kept::read(&text);
    }
}

#[test]
fn each_run_has_a_name_that_tells_it_from_others() {
    let cases = [
        ("", "Race: 20 flags, as_completed, 5 at once"),
        (
            "strategy=compare&codes=BR",
            "Race: 1 flag, compare, 5 at once",
        ),
        (
            "experiment=workers&kernel=primes&jobs=4&where=pool&workers=2",
            ": 4 × primes, pool × 2",
        ),
        ("experiment=transfer", "Passing data"),
    ];
    for (query, english) in cases {
        let name = name(&config(query), Lang::En);
        assert!(name.ends_with(english), "{name}");
    }
    let chinese = cases.map(|(query, _)| name(&config(query), Lang::Zh));
    for (index, one) in chinese.iter().enumerate() {
        assert!(
            one.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{one}"
        );
        assert!(!chinese[..index].contains(one), "{one}");
    }
}

#[test]
fn several_runs_have_one_name_and_each_its_own_and_settings_nobody_told_have_none() {
    let race = config("codes=BR,CN&server=delay");
    let race = Strategy::RACED.map(|strategy| race.with_strategy(strategy));
    let race = kept(race, None);
    let all = title(&race, None, Lang::En);
    assert_eq!(all, "Race: 2 flags, compare, 5 at once");
    let first = title(&race, Some(0), Lang::En);
    assert_eq!(first, "Race: 2 flags, one by one, 1 at once");
    let pool = config("experiment=workers&where=pool&workers=2");
    let pool = kept([pool], None);
    assert_eq!(
        title(&pool, None, Lang::En),
        title(&pool, Some(0), Lang::En)
    );
    let program = kept([RunConfig::default()], Some("CPython 3.14"));
    assert_eq!(title(&program, None, Lang::En), "A program");
}

#[test]
fn the_sooner_of_two_is_told_with_both_times_and_what_differs() {
    let slow = run(
        "codes=BR,CN&strategy=sequential&server=delay",
        taking(&["BR", "CN"], 2400),
    );
    let fast = run(
        "codes=BR,CN&strategy=as_completed&server=delay&max_workers=30",
        taking(&["CN", "BR"], 1320),
    );
    let told = Difference::of([&slow, &fast]).sentences(Lang::En);
    assert_eq!(
        told,
        [
            "B was over 1.08 s sooner than A: A took 2.40 s, B 1.32 s.",
            "Settings that differ (A / B): strategy sequential / as_completed, max_workers 5 / 30.",
        ]
    );
    let turned = Difference::of([&fast, &slow]).sentences(Lang::Zh);
    assert!(turned[0].starts_with("A 比 B 早 1.08"), "{}", turned[0]);
}

#[test]
fn what_is_no_difference_is_not_made_one() {
    let one = run("codes=BR&server=sim&seed=7", taking(&["BR"], 1000));
    let other = run("codes=BR&server=sim&seed=7", taking(&["BR"], 1010));
    assert_eq!(
        Difference::of([&one, &other]).sentences(Lang::En),
        ["A and B took about as long: 1.00 s and 1.01 s."]
    );
}

#[test]
fn other_work_another_plan_and_another_place_are_said_to_be() {
    let one = run("codes=BR&server=delay", taking(&["BR"], 1000));
    let more = run("codes=BR,CN&server=delay", taking(&["BR", "CN"], 2000));
    let seed = run("codes=BR&server=delay&seed=7", taking(&["BR"], 2000));
    let work = "They did not do the same work, so the times do not tell which way is faster.";
    for other in [&more, &seed] {
        let told = Difference::of([&one, other]).sentences(Lang::En);
        assert!(told.iter().any(|sentence| sentence == work), "{told:?}");
    }
    let mut elsewhere = one.clone();
    elsewhere.environment.user_agent = Some("CPython 3.14".into());
    let told = Difference::of([&one, &elsewhere]).sentences(Lang::En);
    assert_eq!(told[1], "They ran on different programs or browsers.");
    assert_eq!(told.len(), 2);
}

#[test]
fn two_protocols_are_told_where_both_are_known() {
    let query = "codes=BR&server=delay&seed=7";
    let by = |alpn: Option<&str>| {
        let mut run = run(query, taking(&["BR"], 1000));
        run.environment.protocol = alpn.map(str::to_owned);
        run
    };
    let told = |a, b, lang| Difference::of([&by(a), &by(b)]).sentences(lang);
    assert_eq!(
        told(Some("http/1.1"), Some("h2"), Lang::En)[1..],
        ["The answers came over HTTP/1.1 in A, over HTTP/2 in B."]
    );
    assert_eq!(
        told(Some("h2"), Some("h3"), Lang::Zh)[1..],
        ["A 的响应经 HTTP/2 返回，B 的响应经 HTTP/3 返回。"]
    );
    for (a, b) in [
        (Some("h2"), Some("h2")),
        (Some("h2"), None),
        (None, None),
        (Some("h2"), Some("")),
    ] {
        assert_eq!(told(a, b, Lang::En).len(), 1, "{a:?} {b:?}");
    }
}

#[test]
fn what_passed_before_the_first_future_is_told_apart() {
    let query = "codes=BR&server=sim";
    let at_once = run(query, taking(&["BR"], 1000));
    // A program that has to start first.
    let mut record = Record::new();
    let submitted = EventKind::Submitted {
        id: 0,
        label: "BR".into(),
        executor: "fetch".into(),
    };
    let settled = EventKind::Settled {
        id: 0,
        settled: Settled::plain(Outcome::Ok),
    };
    for (at, kind) in [(670, submitted), (1210, settled), (1210, EventKind::Ended)] {
        record.push(Duration::from_millis(at), kind);
    }
    let late = run(query, record);
    let told = Difference::of([&late, &at_once]).sentences(Lang::En);
    assert_eq!(
        told[1],
        "Before the first future was submitted, 670 ms passed in A, 0.0 ms in B."
    );
}

#[test]
fn of_settings_that_nobody_told_nothing_is_said() {
    let one = run("codes=BR&server=sim&seed=7", taking(&["BR"], 1000));
    let program = run("", taking(&["BR"], 3000));
    let told = Difference::of([&one, &program]).sentences(Lang::En);
    assert_eq!(
        told[1..],
        ["Whether they did the same work is not known: not both tell their settings."]
    );
}

#[test]
fn a_run_that_was_cancelled_is_not_called_sooner() {
    let whole = run("codes=BR&server=sim", taking(&["BR"], 2000));
    let script = Script::new().delivered("BR", 0, 9, 10);
    let cut = run(
        "codes=BR&server=sim",
        script.event(5, EventKind::CancelRequested).until(20),
    );
    let told = Difference::of([&whole, &cut]).sentences(Lang::En);
    assert!(told[0].ends_with("not both came to their end."), "{told:?}");
}

#[test]
fn a_program_and_the_page_are_twins_where_the_plan_is_the_same() {
    let kept = |queries: &[&str], whose: Option<&str>| Kept {
        at: 0,
        runs: queries.iter().map(|query| ran(config(query))).collect(),
        whose: whose.map(str::to_owned),
    };
    let plan = "?server=delay&codes=pop20&strategy=map&seed=7";
    let other = "?server=delay&codes=pop20&strategy=map&seed=8";
    let in_page = Some("CPython 3.14.2 (Pyodide)");
    let of = |kept: &[(u64, Kept)]| Twins::of(&config(plan), kept);

    let [own, python] = [(4, kept(&[plan], None)), (5, kept(&[plan], in_page))];
    let both = of(&[python.clone(), own.clone()]);
    assert_eq!(both.both(), Some([(4, 0), (5, 0)]));
    // Of a comparison it is the run that went the same way.
    let ways = ["?server=delay&codes=pop20&strategy=sequential&seed=7", plan];
    let both = of(&[python.clone(), (3, kept(&ways, None))]);
    assert_eq!(both.own, Some((3, 1)));
    // What is no part of the plan makes no difference, the seed does.
    let told = format!("{plan}&lang=zh&autorun=1&verbose=1");
    let both = of(&[(6, kept(&[&told], None)), own.clone()]);
    assert_eq!(both.own, Some((6, 0)), "the newest");
    assert_eq!(of(&[(6, kept(&[other], None))]), Twins::default());
    // A file is neither.
    assert_eq!(
        of(&[(6, kept(&[plan], Some("run.json")))]),
        Twins::default()
    );
    assert_eq!(of(&[own]).both(), None);
}

proptest! {
    #[test]
    fn an_address_names_two_that_are_kept(both in any::<[(u64, usize); 2]>(), other in ".*") {
        prop_assert_eq!(from_hash(&hash(both)), Some(both));
        if let Some(read) = from_hash(&other) {
            prop_assert_eq!(from_hash(&hash(read)), Some(read));
        }
    }
}
