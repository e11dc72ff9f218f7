//! Whose fault it was, and that nobody else pays.

use std::time::Duration;

use super::sim::*;
use crate::executor::SubmitError;
use crate::future::FutureError;
use crate::workers::wire::{self, Status};
use crate::workers::{CrashPolicy, Failure};

/// One bad job among many small ones, which travel together.
fn one_bad_among_small(fate: Fate) -> (World, Handle, Vec<Handle>) {
    let world = World::new(2, |builder| builder);
    let mut futures: Vec<_> = (0..200).map(|_| world.submit(5, Fate::Done)).collect();
    let bad = world.submit(5, fate);
    futures.extend((0..200).map(|_| world.submit(5, Fate::Done)));
    world.runtime.run();
    (world, bad, futures)
}

fn harms_nobody_else(fate: Fate, expected: Failure) {
    let (world, bad, futures) = one_bad_among_small(fate);
    assert_eq!(failure(&bad), expected);
    for future in &futures {
        outcome(future).unwrap();
    }
    world.finish(&futures);
}

#[test]
fn a_panic_costs_only_its_job() {
    harms_nobody_else(
        Fate::Panic,
        Failure::Panic {
            message: "job 201 panicked".into(),
            location: "here".into(),
        },
    );
}

#[test]
fn a_worker_that_closes_itself_costs_only_the_job_that_did() {
    harms_nobody_else(Fate::Close, Failure::Closed);
}

#[test]
fn a_trap_that_nobody_can_explain_costs_only_its_job() {
    harms_nobody_else(Fate::Trap, Failure::Trap("unreachable".into()));
}

#[test]
fn a_worker_that_vanishes_costs_only_the_job_it_ran() {
    harms_nobody_else(Fate::Vanish, Failure::Vanished);
}

#[test]
fn an_error_is_an_answer_like_others() {
    let (world, bad, futures) = one_bad_among_small(Fate::Failed);
    let error = outcome(&bad).unwrap_err();
    assert_eq!(error.to_string(), "job 201 failed");
    assert_eq!(
        bad.to_string(),
        format!("<Future #{} state=finished raised Message>", bad.id())
    );
    world.finish(&futures);
}

#[test]
fn an_idle_worker_that_vanishes_is_replaced_when_needed() {
    let world = World::new(1, |builder| builder);
    for _ in 0..10 {
        let future = world.submit(10, Fate::Done);
        world.run(future.result()).unwrap();
        let line = world.weather.living.borrow()[0].clone();
        line.kill();
        world.runtime.run();
        assert_eq!(world.pool.live_workers(), 0);
    }
    assert_eq!(world.pool.broken(), None);
    world.finish(&[]);
}

#[test]
fn cf_092_workers_that_never_come_up_break_the_pool() {
    let world = World::new(2, |builder| builder);
    world.weather.fail_to_load.set(usize::MAX);
    let futures: Vec<_> = (0..5).map(|_| world.submit(10, Fate::Done)).collect();
    world.runtime.run();
    for future in &futures {
        let error = outcome(future).unwrap_err();
        assert!(matches!(error, FutureError::Broken(_)));
        assert_eq!(
            error.to_string(),
            "the pool is broken: 3 workers in a row ended without doing a job; the last: \
             worker worker_2 could not be started: not found"
        );
    }
    let refused = world.pool.submit(world.job(1, Fate::Done)).unwrap_err();
    assert!(matches!(refused, SubmitError::Broken(_)));
    world.finish(&futures);
}

#[test]
fn cf_094_workers_the_browser_refuses_to_make_break_the_pool() {
    let world = World::new(2, |builder| builder);
    world.weather.refuse.set(usize::MAX);
    let future = world.submit(10, Fate::Done);
    world.runtime.run();
    assert!(matches!(outcome(&future), Err(FutureError::Broken(_))));
    assert!(world.run(world.pool.warm_up()).is_err());
    world.finish(&[future]);
}

#[test]
fn a_worker_that_fails_to_load_once_is_tried_again() {
    let world = World::new(2, |builder| builder);
    world.weather.fail_to_load.set(2);
    let future = world.submit(10, Fate::Done);
    world.runtime.run();
    assert_eq!(outcome(&future).unwrap(), 1);
    world.finish(&[future]);
}

#[test]
fn a_worker_that_is_never_ready_is_given_up() {
    let world = World::new(1, |builder| builder.start_timeout(Duration::from_secs(2)));
    world.weather.start.set(Duration::from_secs(3600));
    let future = world.submit(10, Fate::Done);
    world.runtime.run();
    let text = outcome(&future).unwrap_err().to_string();
    assert!(
        text.ends_with("worker worker_2 was not ready within 2 s"),
        "{text}"
    );
}

