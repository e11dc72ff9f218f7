//! What is said of a run in which no request brought an answer.

use crate::records::Script;
use photofinish::config::addresses::List;
use photofinish::config::{Experiment, Lang, RunConfig, Server};
use photofinish::diagnosis::{Finding, diagnose, unanswered};
use photofinish::environment::{Environment, HostReach, Reach};
use photofinish::race::{self, Origin, Unanswered};
use photofinish::record::{Outcome, Record, Settled};

const EVERY: [Option<Reach>; 6] = [
    None,
    Some(Reach::Unreadable),
    Some(Reach::Silent),
    Some(Reach::Offline),
    Some(Reach::MixedContent),
    Some(Reach::Back),
];

fn failed() -> Script {
    let script = Script::new().limit(0, 5);
    ["DE", "BR", "CN"].into_iter().fold(script, |script, code| {
        script.ended(code, 0, 3, Outcome::NetworkError)
    })
}

fn findings(record: &Record, reach: Option<Reach>) -> Vec<Finding> {
    let environment = Environment {
        reach,
        ..Environment::default()
    };
    diagnose(&RunConfig::default(), record, &environment)
}

fn told(reach: Option<Reach>, lang: Lang) -> String {
    let found = findings(&failed().until(3), reach);
    let [only] = found.as_slice() else {
        panic!("one sentence says all: {found:?}")
    };
    only.sentence(lang)
}

#[test]
fn what_is_not_known_is_not_said() {
    let plain = "no answer to any of the 3 requests reached this page";
    assert_eq!(told(None, Lang::En), plain);
    assert_eq!(told(None, Lang::Zh), "3 个请求的响应都没有到达本页");
    assert_eq!(
        told(Some(Reach::Silent), Lang::En),
        format!(
            "{plain}: is the server running? Or does the browser refuse its certificate, its port or its redirects?"
        )
    );
}

#[test]
fn each_cause_is_told_apart_in_both_languages() {
    for (reach, english, chinese) in [
        (Reach::Unreadable, "there is a server", "服务器在运行，"),
        (
            Reach::Unreadable,
            "Access-Control-Allow-Origin",
            "Access-Control-Allow-Origin",
        ),
        (Reach::Offline, "offline", "离线"),
        (Reach::MixedContent, "mixed content", "混合内容"),
        (Reach::Back, "answers now", "现在有响应"),
    ] {
        let (en, zh) = (told(Some(reach), Lang::En), told(Some(reach), Lang::Zh));
        assert!(en.contains(english) && zh.contains(chinese), "{en} {zh}");
        assert!(!en.contains("running?"), "{en}");
        for other in EVERY.into_iter().filter(|other| *other != Some(reach)) {
            assert_ne!(told(other, Lang::En), en);
            assert_ne!(told(other, Lang::Zh), zh);
        }
    }
}

#[test]
fn one_answer_is_enough_to_claim_nothing() {
    let answered = |status| {
        let mut settled = Settled::plain(Outcome::NetworkError);
        settled.http_status = status;
        failed().fetch("IN", 0, 3, settled).until(3)
    };
    let is_claimed = |record: &Record| {
        let found = findings(record, Some(Reach::Silent));
        found.iter().any(|f| matches!(f, Finding::NoAnswer { .. }))
    };
    assert!(is_claimed(&answered(None)));
    // An answer that began and broke off came from somebody.
    assert!(!is_claimed(&answered(Some(200))));
    for other in [
        Outcome::Ok,
        Outcome::NotFound,
        Outcome::HttpError,
        Outcome::Timeout,
    ] {
        assert!(
            !is_claimed(&failed().ended("IN", 0, 3, other).until(3)),
            "{other:?}"
        );
    }
    let cancelled = failed().ended("IN", 0, 3, Outcome::Cancelled);
    assert!(is_claimed(&cancelled.never_started("FR", 3).until(3)));
    assert!(
        !is_claimed(&failed().running("IN", 0).until(3)),
        "it may yet come"
    );
}

#[test]
fn a_run_without_requests_has_none_that_went_unanswered() {
    let jobs = Script::new().job(0, [0, 0, 0, 100, 100]).until(100);
    let cancelled = Script::new().never_started("BR", 3).until(3);
    let config = RunConfig::default();
    for record in [jobs, Record::new(), cancelled] {
        let nobody = unanswered(&config, &record);
        assert_eq!(nobody, (Vec::new(), false));
    }
}

