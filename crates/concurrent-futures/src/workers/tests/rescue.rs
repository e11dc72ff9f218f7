//! Nobody waits for a stranger: what waits behind an endless or very long job is done elsewhere.

use std::rc::Rc;
use std::time::Duration;

use super::sim::*;
use crate::executor::Executor;
use crate::future::FutureError;
use crate::workers::Failure;

/// A pool that has measured how short its jobs are.
pub(super) fn used(workers: usize) -> World {
    let world = World::new(workers, |builder| builder);
    world.run(world.pool.warm_up()).unwrap();
    let before: Vec<_> = (0..2000).map(|_| world.submit(10, Fate::Done)).collect();
    world.runtime.run();
    assert!(before.iter().all(Handle::done));
    world
}

pub(super) fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub(super) fn end(world: World, endless: &[Handle], futures: &[Handle]) {
    for future in endless {
        assert!(future.running(), "{future}");
        assert!(future.abort());
    }
    world.finish(futures);
}

#[test]
fn the_neighbours_of_an_endless_job_are_done_soon() {
    for place in [0, 1, 2, 50, 98, 99] {
        let world = World::new(2, |builder| builder);
        world.run(world.pool.warm_up()).unwrap();
        let fate = |i| {
            if i == place {
                Fate::Endless
            } else {
                Fate::Done
            }
        };
        let mut futures: Vec<_> = (0..100).map(|i| world.submit(10, fate(i))).collect();
        let endless = futures.remove(place);
        world.runtime.advance(ms(600));
        for future in &futures {
            outcome(future).unwrap();
        }
        end(world, &[endless], &futures);
    }
}

#[test]
fn an_endless_job_among_a_thousand_tiny_ones_holds_them_up_for_a_tenth_of_a_second() {
    for place in (0..1000).step_by(37) {
        let world = used(2);
        let fate = |i| {
            if i == place {
                Fate::Endless
            } else {
                Fate::Done
            }
        };
        let mut futures: Vec<_> = (0..1000).map(|i| world.submit(10, fate(i))).collect();
        let endless = futures.remove(place);
        world.runtime.advance(ms(100));
        let late = futures.iter().filter(|future| !future.done()).count();
        assert_eq!(late, 0, "behind the one at {place}");
        end(world, &[endless], &futures);
    }
}

#[test]
fn several_endless_ones_take_a_worker_each_and_no_more() {
    for places in [[10, 11], [3, 700], [0, 999], [400, 402]] {
        let world = used(3);
        let fate = |i| {
            if places.contains(&i) {
                Fate::Endless
            } else {
                Fate::Done
            }
        };
        let mut futures: Vec<_> = (0..1000).map(|i| world.submit(10, fate(i))).collect();
        let endless = [futures.remove(places[1]), futures.remove(places[0])];
        world.runtime.run();
        for future in &futures {
            outcome(future).unwrap();
        }
        // The third worker is free.
        let more = world.submit(10, Fate::Done);
        world.runtime.run();
        outcome(&more).unwrap();
        end(world, &endless, &futures);
    }
}

#[test]
fn a_long_job_is_not_begun_anew_for_the_sake_of_its_neighbours() {
    let world = used(2);
    let mut futures: Vec<_> = (0..100).map(|_| world.submit(10, Fate::Done)).collect();
    let begin = crate::runtime::Runtime::now(&world.runtime);
    let long = world.submit(10_000_000, Fate::Done);
    futures.extend((0..100).map(|_| world.submit(10, Fate::Done)));
    world.runtime.advance(ms(100));
    for future in &futures {
        outcome(future).unwrap();
    }
    assert!(long.running());
    world.run(long.result()).unwrap();
    let took = crate::runtime::Runtime::now(&world.runtime) - begin;
    assert!(took < ms(10_010), "{took:?}");
    world.finish(&futures);
}

