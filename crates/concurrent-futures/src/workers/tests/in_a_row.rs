//! Workers that end again and again, with nobody to blame.

use std::time::Duration;

use super::sim::*;
use crate::future::FutureError;
use crate::runtime::Runtime;
use crate::workers::{Failure, JobOptions};

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A job that goes before those submitted earlier.
fn first(world: &World, priority: i8, fate: Fate) -> Handle {
    let options = JobOptions {
        priority,
        ..JobOptions::default()
    };
    let job = world.job(1_000_000, fate);
    world.pool.submit_with(job, options).unwrap()
}

/// Ends the youngest worker by an error that no job made.
fn stray_error(world: &World) {
    let line = world.weather.living.borrow().last().unwrap().clone();
    line.stray_error();
}

/// How long it takes until one more worker is started.
fn until_next_start(world: &World) -> Duration {
    let made = world.weather.made.get();
    let begin = world.runtime.now();
    while world.weather.made.get() == made {
        assert!(world.runtime.now() - begin < ms(10_000), "none is started");
        world.runtime.advance(Duration::from_micros(100));
    }
    world.runtime.now() - begin
}

#[test]
fn three_ends_in_a_row_that_no_job_explains_break_a_pool_without_other_workers() {
    let world = World::new(1, |builder| builder);
    let mut futures = Vec::new();
    for priority in 0..3 {
        assert_eq!(world.pool.broken(), None);
        futures.push(first(&world, priority, Fate::Done));
        world.runtime.advance(ms(200));
        assert!(futures[priority as usize].running());
        stray_error(&world);
        world.runtime.advance(ms(1));
    }
    let reason = "the pool is broken: 3 workers in a row ended without doing a job; the last: \
                  uncaught error in worker worker_2: from a timer";
    for future in &futures {
        let error = outcome(future).unwrap_err();
        assert!(
            matches!(&error, FutureError::Broken(said) if said.to_string() == reason),
            "{error}"
        );
    }
    world.finish(&futures);
}

#[test]
fn an_end_that_a_job_explains_is_not_one_of_them() {
    let world = World::new(1, |builder| builder);
    let mut futures = Vec::new();
    for (priority, fate) in [Fate::Done, Fate::Done, Fate::Vanish, Fate::Done, Fate::Done]
        .into_iter()
        .enumerate()
    {
        futures.push(first(&world, priority as i8, fate));
        world.runtime.advance(ms(200));
        if fate == Fate::Done {
            stray_error(&world);
        } else {
            world.runtime.advance(ms(850));
        }
        world.runtime.advance(ms(1));
    }
    world.runtime.run();
    assert_eq!(failure(&futures[2]), Failure::Vanished);
    futures.remove(2);
    for future in &futures {
        outcome(future).unwrap();
    }
    world.finish(&futures);
}

#[test]
fn an_answer_in_between_ends_the_row() {
    let world = World::new(1, |builder| builder);
    for _ in 0..5 {
        let future = world.submit(1_000_000, Fate::Done);
        world.runtime.advance(ms(200));
        stray_error(&world);
        assert!(world.run(future.result()).is_ok());
    }
    world.finish(&[]);
}

#[test]
fn where_others_are_at_work_each_pause_is_twice_as_long() {
    let world = World::new(2, |builder| builder);
    let healthy = world.submit(60_000_000, Fate::Done);
    world.runtime.advance(ms(10));
    let mut futures = vec![first(&world, 0, Fate::Done)];
    let mut pauses = Vec::new();
    for priority in 1..6 {
        world.runtime.advance(ms(10));
        stray_error(&world);
        futures.push(first(&world, priority, Fate::Done));
        pauses.push(until_next_start(&world).as_millis());
    }
    assert_eq!(pauses, [0, 50, 100, 200, 400]);
    world.runtime.run();
    assert_eq!(world.pool.broken(), None);
    for future in futures.iter().chain([&healthy]) {
        outcome(future).unwrap();
    }
    world.finish(&futures);
}

#[test]
fn idle_workers_that_end_are_no_failure_at_all() {
    let world = World::new(1, |builder| builder);
    for _ in 0..5 {
        world.run(world.pool.warm_up()).unwrap();
        stray_error(&world);
        world.runtime.run();
        assert_eq!((world.pool.live_workers(), world.pool.broken()), (0, None));
    }
    world.finish(&[]);
}
