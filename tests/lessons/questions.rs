//! What is asked, what was measured, and why.

use std::collections::HashSet;
use std::time::Duration;

use photofinish::config::{Field, Lang, RunConfig, Server};
use photofinish::format::{seconds_in, span_in};
use photofinish::lessons::playground::Said;
use photofinish::lessons::{LESSONS, Lesson, Ran, Show, Told, Verdict, curve, lesson, text};

use super::machine::{all, changed, engines, run};
use super::prose::assert_good;

const LANGS: [Lang; 2] = [Lang::En, Lang::Zh];

/// The answer that the chapter gives, by lesson; of the curve there is none to choose.
const ANSWERS: &[(usize, Option<usize>)] = &[
    (1, Some(1)),
    (2, Some(2)),
    (3, Some(1)),
    (4, Some(2)),
    (5, Some(1)),
    (6, Some(2)),
    (7, Some(2)),
    (8, Some(2)),
    (9, Some(1)),
    (10, Some(1)),
    (11, None),
    (12, Some(1)),
    (13, Some(0)),
    (14, Some(1)),
    (15, Some(1)),
    (16, Some(0)),
];

fn measured(lesson: &Lesson, all: &[Ran]) -> Option<usize> {
    (lesson.check)(&lesson.answered_by(all)?)
}

#[test]
fn each_check_finds_the_answer_of_the_chapter_and_no_other() {
    let numbers: Vec<usize> = LESSONS.iter().map(|lesson| lesson.number).collect();
    let tested: Vec<usize> = ANSWERS.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, tested);
    for (number, right) in ANSWERS {
        let lesson = lesson(*number);
        let all = all(lesson);
        let found = measured(lesson, &all);
        assert_eq!(found, *right, "lesson {number}");
        let answers = (lesson.ask)(&lesson.first(), Lang::En).answers.len();
        for answer in 0..answers {
            let verdict = Verdict::of(Some(answer), found);
            let is_right = Some(answer) == *right;
            assert_eq!(
                verdict == Verdict::Right,
                is_right,
                "lesson {number}, answer {answer}"
            );
            assert_eq!(
                verdict == Verdict::Wrong,
                !is_right,
                "lesson {number}, answer {answer}"
            );
        }
        assert_eq!(
            Verdict::of(None, *right) == Verdict::Unasked,
            right.is_some()
        );
    }
}

#[test]
fn what_is_wrong_of_engines_here_is_right_on_a_machine_that_is_otherwise() {
    let lesson = lesson(13);
    let measured = |fast: u64, many: u64| (lesson.check)(&[&engines(fast, many)]);
    for (fast, many, answer) in [(200, 500, 0), (500, 130, 1), (300, 310, 2)] {
        assert_eq!(measured(fast, many), Some(answer), "{fast} ms, {many} ms");
    }
    assert_eq!((lesson.check)(&[&Ran::default()]), None);
}

#[test]
fn two_finish_orders_are_the_same_or_differ_from_the_first_place_on_or_behind_it() {
    let lesson = lesson(16);
    let of = |seed: u32| {
        let query = format!("codes=pop20&limit=6&max_workers=6&delay=100-1000&seed={seed}");
        changed(lesson, &query)
    };
    let one = of(106);
    let others: Vec<Ran> = (1..60).map(of).collect();
    let found = |is_it: &dyn Fn(&Ran) -> bool| others.iter().find(|ran| is_it(ran)).unwrap();
    let behind = found(&|ran| ran.order()[0] == one.order()[0] && ran.order() != one.order());
    let all = found(&|ran| ran.order()[0] != one.order()[0]);
    for (other, answer) in [(&one, 0), (all, 1), (behind, 2)] {
        assert_eq!((lesson.check)(&[&one, other]), Some(answer));
    }
    let cut = Ran::default();
    assert_eq!((lesson.check)(&[&one, &cut]), None);
}

