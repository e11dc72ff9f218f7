//! What stays from one visit to the next, and hands that are counted.

use photofinish::config::Lang;
use photofinish::lessons::{Hands, Kept, LESSONS, lesson};

#[test]
fn what_is_kept_is_read_back() {
    let kept = Kept::default()
        .with_answer(3, 2)
        .with_goal(3, 1)
        .with_curve(11, &[1.8, 2.04, 2.0])
        .with_answer(3, 1);
    let read = Kept::from_text(&kept.to_text());
    assert_eq!(read, kept);
    assert_eq!(read.answer(3), Some(1));
    assert!(read.is_reached(3, 1) && !read.is_reached(3, 0) && !read.is_reached(4, 1));
    assert_eq!(read.curve(11), [1.8, 2.0, 2.0]);
    assert_eq!(read.answer(4), None);
    assert!(Kept::default().is_empty() && Kept::from_text("").is_empty());
}

#[test]
fn a_text_of_somebody_else_keeps_nothing() {
    for text in [
        "x",
        "3",
        "3:1",
        "99:1:1:",
        "3:1:x:",
        "3:1:1:a",
        ";;;",
        "3:1:1:1,,x",
    ] {
        assert!(Kept::from_text(text).is_empty(), "{text}");
    }
    // What can be read of it counts.
    let half = Kept::from_text("nonsense;4:2:1:;5:::");
    assert_eq!(half.answer(4), Some(2));
    // A goal that no lesson has is none.
    assert!(!Kept::default().with_goal(3, 40).is_reached(3, 40));
}

#[test]
fn a_lesson_is_done_once_it_was_answered_and_its_goals_are_reached() {
    for lesson in LESSONS {
        let number = lesson.number;
        let mut kept = Kept::default();
        for goal in 0..lesson.goals.len() {
            kept = kept.with_goal(number, goal);
        }
        assert!(!kept.is_done(number), "not answered");
        assert!(kept.clone().with_answer(number, 0).is_done(number));
        assert!(kept.with_curve(number, &[1.0]).is_done(number));
        assert!(
            !Kept::default().with_answer(number, 0).is_done(number),
            "goals are open"
        );
    }
}

#[test]
fn hands_are_counted_by_answer() {
    let hands = Hands::default().with(2, "7").with(0, "１2").with(1, "many");
    assert_eq!([0, 1, 2].map(|answer| hands.of(answer)), [12, 0, 7]);
    assert_eq!(hands.all(), 19);
    assert_eq!(hands.share(2), 7.0 / 19.0);
    assert_eq!(Hands::default().share(0), 0.0);
    assert_eq!(hands.with(0, "123456").of(0), 9999);
    let question = (lesson(3).ask)(&lesson(3).first(), Lang::En);
    let beside: Vec<u32> = hands.beside(&question).map(|(_, number)| number).collect();
    assert_eq!(beside, [12, 0, 7]);
}
