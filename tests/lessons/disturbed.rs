//! What is said where the machine disturbed a run, or tells too little.

use std::time::Duration;

use photofinish::config::{Lang, RunConfig, Server};
use photofinish::lab::transfer::Mode;
use photofinish::lessons::{Lesson, Ran, curve, lesson, speedup, text};
use photofinish::record::{EventKind, Outcome, Record, Settled};

use super::machine::{all, changed, ms, run};
use super::prose::assert_good;

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
    assert_good(LANGS.map(|lang| (lang, why(lesson, &steps, lang))));
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
fn settings_of_ones_own_leave_the_question_open_until_it_was_run() {
    let lesson = lesson(2);
    let mut own = changed(
        lesson,
        "codes=pop20&limit=6&strategy=sequential&max_workers=6&delay=300-2000&seed=41",
    );
    own.step = None;
    let asked = all(lesson);
    assert!(!lesson.is_aside(&[]));
    assert!(lesson.is_aside(std::slice::from_ref(&own)));
    assert!(!lesson.is_aside(&asked));
    assert!(!lesson.is_aside(&[asked[0].clone(), own]));
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

/// A sweep by so many workers, from one on, each with the times of its rounds.
fn sweep(cores: usize, times: &[&[u64]]) -> Ran {
    let config = lesson(11).first();
    let mut ran = Ran {
        config: config.clone(),
        cores,
        ..Ran::default()
    };
    for (workers, rounds) in (1..).zip(times) {
        for took in *rounds {
            let mut one = config.clone();
            one.work.workers = Some(workers);
            ran.parts.push((one, one_job(ms(*took), &[])));
        }
    }
    ran
}

#[test]
fn more_cores_than_the_browser_tells_of_are_seen_only_beyond_the_scatter() {
    let lesson = lesson(11);
    for (times, said) in [
        // A gain at three that one round of three shows.
        (
            [
                &[1000, 1010, 990][..],
                &[660, 650, 680],
                &[513, 530, 930],
                &[700, 710, 720],
            ],
            "3 workers were 1.9 times as fast as one, 4 workers 1.4 times; this browser tells of 2 cores, and whether workers beyond them \
             gain anything the measurements vary too much to tell: 3 workers came out between 1.1 and 1.9 times as fast as one by its median.",
        ),
        // Nothing gained, and steadily so.
        (
            [
                &[1000, 1010, 990][..],
                &[1000, 1000, 990],
                &[1000, 990, 1010],
                &[960, 955, 970],
            ],
            "No number of workers was clearly faster than one here; 4 workers were 1.0 times as fast; this browser tells of 2 cores.",
        ),
        // Nothing to be seen at all.
        (
            [
                &[1000, 1400, 800][..],
                &[800, 600, 1500],
                &[900, 500, 1400],
                &[950, 800, 1100],
            ],
            "The measurements vary too much to tell what more workers gain: 3 workers came out between 0.7 and 2.0 times as fast as one by \
             its median. Start it again with less else to do for the machine.",
        ),
        (
            [
                &[1000, 1010, 990][..],
                &[510, 520, 500],
                &[340, 345, 335],
                &[340, 345, 338],
            ],
            "3 workers were 2.9 times as fast as one, 4 workers 2.9 times; this browser tells of 2 cores, but the curve bends at 3: there \
             may be more cores.",
        ),
        (
            [
                &[1000, 1010, 990][..],
                &[510, 520, 500],
                &[340, 345, 335],
                &[255, 260, 250],
            ],
            "4 workers were 3.9 times as fast as one; this browser tells of 2 cores, but the curve still rises at the last number measured: \
             there may be more cores.",
        ),
        (
            [
                &[1000, 1010, 990][..],
                &[510, 520, 500],
                &[515, 525, 512],
                &[514, 520, 516],
            ],
            "2 workers were 2.0 times as fast as one, 4 workers 1.9 times; this browser tells of 2 cores: workers beyond them share them.",
        ),
    ] {
        let ran = sweep(2, &times);
        assert_eq!(why(lesson, &[&ran], Lang::En), said);
        assert_good(LANGS.map(|lang| (lang, why(lesson, &[&ran], lang))));
    }
}

#[test]
fn a_wrong_curve_is_met_by_its_name_and_stands_beside_the_measured_one() {
    let of = |times: &[&[u64]]| curve(&sweep(2, times)).unwrap();
    let measured = of(&[&[1000, 990], &[510, 505], &[515, 512], &[514, 516]]);
    let met = |drawn: &[f64]| speedup::met(&measured, drawn);
    let named = |drawn: &[f64]| met(drawn).unwrap().unwrap().en;
    assert_eq!(met(&[]), None);
    assert_eq!(met(&[2.0, 2.0, 2.1]), Some(None));
    assert!(named(&[2.0, 3.0, 4.0]).contains("N workers are N times as fast"));
    assert!(named(&[2.0, 2.8, 3.2]).contains("each worker more gains"));
    assert!(named(&[1.0, 1.0, 1.0]).contains("as under the GIL"));
    // Where nothing is to be seen nobody is wrong.
    let noise = of(&[&[1000, 1400, 800], &[800, 600, 1500]]);
    assert_eq!(speedup::met(&noise, &[1.0]), None);
    let rows = speedup::beside(&measured, &[1.5], Lang::En).rows;
    assert_eq!(rows[0][..3], ["1", "1.0×", "1.0×"]);
    assert_eq!(rows[1], ["2", "1.5×", "2.0×", "1.9×–2.0×"]);
    assert_eq!(rows[2][..3], ["3", "–", "1.9×"]);
    for lang in LANGS {
        let told = [[2.0, 3.0, 4.0], [2.0, 2.8, 3.2], [1.0, 1.0, 1.0]];
        let said = told.map(|drawn| text(lang, met(&drawn).unwrap().unwrap()));
        assert_good(said.map(|said| (lang, said.to_owned())));
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
