//! What a worker has that is silent for too long: who is handed it, and who keeps it.

use std::time::Duration;

use super::rescue::{end, ms, used};
use super::sim::*;
use crate::executor::Executor;
use crate::runtime::Runtime;

/// A message of its own.
pub(super) fn chunk<const N: usize>(world: &World, jobs: [(u64, Fate); N]) -> [Handle; N] {
    let chunked = world.pool.chunked(N).unwrap();
    jobs.map(|(micros, fate)| chunked.submit(world.job(micros, fate)).unwrap())
}

/// What is begun from now on: after how many ms, in which worker, which job, counted from `first`.
pub(super) struct Begun {
    since: Duration,
    skip: usize,
    first: u64,
}

impl Begun {
    pub(super) fn now(world: &World, first: u64) -> Self {
        Begun {
            since: world.runtime.now(),
            skip: world.weather.begun.borrow().len(),
            first,
        }
    }

    pub(super) fn list(&self, world: &World) -> Vec<(u64, String, u64)> {
        let begun = world.weather.begun.borrow();
        let mut list: Vec<_> = begun[self.skip..]
            .iter()
            .map(|(at, worker, id)| {
                let after = (*at - self.since).as_millis() as u64;
                (after, worker.clone(), id - self.first)
            })
            .collect();
        // A worker's clock runs ahead of the page's.
        list.sort();
        list
    }
}

pub(super) fn expect_begun(world: &World, since: &Begun, expected: &[(u64, &str, u64)]) {
    let begun = since.list(world);
    let begun: Vec<_> = begun
        .iter()
        .map(|(at, worker, id)| (*at, worker.as_str(), *id))
        .collect();
    assert_eq!(begun, expected);
}

/// Behind an endless job, one of 50 ms and a short one wait in a message of their own.
#[test]
fn what_was_sent_ahead_goes_on_together_and_is_not_begun_anew_where_it_is_slow() {
    let world = used(3);
    let since = Begun::now(&world, 2001);
    let endless = world.submit(10, Fate::Endless);
    let mut futures = vec![world.submit(600, Fate::Done), world.submit(600, Fate::Done)];
    futures.extend(chunk(&world, [(50_000, Fate::Done), (10, Fate::Done)]));
    // So many that the queue is long until those two are sent.
    let filler = world.pool.chunked(10).unwrap();
    futures.extend((0..10).map(|_| filler.submit(world.job(1, Fate::Done)).unwrap()));
    world.runtime.advance(ms(200));
    for future in &futures {
        outcome(future).unwrap();
    }
    let begun = since.list(&world);
    let begun: Vec<_> = begun.iter().filter(|(_, _, id)| *id < 5).collect();
    let expected = [
        (0, "worker_0", 0),
        (0, "worker_1", 1),
        (0, "worker_2", 2),
        (20, "worker_1", 3),
        // At 40 ms that one is silent for too long as well: both are tried alone.
        (40, "worker_2", 3),
        (65, "worker_3", 4),
        (70, "worker_1", 4),
    ];
    let expected = expected.map(|(at, worker, id)| (at, worker.to_owned(), id));
    assert_eq!(begun, expected.iter().collect::<Vec<_>>());
    end(world, &[endless], &futures);
}

/// The worker in which a job is tried ends by an error that no job made.
#[test]
fn what_was_on_trial_in_a_worker_that_ends_is_tried_again() {
    let world = used(2);
    let [done, endless] = chunk(&world, [(400, Fate::Done), (10, Fate::Endless)]);
    world.runtime.advance(ms(20) + Duration::from_micros(200));
    let trying = world.weather.living.borrow()[1].clone();
    assert_eq!(world.runs(2001), 2);
    trying.stray_error();
    world.runtime.advance(ms(20));
    outcome(&done).unwrap();
    end(world, &[endless], &[done]);
}

#[test]
fn what_waits_in_the_page_is_not_put_back_once_more_when_the_worker_that_has_it_ends() {
    let world = used(2);
    let busy = world.submit(10_000_000, Fate::Done);
    let [done, endless] = chunk(&world, [(10, Fate::Done), (10, Fate::Endless)]);
    world.runtime.advance(ms(199));
    assert_eq!(world.pool.queued(), 0);
    // Where all are busy it takes ten times as long.
    world.runtime.advance(ms(2));
    assert_eq!(world.pool.queued(), 2);
    let stuck = world.weather.living.borrow()[1].clone();
    stuck.stray_error();
    world.runtime.advance(ms(1));
    assert_eq!(world.pool.queued(), 2);
    world.runtime.advance(ms(10));
    outcome(&done).unwrap();
    end(world, &[endless], &[busy, done]);
}