#[test]
fn of_more_workers_than_flags_only_as_many_as_flags_have_one() {
    let lesson = lesson(6);
    let all = all(lesson);
    let steps = lesson.answered_by(&all).unwrap();
    let table = (lesson.table.unwrap())(&steps, Lang::En).unwrap();
    let cells: Vec<_> = table.rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(cells[0], ["min(6, 30) = 6", "6", "6"]);
    // The browser keeps to its connections.
    assert_eq!(cells[1], ["min(30, 30) = 30", "30", "6"]);
    let ran = changed(lesson, "codes=pop20&max_workers=30&delay=100-300&seed=7");
    assert_eq!((lesson.goals[2].far)(&ran), (20, 20));
}

#[test]
fn on_the_simulated_origin_more_at_once_is_sooner_over() {
    let lesson = lesson(6);
    let on_sim = |config: RunConfig| {
        let server = Some(Server::Sim);
        run(lesson, &RunConfig { server, ..config })
    };
    let all: Vec<Ran> = lesson.runs().into_iter().map(on_sim).collect();
    assert_eq!(measured(lesson, &all), Some(0));
    let steps = lesson.answered_by(&all).unwrap();
    assert!(
        (lesson.why)(&steps, Lang::En)
            .unwrap()
            .ends_with("the page itself answered, and no connection limits that.")
    );
}

#[test]
fn all_that_is_said_keeps_the_rules_of_its_language() {
    for lesson in LESSONS {
        let all = all(lesson);
        let steps = lesson.answered_by(&all).expect("each step was run");
        let mut said = Vec::new();
        for lang in LANGS {
            let question = (lesson.ask)(&lesson.first(), lang);
            let mut texts = vec![question.text];
            let mets: HashSet<_> = question.answers.iter().map(|answer| answer.met).collect();
            assert_eq!(
                mets.len(),
                question.answers.len(),
                "each answer is met by its own name"
            );
            for answer in question.answers {
                assert!(!answer.met.is_empty() && !answer.text.is_empty());
                texts.extend([answer.text, answer.met.to_owned()]);
            }
            let own = |told: Told| text(lang, told).to_owned();
            texts.extend(lesson.python.iter().map(|python| own(python.shows)));
            texts.push(own(lesson.title));
            texts.extend(lesson.goals.iter().map(|goal| own(goal.text)));
            texts.push(
                (lesson.why)(&steps, lang).unwrap_or_else(|| panic!("no why of {}", lesson.number)),
            );
            if let Some(table) = lesson.table {
                let table =
                    table(&steps, lang).unwrap_or_else(|| panic!("no table of {}", lesson.number));
                assert!(table.rows.len() > 1, "lesson {}", lesson.number);
                for row in &table.rows {
                    assert_eq!(row.len(), table.heads.len(), "lesson {}", lesson.number);
                }
                texts.extend([table.name.to_owned(), table.note.to_owned()]);
                texts.extend(table.heads.iter().map(|head| (*head).to_owned()));
            }
            said.extend(texts.into_iter().map(|text| (lang, text)));
        }
        assert_good(said);
    }
}

