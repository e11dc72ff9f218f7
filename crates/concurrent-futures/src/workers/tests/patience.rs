//! How long a worker may be silent before others are handed what waits in it.

use std::time::Duration;

use super::handing_on::{Begun, chunk, expect_begun};
use super::rescue::{end, ms, used};
use super::sim::*;
use crate::runtime::Runtime;

/// A pool that could have two workers, has one, and knows that its jobs are short.
fn one_of_two() -> World {
    let world = World::new(2, |builder| builder);
    let future = world.submit(10, Fate::Done);
    world.run(future.result()).unwrap();
    assert_eq!(world.pool.live_workers(), 1);
    world
}

#[test]
fn where_one_more_may_be_started_nobody_waits_for_long() {
    let world = one_of_two();
    let since = Begun::now(&world, 2);
    let [done, endless] = chunk(&world, [(10, Fate::Done), (10, Fate::Endless)]);
    world.runtime.advance(ms(40));
    outcome(&done).unwrap();
    let expected = [
        (0, "worker_0", 0),
        (0, "worker_0", 1),
        (25, "worker_1", 0),
        // It is told of the first answer only after it was handed the next job.
        (25, "worker_1", 1),
    ];
    expect_begun(&world, &since, &expected);
    end(world, &[endless], &[done]);
}

#[test]
fn as_many_are_started_at_once_as_there_is_to_be_handed_on() {
    let world = World::new(4, |builder| builder);
    let future = world.submit(10, Fate::Done);
    world.run(future.result()).unwrap();
    let futures = chunk(&world, [(10, Fate::Endless); 3]);
    world.runtime.advance(ms(21));
    assert_eq!(world.pool.live_workers(), 4);
    end(world, &futures, &futures);
}

#[test]
fn while_all_are_busy_nothing_is_handed_on_so_soon() {
    let world = used(2);
    let since = Begun::now(&world, 2001);
    let mut futures = Vec::new();
    for _ in 0..2 {
        futures.extend(chunk(&world, [(100_000, Fate::Done), (10, Fate::Done)]));
    }
    world.runtime.advance(ms(90));
    assert_eq!(world.pool.queued(), 0);
    world.runtime.run();
    let expected = [
        (0, "worker_0", 0),
        (0, "worker_1", 2),
        (100, "worker_0", 1),
        (100, "worker_1", 3),
    ];
    expect_begun(&world, &since, &expected);
    world.finish(&futures);
}

/// The neighbours are handed on at 20 ms, and at 40 ms the worker that is to take them is still starting.
#[test]
fn a_worker_with_an_aborted_job_lives_while_another_starts_for_what_it_has() {
    let world = one_of_two();
    world.weather.start.set(ms(30));
    let jobs = [Fate::Done, Fate::Endless, Fate::Done].map(|fate| (10, fate));
    let begin = world.runtime.now();
    let futures = chunk(&world, jobs);
    world.runtime.advance(ms(1));
    assert!(futures[1].abort());
    world.runtime.run();
    outcome(&futures[0]).unwrap();
    outcome(&futures[2]).unwrap();
    let ended = world.weather.ends.borrow()["worker_0"] - begin;
    assert_eq!((ended.as_millis(), world.weather.made.get()), (50, 2));
    world.finish(&futures);
}

#[test]
fn a_worker_that_has_one_job_alone_is_sent_ahead_however_long_that_takes() {
    let world = used(2);
    let mut futures: Vec<_> = (0..2)
        .map(|_| world.submit(1_000_000, Fate::Done))
        .collect();
    world.runtime.advance(ms(500));
    futures.extend((0..200).map(|_| world.submit(10, Fate::Done)));
    world.runtime.advance(Duration::from_micros(1));
    let sent = futures.iter().filter(|future| future.running()).count();
    assert!(sent > 2, "only the two that run were sent");
    world.finish(&futures);
}

/// A timer of the page that is late by more than 15 ms was held up with everything else, and the
/// answer may be there already: 5 ms more are waited.
#[test]
fn an_answer_that_a_busy_page_has_not_read_yet_is_waited_for() {
    let cases = [
        (0, 10_000_000, Some(20)),
        (15, 10_000_000, Some(35)),
        (16, 10_000_000, Some(41)),
        (16, 38_000, None),
    ];
    for (late, micros, elsewhere) in cases {
        let world = used(2);
        let since = Begun::now(&world, 2001);
        world.weather.late.set(ms(late));
        let futures = chunk(
            &world,
            [(10, Fate::Done), (micros, Fate::Done), (10, Fate::Done)],
        );
        world.runtime.advance(ms(1));
        world.weather.late.set(Duration::ZERO);
        world.runtime.advance(ms(60));
        let begun = since.list(&world);
        let mut others = begun.iter().filter(|(_, worker, _)| worker == "worker_1");
        let first = others.next().map(|(at, _, job)| (*at, *job));
        assert_eq!(first, elsewhere.map(|at| (at, 0)), "{late} ms late");
        world.finish(&futures);
    }
}

#[test]
fn in_a_pool_of_one_a_worker_may_take_its_time() {
    let world = used(1);
    let since = Begun::now(&world, 2001);
    let futures = chunk(&world, [(1_000_000, Fate::Done), (10, Fate::Done)]);
    world.runtime.run();
    expect_begun(&world, &since, &[(0, "worker_0", 0), (1000, "worker_0", 1)]);
    world.finish(&futures);
}
