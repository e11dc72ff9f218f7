//! The way of a run from the button to its end.

use std::cell::Cell;

use photofinish::app::run::memo::Memo;
use photofinish::app::run::start::{Stage, Start};

#[test]
fn a_run_is_asked_for_begins_and_ends_once() {
    let start = Start::default();
    assert!(!start.end() && !start.forget() && !start.withdraw(None));
    let press = start.press().expect("nothing runs");
    assert_eq!(start.stage(), Stage::Asked);
    assert!(start.press().is_none() && !start.end());
    assert!(start.begin(press));
    assert!(!start.begin(press), "it has begun");
    assert!(start.press().is_none() && !start.withdraw(None) && !start.forget());
    assert!(start.end() && !start.end());
    assert_eq!(start.stage(), Stage::Over);
    let again = start.press().expect("it is over");
    assert!(start.begin(again) && start.end());
    assert!(start.forget() && !start.forget());
    assert_eq!(start.stage(), Stage::Ready);
}

#[test]
fn what_was_withdrawn_does_not_begin_whatever_is_pressed_next() {
    let start = Start::default();
    let first = start.press().expect("nothing runs");
    assert!(start.withdraw(None));
    assert!(!start.begin(first));
    let second = start.press().expect("nothing runs");
    // The first hears only now that nobody answers: that is no word on the second.
    assert!(!start.withdraw(Some(first)));
    assert!(!start.begin(first));
    assert_eq!(start.stage(), Stage::Asked);
    assert!(start.begin(second));
}

#[test]
fn a_press_that_nobody_can_answer_takes_itself_back() {
    let start = Start::default();
    let press = start.press().expect("nothing runs");
    assert!(start.withdraw(Some(press)));
    assert_eq!(start.stage(), Stage::Ready);
}

#[test]
fn a_run_that_was_over_is_shown_again_but_not_in_the_place_of_one_that_goes() {
    let start = Start::default();
    assert!(start.resume());
    assert_eq!(start.stage(), Stage::Over);
    // The page goes to other settings, or on from here.
    assert!(start.forget());
    assert!(start.resume());
    let press = start.press().expect("nothing runs");
    assert!(!start.resume());
    assert!(start.begin(press));
    assert!(!start.resume());
    assert_eq!(start.stage(), Stage::Running);
}

#[test]
fn what_is_asked_again_is_not_worked_out_again() {
    let (memo, made) = (Memo::default(), Cell::new(0));
    let ask = |key: u32| {
        memo.get(key, || {
            made.set(made.get() + 1);
            key * 2
        })
    };
    assert_eq!([ask(1), ask(1), ask(2), ask(2), ask(1)], [2, 2, 4, 4, 2]);
    assert_eq!(made.get(), 3);
}
