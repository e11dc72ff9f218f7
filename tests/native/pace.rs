//! How often the page is drawn while a run goes.

use photofinish::app::pace::Pace;

/// A pace that was drawn once at 1000 ms, taking `took`, after so many events in that second.
fn drawn(took: f64, events: u32, is_measured: bool) -> Pace {
    let pace = Pace::default();
    pace.set_measured(is_measured);
    (0..events).for_each(|_| pace.happened());
    pace.drawn(1000.0, 1000.0 + took);
    pace
}

#[test]
fn a_run_with_little_to_do_looks_like_motion() {
    assert!(
        drawn(0.5, 100, false).wait(1000.5) < 10.0,
        "every frame or so"
    );
    assert!(drawn(7.0, 100, false).wait(1007.0) <= 40.0);
    assert!(drawn(100.0, 0, false).wait(1100.0) <= 40.0);
}

#[test]
fn a_crowded_run_gives_a_twentieth_of_its_time_to_drawing() {
    for took in [0.5, 3.0, 10.0] {
        let wait = drawn(took, 2000, false).wait(1000.0 + took);
        let share = took / (took + wait);
        assert!((share - 0.05).abs() < 1e-9, "{share}");
    }
    // But nobody waits longer than a quarter of a second.
    assert_eq!(drawn(100.0, 2000, false).wait(1100.0), 250.0);
}

#[test]
fn a_run_whose_speed_is_the_question_is_drawn_as_a_crowded_one() {
    assert_eq!(
        drawn(10.0, 0, true).wait(1010.0),
        drawn(10.0, 2000, false).wait(1010.0)
    );
}

#[test]
fn time_that_passes_is_waited_for_no_longer_and_events_count_once() {
    let pace = drawn(10.0, 2000, false);
    assert_eq!(pace.wait(1010.0) - pace.wait(1030.0), 20.0);
    assert_eq!(pace.wait(5000.0), 0.0);
    // Nothing happened since: it is calm again.
    pace.drawn(1200.0, 1210.0);
    assert!(pace.wait(1210.0) <= 40.0);
    pace.forget();
    assert_eq!(pace.wait(1210.0), 0.0);
}
