//! Goals: none is reached by the runs of the question, and each can be.

use photofinish::lessons::playground::{Call, Script};
use photofinish::lessons::{LESSONS, Lesson, Ran, lesson};

use super::machine::{all, ask_last, changed, engines, ms, play};

/// What a person does who goes for a goal, by lesson and goal.
fn reach(lesson: &Lesson, goal: usize) -> Ran {
    let again = |query: &str| changed(lesson, query);
    match (lesson.number, goal) {
        (1, 0) | (9, 0) => play(lesson, |playground, _| {
            (0..4).for_each(|_| playground.submit(ms(500), false));
            ask_last(playground, Call::Cancel);
        }),
        (1, 1) => play(lesson, |playground, runtime| {
            playground.submit(ms(500), true);
            runtime.run();
            ask_last(playground, Call::Exception(ms(0)));
        }),
        (1, 2) => play(lesson, |playground, _| {
            (0..9).for_each(|_| playground.submit(ms(500), false));
        }),
        (1, 3) => play(lesson, |playground, _| playground.play(Script::Map)),
        (9, 1) => play(lesson, |playground, runtime| {
            playground.submit(ms(500), false);
            runtime.run_until_stalled();
            ask_last(playground, Call::Abort);
        }),
        (2, 0) => {
            again("codes=pop20&limit=6&strategy=sequential&max_workers=6&delay=300-2000&seed=41")
        }
        (2, 1) => again("codes=pop20&max_workers=6&delay=300-2000&seed=41"),
        (3, 0) => again("codes=pop20&limit=6&max_workers=6&delay=100-3000&seed=439397"),
        (3, 1) => again("codes=pop20&strategy=map&max_workers=20&delay=100-3000&seed=439397"),
        (4, 0) => again("codes=pop20&limit=6&max_workers=6&delay=20-4000&seed=3"),
        (4, 1) => again("codes=pop20&max_workers=6&delay=100-3000&seed=439397"),
        (5, 0) => again("codes=pop20&max_workers=6&delay=100-1000&seed=106"),
        (5, 1) => again("codes=pop20&limit=6&max_workers=1&delay=100-1000&seed=106"),
        (6, 0) => again("codes=all&limit=30&max_workers=3&delay=200-400&seed=7"),
        (6, 1) => again("codes=all&limit=100&max_workers=100&delay=200-400&seed=7"),
        (6, 2) => again("codes=pop20&max_workers=30&delay=100-300&seed=7"),
        (7, 0) => again("codes=every&limit=60&max_workers=6&delay=1-99&error_rate=0.2&seed=33"),
        (7, 1) => again("codes=pop20&max_workers=6&delay=99-99&error_rate=0.2&retries=9&seed=33"),
        (8, 1) => again("codes=pop20&limit=6&max_workers=6&delay=500-500&seed=3214"),
        (8, 0) => again("codes=pop20&limit=6&max_workers=1&delay=500-500&seed=3214"),
        (10, 0) => again("experiment=workers&kernel=primes&size=14&where=main&jobs=200"),
        (10, 1) => again("experiment=workers&kernel=primes&size=14&where=slices&jobs=200"),
        (11, 0) => again("experiment=workers&where=sweep&kernel=primes&size=1&jobs=1"),
        (11, 1) => again("experiment=workers&where=pool&kernel=primes&size=14&jobs=8"),
        (12, 0) => again("experiment=transfer&sizes=1024-4096"),
        // By a machine on which the engine gains nothing.
        (13, 0) => engines(900, 1000),
        (14, 0) => again(
            "experiment=both&codes=pop20&limit=10&max_workers=1&delay=300-300&kernel=sha256&jobs=10&workers=1&size=301",
        ),
        (14, 1) => again(
            "experiment=both&codes=pop20&limit=10&max_workers=5&delay=300-900&kernel=sha256&jobs=10&workers=2&size=10",
        ),
        (15, 0) => again("experiment=shared&workers=1&size=1000000"),
        (15, 1) => again("experiment=shared&workers=4&size=1000000"),
        (16, 0) => again("codes=pop20&limit=6&max_workers=6&delay=100-1000&seed=1"),
        (16, 1) => again("codes=pop20&server=local"),
        (number, goal) => panic!("nobody goes for goal {goal} of lesson {number}"),
    }
}

#[test]
fn no_goal_is_reached_by_the_question_itself() {
    for lesson in LESSONS {
        for ran in all(lesson) {
            for (nth, goal) in lesson.goals.iter().enumerate() {
                let far = (goal.far)(&ran);
                assert!(
                    !goal.is_reached(&ran),
                    "goal {nth} of lesson {}: {far:?}",
                    lesson.number
                );
                assert!(far.1 > 0);
            }
        }
    }
}

#[test]
fn each_goal_can_be_reached() {
    for lesson in LESSONS {
        for (nth, goal) in lesson.goals.iter().enumerate() {
            let ran = reach(lesson, nth);
            let far = (goal.far)(&ran);
            assert!(
                goal.is_reached(&ran),
                "goal {nth} of lesson {}: {far:?}",
                lesson.number
            );
        }
    }
}

#[test]
fn the_best_of_all_runs_counts() {
    let lesson = lesson(3);
    let runs = [
        changed(lesson, "codes=pop20&limit=2&strategy=map&seed=1"),
        changed(
            lesson,
            "codes=pop20&strategy=map&max_workers=20&delay=100-3000&seed=439397",
        ),
        changed(lesson, "codes=pop20&limit=1&strategy=map&seed=1"),
    ];
    let goal = &lesson.goals[1];
    let best = Lesson::far(goal, &runs).unwrap();
    assert_eq!(best, (goal.far)(&runs[1]));
    assert_eq!(Lesson::far(goal, &[]), None);
}
