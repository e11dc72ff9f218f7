//! The times of jobs, whatever the clocks of page and worker say.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use super::sim::*;
use crate::workers::{JobObserver, JobTimes, WorkerPoolBuilder};

/// A message takes this long; a worker's clock cannot be read any better.
const WIRE: Duration = Duration::from_micros(20);

#[derive(Default)]
struct Times(RefCell<HashMap<u64, JobTimes>>);

impl JobObserver for Times {
    fn job_answered(&self, future: u64, _: usize, times: JobTimes) {
        assert!(times.sent <= times.received, "{times:?}");
        assert!(times.received <= times.started, "{times:?}");
        assert!(times.started <= times.finished, "{times:?}");
        assert!(times.finished <= times.returned, "{times:?}");
        let before = self.0.borrow_mut().insert(future, times);
        assert_eq!(before, None, "answered twice");
    }
}

fn observed(
    times: &Rc<Times>,
) -> impl FnOnce(WorkerPoolBuilder<SimJob>) -> WorkerPoolBuilder<SimJob> {
    let times = times.clone();
    |builder| builder.job_observer(times)
}

/// The true begin and end of each job that has run.
fn truth(world: &World) -> HashMap<u64, (Duration, Duration)> {
    let ended = world.weather.ended.borrow();
    let ended: HashMap<u64, Duration> = ended.iter().map(|(at, _, id)| (*id, *at)).collect();
    let begun = world.weather.begun.borrow();
    let both = begun.iter().map(|(at, _, id)| (*id, (*at, ended[id])));
    both.collect()
}

fn jobs(world: &World) -> Vec<Handle> {
    let micros = [5, 5, 5, 30_000, 5, 700, 20_000, 3000];
    let jobs = micros.iter().cycle().take(200);
    jobs.map(|micros| world.submit(*micros, Fate::Done))
        .collect()
}

fn check(world: &World, times: &Times, futures: &[Handle]) {
    let truth = truth(world);
    for future in futures {
        let (begun, ended) = truth[&outcome(future).unwrap()];
        let times = times.0.borrow()[&future.id()];
        let off = |seen: Duration, truth: Duration| seen.abs_diff(truth);
        assert!(off(times.started, begun) <= WIRE, "{times:?}: {begun:?}");
        assert!(off(times.finished, ended) <= WIRE, "{times:?}: {ended:?}");
    }
}

const APART: [f64; 3] = [0.0, 600_000.0, -600_000.0];

#[test]
fn times_are_true_however_far_the_clocks_are_apart() {
    for skew in APART {
        for told in APART {
            let times = Rc::new(Times::default());
            let world = World::new(2, observed(&times));
            world.weather.skew.set(skew);
            world.weather.told.set(told);
            let futures = jobs(&world);
            world.runtime.run();
            check(&world, &times, &futures);
            world.finish(&futures);
        }
    }
}

#[test]
fn a_clock_that_is_set_between_jobs_changes_no_time() {
    for by in [600_000, -600_000] {
        let times = Rc::new(Times::default());
        let world = World::new(1, observed(&times));
        let mut futures = jobs(&world);
        let set = world.submit(100, Fate::SetClock(by));
        world.runtime.run();
        outcome(&set).unwrap();
        futures.extend(jobs(&world));
        world.runtime.run();
        // Those in the message in which it was set are only within what the page saw.
        let near = futures
            .iter()
            .filter(|future| future.id().abs_diff(set.id()) > 3);
        check(&world, &times, &near.cloned().collect::<Vec<_>>());
        world.finish(&futures);
    }
}

#[test]
fn a_clock_that_is_set_during_a_job_leaves_its_time_within_what_the_page_saw() {
    for by in [600_000, -600_000] {
        let times = Rc::new(Times::default());
        let world = World::new(1, observed(&times));
        world.run(world.pool.warm_up()).unwrap();
        let set = world.submit(50_000, Fate::SetClock(by));
        world.runtime.run();
        let seen = times.0.borrow()[&set.id()];
        let whole = Duration::from_millis(50) + 2 * WIRE;
        assert_eq!(seen.returned - seen.sent, whole);
        // The pool does not take it for a job of ten minutes: small ones travel together again.
        let after: Vec<_> = (0..100).map(|_| world.submit(5, Fate::Done)).collect();
        let statistics = world.pool.statistics();
        assert!(
            statistics[0].run <= Duration::from_millis(51),
            "{statistics:?}"
        );
        world.runtime.run();
        check(&world, &times, &after);
        world.finish(&after);
    }
}

#[test]
fn an_idle_worker_ends_in_its_time_whatever_its_clock_says() {
    for skew in APART {
        let world = World::new(1, |builder| builder.idle_timeout(Duration::from_secs(1)));
        world.weather.skew.set(skew);
        let future = world.submit(100, Fate::Done);
        world.run(future.result()).unwrap();
        world.runtime.advance(Duration::from_millis(900));
        assert_eq!(world.pool.live_workers(), 1, "{skew}");
        world.runtime.advance(Duration::from_millis(200));
        assert_eq!(world.pool.live_workers(), 0, "{skew}");
        world.finish(&[]);
    }
}

#[test]
fn where_the_browser_knows_the_clocks_it_is_believed_however_long_messages_take() {
    for skew in APART {
        let times = Rc::new(Times::default());
        let world = World::new(2, observed(&times));
        world.weather.skew.set(skew);
        world.weather.told.set(-skew);
        world.weather.uphill.set(Duration::from_millis(10));
        let futures = jobs(&world);
        world.runtime.run();
        check(&world, &times, &futures);
        world.finish(&futures);
    }
}
