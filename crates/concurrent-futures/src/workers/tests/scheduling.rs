//! Which job runs where and when.

use std::time::Duration;

use super::sim::*;
use crate::executor::SubmitError;
use crate::future::{FutureError, State};
use crate::workers::JobOptions;

fn elapsed(world: &World, jobs: Vec<u64>) -> Duration {
    let warm = world.pool.warm_up();
    world.run(warm).unwrap();
    let begin = crate::runtime::Runtime::now(&world.runtime);
    let futures: Vec<_> = jobs
        .into_iter()
        .map(|micros| world.submit(micros, Fate::Done))
        .collect();
    for future in futures {
        world.run(future.result()).unwrap();
    }
    crate::runtime::Runtime::now(&world.runtime) - begin
}

#[test]
fn results_come_back_to_their_own_futures() {
    let world = World::new(3, |builder| builder);
    let futures: Vec<_> = (0..1000).map(|i| world.submit(i % 7, Fate::Done)).collect();
    for (i, future) in futures.iter().enumerate() {
        assert_eq!(world.run(future.result()).unwrap(), i as u64 + 1);
    }
    world.finish(&futures);
}

#[test]
fn equal_jobs_keep_all_workers_busy() {
    let world = World::new(2, |builder| builder);
    let time = elapsed(&world, vec![20_000; 64]).as_secs_f64();
    assert!(time < 0.640 * 1.005, "{time}");
}

#[test]
fn uneven_jobs_stay_balanced() {
    let world = World::new(2, |builder| builder);
    let jobs: Vec<u64> = (0..32)
        .map(|i| if i < 16 && i % 2 == 0 { 80_000 } else { 10_000 })
        .collect();
    let time = elapsed(&world, jobs).as_secs_f64();
    assert!(time < 0.440 * 1.03, "{time}");
}

#[test]
fn tiny_jobs_cost_little_more_than_their_work() {
    let world = World::new(2, |builder| builder);
    let time = elapsed(&world, vec![10; 10_000]).as_secs_f64();
    assert!(time < 0.050 * 1.05, "{time}");
}

#[test]
fn a_job_is_running_once_sent_and_only_queued_ones_can_be_cancelled() {
    let world = World::new(1, |builder| builder);
    let first = world.submit(1000, Fate::Done);
    assert_eq!(first.state(), State::Pending);
    let others: Vec<_> = (0..3).map(|_| world.submit(1000, Fate::Done)).collect();
    world
        .runtime
        .advance(Duration::from_millis(5) + Duration::from_micros(500));
    assert_eq!(first.state(), State::Running);
    assert!(!first.cancel());
    assert!(others.iter().all(|future| future.cancel()));
    assert_eq!(world.run(first.result()).unwrap(), 1);
    world.runtime.run();
    assert_eq!(world.weather.begun.borrow().len(), 1);
    world.finish(&others);
}

#[test]
fn jobs_begin_in_the_order_of_submission() {
    let world = World::new(1, |builder| builder);
    let futures: Vec<_> = (0..500).map(|i| world.submit(i % 50, Fate::Done)).collect();
    world.runtime.run();
    let begun: Vec<u64> = world
        .weather
        .begun
        .borrow()
        .iter()
        .map(|(_, _, id)| *id)
        .collect();
    assert_eq!(begun, (1..=500).collect::<Vec<_>>());
    world.finish(&futures);
}

#[test]
fn higher_priorities_go_first() {
    let world = World::new(1, |builder| builder);
    let submit = |priority| {
        let options = JobOptions {
            priority,
            ..JobOptions::default()
        };
        world
            .pool
            .submit_with(world.job(1000, Fate::Done), options)
            .unwrap()
    };
    let futures = [submit(0), submit(-1), submit(7), submit(0)];
    world.runtime.run();
    let begun: Vec<u64> = world
        .weather
        .begun
        .borrow()
        .iter()
        .map(|(_, _, id)| *id)
        .collect();
    assert_eq!(begun, [3, 1, 4, 2]);
    world.finish(&futures);
}

#[test]
fn cf_033_any_chunk_size_gives_the_same_list() {
    for chunk_size in [1, 6, 7, 100] {
        let world = World::new(2, |builder| builder);
        let mut map = world
            .pool
            .map_chunked(chunk_size, 0..50u64, |id| SimJob {
                id,
                micros: 100,
                fate: Fate::Done,
            })
            .unwrap();
        let futures: Vec<_> = map.futures().cloned().collect();
        let list = world.run(async move {
            let mut list = Vec::new();
            while let Some(result) = map.next().await {
                list.push(result.unwrap());
            }
            list
        });
        assert_eq!(list, (0..50).collect::<Vec<_>>());
        world.finish(&futures);
    }
}

#[test]
fn cf_q08_a_chunk_of_nothing_is_refused() {
    let world = World::new(2, |builder| builder);
    let error = world
        .pool
        .map_chunked(0, 0..1u64, |_| world_job())
        .err()
        .unwrap();
    assert_eq!(error.to_string(), "chunksize must be >= 1");
}

