//! Messages that are not what they should be: the worker that sent one, or got one, is given up, and
//! nobody else is hurt.

use std::time::Duration;

use proptest::prelude::*;

use super::sim::*;
use crate::future::FutureError;
use crate::workers::job::JobError;
use crate::workers::wire::{self, Notice, ToPage, ToWorker};
use crate::workers::{Failure, WorkerError};

/// Bytes, of which the first is often a kind that there is.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let rest = proptest::collection::vec(any::<u8>(), 0..120);
    (prop_oneof![0..6u8, any::<u8>()], rest).prop_map(|(kind, mut rest)| {
        rest.insert(0, kind);
        rest
    })
}

/// Bytes that neither end takes for a message.
fn no_message() -> impl Strategy<Value = Vec<u8>> {
    let foreign = (5..=u8::MAX, bytes()).prop_map(|(kind, mut bytes)| {
        bytes[0] = kind;
        bytes
    });
    prop_oneof![9 => foreign, 1 => Just(Vec::new())]
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        bytes().prop_map(Damage::Replaced),
        any::<usize>().prop_map(Damage::Cut),
        (any::<usize>(), 1..=u8::MAX).prop_map(|(at, bits)| Damage::Flipped(at, bits)),
        proptest::collection::vec(any::<u8>(), 1..9).prop_map(Damage::Longer),
    ]
}

/// Jobs of all sizes, of which each ends by itself.
fn submit(world: &World, count: usize) -> Vec<Handle> {
    let jobs = (0..count).map(|number| {
        let fate = if number % 7 == 3 {
            Fate::Failed
        } else {
            Fate::Done
        };
        world.submit((number as u64 % 5) * 300, fate)
    });
    jobs.collect()
}

/// Ten more jobs are done as if nothing had been.
fn expect_whole(world: &World) {
    let more: Vec<_> = (0..10).map(|_| world.submit(100, Fate::Done)).collect();
    for future in &more {
        let (waited, id) = (future.clone(), future.id());
        let done = world.run(async move { waited.result().await.is_ok() });
        assert!(done, "job {id}: {:?}", future.peek());
    }
}

proptest! {
    #[test]
    fn whatever_bytes_come_are_read_or_refused(bytes in bytes()) {
        if let Ok(ToPage::Outcomes { mut outcomes, .. }) = wire::read_to_page(&bytes) {
            while !outcomes.is_at_end() {
                let Ok((_, _, range)) = outcomes.outcome() else { break };
                let value = outcomes.bytes(range);
                let _ = (wire::decode::<u64>(value), wire::decode::<JobError>(value));
            }
        }
        match wire::read_to_worker(&bytes) {
            Ok(ToWorker::Jobs { mut blocks, .. } | ToWorker::Initializer(mut blocks)) => {
                while !blocks.is_at_end() {
                    let Ok(range) = blocks.block() else { break };
                    let _ = wire::decode::<SimJob>(blocks.bytes(range));
                }
            }
            Err(_) => {}
        }
    }

    /// Two of a pool's messages, there or back, come as something else.
    #[test]
    fn a_message_that_is_none_costs_its_worker_and_nobody_else(
        damages in proptest::collection::hash_map(3..60usize, no_message(), 1..3),
    ) {
        let world = World::new(2, |builder| builder);
        let damages = damages.into_iter().map(|(number, bytes)| (number, Damage::Replaced(bytes)));
        world.weather.damage.borrow_mut().extend(damages);
        let futures = submit(&world, 300);
        world.runtime.run();
        for (number, future) in futures.iter().enumerate() {
            match (future.peek(), number % 7 == 3) {
                (Some(Ok(_)), false) => {}
                (Some(Err(FutureError::Failed(error))), failed) => {
                    let at_fault = error.downcast_ref::<WorkerError>();
                    let message = at_fault.is_some_and(|error| error.failure == Failure::Message);
                    prop_assert!(message || failed, "{error}");
                }
                (other, _) => prop_assert!(false, "job {number}: {other:?}"),
            }
        }
        expect_whole(&world);
        world.finish(&futures);
    }

    /// Damage that may leave a message that can be read: then nobody can tell. Nothing panics, all has
    /// an end, and errors are sentences.
    #[test]
    fn damaged_messages_end_in_errors(
        damages in proptest::collection::hash_map(0..60usize, damage(), 1..6),
    ) {
        let world = World::new(2, |builder| builder.start_timeout(Duration::from_secs(1)));
        world.weather.damage.borrow_mut().extend(damages);
        let futures = submit(&world, 100);
        world.runtime.run();
        world.pool.terminate_workers();
        for future in &futures {
            if let Some(Err(error)) = future.peek() {
                prop_assert!(error.to_string().len() > 3, "{error:?}");
            }
        }
        world.finish(&futures);
    }
}

/// A worker says once that it is ready, and nothing of an initializer where there is none.
#[test]
fn a_notice_that_is_not_due_costs_its_worker_and_not_the_pool() {
    let error = JobError::message("of no initializer");
    let ready = Notice::Ready {
        protocol: 0,
        time_origin: 0.0,
        now: 0.0,
    };
    for notice in [
        Notice::Initialized(Err(error)),
        Notice::Initialized(Ok(())),
        ready,
    ] {
        let world = World::new(1, |builder| builder);
        // The first is that it is ready, the second goes to it.
        let damage = Damage::Replaced(wire::notice(&notice));
        world.weather.damage.borrow_mut().insert(2, damage);
        let future = world.submit(100, Fate::Done);
        world.runtime.run();
        assert_eq!(failure(&future), Failure::Message, "{notice:?}");
        assert_eq!(world.pool.broken(), None);
        expect_whole(&world);
        world.finish(&[future]);
    }
}
