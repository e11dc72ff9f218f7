//! When workers start, and that they all end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::sim::*;
use crate::executor::{ConfigError, Executor, SubmitError};
use crate::future::FutureError;
use crate::runtime::VirtualRuntime;
use crate::workers::{JobObserver, JobOptions, MAX_WORKERS};

#[test]
fn wrong_numbers_are_refused() {
    let build = |workers| {
        let builder = Pool::builder(std::rc::Rc::new(VirtualRuntime::new())).max_workers(workers);
        builder.max_jobs_per_worker(1)
    };
    let error = build(0).build_on(Box::new(NoHost)).err();
    assert_eq!(error, Some(ConfigError::MaxWorkers));
    let error = build(257).build_on(Box::new(NoHost)).err();
    assert_eq!(error, Some(ConfigError::TooManyWorkers(MAX_WORKERS)));
    assert_eq!(error.unwrap().to_string(), "max_workers must be <= 256");
    let error = build(1)
        .max_jobs_per_worker(0)
        .build_on(Box::new(NoHost))
        .err();
    assert_eq!(error, Some(ConfigError::MaxJobsPerWorker));
}

pub(super) struct NoHost;

impl crate::workers::host::Host for NoHost {
    fn start(
        &self,
        _: &str,
        _: Box<dyn Fn(crate::workers::host::Event)>,
    ) -> Result<Box<dyn crate::workers::host::Link>, String> {
        Err("none".into())
    }

    fn chance(&self) -> f64 {
        0.0
    }
}

#[test]
fn no_worker_starts_before_there_is_a_job() {
    let world = World::new(4, |builder| builder);
    world.runtime.run();
    assert_eq!(world.pool.live_workers(), 0);
    world.pool.terminate_workers();
    world.finish(&[]);
}

#[test]
fn jobs_one_after_another_use_one_worker() {
    let world = World::new(4, |builder| builder);
    for _ in 0..5 {
        let future = world.submit(100, Fate::Done);
        world.run(future.result()).unwrap();
    }
    assert_eq!(world.pool.live_workers(), 1);
    world.finish(&[]);
}

#[test]
fn many_jobs_start_all_workers_and_no_more() {
    let world = World::new(4, |builder| builder);
    let futures: Vec<_> = (0..60).map(|_| world.submit(1000, Fate::Done)).collect();
    assert_eq!(world.pool.live_workers(), 4);
    world.runtime.run();
    let statistics = world.pool.statistics();
    assert_eq!(statistics.len(), 4);
    assert_eq!(statistics.iter().map(|worker| worker.jobs).sum::<u64>(), 60);
    assert!(statistics.iter().all(|worker| worker.utilisation() > 0.9));
    world.finish(&futures);
}

#[test]
fn a_worker_is_replaced_after_its_share_of_jobs() {
    let world = World::new(1, |builder| builder.max_jobs_per_worker(3));
    let futures: Vec<_> = (0..7).map(|_| world.submit(100, Fate::Done)).collect();
    world.runtime.run();
    let begun = world.weather.begun.borrow();
    let names: Vec<&str> = begun.iter().map(|(_, name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "worker_0", "worker_0", "worker_0", "worker_1", "worker_1", "worker_1", "worker_2"
        ]
    );
    drop(begun);
    world.finish(&futures);
}

#[test]
fn a_chunk_does_not_outlast_the_share_of_a_worker() {
    let world = World::new(1, |builder| builder.max_jobs_per_worker(3));
    let chunked = world.pool.chunked(8).unwrap();
    let futures: Vec<_> = (0..8)
        .map(|_| chunked.submit(world.job(100, Fate::Done)).unwrap())
        .collect();
    world.runtime.run();
    let begun = world.weather.begun.borrow();
    let of = |worker: &str| begun.iter().filter(|(_, name, _)| name == worker).count();
    assert_eq!(["worker_0", "worker_1", "worker_2"].map(of), [3, 3, 2]);
    drop(begun);
    world.finish(&futures);
}

