//! What is said where the machine disturbed a run, or tells too little.

use std::time::Duration;

use photofinish::config::{Lang, RunConfig, Server};
use photofinish::lab::transfer::Mode;
use photofinish::lessons::{Lesson, Ran, lesson};
use photofinish::record::{EventKind, Outcome, Record, Settled};

use super::machine::{all, changed, ms, run};

const LANGS: [Lang; 2] = [Lang::En, Lang::Zh];

/// One job that took so long, and gaps of the page: when each ended, and how long it was.
fn one_job(took: Duration, stalls: &[(Duration, Duration)]) -> Record {
    let mut record = Record::new();
    let (label, executor) = ("prime".into(), "main".into());
    let submitted = EventKind::Submitted {
        id: 0,
        label,
        executor,
    };
    record.push(ms(0), submitted);
    let worker = Some(0);
    record.push(ms(0), EventKind::Started { id: 0, worker });
    let early = stalls.iter().filter(|(at, _)| *at <= took);
    for (at, gap) in early {
        record.push(*at, EventKind::Stalled { gap: *gap });
    }
    let settled = Settled::plain(Outcome::Ok);
    record.push(took, EventKind::Settled { id: 0, settled });
    record.push(took, EventKind::Delivered { id: 0 });
    record.push(took, EventKind::Ended);
    let late = stalls.iter().filter(|(at, _)| *at > took);
    for (at, gap) in late {
        record.push(*at, EventKind::Stalled { gap: *gap });
    }
    record
}

fn why(lesson: &Lesson, ran: &[&Ran], lang: Lang) -> String {
    (lesson.why)(ran, lang).expect("it says why")
}

#[test]
fn slices_that_end_sooner_than_at_once_answer_nothing() {
    let lesson = lesson(10);
    let mut all = all(lesson);
    let stall = (ms(109), ms(109));
    all[1].parts[0].1 = one_job(ms(900), &[stall]);
    let steps = lesson.answered_by(&all).unwrap();
    assert_eq!((lesson.check)(&steps), None);
    for (lang, at_most, again) in [
        (
            Lang::En,
            "standing still for at most 109 ms at a time",
            "Start it again.",
        ),
        (Lang::Zh, "每次停顿最多 109 毫秒", "请重新开始。"),
    ] {
        let why = why(lesson, &steps, lang);
        assert!(why.contains(at_most) && why.ends_with(again), "{why}");
    }
    // As long as at once: an answer, and nothing of it.
    all[1].parts[0].1 = one_job(ms(1210), &[stall]);
    let steps = lesson.answered_by(&all).unwrap();
    assert_eq!((lesson.check)(&steps), Some(1));
    assert!(!why(lesson, &steps, Lang::En).contains("again"));
}

#[test]
fn a_page_that_stands_still_after_the_last_delivery_held_no_run_up() {
    let of = |stalls: &[(Duration, Duration)]| Ran {
        parts: vec![(RunConfig::default(), one_job(ms(1000), stalls))],
        ..Ran::default()
    };
    // Drawing what came, after it came.
    assert_eq!(of(&[(ms(1090), ms(80))]).stall(), Duration::ZERO);
    // Cut to the run: what is left of it is a stall, or too short for one.
    assert_eq!(of(&[(ms(1090), ms(290))]).stall(), ms(200));
    assert_eq!(of(&[(ms(1040), ms(80))]).stall(), Duration::ZERO);
    assert_eq!(of(&[(ms(500), ms(80)), (ms(1090), ms(80))]).stall(), ms(80));
}

#[test]
fn about_as_fast_says_within_what() {
    let lesson = lesson(12);
    let all = all(lesson);
    let steps = lesson.answered_by(&all).unwrap();
    for lang in LANGS {
        let question = (lesson.ask)(&lesson.first(), lang);
        assert!(question.answers[1].text.contains("25 %"));
        assert!(question.answers[3].text.contains("25 %"));
        assert!(why(lesson, &steps, lang).contains("25 %"));
    }
    // Clearly sooner in a worker than on the page, and copied last: none of the answers.
    let mut odd = all[0].clone();
    for row in &mut odd.rows {
        if row.mode == Mode::Main {
            row.whole = row.whole * 3 / 2;
        }
    }
    assert_eq!((lesson.check)(&[&odd]), None);
}

#[test]
fn what_is_not_measured_is_no_count() {
    let lesson = lesson(6);
    let on_sim = |config: RunConfig| {
        let server = Some(Server::Sim);
        run(lesson, &RunConfig { server, ..config })
    };
    let all: Vec<Ran> = lesson.runs().into_iter().map(on_sim).collect();
    let steps = lesson.answered_by(&all).unwrap();
    let table = (lesson.table.unwrap())(&steps, Lang::En).unwrap();
    for row in &table.rows {
        assert_eq!(row[2], "–", "{row:?}");
    }
}

#[test]
fn a_flat_curve_of_the_questions_own_jobs_is_no_find() {
    let goal = &lesson(11).goals[0];
    let lesson = lesson(11);
    let flat = |query: &str| {
        let mut ran = changed(lesson, query);
        for (_, record) in &mut ran.parts {
            *record = one_job(ms(100), &[]);
        }
        ran
    };
    let own = flat("experiment=workers&where=sweep&kernel=primes");
    assert_eq!((goal.far)(&own), (0, 100));
    let smaller = flat("experiment=workers&where=sweep&kernel=primes&size=4");
    assert!(goal.is_reached(&smaller));
    let half = changed(
        lesson,
        "experiment=workers&where=sweep&kernel=primes&size=4",
    );
    assert_eq!((goal.far)(&half), (52, 100));
}