/// Its worker ended meanwhile: it may take the time it takes where it was tried.
#[test]
fn a_slow_job_that_nobody_else_has_any_more_goes_on_where_it_is_tried() {
    let world = used(2);
    let since = Begun::now(&world, 2001);
    let futures = chunk(&world, [(100_000, Fate::Done), (10, Fate::Done)]);
    world.runtime.advance(ms(30));
    let stuck = world.weather.living.borrow()[0].clone();
    stuck.stray_error();
    world.runtime.run();
    let expected = [
        (0, "worker_0", 0),
        (20, "worker_1", 0),
        (35, "worker_2", 1),
        // The clock of a worker that is gone.
        (100, "worker_0", 1),
    ];
    expect_begun(&world, &since, &expected);
    world.finish(&futures);
}

/// Of both it is known that they are slow, and the worker is ended that has them, not another.
#[test]
fn what_waits_behind_an_endless_one_and_takes_long_is_done_in_the_end() {
    let world = used(3);
    let busy = world.submit(10_000_000, Fate::Done);
    let [endless, long] = chunk(&world, [(10, Fate::Endless), (100_000, Fate::Done)]);
    world.runtime.advance(ms(300));
    outcome(&long).unwrap();
    assert!(busy.running());
    end(world, &[endless], &[busy, long]);
}

/// The first to have it answers after all; the second never does.
#[test]
fn a_frozen_worker_is_ended_whose_only_job_another_has_done() {
    let world = used(2);
    let mut futures = vec![
        world.submit(50_000, Fate::Done),
        world.submit(600, Fate::Done),
    ];
    // It is sent ahead of the first, as the queue is long.
    futures.extend(chunk(&world, [(10, Fate::Done)]));
    futures.extend(chunk(&world, [(10, Fate::Done); 10]));
    world.runtime.advance(ms(10));
    world.weather.living.borrow()[1].freeze();
    world.runtime.advance(ms(200));
    for future in &futures {
        outcome(future).unwrap();
    }
    let ended: Vec<_> = world.weather.ends.borrow().keys().cloned().collect();
    assert_eq!(ended, ["worker_1"]);
    world.finish(&futures);
}

/// All others of its message are answered, so it is the one, and nobody need try.
#[test]
fn the_last_open_one_of_a_message_is_left_where_it_is() {
    let world = World::new(2, |builder| builder.max_jobs_per_worker(3));
    world.run(world.pool.warm_up()).unwrap();
    // The second worker does two jobs.
    let mut futures = vec![world.submit(40, Fate::Done), world.submit(10, Fate::Done)];
    world.runtime.advance(Duration::from_micros(60));
    futures.push(world.submit(10, Fate::Done));
    world.runtime.run();
    let since = Begun::now(&world, 4);
    let [done, endless] = chunk(&world, [(10, Fate::Done), (10, Fate::Endless)]);
    world.runtime.advance(ms(100));
    let expected = [
        (0, "worker_0", 0),
        (0, "worker_0", 1),
        // That was the last it may do.
        (20, "worker_1", 0),
    ];
    expect_begun(&world, &since, &expected);
    outcome(&done).unwrap();
    assert!(world.weather.ends.borrow().contains_key("worker_1"));
    end(world, &[endless], &futures);
}

#[test]
fn what_was_with_an_aborted_job_goes_on_one_by_one_in_a_pool_of_one() {
    let world = used(1);
    let fates = [Fate::Done, Fate::Endless, Fate::Endless, Fate::Done];
    let futures = chunk(&world, fates.map(|fate| (10, fate)));
    world.runtime.advance(ms(1));
    assert!(futures[1].abort());
    world.runtime.advance(ms(100));
    outcome(&futures[0]).unwrap();
    assert!(futures[2].running() && !futures[3].done());
    end(world, &[futures[2].clone()], &futures);
}