#[test]
fn a_result_is_not_held_back_by_the_long_job_after_it() {
    let world = used(2);
    let done = world.submit(400, Fate::Done);
    let long = world.submit(10_000_000, Fate::Done);
    let filler: Vec<_> = (0..100).map(|_| world.submit(10, Fate::Done)).collect();
    world.runtime.advance(ms(100));
    assert!(outcome(&done).is_ok());
    assert!(long.running());
    world.runtime.run();
    world.finish(&filler);
}

#[test]
fn what_was_sent_ahead_of_a_long_job_is_done_by_another() {
    let world = World::new(2, |builder| builder);
    let mut futures: Vec<_> = (0..40).map(|_| world.submit(20_000, Fate::Done)).collect();
    let endless = world.submit(20_000, Fate::Endless);
    futures.extend((0..40).map(|_| world.submit(20_000, Fate::Done)));
    world.runtime.advance(ms(5 + 80 * 20 + 400));
    for future in &futures {
        outcome(future).unwrap();
    }
    end(world, &[endless], &futures);
}

#[test]
fn the_rest_of_a_chunk_does_not_wait_for_one_of_it() {
    let world = World::new(2, |builder| builder);
    let chunked = world.pool.chunked(20).unwrap();
    let fate = |i| if i == 7 { Fate::Endless } else { Fate::Done };
    let mut futures: Vec<_> = (0..60)
        .map(|i| chunked.submit(world.job(10, fate(i))).unwrap())
        .collect();
    let endless = futures.remove(7);
    world.runtime.advance(ms(1000));
    for future in &futures {
        outcome(future).unwrap();
    }
    end(world, &[endless], &futures);
}

#[test]
fn while_nothing_is_stuck_nothing_is_done_twice() {
    let world = World::new(4, |builder| builder);
    let micros = [10, 10, 10, 30_000, 10, 10, 700, 10, 2000, 50_000];
    let jobs = micros.iter().cycle().take(2000);
    let futures: Vec<_> = jobs
        .map(|micros| world.submit(*micros, Fate::Done))
        .collect();
    world.runtime.run();
    let twice = (1..=2000).filter(|id| world.runs(*id) > 1).count();
    // One job of 50 ms among others of 10 µs looks as if it did not end.
    assert!(twice < 200, "{twice}");
    let steady = World::new(4, |builder| builder);
    let futures_of_steady: Vec<_> = (0..2000)
        .map(|i| steady.submit(100 + i % 900, Fate::Done))
        .collect();
    steady.runtime.run();
    assert!((1..=2000).all(|id| steady.runs(id) == 1));
    world.finish(&futures);
    steady.finish(&futures_of_steady);
}

#[test]
fn aborting_one_of_a_message_runs_nothing_again() {
    let world = used(1);
    let started = world.pool.statistics()[0].started;
    let futures: Vec<_> = (0..150).map(|_| world.submit(10, Fate::Done)).collect();
    world.runtime.advance(Duration::from_micros(300));
    let aborted = &futures[40];
    assert!(aborted.running());
    assert!(aborted.abort());
    world.runtime.run();
    for (place, future) in futures.iter().enumerate() {
        assert_eq!(outcome(future).is_ok(), place != 40);
        assert_eq!(world.runs(2001 + place as u64), 1);
    }
    assert_eq!(world.pool.statistics()[0].started, started);
    world.finish(&futures);
}

#[test]
fn aborting_the_endless_one_of_a_message_frees_the_worker() {
    for workers in [1, 2] {
        let world = used(workers);
        let mut futures: Vec<_> = (0..50).map(|_| world.submit(10, Fate::Done)).collect();
        let endless = world.submit(10, Fate::Endless);
        futures.extend((0..50).map(|_| world.submit(10, Fate::Done)));
        world.runtime.advance(Duration::from_micros(900));
        assert!(endless.abort());
        world.runtime.advance(ms(150));
        for future in &futures {
            outcome(future).unwrap();
        }
        world.finish(&futures);
    }
}

