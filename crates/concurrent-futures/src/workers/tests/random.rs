//! Whatever happens in whatever order: every future settles, and every good job is done.

use std::time::Duration;

use proptest::prelude::*;

use super::sim::*;
use crate::executor::Executor;
use crate::future::FutureError;
use crate::workers::{Failure, JobOptions};

#[derive(Clone, Debug)]
enum Act {
    Submit {
        micros: u64,
        fate: Fate,
        limit: bool,
        priority: i8,
    },
    Many {
        count: usize,
        micros: u64,
    },
    Chunk {
        count: usize,
        size: usize,
        /// The place of one that does not end.
        endless: Option<usize>,
    },
    Cancel(usize),
    Abort(usize),
    Wait(u64),
    Kill(usize),
    FailNextStarts(usize),
    /// There is memory for so many workers, from now on.
    Room(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let fate = prop_oneof![
        12 => Just(Fate::Done),
        2 => Just(Fate::Failed),
        2 => Just(Fate::Panic),
        1 => Just(Fate::Trap),
        1 => Just(Fate::Close),
        1 => Just(Fate::Vanish),
        1 => Just(Fate::Endless),
        1 => (-1_000_000..1_000_000i32).prop_map(Fate::SetClock),
    ];
    let micros = prop_oneof![6 => 0..50u64, 6 => 0..50_000u64, 1 => 0..20_000_000u64];
    prop_oneof![
        8 => (micros, fate, any::<bool>(), -1..2i8).prop_map(|(micros, fate, limit, priority)| {
            Act::Submit { micros, fate, limit, priority }
        }),
        2 => (1..300usize, 0..100u64).prop_map(|(count, micros)| Act::Many { count, micros }),
        1 => (1..40usize, 1..20usize, proptest::option::of(0..80usize))
            .prop_map(|(count, size, endless)| Act::Chunk { count, size, endless }),
        2 => any::<usize>().prop_map(Act::Cancel),
        2 => any::<usize>().prop_map(Act::Abort),
        4 => (0..30_000u64).prop_map(Act::Wait),
        1 => any::<usize>().prop_map(Act::Kill),
        1 => (1..3usize).prop_map(Act::FailNextStarts),
        1 => (1..5usize).prop_map(Act::Room),
    ]
}

/// Runs all that there is to run, which is less than an hour's work.
fn settle_down(world: &World, jobs: &[(SimJob, Handle)]) {
    world.runtime.advance(Duration::from_secs(3600));
    // Where there is no memory for as many workers as are wanted, it is tried again and again.
    let wanted = world.weather.room.get().is_some() && jobs.iter().any(|(_, job)| !job.done());
    assert!(
        wanted || world.runtime.timers() == 0,
        "it never comes to rest"
    );
}

fn play(workers: usize, recycle: Option<u32>, acts: Vec<Act>) {
    let world = World::new(workers, |builder| match recycle {
        Some(jobs) => builder.max_jobs_per_worker(jobs),
        None => builder,
    });
    let mut jobs: Vec<(SimJob, Handle)> = Vec::new();
    for act in acts {
        match act {
            Act::Submit {
                micros,
                fate,
                limit,
                priority,
            } => {
                let job = world.job(micros, fate);
                let timeout = limit.then_some(Duration::from_millis(100));
                let options = JobOptions {
                    timeout,
                    priority,
                    ..JobOptions::default()
                };
                if let Ok(future) = world.pool.submit_with(job, options) {
                    jobs.push((job, future));
                }
            }
            Act::Many { count, micros } => {
                for _ in 0..count {
                    let job = world.job(micros, Fate::Done);
                    jobs.extend(world.pool.submit(job).ok().map(|future| (job, future)));
                }
            }
            Act::Chunk {
                count,
                size,
                endless,
            } => {
                let chunked = world.pool.chunked(size).unwrap();
                for place in 0..count {
                    let endless = endless == Some(place);
                    let fate = if endless { Fate::Endless } else { Fate::Done };
                    let job = world.job(10, fate);
                    jobs.extend(chunked.submit(job).ok().map(|future| (job, future)));
                }
            }
            Act::Cancel(which) if !jobs.is_empty() => {
                jobs[which % jobs.len()].1.cancel();
            }
            Act::Abort(which) if !jobs.is_empty() => {
                jobs[which % jobs.len()].1.abort();
            }
            Act::Cancel(_) | Act::Abort(_) => {}
            Act::Wait(micros) => world.runtime.advance(Duration::from_micros(micros)),
            Act::Kill(which) => {
                let living = world.weather.living.borrow().clone();
                if !living.is_empty() {
                    living[which % living.len()].kill();
                }
            }
            Act::FailNextStarts(count) => world.weather.fail_to_load.set(count),
            Act::Room(workers) => world.weather.room.set(Some(workers)),
        }
    }
    let room = world.weather.room.get().unwrap_or(workers).min(workers);
    loop {
        settle_down(&world, &jobs);
        let left = jobs.iter().filter(|(_, future)| !future.done());
        let (endless, others): (Vec<_>, Vec<_>) =
            left.partition(|(job, _)| job.fate == Fate::Endless);
        // Whoever waits, waits for an end of its own, or all workers are taken.
        assert!(
            others.is_empty() || endless.len() >= room,
            "{others:?} wait for others"
        );
        let Some((_, future)) = endless.first() else {
            break;
        };
        assert!(future.abort());
    }
    let broken = world.pool.broken().is_some();
    for (job, future) in &jobs {
        assert!(future.done(), "{job:?} never settled");
        match (job.fate, outcome(future)) {
            (_, Err(FutureError::Cancelled | FutureError::Aborted)) => {}
            (_, Err(FutureError::Broken(_))) => assert!(broken, "{job:?} was lost"),
            (Fate::Done | Fate::SetClock(_), Ok(id)) => assert_eq!(id, job.id),
            // A worker killed from outside takes the job it runs with it.
            (_, Err(FutureError::Failed(error))) => {
                let died = error.downcast_ref::<crate::workers::WorkerError>();
                let fair = match died.map(|died| &died.failure) {
                    Some(Failure::Vanished) => true,
                    Some(Failure::Timeout(limit)) => job.micros > limit.as_micros() as u64,
                    _ => false,
                };
                let good = matches!(job.fate, Fate::Done | Fate::SetClock(_));
                assert!(fair || !good, "{job:?}: {error}");
            }
            (_, other) => panic!("{job:?}: {other:?}"),
        }
    }
    let futures: Vec<_> = jobs.into_iter().map(|(_, future)| future).collect();
    world.finish(&futures);
}

/// The other worker may be at a job that failed with this one: what came with it there is still
/// done elsewhere.
#[test]
fn a_job_that_failed_with_one_worker_may_hold_up_another() {
    let submit = |micros, fate, priority| Act::Submit {
        micros,
        fate,
        limit: false,
        priority,
    };
    let many = |count, micros| Act::Many { count, micros };
    let acts = vec![
        many(1, 34),
        submit(0, Fate::Panic, 0),
        Act::Wait(4704),
        submit(22_895, Fate::Done, 1),
        Act::Wait(21_327),
        submit(0, Fate::Endless, 0),
        many(6, 0),
        submit(0, Fate::Done, 0),
        Act::Wait(21_884),
        Act::Kill(1),
    ];
    play(2, None, acts);
}

proptest! {
    /// As many cases as proptest's default says; `PROPTEST_CASES` asks for more.
    #[test]
    fn every_future_settles_and_every_good_job_is_done(
        workers in 1..5usize,
        recycle in proptest::option::of(1..5u32),
        acts in proptest::collection::vec(act(), 1..60),
    ) {
        play(workers, recycle, acts);
    }
}

/// A worker that was silent for too long, and answers, is not sent ahead what it still has: it would
/// hold it twice, and as each of the two is seen to by the other, both would go with it when it dies,
/// and wait with it when it does not end.
#[test]
fn what_was_handed_on_is_not_sent_to_the_worker_that_has_it() {
    let submit = |micros, fate, limit| Act::Submit {
        micros,
        fate,
        limit,
        priority: 0,
    };
    let many = |count, micros| Act::Many { count, micros };
    let acts = vec![
        submit(0, Fate::Done, false),
        Act::FailNextStarts(1),
        submit(0, Fate::Done, false),
        Act::Cancel(0),
        submit(10_929, Fate::Done, true),
        submit(0, Fate::Done, false),
        Act::Wait(5060),
        Act::Abort(2),
        submit(0, Fate::Done, true),
        submit(39, Fate::Done, false),
        many(17, 58),
        Act::Chunk {
            count: 1,
            size: 1,
            endless: None,
        },
        submit(0, Fate::Done, false),
        submit(0, Fate::Trap, false),
        many(144, 44),
        submit(0, Fate::Done, false),
        submit(0, Fate::Panic, false),
        submit(25_456, Fate::Done, true),
        submit(436, Fate::Close, false),
        many(60, 0),
    ];
    play(2, None, acts);

    let first = |micros, fate, limit| Act::Submit {
        micros,
        fate,
        limit,
        priority: 1,
    };
    let acts = vec![
        many(1, 0),
        Act::Wait(5020),
        many(8, 13),
        first(19_960, Fate::SetClock(-19), true),
        first(0, Fate::Endless, false),
        Act::Wait(20_040),
        many(7, 0),
    ];
    play(2, None, acts);
}