#[test]
fn the_figures_of_why_are_those_of_the_record() {
    let of = |number: usize| {
        let lesson = lesson(number);
        let all = all(lesson);
        let why = (lesson.why)(&lesson.answered_by(&all).unwrap(), Lang::En).unwrap();
        (all, why)
    };
    let en = |time| span_in(Lang::En, time);
    // Waiting together: all of it, and its slowest.
    let (all, why) = of(2);
    let record = all[0].record().unwrap();
    assert!(
        why.contains(&format!("All took {},", en(record.ended().unwrap()))),
        "{why}"
    );
    assert!(
        why.contains("not 6.83 s") && why.contains("DE was running for 1.93 s"),
        "{why}"
    );
    assert_eq!(all[0].stall(), Duration::ZERO);
    assert!(why.contains("stood still for less than 50 ms"), "{why}");
    // map: what was completed, and waited.
    let (all, why) = of(3);
    let second = &all[0].record().unwrap().lanes()[1];
    let waited = second.delivered.unwrap() - second.finished.unwrap();
    assert!(why.contains(&format!("waited {}", en(waited))), "{why}");
    assert!(
        why.contains(&format!(
            "completed after {} and",
            en(second.finished.unwrap())
        )),
        "{why}"
    );
    // The same by both: when each was over, and when the first was delivered.
    let (all, why) = of(4);
    for ran in &all {
        let record = ran.record().unwrap();
        let first = record.lanes()[record.delivered()[0]].delivered.unwrap();
        for time in [record.ended().unwrap(), first] {
            assert!(why.contains(&en(time)), "{why}");
        }
    }
    // Six connections.
    let (all, why) = of(6);
    assert!(
        why.starts_with(&format!(
            "With 6 workers {}, with 30 workers {}",
            en(all[0].elapsed()),
            en(all[1].elapsed())
        )),
        "{why}"
    );
    assert!(why.contains("at most 6 were running at once"), "{why}");
    // The one that failed.
    let (all, why) = of(7);
    let us = all[0]
        .lanes()
        .iter()
        .find(|lane| &*lane.label == "CN")
        .unwrap();
    assert!(
        why.starts_with(&format!(
            "CN was completed with HTTP 418 after {}.",
            en(us.finished.unwrap())
        )),
        "{why}"
    );
    assert!(why.contains("19 flags are there"), "{why}");
    // Time was up, and the task went on.
    let (all, why) = of(9);
    assert!(
        why.contains("after 200 ms")
            && why.contains(&seconds_in(Lang::En, all[0].lanes()[0].finished.unwrap())),
        "{why}"
    );
    // Where it ran.
    let (all, why) = of(10);
    for ran in &all {
        assert!(why.contains(&en(ran.elapsed())), "{why}");
    }
    // The curve: its best point, and its last.
    let (all, why) = of(11);
    let curve = curve(&all[0]).unwrap();
    assert_eq!(curve.points().len(), 4);
    assert!(
        why.starts_with("2 workers were 2.0 times as fast as one, 4 workers 2.0 times"),
        "{why}"
    );
    let (_, why) = of(12);
    assert!(why.starts_with("64 MiB on the page took 64 ms, handed over there and back 64 ms, copied there and back 107 ms"), "{why}");
    // What stands there, and what was lost.
    let (_, why) = of(15);
    assert!(
        why.starts_with("Without a lock 1,250,000 stand there after 40 ms, 750,000 were lost")
            && why.ends_with("with a lock 2,000,000 after 400 ms."),
        "{why}"
    );
    // So much longer it ran after it was asked to be cancelled.
    let (all, why) = of(1);
    let record = all[0].record().unwrap();
    let asked = (all[0].lines.iter()).find(|line| matches!(line.said, Said::Cancel(..)));
    let more = record.lanes()[0].finished.unwrap() - asked.unwrap().at;
    assert!(why.contains(&format!("{} later", en(more))), "{why}");
    // The order, and whose name would be wrong.
    let (all, why) = of(5);
    let order = all[0].order().join(", ");
    let places = all[0].record().unwrap().delivered().iter().enumerate();
    let wrong = places.filter(|(place, id)| place != *id).count();
    assert!(why.contains(&order), "{why}");
    assert!(why.contains(&format!("{wrong} of 6 would")), "{why}");
    // Half of them, and all.
    let (all, why) = of(8);
    let mut ends: Vec<_> = all[0]
        .lanes()
        .iter()
        .filter_map(|lane| lane.finished)
        .collect();
    ends.sort_unstable();
    let half = format!("After {}, with 3 of 6", en(ends[2]));
    assert!(why.starts_with(&half), "{why}");
    assert!(
        why.contains(&format!("it was {},", en(all[0].elapsed()))),
        "{why}"
    );
    // The last of either kind.
    let (all, why) = of(14);
    for is_fetch in [true, false] {
        let kind = all[0]
            .lanes()
            .iter()
            .filter(|lane| lane.is_fetch() == is_fetch);
        let last = kind.filter_map(|lane| lane.finished).max().unwrap();
        assert!(why.contains(&en(last)), "{why}");
    }
    let (all, why) = of(16);
    assert!(
        why.starts_with(&format!("Both times {},", all[0].order().join(", "))),
        "{why}"
    );
    let (_, why) = of(13);
    assert!(
        why.contains("2.0 times as fast")
            && why.contains("Wasm + SIMD")
            && why.contains("5.0 times as fast"),
        "{why}"
    );
}

