//! Workers that do not come up, and work that waits for them.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use super::sim::*;
use crate::executor::{ConfigError, Executor, SubmitError};
use crate::future::FutureError;
use crate::observe::reported;
use crate::runtime::Runtime;
use crate::workers::{CrashPolicy, Failure, JobOptions};

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

fn started(world: &World) -> u32 {
    world
        .pool
        .statistics()
        .iter()
        .map(|slot| slot.started)
        .sum()
}

#[test]
fn a_pool_goes_on_with_the_workers_there_is_memory_for() {
    let world = World::new(128, |builder| builder);
    world.weather.room.set(Some(118));
    world.run(world.pool.warm_up()).unwrap();
    assert_eq!(world.pool.live_workers(), 118);
    let why = world.pool.start_failure().unwrap();
    assert!(matches!(why.failure, Failure::Load(_)), "{why}");
    let futures: Vec<_> = (0..500).map(|_| world.submit(20_000, Fate::Done)).collect();
    world.runtime.run();
    for future in &futures {
        outcome(future).unwrap();
    }
    assert_eq!(world.pool.broken(), None);
    world.finish(&futures);
}

#[test]
fn a_worker_that_fails_to_start_once_is_tried_again_while_warming_up() {
    let world = World::new(2, |builder| builder);
    world.weather.fail_to_load.set(1);
    world.run(world.pool.warm_up()).unwrap();
    assert_eq!(
        (world.pool.live_workers(), world.pool.start_failure()),
        (2, None)
    );
    world.finish(&[]);

    // Also if the others are there by then, and wait.
    let world = World::new(2, |builder| builder);
    world.weather.room.set(Some(1));
    world.weather.slower.set(ms(1));
    let warm = world.pool.warm_up();
    // Before anybody waits for it.
    assert_eq!(world.pool.live_workers(), 2);
    let (runtime, weather) = (world.runtime.clone(), world.weather.clone());
    world.runtime.spawn(Box::pin(async move {
        runtime.sleep(ms(10)).await;
        weather.room.set(None);
    }));
    world.run(warm).unwrap();
    assert_eq!(world.pool.live_workers(), 2);
    world.finish(&[]);
}

#[test]
fn that_workers_are_missing_is_reported_once_and_only_where_others_go_on() {
    reported();
    let world = World::new(3, |builder| builder);
    world.weather.room.set(Some(2));
    world.weather.slower.set(ms(1));
    world.run(world.pool.warm_up()).unwrap();
    world.runtime.advance(Duration::from_secs(5));
    let expected = "the pool goes on with 2 workers: worker worker_2 could not be started: \
                    not found";
    assert_eq!(reported(), [expected]);
    world.finish(&[]);

    let world = World::new(1, |builder| builder);
    world.weather.fail_to_load.set(2);
    let future = world.submit(10, Fate::Done);
    world.run(future.result()).unwrap();
    assert!(reported().is_empty());
    world.finish(&[]);

    // The other is still starting.
    let world = World::new(2, |builder| builder);
    world.weather.fail_to_load.set(1);
    world.weather.slower.set(ms(1));
    world.run(world.pool.warm_up()).unwrap();
    assert!(reported().is_empty());
    world.finish(&[]);
}

#[test]
fn a_pool_that_breaks_says_why() {
    reported();
    let world = World::new(2, |builder| builder);
    world.weather.refuse.set(usize::MAX);
    let future = world.submit(10, Fate::Done);
    world.runtime.run();
    let reason = world.pool.broken().unwrap();
    assert_eq!(reported(), [reason.to_string()]);
    world.finish(&[future]);
}

#[test]
fn with_break_a_worker_the_browser_refuses_to_make_is_the_end() {
    let world = World::new(2, |builder| builder.crash_policy(CrashPolicy::Break));
    world.weather.refuse.set(1);
    let future = world.submit(10, Fate::Done);
    let reason = "worker worker_0 could not be started: refused";
    let error = outcome(&future).unwrap_err();
    assert!(
        matches!(&error, FutureError::Broken(said) if said.to_string() == reason),
        "{error}"
    );
    assert!(!world.pool.statistics()[0].alive);
    world.finish(&[future]);
}

#[test]
fn healthy_work_outlives_replacements_that_cannot_load() {
    let world = World::new(4, |builder| builder);
    let long: Vec<_> = (0..2)
        .map(|_| world.submit(60_000_000, Fate::Done))
        .collect();
    world.runtime.advance(ms(10));
    world.weather.fail_to_load.set(usize::MAX);
    let more: Vec<_> = (0..20).map(|_| world.submit(1000, Fate::Done)).collect();
    world.runtime.advance(Duration::from_secs(59));
    // Not at once for ever: each pause is twice the one before it.
    let tries = started(&world) - 2;
    assert!((5..15).contains(&tries), "{tries}");
    world.weather.fail_to_load.set(0);
    world.runtime.run();
    for future in long.iter().chain(&more) {
        outcome(future).unwrap();
    }
    assert!(world.pool.start_failure().is_some());
    let four: Vec<_> = (0..4)
        .map(|_| world.submit(1_000_000, Fate::Done))
        .collect();
    world.runtime.run();
    assert_eq!(
        (world.pool.live_workers(), world.pool.start_failure()),
        (4, None)
    );
    world.finish(&four);
}