#[test]
fn a_stuck_worker_that_dies_takes_one_job_with_it() {
    let world = used(2);
    let mut futures: Vec<_> = (0..100).map(|_| world.submit(10, Fate::Done)).collect();
    let endless = world.submit(10, Fate::Endless);
    futures.extend((0..100).map(|_| world.submit(10, Fate::Done)));
    world.runtime.advance(ms(200));
    let name = {
        let begun = world.weather.begun.borrow();
        let last = begun
            .iter()
            .filter(|(_, _, id)| *id == 2101)
            .map(|(_, name, _)| name.clone());
        last.collect::<Vec<_>>()
    };
    let living = world.weather.living.borrow().clone();
    let stuck: Vec<_> = living
        .iter()
        .filter(|line| name.contains(&line.name))
        .collect();
    assert_eq!(stuck.len(), 1, "it runs in one worker");
    stuck[0].kill();
    world.runtime.advance(ms(50));
    // It had come with others: it is tried once more, alone.
    assert!(endless.running());
    world
        .weather
        .living
        .borrow()
        .clone()
        .iter()
        .for_each(|line| line.kill());
    world.runtime.run();
    assert_eq!(failure(&endless), Failure::Vanished);
    for future in &futures {
        outcome(future).unwrap();
    }
    world.finish(&futures);
}

#[test]
fn an_aborted_run_leaves_no_work_behind() {
    let world = used(2);
    let futures: Vec<_> = (0..1000)
        .map(|i| {
            world.submit(
                10,
                if i % 100 == 50 {
                    Fate::Endless
                } else {
                    Fate::Done
                },
            )
        })
        .collect();
    world.runtime.advance(ms(60));
    for future in &futures {
        future.abort();
    }
    world.runtime.run();
    assert!(futures.iter().all(|future| matches!(
        outcome(future),
        Ok(_) | Err(FutureError::Aborted | FutureError::Cancelled)
    )));
    world.finish(&futures);
}

#[test]
fn a_result_that_cannot_be_posted_fails_its_job_and_no_other() {
    let world = used(2);
    // The number of the job is its result: this one cannot travel back.
    let cursed = u64::MAX;
    world.weather.cursed.replace(Some(vec![0xff; 9]));
    let mut futures: Vec<_> = (0..100).map(|_| world.submit(10, Fate::Done)).collect();
    let job = SimJob {
        id: cursed,
        micros: 10,
        fate: Fate::Done,
    };
    let bad = world.pool.submit(job).unwrap();
    futures.extend((0..100).map(|_| world.submit(10, Fate::Done)));
    world.runtime.run();
    assert_eq!(
        failure(&bad),
        Failure::UnsendableResult("there is no room for it".into())
    );
    for future in &futures {
        outcome(future).unwrap();
    }
    assert_eq!(world.runs(cursed), 1);
    world.finish(&futures);
}

#[test]
fn a_job_that_cannot_be_posted_fails_and_no_other() {
    let world = used(2);
    let cursed = u64::MAX;
    world.weather.unposted.replace(Some(vec![0xff; 9]));
    let mut futures: Vec<_> = (0..100).map(|_| world.submit(10, Fate::Done)).collect();
    let job = SimJob {
        id: cursed,
        micros: 10,
        fate: Fate::Done,
    };
    let bad = world.pool.submit(job).unwrap();
    futures.extend((0..100).map(|_| world.submit(10, Fate::Done)));
    world.runtime.run();
    assert_eq!(
        failure(&bad),
        Failure::Unsendable("there is no room for it".into())
    );
    for future in &futures {
        outcome(future).unwrap();
    }
    world.finish(&futures);
}

#[test]
fn a_job_that_cannot_be_encoded_fails_and_no_other() {
    for place in [0, 100, 199] {
        let world = used(2);
        let fate = |i| {
            if i == place {
                Fate::Unsendable
            } else {
                Fate::Done
            }
        };
        let mut futures: Vec<_> = (0..200).map(|i| world.submit(10, fate(i))).collect();
        let bad = futures.remove(place);
        world.runtime.run();
        let Failure::Unsendable(cause) = failure(&bad) else {
            panic!("{bad}");
        };
        assert!(cause.contains("SimJob: "), "{cause}");
        for future in &futures {
            outcome(future).unwrap();
        }
        world.finish(&futures);
    }
}