#[test]
fn ten_bad_jobs_in_a_row_do_not_break_the_pool() {
    let world = World::new(2, |builder| builder);
    let bad: Vec<_> = (0..10).map(|_| world.submit(10, Fate::Vanish)).collect();
    let good = world.submit(10, Fate::Done);
    world.runtime.run();
    for future in &bad {
        assert_eq!(failure(future), Failure::Vanished);
    }
    outcome(&good).unwrap();
    world.finish(&bad);
}

#[test]
fn cf_079_with_break_one_death_fails_everything() {
    let world = World::new(2, |builder| builder.crash_policy(CrashPolicy::Break));
    let futures: Vec<_> = (0..20)
        .map(|i| world.submit(1000, if i == 3 { Fate::Vanish } else { Fate::Done }))
        .collect();
    world.runtime.run();
    let broken = futures.iter().filter(|future| {
        matches!(outcome(future), Err(FutureError::Broken(reason)) if reason.to_string().contains("vanished"))
    });
    assert!(broken.count() >= 16);
    let error = world.pool.submit(world.job(1, Fate::Done)).unwrap_err();
    assert!(error.to_string().contains("vanished"));
    // Broken is said first, also after a shutdown.
    drop(world.pool.shutdown(false));
    let again = world.pool.submit(world.job(1, Fate::Done)).unwrap_err();
    assert_eq!(again, error);
    world.finish(&futures);
}

#[test]
fn abort_stops_a_running_job_and_nothing_else() {
    let world = World::new(2, |builder| builder);
    let endless = world.submit(0, Fate::Endless);
    let others: Vec<_> = (0..50).map(|_| world.submit(1000, Fate::Done)).collect();
    world.runtime.advance(Duration::from_millis(100));
    assert!(endless.abort());
    assert!(endless.cancelled());
    world.runtime.run();
    for future in &others {
        outcome(future).unwrap();
    }
    world.finish(&others);
}

#[test]
fn an_aborted_job_behind_another_never_harms_the_one_before() {
    let world = World::new(1, |builder| builder);
    let futures: Vec<_> = (0..12).map(|_| world.submit(20_000, Fate::Done)).collect();
    world.runtime.advance(Duration::from_millis(10));
    let sent_ahead = &futures[1];
    assert!(sent_ahead.running());
    assert!(sent_ahead.abort());
    world.runtime.run();
    for (place, future) in futures.iter().enumerate() {
        assert_eq!(outcome(future).is_ok(), place != 1);
    }
    let begun = world.weather.begun.borrow();
    assert_eq!(begun.iter().filter(|(_, _, id)| *id == 1).count(), 1);
    drop(begun);
    world.finish(&futures);
}

#[test]
fn cf_110_a_death_after_shutdown_does_not_hang() {
    let world = World::new(1, |builder| builder);
    let bad = world.submit(1000, Fate::Vanish);
    let good = world.submit(1000, Fate::Done);
    world.run(world.pool.shutdown(false));
    assert_eq!(failure(&bad), Failure::Vanished);
    outcome(&good).unwrap();
    world.finish(&[]);
}

#[test]
fn abort_ends_the_worker_of_the_job_at_once_and_no_other() {
    let world = World::new(2, |builder| builder);
    let futures = [(); 2].map(|()| world.submit(10_000, Fate::Done));
    world.runtime.advance(Duration::from_millis(8));
    assert!(futures[1].abort());
    let ended: Vec<_> = world.weather.ends.borrow().keys().cloned().collect();
    assert_eq!(ended, ["worker_1"]);
    world.runtime.run();
    outcome(&futures[0]).unwrap();
    assert_eq!(world.runs(1), 1);
    world.finish(&futures);
}

#[test]
fn a_worker_that_answers_what_nobody_asked_is_not_believed() {
    // The number of the first job it answers, and of how many.
    for (first, count) in [(0, 2), (1, 1), (1, 2), (0, 0)] {
        let world = World::new(1, |builder| builder);
        let future = world.submit(10_000, Fate::Done);
        world.runtime.advance(Duration::from_millis(8));
        let mut answer = Vec::new();
        wire::begin_outcomes(&mut answer, first, 0.0, 0.0);
        for _ in 0..count {
            wire::push_outcome(&mut answer, Status::Result, 0, |out| {
                wire::encode(out, &7u64)
            })
            .unwrap();
        }
        let line = world.weather.living.borrow()[0].clone();
        line.say(answer);
        world.runtime.run();
        assert_eq!(failure(&future), Failure::Message);
        world.finish(&[future]);
    }
}
