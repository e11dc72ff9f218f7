//! The core where things go wrong: panics, failing initializers, a runtime that goes down, limits
//! of time at their ends. In every case each future settles and the executor goes on.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use concurrent_futures::completion::{as_completed, wait};
use concurrent_futures::executor::{Executor, IoExecutor, SubmitError, scope};
use concurrent_futures::future::{
    Broken, FutureError, FutureHandle, State, TaskError, TaskPanicked,
};
use concurrent_futures::observe::{Observer, TaskEvent};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};
use support::{lab, ms};

/// Panics when it is dropped.
struct Grenade;

impl Drop for Grenade {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

fn panic_of(future: &FutureHandle<u32>) -> String {
    future.inspect(|outcome| match outcome {
        Some(Err(FutureError::Failed(error))) => {
            let panicked: &TaskPanicked = error.downcast_ref().unwrap();
            panicked.message.clone()
        }
        other => panic!("not a panic: {other:?}"),
    })
}

#[test]
fn a_task_that_panics_fails_with_what_it_said_and_the_next_runs() {
    let lab = lab(1);
    let runtime = lab.runtime.clone();
    let later = lab.executor.submit(move || async move {
        runtime.sleep(ms(5)).await;
        if runtime.now() == ms(5) {
            panic!("after {} ms", 5);
        }
        Ok::<u32, TaskError>(1)
    });
    let (later, next) = (later.unwrap(), lab.submit(5, 7));
    let at_once = lab
        .executor
        .submit(|| -> std::future::Ready<Result<u32, TaskError>> { panic!("at once") });
    let (at_once, last) = (at_once.unwrap(), lab.submit(5, 8));
    lab.runtime.run();
    assert_eq!(panic_of(&later), "after 5 ms");
    assert_eq!(panic_of(&at_once), "at once");
    assert_eq!(
        at_once.to_string(),
        format!(
            "<Future #{} state=finished raised TaskPanicked>",
            at_once.id()
        )
    );
    let outcome = at_once.peek().unwrap().unwrap_err().to_string();
    assert_eq!(outcome, "the task panicked: at once");
    assert_eq!(next.peek().unwrap().unwrap(), 7);
    assert_eq!(last.peek().unwrap().unwrap(), 8);
}

#[test]
fn a_panic_while_a_task_is_dropped_stops_nobody() {
    let lab = lab(1);
    let task = |runtime: Rc<VirtualRuntime>, millis| {
        move || async move {
            let _held = Grenade;
            runtime.sleep(ms(millis)).await;
            Ok::<u32, TaskError>(1)
        }
    };
    let aborted = lab.executor.submit(task(lab.runtime.clone(), 50)).unwrap();
    let called = Rc::new(Cell::new(false));
    aborted.add_done_callback({
        let called = called.clone();
        move |_| called.set(true)
    });
    let ended = lab.executor.submit(task(lab.runtime.clone(), 0)).unwrap();
    let next = lab.submit(1, 2);
    lab.runtime.advance(ms(10));
    assert!(aborted.abort());
    assert!(called.get());
    lab.runtime.run();
    assert_eq!(panic_of(&ended), "dropped");
    assert_eq!(next.peek().unwrap().unwrap(), 2);
}

#[test]
fn an_initializer_that_panics_breaks_the_executor_as_one_that_fails() {
    let runtime = Rc::new(VirtualRuntime::new());
    let executor = IoExecutor::builder(runtime.clone())
        .max_workers(2)
        .initializer(|_| -> Result<(), TaskError> { panic!("no context") })
        .build()
        .unwrap();
    let submit = || executor.submit(|| async { Ok::<u32, TaskError>(1) });
    let futures: Vec<_> = (0..5).map(|_| submit().unwrap()).collect();
    runtime.run();
    for future in futures {
        let error = future.peek().unwrap().unwrap_err();
        assert_eq!(error, FutureError::Broken(Broken::Initializer));
    }
    assert_eq!(
        submit().unwrap_err(),
        SubmitError::Broken(Broken::Initializer)
    );
    assert_eq!(executor.active_slots(), 0);
}

#[test]
fn every_future_settles_when_the_runtime_goes_down() {
    let lab = lab(2);
    let futures: Vec<_> = (0..5).map(|n| lab.submit(10, n)).collect();
    lab.runtime.run_until_stalled();
    lab.runtime.tear_down();
    let late = lab.executor.submit(|| async { Ok::<u32, TaskError>(1) });
    assert!(matches!(late, Err(SubmitError::Broken(_))));
    for future in futures {
        assert!(matches!(future.peek(), Some(Err(FutureError::Broken(_)))));
    }
    assert_eq!((lab.runtime.tasks(), lab.runtime.timers()), (0, 0));
    assert_eq!(lab.executor.active_slots(), 0);
}

#[test]
fn a_runtime_that_is_down_already_settles_what_is_submitted() {
    let lab = lab(2);
    lab.runtime.tear_down();
    let future = lab.submit(1, 1);
    assert!(matches!(future.peek(), Some(Err(FutureError::Broken(_)))));
}

/// Counts the clones of its waker, by those of the `Arc`.
struct Counted;

impl Wake for Counted {
    fn wake(self: Arc<Self>) {}
}

#[test]
fn what_is_polled_again_and_again_keeps_one_waker() {
    let lab = lab(1);
    let future = lab.submit(10, 1);
    lab.runtime.run_until_stalled();
    let mut drained = pin!(lab.executor.shutdown(false));
    let mut result = pin!(future.result_within(ms(100)));
    let mut done = pin!(wait([future.clone()], None, Default::default()));
    let mut completed = as_completed([future], None);
    let counted = Arc::new(Counted);
    for _ in 0..1000 {
        let waker = Waker::from(counted.clone());
        let mut cx = Context::from_waker(&waker);
        assert!(drained.as_mut().poll(&mut cx).is_pending());
        assert!(result.as_mut().poll(&mut cx).is_pending());
        assert!(done.as_mut().poll(&mut cx).is_pending());
        assert!(pin!(completed.next()).poll(&mut cx).is_pending());
    }
    // One each, one for the timer, and our own.
    assert!(Arc::strong_count(&counted) <= 6);
}

#[test]
fn a_timeout_of_zero_asks_without_waiting_and_a_huge_one_never_ends() {
    let lab = lab(1);
    lab.runtime.advance(ms(5));
    let (future, forever) = (lab.submit(10, 1), Duration::MAX);
    let (executor, runtime) = (lab.executor.clone(), lab.runtime.clone());
    lab.run(async move {
        let zero = Duration::ZERO;
        assert!(matches!(
            future.result_within(zero).await,
            Err(FutureError::Timeout)
        ));
        assert!(matches!(
            future.exception_within(zero).await,
            Err(FutureError::Timeout)
        ));
        let found = wait([future.clone()], Some(zero), Default::default()).await;
        assert_eq!(found.not_done.len(), 1);
        let mut completed = as_completed([future.clone()], Some(zero));
        assert_eq!(completed.next().await.unwrap().unwrap_err().unfinished, 1);
        assert!(completed.next().await.is_none());
        assert_eq!(runtime.now(), ms(5));
        assert_eq!(runtime.timers(), 1, "only the task's own");
        assert_eq!(future.result_within(forever).await.unwrap(), 1);
        executor.shutdown(false).await;
    });
}

#[test]
fn every_timeout_runs_from_the_call_not_from_the_first_poll() {
    let lab = lab(1);
    let future = lab.submit(100, 1);
    let result = future.result_within(ms(10));
    let exception = future.exception_within(ms(10));
    let found = wait([future.clone()], Some(ms(10)), Default::default());
    let mut completed = as_completed([future], Some(ms(10)));
    lab.runtime.advance(ms(10));
    let runtime = lab.runtime.clone();
    lab.run(async move {
        assert!(matches!(result.await, Err(FutureError::Timeout)));
        assert!(matches!(exception.await, Err(FutureError::Timeout)));
        assert_eq!(found.await.not_done.len(), 1);
        assert!(completed.next().await.unwrap().is_err());
        assert_eq!(runtime.now(), ms(10));
    });
}

#[test]
fn a_scope_that_is_dropped_shuts_its_executor_down() {
    let lab = lab(1);
    let kept: Rc<RefCell<Option<FutureHandle<u32>>>> = Rc::default();
    let scoped = scope(lab.executor.clone(), {
        let kept = kept.clone();
        move |executor| async move {
            let task = || async { Ok::<u32, TaskError>(3) };
            *kept.borrow_mut() = executor.submit(task).ok();
            poll_fn(|_| Poll::<Result<(), TaskError>>::Pending).await
        }
    });
    let mut scoped = Box::pin(scoped);
    let mut cx = Context::from_waker(Waker::noop());
    assert!(scoped.as_mut().poll(&mut cx).is_pending());
    drop(scoped);
    let late = lab.executor.submit(|| async { Ok::<u32, TaskError>(1) });
    assert_eq!(late.unwrap_err(), SubmitError::Shutdown);
    lab.runtime.run();
    assert_eq!(
        kept.take().unwrap().state(),
        State::Finished,
        "it was submitted before"
    );
}

#[test]
fn contexts_of_slots_go_with_the_last_slot_after_shutdown() {
    let runtime = Rc::new(VirtualRuntime::new());
    let connection = Rc::new(());
    let weak = Rc::downgrade(&connection);
    let connection = RefCell::new(Some(connection));
    let executor = IoExecutor::builder(runtime.clone())
        .max_workers(1)
        .initializer(move |_| Ok(connection.take()))
        .build()
        .unwrap();
    let future = executor.submit(|| async { Ok::<u32, TaskError>(1) });
    runtime.run();
    assert!(future.unwrap().done());
    assert_eq!(
        weak.strong_count(),
        1,
        "the slot may be opened again, with its context"
    );
    drop(executor.shutdown(false));
    assert_eq!(weak.strong_count(), 0, "though the executor is still there");
}

#[derive(Debug, thiserror::Error)]
#[error("no flag")]
struct NoFlag(#[source] std::fmt::Error);

#[test]
fn an_error_is_itself_and_names_what_is_behind_it() {
    let error = TaskError::from(NoFlag(std::fmt::Error));
    let (same, other) = (error.clone(), TaskError::from(NoFlag(std::fmt::Error)));
    assert!(error.ptr_eq(&same) && error == same);
    assert!(!error.ptr_eq(&other) && error != other);
    let behind = error.source().expect("what is behind it");
    assert!(behind.is::<std::fmt::Error>());
    assert!(TaskError::message("no flag").source().is_none());
}

#[test]
fn futures_are_told_apart_by_their_hashes_as_in_a_map() {
    let lab = lab(1);
    let hash = |future: &FutureHandle<u32>| {
        let mut hasher = DefaultHasher::new();
        future.hash(&mut hasher);
        hasher.finish()
    };
    let (one, other) = (lab.submit(1, 1), lab.submit(1, 2));
    assert_eq!(hash(&one), hash(&one.clone()));
    assert_ne!(hash(&one), hash(&other));
}

/// What an executor tells of its futures.
#[derive(Default)]
struct Told(RefCell<Vec<(u64, TaskEvent)>>);

impl Observer for Told {
    fn observe(&self, future: u64, event: TaskEvent) {
        self.0.borrow_mut().push((future, event));
    }
}

impl Told {
    /// What was told of the turns of a future.
    fn turns(&self, future: &FutureHandle<u32>) -> Vec<TaskEvent> {
        let told = self.0.borrow();
        let of = told.iter().filter(|(id, _)| *id == future.id());
        let is_turn = |event: &TaskEvent| matches!(event, TaskEvent::Polled | TaskEvent::Woken);
        of.map(|(_, event)| *event).filter(is_turn).collect()
    }
}

fn observed(max_workers: usize) -> (Rc<VirtualRuntime>, IoExecutor, Rc<Told>) {
    let (runtime, told) = (Rc::new(VirtualRuntime::new()), Rc::new(Told::default()));
    let executor = IoExecutor::builder(runtime.clone())
        .max_workers(max_workers)
        .observer(told.clone())
        .build();
    (runtime, executor.unwrap(), told)
}

#[test]
fn each_turn_of_each_task_is_told_of_its_own_future_and_by_one_waker() {
    let (runtime, executor, told) = observed(1);
    let submit = || {
        let (clock, seen) = (runtime.clone(), Cell::new(None::<Waker>));
        let task = move || async move {
            let mut first = clock.sleep(ms(5));
            poll_fn(|cx| {
                // Who compares wakers, as a channel does, need not take a new one each time.
                let before = seen.replace(Some(cx.waker().clone()));
                assert!(before.is_none_or(|before| before.will_wake(cx.waker())));
                pin!(&mut first).poll(cx)
            })
            .await;
            clock.sleep(ms(5)).await;
            Ok::<u32, TaskError>(1)
        };
        executor.submit(task).unwrap()
    };
    let (one, next) = (submit(), submit());
    assert_eq!((executor.queued(), executor.active_slots()), (1, 1));
    runtime.run();
    assert!(one.done() && next.done());
    let turns = [
        TaskEvent::Polled,
        TaskEvent::Woken,
        TaskEvent::Polled,
        TaskEvent::Woken,
        TaskEvent::Polled,
    ];
    assert_eq!(told.turns(&one), turns);
    assert_eq!(told.turns(&next), turns);
}

#[test]
fn an_observed_task_is_woken_also_when_its_slot_went_to_the_end() {
    let (runtime, executor, told) = observed(1);
    let opens = {
        let executor = executor.clone();
        move || async move {
            executor.set_max_workers(2).unwrap();
            Ok::<u32, TaskError>(0)
        }
    };
    let first = executor.submit(opens).unwrap();
    let later: Vec<_> = (0..3)
        .map(|nth| {
            let clock = runtime.clone();
            let task = move || async move {
                clock.sleep(ms(5)).await;
                Ok::<u32, TaskError>(nth)
            };
            executor.submit(task).unwrap()
        })
        .collect();
    runtime.run();
    assert!(first.done());
    for future in &later {
        assert!(future.done(), "{future}");
        let turns = [TaskEvent::Polled, TaskEvent::Woken, TaskEvent::Polled];
        assert_eq!(told.turns(future), turns);
    }
}