#[test]
fn a_worker_that_can_post_nothing_at_all_ends() {
    let world = used(1);
    // All messages.
    world.weather.cursed.replace(Some(Vec::new()));
    let future = world.submit(10, Fate::Done);
    world.runtime.run();
    assert!(future.done());
    assert_eq!(world.runs(2001), 1);
    world.finish(&[future]);
}

/// A pool of two, each of whose workers begins with a message of two jobs, the second of them
/// endless.
fn both_stuck() -> (World, [Handle; 2], [Handle; 2]) {
    let world = used(2);
    let chunked = world.pool.chunked(2).unwrap();
    let submit = |fate| chunked.submit(world.job(10, fate)).unwrap();
    let (done, endless): (Vec<_>, Vec<_>) = (0..2)
        .map(|_| (submit(Fate::Done), submit(Fate::Endless)))
        .unzip();
    world.runtime.run();
    (world, done.try_into().unwrap(), endless.try_into().unwrap())
}

#[test]
fn aborting_one_of_as_many_endless_jobs_as_workers_frees_all_others() {
    for which in [0, 1] {
        let (world, done, endless) = both_stuck();
        let later: Vec<_> = (0..100).map(|_| world.submit(10, Fate::Done)).collect();
        world.runtime.run();
        // Both workers are taken, and nobody can know that these two are done.
        assert!(!done.iter().chain(&later).any(Handle::done));
        assert!(endless[which].abort());
        world.runtime.advance(ms(200));
        for future in done.iter().chain(&later) {
            outcome(future).unwrap();
        }
        end(world, &[endless[1 - which].clone()], &later);
    }
}

#[test]
fn the_neighbours_of_an_aborted_job_do_not_wait_for_the_endless_one_of_another_worker() {
    let world = used(2);
    let endless = world.submit(10, Fate::Endless);
    let chunked = world.pool.chunked(3).unwrap();
    let futures = [Fate::Done, Fate::Endless, Fate::Done]
        .map(|fate| chunked.submit(world.job(10, fate)).unwrap());
    world.runtime.advance(ms(1));
    assert!(futures[1].abort());
    // Both are handed on, and the aborted one is not.
    world.runtime.advance(ms(25));
    assert_eq!(world.pool.queued(), 2);
    world.runtime.advance(ms(175));
    outcome(&futures[0]).unwrap();
    outcome(&futures[2]).unwrap();
    end(world, &[endless], &futures);
}

#[test]
fn the_neighbours_of_an_aborted_job_do_not_wait_for_a_worker_that_cannot_be_started() {
    let world = World::new(2, |builder| builder);
    world.weather.room.set(Some(1));
    let chunked = world.pool.chunked(3).unwrap();
    let futures = [Fate::Done, Fate::Endless, Fate::Done]
        .map(|fate| chunked.submit(world.job(10, fate)).unwrap());
    world.runtime.advance(ms(100));
    assert!(futures[1].abort());
    world.runtime.advance(Duration::from_secs(2));
    outcome(&futures[0]).unwrap();
    outcome(&futures[2]).unwrap();
    world.finish(&futures);
}

#[test]
fn a_frozen_worker_is_ended_once_others_have_done_what_it_had() {
    let world = used(2);
    let name = |line: &Rc<Line>| line.name.clone();
    let frozen = world.weather.living.borrow()[0].clone();
    frozen.freeze();
    let chunked = world.pool.chunked(2).unwrap();
    let futures = [Fate::Done; 2].map(|fate| chunked.submit(world.job(10, fate)).unwrap());
    world.runtime.advance(ms(100));
    for future in &futures {
        outcome(future).unwrap();
    }
    let living: Vec<_> = world.weather.living.borrow().iter().map(name).collect();
    assert_eq!(living, ["worker_1"]);
    world.finish(&futures);
}