#[test]
fn a_pool_that_can_start_none_says_so_at_once() {
    let world = World::new(8, |builder| builder);
    world.weather.refuse.set(usize::MAX);
    let future = world.submit(10, Fate::Done);
    world.runtime.advance(ms(500));
    assert!(matches!(outcome(&future), Err(FutureError::Broken(_))));
    world.finish(&[future]);
}

#[test]
fn warming_up_ends_when_the_pool_breaks_in_the_middle_of_the_call() {
    for workers in [1, 3] {
        let world = World::new(workers, |builder| builder);
        world.weather.refuse.set(usize::MAX);
        assert!(world.run(world.pool.warm_up()).is_err());
        world.finish(&[]);
    }
}

#[test]
fn warming_up_ends_also_if_the_first_workers_are_idle_before_the_last_is_there() {
    let world = World::new(4, |builder| builder.idle_timeout(ms(10)));
    world.weather.slower.set(ms(100));
    world.run(world.pool.warm_up()).unwrap();
    assert_eq!(world.pool.live_workers(), 4);
    world.runtime.advance(ms(20));
    assert_eq!(world.pool.live_workers(), 0);
    world.finish(&[]);
}

#[test]
fn an_initializer_that_never_ends_breaks_the_pool_in_time() {
    let endless = SimJob {
        id: 0,
        micros: 0,
        fate: Fate::Endless,
    };
    let world = World::new(2, |builder| {
        builder
            .initializer(endless)
            .start_timeout(Duration::from_secs(2))
    });
    let future = world.submit(10, Fate::Done);
    let warm = world.pool.warm_up();
    world.runtime.advance(ms(2100));
    let error = outcome(&future).unwrap_err().to_string();
    assert!(error.contains("was not ready within 2 s"), "{error}");
    assert!(world.run(warm).is_err());
    world.finish(&[future]);
}

#[test]
fn the_limit_of_jobs_holds_for_the_initializer_if_it_is_shorter() {
    let endless = SimJob {
        id: 0,
        micros: 0,
        fate: Fate::Endless,
    };
    // The worker's loop runs after 5 ms, and a message.
    let before = ms(5) + Duration::from_micros(20);
    let second = Duration::from_secs(1);
    let cases = [
        (second, 5 * second, "ran longer than 1 s"),
        (5 * second, second, "was not ready within 1 s"),
        (second, second + before, "was not ready within 1.00502 s"),
    ];
    for (job, start, text) in cases {
        let world = World::new(1, |builder| {
            let builder = builder.job_timeout(job);
            builder.initializer(endless).start_timeout(start)
        });
        let future = world.submit(10, Fate::Done);
        world.runtime.advance(ms(1100));
        let error = outcome(&future).unwrap_err();
        assert!(matches!(error, FutureError::Broken(_)));
        assert!(error.to_string().contains(text), "{error}");
        world.finish(&[future]);
    }
}

#[test]
fn cancelling_everything_starts_no_worker() {
    let world = World::new(256, |builder| builder);
    let futures: Vec<_> = (0..2000)
        .map(|_| world.submit(1_000_000, Fate::Done))
        .collect();
    world.runtime.advance(ms(100));
    assert_eq!(started(&world), 256);
    for future in &futures {
        future.abort();
    }
    world.runtime.run();
    assert_eq!(started(&world), 256);
    assert_eq!(world.pool.live_workers(), 0);
    world.finish(&futures);
}

#[test]
fn what_is_cancelled_while_workers_start_holds_up_nothing() {
    for when in 0..3 {
        let world = World::new(2, |builder| builder);
        world.weather.start.set(Duration::from_secs(3600));
        let futures: Vec<_> = (0..10).map(|_| world.submit(10, Fate::Done)).collect();
        world.runtime.advance(ms(100));
        let drained = match when {
            0 => world.pool.shutdown(true),
            1 => {
                futures.iter().for_each(|future| assert!(future.abort()));
                world.pool.shutdown(false)
            }
            _ => {
                let drained = world.pool.shutdown(false);
                futures.iter().for_each(|future| assert!(future.cancel()));
                drained
            }
        };
        assert!(futures.iter().all(Handle::cancelled));
        world.run(drained);
        assert_eq!(world.runtime.now(), ms(100));
        world.finish(&futures);
    }
}

#[test]
fn a_shutdown_ends_warming_up_and_the_workers_that_start() {
    let world = World::new(8, |builder| builder);
    world.weather.start.set(Duration::from_secs(3600));
    let warm = world.pool.warm_up();
    world.runtime.advance(ms(100));
    let drained = world.pool.shutdown(false);
    assert_eq!(world.run(warm), Err(SubmitError::Shutdown));
    world.run(drained);
    assert_eq!(
        (world.pool.live_workers(), world.runtime.now()),
        (0, ms(100))
    );
    world.finish(&[]);
}