#[test]
fn a_question_is_answered_by_its_own_settings_whoever_answers() {
    for lesson in LESSONS
        .iter()
        .filter(|lesson| !matches!(lesson.show, Show::Play(_)))
    {
        for (step, config) in lesson.runs().into_iter().enumerate() {
            let same = lesson.runs().iter().position(|one| *one == config).unwrap();
            assert_eq!(lesson.step_of(&config), Some(same));
            let mut other = config.clone();
            other.server = Some(Server::Sim);
            assert_eq!(
                lesson.step_of(&other),
                Some(same),
                "lesson {}",
                lesson.number
            );
            assert_eq!(lesson.step(step, &other).unwrap().server, Some(Server::Sim));
            other.set(Field::MaxWorkers, "17").unwrap();
            assert_eq!(lesson.step_of(&other), None, "lesson {}", lesson.number);
        }
    }
}

#[test]
fn own_settings_run_twice_set_two_finish_orders_on_top_of_each_other() {
    let lesson = lesson(16);
    let own = |query: &str| Ran {
        step: None,
        ..changed(lesson, query)
    };
    let unplanned = "codes=pop20&limit=6&max_workers=6&server=https://example.org/flags";
    let (one, other, planned) = (
        own(unplanned),
        own(unplanned),
        own("codes=pop20&limit=6&max_workers=6&delay=100-1000&seed=1"),
    );
    let all = [one, planned, other];
    assert!(Lesson::own_twice(&all[..2]).is_none());
    let [first, second] = Lesson::own_twice(&all).unwrap();
    let twice = lesson.twice.unwrap();
    for lang in LANGS {
        let (said, beside) = twice([first, second], lang).unwrap();
        assert_good([(lang, said)]);
        assert_eq!(beside.rows.len(), 6);
        let (said, beside) = twice([first, &all[1]], lang).unwrap();
        assert_good([(lang, said.clone())]);
        let differ = beside.rows.iter().filter(|row| row[1] != row[2]).count();
        assert!(differ > 0 && said.contains(&differ.to_string()), "{said}");
    }
    // Of long orders what differs is told, in short.
    let long = |seed: u32| {
        own(&format!(
            "codes=all&limit=40&max_workers=6&delay=100-1000&seed={seed}"
        ))
    };
    let (one, other) = (long(1), long(2));
    let (_, beside) = twice([&one, &other], Lang::En).unwrap();
    assert!(beside.rows.len() <= 10 && !beside.note.is_empty());
    assert!(beside.rows.iter().all(|row| row[1] != row[2]));
    assert_eq!(twice([&one, &one], Lang::Zh).unwrap().1.rows.len(), 10);
    // The runs of the question have a place of their own.
    let asked = Ran {
        step: Some(0),
        ..all[2].clone()
    };
    assert!(Lesson::own_twice(&[all[0].clone(), asked]).is_none());
}

#[test]
fn each_run_of_a_lesson_is_an_address_the_page_understands() {
    for lesson in LESSONS {
        let queries = match lesson.show {
            Show::Play(_) => continue,
            Show::Runs(runs) | Show::Calibrated { runs, .. } => runs,
        };
        for query in queries {
            let (config, errors) = RunConfig::from_query(query);
            assert_eq!(errors, [], "{query}");
            assert_eq!(RunConfig::from_query(&config.to_query()).0, config);
        }
        let address = format!("experiment=lessons&lesson={}", lesson.number);
        let (config, errors) = RunConfig::from_query(&address);
        assert_eq!((config.lesson, errors), (lesson.number, Vec::new()));
    }
}
