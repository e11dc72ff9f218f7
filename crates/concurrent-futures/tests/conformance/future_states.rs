//! The states of a future: what it says of itself, and what `cancel` does to it.

use concurrent_futures::executor::Executor;
use concurrent_futures::future::{FutureError, State, TaskError};

use crate::support::lab;

#[test]
fn cf_009_the_textual_form_shows_state_and_types() {
    let lab = lab(1);
    let states = lab.states();
    let text = |future: &concurrent_futures::future::FutureHandle<u32>| {
        let text = format!("{future:?}");
        assert_eq!(text, future.to_string());
        text.replace(&format!("#{}", future.id()), "#N")
    };
    assert_eq!(text(&states.pending), "<Future #N state=pending>");
    assert_eq!(text(&states.running), "<Future #N state=running>");
    assert_eq!(text(&states.cancelled), "<Future #N state=cancelled>");
    assert_eq!(
        text(&states.succeeded),
        "<Future #N state=finished returned int>"
    );
    let unreadable = "many".parse::<u32>().unwrap_err();
    let failed = lab.submit_with::<u32>(0, Err(unreadable.into()));
    lab.runtime.run();
    assert_eq!(
        text(&failed),
        "<Future #N state=finished raised ParseIntError>"
    );
    states.running.abort();
    assert_eq!(
        text(&states.running),
        "<Future #N state=finished returned int>"
    );
    assert_eq!(
        text(&states.cancelled),
        "<Future #N state=cancelled>",
        "also after its slot passed over it"
    );
}

#[test]
fn cf_010_cancel_stops_only_what_has_not_started() {
    let states = lab(1).states();
    assert!(states.pending.cancel());
    assert_eq!(states.pending.state(), State::Cancelled);
    assert!(states.pending.cancel());
    assert!(states.cancelled.cancel());
    for unchanged in [&states.running, &states.succeeded, &states.failed] {
        let before = unchanged.state();
        assert!(!unchanged.cancel());
        assert_eq!(unchanged.state(), before);
    }
}

#[test]
fn cf_011_cancelled_is_true_for_cancelled_ones_only() {
    let states = lab(1).states();
    assert!(states.cancelled.cancelled());
    for other in [
        states.pending,
        states.running,
        states.succeeded,
        states.failed,
    ] {
        assert!(!other.cancelled());
    }
}

#[test]
fn cf_012_done_is_true_once_cancelled_or_finished() {
    let states = lab(1).states();
    assert!(states.cancelled.done() && states.succeeded.done() && states.failed.done());
    assert!(!states.pending.done() && !states.running.done());
}

#[test]
fn cf_013_running_is_true_only_while_the_task_runs() {
    let lab = lab(1);
    let states = lab.states();
    assert!(states.running.running());
    for other in [
        &states.pending,
        &states.cancelled,
        &states.succeeded,
        &states.failed,
    ] {
        assert!(!other.running());
    }
    lab.runtime.run();
    assert!(!states.running.running());
}

#[test]
fn cf_021_a_snapshot_gives_state_and_outcome_in_one() {
    let states = lab(1).states();
    for (future, state) in [
        (&states.pending, State::Pending),
        (&states.running, State::Running),
    ] {
        let snapshot = future.snapshot();
        assert_eq!(snapshot.state, state);
        assert!(snapshot.outcome.is_none());
    }
    let snapshot = states.succeeded.snapshot();
    assert_eq!(snapshot.state, State::Finished);
    assert_eq!(snapshot.outcome.unwrap().unwrap(), 42);
    let snapshot = states.failed.snapshot();
    assert_eq!(snapshot.state, State::Finished);
    assert!(matches!(
        snapshot.outcome,
        Some(Err(FutureError::Failed(_)))
    ));
    let snapshot = states.cancelled.snapshot();
    assert_eq!(snapshot.state, State::Cancelled);
    assert!(matches!(
        snapshot.outcome,
        Some(Err(FutureError::Cancelled))
    ));
}

#[test]
fn cf_d10_cancel_does_not_touch_a_running_task_abort_does() {
    let lab = lab(1);
    let states = lab.states();
    assert!(!states.running.cancel());
    assert!(states.running.running());
    assert!(states.running.abort());
    assert!(states.running.cancelled());
    assert!(matches!(
        states.running.peek(),
        Some(Err(FutureError::Aborted))
    ));
    assert!(!states.succeeded.abort());
    let next = lab.executor.submit(|| async { Ok::<u32, TaskError>(1) });
    lab.runtime.run();
    assert!(next.unwrap().done() && states.pending.done());
}