#[test]
fn the_longest_of_times_are_no_trouble() {
    let world = World::new(1, |builder| {
        let builder = builder.idle_timeout(Duration::MAX);
        builder
            .start_timeout(Duration::MAX)
            .job_timeout(Duration::MAX)
    });
    world.runtime.advance(Duration::from_secs(1));
    let future = world.submit(10, Fate::Done);
    assert_eq!(world.run(future.result()).unwrap(), 1);
    world.finish(&[]);
}

#[test]
fn a_queue_that_may_hold_nothing_is_refused() {
    let runtime = Rc::new(crate::runtime::VirtualRuntime::new());
    let builder = Pool::builder(runtime).max_workers(1).queue_limit(0);
    let error = builder.build_on(Box::new(super::lifetimes::NoHost)).err();
    assert_eq!(error, Some(ConfigError::QueueLimit));
    assert_eq!(error.unwrap().to_string(), "queue_limit must be >= 1");
}

#[test]
fn a_job_that_was_put_back_is_done_after_a_shutdown_that_cancels() {
    let world = World::new(1, |builder| builder);
    let futures: Vec<_> = (0..20).map(|_| world.submit(20_000, Fate::Done)).collect();
    world.runtime.advance(ms(50));
    let line = world.weather.living.borrow()[0].clone();
    line.kill();
    world.runtime.advance(Duration::from_micros(30));
    // Two were sent ahead; they are running, and wait for the next worker.
    let sent: Vec<_> = futures
        .iter()
        .filter(|future| future.running())
        .cloned()
        .collect();
    assert_eq!(sent.len(), 2);
    world.run(world.pool.shutdown(true));
    for future in &sent {
        outcome(future).unwrap();
    }
    assert!(futures[19].cancelled());
    world.finish(&futures);
}

#[test]
fn a_stray_error_is_not_blamed_on_a_job() {
    let world = World::new(1, |builder| builder);
    world.run(world.pool.warm_up()).unwrap();
    let future = world.submit(10, Fate::Done);
    let line = world.weather.living.borrow()[0].clone();
    line.stray_error();
    world.runtime.run();
    assert_eq!(outcome(&future).unwrap(), 1);
    world.finish(&[future]);
}

#[test]
fn a_job_in_whose_workers_something_always_goes_wrong_fails() {
    let world = World::new(2, |builder| builder);
    let healthy = world.submit(10_000_000, Fate::Done);
    world.runtime.advance(ms(10));
    let future = world.submit(1_000_000, Fate::Done);
    for _ in 0..3 {
        world.runtime.advance(ms(900));
        let living = world.weather.living.borrow().clone();
        let line = living.last().unwrap();
        line.stray_error();
    }
    world.runtime.run();
    assert_eq!(failure(&future), Failure::Uncaught("from a timer".into()));
    outcome(&healthy).unwrap();
    world.finish(&[future]);
}

#[test]
fn chunks_are_whole_on_a_pool_that_waits_for_work() {
    let world = World::new(2, |builder| builder);
    world.run(world.pool.warm_up()).unwrap();
    let chunked = world.pool.chunked(10).unwrap();
    let futures: Vec<_> = (0..40)
        .map(|_| chunked.submit(world.job(1000, Fate::Done)).unwrap())
        .collect();
    world.runtime.run();
    let begun = world.weather.begun.borrow().clone();
    for chunk in 0..4 {
        let ids = chunk * 10 + 1..=chunk * 10 + 10;
        let mut names = begun
            .iter()
            .filter(|(_, _, id)| ids.contains(id))
            .map(|(_, name, _)| name);
        let first = names.next().unwrap();
        assert!(names.all(|name| name == first), "{chunk}");
    }
    world.finish(&futures);
}

#[test]
fn what_a_listener_holds_may_call_the_pool_when_it_is_dropped() {
    struct Asks(Pool, Rc<Cell<usize>>);
    impl Drop for Asks {
        fn drop(&mut self) {
            let _ = self.0.submit(SimJob {
                id: 0,
                micros: 1,
                fate: Fate::Done,
            });
            self.1.set(self.1.get() + 1);
        }
    }
    let asked = Rc::new(Cell::new(0));
    let submit = |world: &World| {
        let asks = Asks(world.pool.clone(), asked.clone());
        let options = JobOptions {
            on_progress: Some(Rc::new(move |_| assert!(asks.0.queued() < 9))),
            ..JobOptions::default()
        };
        let job = world.job(10, Fate::Done);
        world.pool.submit_with(job, options).unwrap()
    };
    let world = World::new(1, |builder| builder.queue_limit(2));
    let futures = [submit(&world), submit(&world)];
    assert!(futures.iter().all(|future| future.cancel()));
    drop(world.submit(10, Fate::Done));
    assert_eq!(asked.get(), 2);
    world.runtime.run();
    let busy = world.submit(1000, Fate::Done);
    let third = submit(&world);
    assert!(third.cancel());
    world.run(world.pool.shutdown(false));
    assert_eq!(asked.get(), 3);
    world.finish(&[busy]);
}