#[test]
fn what_dead_workers_did_stays_in_the_figures_of_their_slot() {
    let world = World::new(1, |builder| builder);
    let ms = Duration::from_millis;
    for _ in 0..2 {
        world.run(world.pool.warm_up()).unwrap();
        world.runtime.advance(ms(7));
        let future = world.submit(10_000, Fate::Done);
        world.run(future.result()).unwrap();
        world.runtime.advance(ms(3));
        let line = world.weather.living.borrow()[0].clone();
        line.kill();
        world.runtime.run();
    }
    let slot = &world.pool.statistics()[0];
    assert_eq!((slot.started, slot.alive, slot.jobs), (2, false, 2));
    // Messages were on their way for 20 µs each; clocks are read to the µs.
    let wire = Duration::from_micros(20);
    let is_near = |time: Duration, expected: Duration| time.abs_diff(expected).as_micros() <= 2;
    assert_eq!(slot.start, 2 * (ms(5) + wire));
    assert!(is_near(slot.run, 2 * ms(10)), "{slot:?}");
    let idle = ms(7) + wire + wire + ms(3) + wire;
    assert!(is_near(slot.wait, 2 * idle), "{slot:?}");
    world.finish(&[]);
}

#[test]
fn a_job_that_killed_its_worker_was_work() {
    let world = World::new(1, |builder| builder);
    world.run(world.pool.warm_up()).unwrap();
    let future = world.submit(10_000, Fate::Vanish);
    world.runtime.run();
    assert!(outcome(&future).is_err());
    let slot = &world.pool.statistics()[0];
    let wire = Duration::from_micros(20);
    let took = Duration::from_millis(10) + 2 * wire;
    assert_eq!((slot.run, slot.wait), (took, Duration::ZERO));
    world.finish(&[future]);
}

#[test]
fn an_idle_worker_ends_after_its_time() {
    let world = World::new(2, |builder| builder.idle_timeout(Duration::from_secs(1)));
    let future = world.submit(100, Fate::Done);
    world.run(future.result()).unwrap();
    world.runtime.advance(Duration::from_millis(900));
    assert_eq!(world.pool.live_workers(), 1);
    world.runtime.advance(Duration::from_millis(200));
    assert_eq!(world.pool.live_workers(), 0);
    let future = world.submit(100, Fate::Done);
    assert_eq!(world.run(future.result()).unwrap(), 2);
    world.finish(&[]);
}

#[test]
fn a_worker_at_a_long_job_is_not_idle() {
    let world = World::new(2, |builder| builder.idle_timeout(Duration::from_secs(1)));
    let long = world.submit(5_000_000, Fate::Done);
    let short = world.submit(100, Fate::Done);
    world.runtime.advance(Duration::from_secs(2));
    outcome(&short).unwrap();
    assert_eq!((world.pool.live_workers(), long.running()), (1, true));
    world.runtime.run();
    outcome(&long).unwrap();
    world.finish(&[long, short]);
}

#[test]
fn no_worker_ends_for_being_idle_while_the_pool_warms_up() {
    let ms = Duration::from_millis;
    let world = World::new(2, |builder| builder.idle_timeout(ms(50)));
    let future = world.submit(100, Fate::Done);
    world.run(future.result()).unwrap();
    // The first one's time is running already.
    world.weather.start.set(ms(200));
    world.run(world.pool.warm_up()).unwrap();
    assert_eq!(
        (world.pool.live_workers(), world.weather.made.get()),
        (2, 2)
    );
    world.runtime.advance(ms(40));
    assert_eq!(world.pool.live_workers(), 2);
    world.runtime.advance(ms(20));
    assert_eq!(world.pool.live_workers(), 0);
    world.finish(&[]);
}

#[test]
fn jobs_that_wait_in_the_page_are_counted() {
    let world = World::new(2, |builder| builder);
    let futures: Vec<_> = (0..5).map(|_| world.submit(1000, Fate::Done)).collect();
    assert_eq!(world.pool.queued(), 5);
    assert!(futures[3].cancel());
    assert_eq!(world.pool.queued(), 5);
    world
        .runtime
        .advance(Duration::from_millis(5) + Duration::from_micros(500));
    // Two are at work, one waits, and one more will be passed over.
    assert_eq!(world.pool.queued(), 3);
    world.runtime.run();
    assert_eq!(world.pool.queued(), 0);
    world.finish(&futures);
}