#[test]
fn beside_jobs_it_is_told_too_and_the_jobs_have_their_say() {
    let record = failed().job(0, [0, 0, 0, 100, 100]).until(100);
    let config = RunConfig {
        experiment: Experiment::Both,
        ..RunConfig::default()
    };
    let environment = Environment {
        reach: Some(Reach::Unreadable),
        ..Environment::default()
    };
    let found = diagnose(&config, &record, &environment);
    assert!(
        matches!(found[0], Finding::NoAnswer { requests: 3, .. }),
        "{found:?}"
    );
    assert!(
        matches!(found[1], Finding::Failed { unharmed: 1, .. }),
        "{found:?}"
    );
}

#[test]
fn the_first_address_is_asked_once_more_without_its_planned_fate() {
    let origin = Origin {
        base: "http://host/flags".into(),
        extension: "gif",
    };
    let address = |query: &str, record: &Record| {
        let (config, _) = RunConfig::from_query(query);
        let asked = race::unanswered(&config, &origin, record);
        assert!(asked.iter().all(|one| one.host.is_none()));
        asked.into_iter().map(|one| one.address).next()
    };
    let record = failed().until(3);
    let planned = address("server=delay&delay=2000-5000", &record);
    assert_eq!(
        planned.as_deref(),
        Some("http://host/flags/de/de.gif?delay=0")
    );
    let plain = address("server=http://host/flags", &record);
    assert_eq!(plain.as_deref(), Some("http://host/flags/de/de.gif"));
    let answered = failed().ok("IN", 0, 3).until(3);
    assert_eq!(address("server=delay", &answered), None);
}

/// A list over several hosts: two of `a`, which answers one of them, one of `b`, two of `c` and one of `c` by http.
fn several() -> RunConfig {
    let list = "https://a.example/1 a1\nhttps://a.example/2 a2\nhttps://b.example/?x b\n\
                https://c.example/1 c1\nhttps://c.example/2 c2\nhttp://c.example/3 c3";
    RunConfig {
        server: Some(Server::List(List::read(list).expect("a list").into())),
        ..RunConfig::default()
    }
}

fn of_several(answered: &[&str]) -> Record {
    let script = Script::new().limit(0, 5);
    let labels = ["a1", "a2", "b", "c1", "c2", "c3"];
    let script = labels
        .into_iter()
        .fold(script, |script, label| match answered.contains(&label) {
            true => script.ok(label, 0, 3),
            false => script.ended(label, 0, 3, Outcome::NetworkError),
        });
    script.until(3)
}

#[test]
fn each_host_that_did_not_answer_is_asked_and_told_by_its_name() {
    let (config, record) = (several(), of_several(&["a1"]));
    let origin = Origin::of_base("https://a.example/1");
    let ask = |host: &str, address: &str| Unanswered {
        host: Some(host.into()),
        address: address.into(),
    };
    assert_eq!(
        race::unanswered(&config, &origin, &record),
        [
            ask("https://b.example", "https://b.example/?x"),
            ask("https://c.example", "https://c.example/1"),
            ask("http://c.example", "http://c.example/3"),
        ]
    );
    let found = |host: &str, reach| HostReach {
        host: host.into(),
        reach,
    };
    let environment = Environment {
        hosts: vec![
            found("https://c.example", Reach::Unreadable),
            found("http://c.example", Reach::MixedContent),
        ],
        ..Environment::default()
    };
    let told = |lang| -> Vec<String> {
        let found = diagnose(&config, &record, &environment);
        found.iter().map(|one| one.sentence(lang)).collect()
    };
    let [english, chinese] = [Lang::En, Lang::Zh].map(told);
    assert_eq!(
        english[0],
        "no answer to the request to https://b.example reached this page"
    );
    let begins = "no answer to any of the 2 requests to https://c.example reached this page: \
                  there is a server";
    assert!(english[1].starts_with(begins), "{english:?}");
    assert!(english[1].contains("Access-Control-Allow-Origin"));
    assert!(english[2].contains("http://c.example") && english[2].contains("mixed content"));
    // What else there is to say is said too.
    assert!(
        english[3].starts_with("5 failed: a2, b, c1, c2, c3"),
        "{english:?}"
    );
    assert_eq!(
        chinese[0],
        "发往 https://b.example 的请求的响应没有到达本页"
    );
    assert!(chinese[1].starts_with("发往 https://c.example 的 2 个请求的响应都没有到达本页："));
}

#[test]
fn where_no_host_answered_each_is_told_and_nothing_else() {
    let found = diagnose(&several(), &of_several(&[]), &Environment::default());
    assert_eq!(found.len(), 4, "{found:?}");
    let is_of_a_host = |one: &Finding| matches!(one, Finding::NoAnswer { host: Some(_), .. });
    assert!(found.iter().all(is_of_a_host), "{found:?}");
}