fn world_job() -> SimJob {
    SimJob {
        id: 0,
        micros: 0,
        fate: Fate::Done,
    }
}

#[test]
fn cf_q07_an_error_does_not_lose_the_results_of_its_chunk() {
    let world = World::new(2, |builder| builder);
    let mut map = world
        .pool
        .map_chunked(4, 0..8u64, |id| SimJob {
            id,
            micros: 100,
            fate: if id == 5 { Fate::Failed } else { Fate::Done },
        })
        .unwrap();
    let seen = world.run(async move {
        let mut seen = Vec::new();
        while let Some(result) = map.next().await {
            seen.push(result.map_err(|error| error.to_string()));
        }
        seen
    });
    let expected = [
        Ok(0),
        Ok(1),
        Ok(2),
        Ok(3),
        Ok(4),
        Err("job 5 failed".to_owned()),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_time_limit_counts_from_the_start_of_the_job() {
    let world = World::new(1, |builder| builder.job_timeout(Duration::from_millis(30)));
    let futures: Vec<_> = (0..10).map(|_| world.submit(20_000, Fate::Done)).collect();
    let endless = world.submit(0, Fate::Endless);
    let after = world.submit(20_000, Fate::Done);
    world.runtime.run();
    for future in &futures {
        outcome(future).unwrap();
    }
    assert_eq!(
        failure(&endless),
        crate::workers::Failure::Timeout(Duration::from_millis(30))
    );
    assert_eq!(outcome(&after).unwrap(), 12);
    world.finish(&futures);
}

#[test]
fn a_time_limit_holds_also_behind_small_jobs_that_travel_together() {
    let world = super::rescue::used(1);
    let mut futures: Vec<_> = (0..5).map(|_| world.submit(10, Fate::Done)).collect();
    let limit = Duration::from_millis(30);
    let options = JobOptions {
        timeout: Some(limit),
        ..JobOptions::default()
    };
    let endless = world.job(10, Fate::Endless);
    let limited = world.pool.submit_with(endless, options).unwrap();
    futures.extend((0..5).map(|_| world.submit(10, Fate::Done)));
    world.runtime.run();
    assert_eq!(failure(&limited), crate::workers::Failure::Timeout(limit));
    for (place, future) in futures.iter().enumerate() {
        let id = 2001 + place as u64 + u64::from(place >= 5);
        assert_eq!((outcome(future).unwrap(), world.runs(id)), (id, 1));
    }
    world.finish(&futures);
}

#[test]
fn one_with_a_time_limit_is_alone_in_its_message() {
    let world = super::rescue::used(1);
    let busy = world.submit(40, Fate::Done);
    let before = world.submit(10, Fate::Done);
    let limit = Duration::from_millis(30);
    let options = JobOptions {
        timeout: Some(limit),
        ..JobOptions::default()
    };
    let endless = world.job(10, Fate::Endless);
    let limited = world.pool.submit_with(endless, options).unwrap();
    let after = world.submit(10, Fate::Done);
    world.runtime.advance(Duration::from_millis(10));
    outcome(&before).unwrap();
    assert_eq!((limited.running(), after.running()), (true, false));
    world.runtime.run();
    assert_eq!(failure(&limited), crate::workers::Failure::Timeout(limit));
    outcome(&after).unwrap();
    world.finish(&[busy]);
}

#[test]
fn a_full_queue_refuses_and_cancelled_jobs_make_room() {
    let world = World::new(1, |builder| builder.queue_limit(2));
    let futures = [world.submit(10, Fate::Done), world.submit(10, Fate::Done)];
    let error = world.pool.submit(world.job(10, Fate::Done)).unwrap_err();
    assert_eq!(error, SubmitError::QueueFull { limit: 2 });
    assert!(futures[0].cancel());
    let third = world.submit(10, Fate::Done);
    world.runtime.run();
    assert!(matches!(outcome(&futures[0]), Err(FutureError::Cancelled)));
    outcome(&third).unwrap();
    world.finish(&futures);
}

#[test]
fn workers_that_run_ahead_do_not_outlive_the_queue_by_much() {
    // Three jobs at a time are handed to each worker, but never the last ones.
    let world = World::new(4, |builder| builder);
    let time = elapsed(&world, vec![50_000; 40]).as_secs_f64();
    assert!(time < 0.500 * 1.005, "{time}");
}

#[test]
fn a_worker_that_may_take_no_more_keeps_no_other_from_being_sent_ahead() {
    let world = World::new(2, |builder| builder.max_jobs_per_worker(3));
    world.run(world.pool.warm_up()).unwrap();
    let before = world.submit(20_000, Fate::Done);
    world.run(before.result()).unwrap();
    let futures: Vec<_> = (0..20).map(|_| world.submit(20_000, Fate::Done)).collect();
    world.runtime.advance(Duration::from_millis(1));
    // One may take two more, the other three.
    let sent = futures.iter().filter(|future| future.running()).count();
    assert_eq!(sent, 5);
    world.runtime.run();
    world.finish(&futures);
}
