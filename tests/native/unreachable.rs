//! What is said of a run in which no request brought an answer.

use crate::records::Script;
use photofinish::config::{Experiment, Lang, RunConfig};
use photofinish::diagnosis::{Finding, diagnose, unanswered};
use photofinish::environment::{Environment, Reach};
use photofinish::race::{self, Origin};
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
        format!("{plain}: is the server running?")
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
    assert_eq!(unanswered(&jobs), None);
    assert_eq!(unanswered(&Record::new()), None);
    let cancelled = Script::new().never_started("BR", 3).until(3);
    assert_eq!(unanswered(&cancelled), None);
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
        race::unanswered(&config, &origin, record)
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