#[test]
fn progress_is_told_to_the_job_s_listener_and_to_the_pool_s() {
    #[derive(Default)]
    struct Heard(RefCell<Vec<(u64, usize, f64)>>);
    impl JobObserver for Heard {
        fn job_progress(&self, future: u64, worker: usize, fraction: f64) {
            self.0.borrow_mut().push((future, worker, fraction));
        }
    }
    let heard = Rc::new(Heard::default());
    let observer = heard.clone();
    let world = World::new(1, |builder| builder.job_observer(observer));
    world.run(world.pool.warm_up()).unwrap();
    let chunked = world.pool.chunked(2).unwrap();
    let quiet = chunked.submit(world.job(20_000, Fate::Done)).unwrap();
    let told = chunked.submit(world.job(20_000, Fate::Tells)).unwrap();
    let own = Rc::new(Cell::new(None));
    let listener = own.clone();
    let options = JobOptions {
        on_progress: Some(Rc::new(move |fraction| listener.set(Some(fraction)))),
        ..JobOptions::default()
    };
    let job = world.job(20_000, Fate::Tells);
    let listened = world.pool.submit_with(job, options).unwrap();
    world.runtime.run();
    let expected = [(told.id(), 0, 0.5), (listened.id(), 0, 0.5)];
    assert_eq!(*heard.0.borrow(), expected);
    assert_eq!(own.get(), Some(0.5));
    world.finish(&[quiet, told, listened]);
}

#[test]
fn shutdown_lets_everything_end_and_takes_nothing_more() {
    let world = World::new(2, |builder| builder);
    let futures: Vec<_> = (0..50).map(|_| world.submit(1000, Fate::Done)).collect();
    let drained = world.pool.shutdown(false);
    let error = world.pool.submit(world.job(1, Fate::Done)).unwrap_err();
    assert_eq!(error, SubmitError::Shutdown);
    assert_eq!(
        error.to_string(),
        "cannot schedule new futures after shutdown"
    );
    world.run(drained);
    for future in &futures {
        outcome(future).unwrap();
    }
    assert_eq!(world.pool.live_workers(), 0);
    world.finish(&futures);
}

#[test]
fn shutdown_can_cancel_what_was_not_sent() {
    let world = World::new(1, |builder| builder);
    let futures: Vec<_> = (0..50).map(|_| world.submit(20_000, Fate::Done)).collect();
    world.runtime.advance(Duration::from_millis(30));
    world.run(world.pool.shutdown(true));
    let done = futures
        .iter()
        .filter(|future| outcome(future).is_ok())
        .count();
    let cancelled = futures.iter().filter(|future| future.cancelled()).count();
    assert!(done >= 2 && done + cancelled == 50, "{done} {cancelled}");
    world.finish(&futures);
}

#[test]
fn dropping_the_pool_lets_its_jobs_end() {
    let World {
        runtime,
        weather,
        pool,
        ..
    } = World::new(2, |builder| builder);
    let futures: Vec<_> = (0..50)
        .map(|id| {
            pool.submit(SimJob {
                id,
                micros: 500,
                fate: Fate::Done,
            })
            .unwrap()
        })
        .collect();
    drop(pool);
    runtime.run();
    for (id, future) in futures.iter().enumerate() {
        assert_eq!(outcome(future).unwrap(), id as u64);
    }
    assert!(weather.living.borrow().is_empty());
}

#[test]
fn terminating_fails_what_is_under_way_and_may_be_repeated() {
    let world = World::new(2, |builder| builder);
    let futures: Vec<_> = (0..50).map(|_| world.submit(20_000, Fate::Done)).collect();
    world.runtime.advance(Duration::from_millis(30));
    world.pool.terminate_workers();
    world.pool.terminate_workers();
    assert_eq!(world.pool.live_workers(), 0);
    let terminated = futures
        .iter()
        .filter(|future| matches!(outcome(future), Err(FutureError::Broken(_))));
    assert!(terminated.count() >= 46);
    let error = world.pool.submit(world.job(1, Fate::Done)).unwrap_err();
    assert_eq!(error, SubmitError::Shutdown);
    world.finish(&futures);
}

#[test]
fn a_shutdown_while_workers_are_replaced_does_not_hang() {
    let world = World::new(3, |builder| builder.max_jobs_per_worker(1));
    let futures: Vec<_> = (0..6)
        .map(|i| world.submit(100, if i == 2 { Fate::Failed } else { Fate::Done }))
        .collect();
    world.run(world.pool.shutdown(false));
    world.finish(&futures);
}

#[test]
fn cancelled_jobs_do_not_hold_up_a_shutdown() {
    let world = World::new(1, |builder| builder);
    let futures: Vec<_> = (0..5).map(|_| world.submit(100, Fate::Done)).collect();
    assert!(futures.iter().all(|future| future.cancel()));
    world.run(world.pool.shutdown(false));
    world.finish(&futures);
}
