//! The core called from inside itself: callbacks, tasks and iterators that submit, cancel, abort,
//! shut down or move the limit; and whose turn it is.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::completion::{ReturnWhen, as_completed, wait};
use concurrent_futures::executor::{Executor, IoExecutor};
use concurrent_futures::future::{Completer, FutureError, FutureHandle, State, TaskError};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};
use support::{Log, lab};

type Shared<T> = Rc<RefCell<Option<T>>>;

#[test]
fn a_callback_may_submit_and_what_it_submits_comes_last() {
    let lab = lab(1);
    let log = Log::default();
    let submit = |executor: &IoExecutor, name: &str| {
        let (log, name) = (log.clone(), name.to_owned());
        let task = move || async move {
            log.push(name);
            Ok::<(), TaskError>(())
        };
        executor.submit(task).unwrap()
    };
    let first = submit(&lab.executor, "first");
    submit(&lab.executor, "second");
    let (executor, again) = (lab.executor.clone(), submit(&lab.executor, "third"));
    let late: Shared<FutureHandle<()>> = Rc::default();
    first.add_done_callback({
        let (late, log) = (late.clone(), log.clone());
        move |_| {
            let task = move || async move {
                log.push("late");
                Ok::<(), TaskError>(())
            };
            *late.borrow_mut() = executor.submit(task).ok();
        }
    });
    lab.runtime.run();
    assert!(again.done() && late.take().unwrap().done());
    assert_eq!(log.take(), ["first", "second", "third", "late"]);
}

#[test]
fn a_callback_may_cancel_abort_shut_down_and_move_the_limit() {
    let lab = lab(2);
    let first = lab.submit(10, 1);
    let running = lab.submit(1000, 2);
    let queued: Vec<_> = (0..4).map(|n| lab.submit(10, n)).collect();
    first.add_done_callback({
        let (executor, running, queued) = (lab.executor.clone(), running.clone(), queued.clone());
        move |_| {
            executor.set_max_workers(1).unwrap();
            assert!(running.abort());
            assert!(queued[0].cancel());
            executor.set_max_workers(3).unwrap();
            assert!(queued[1].running(), "a slot was free");
            drop(executor.shutdown(true));
            assert!(queued[3].cancelled());
        }
    });
    lab.runtime.run();
    assert!(lab.executor.peak_slots() <= 3);
    assert_eq!(lab.executor.active_slots(), 0);
    assert!(matches!(running.peek(), Some(Err(FutureError::Aborted))));
    assert_eq!(queued[1].peek().unwrap().unwrap(), 1);
    assert_eq!(lab.now(), 20);
}

#[test]
fn a_callback_of_a_cancelled_future_may_submit_while_the_executor_shuts_down() {
    let lab = lab(1);
    lab.submit(10, 0);
    let queued = lab.submit(10, 1);
    let refused = Rc::new(Cell::new(false));
    queued.add_done_callback({
        let (executor, refused) = (lab.executor.clone(), refused.clone());
        move |_| {
            let late = executor.submit(|| async { Ok::<u32, TaskError>(1) });
            refused.set(late.is_err());
        }
    });
    drop(lab.executor.shutdown(true));
    assert!(refused.get());
    lab.runtime.run();
}

/// Submits a task that gets its own future, the way to do away with itself.
fn submit_knowing_itself(
    executor: &IoExecutor,
    task: impl AsyncFnOnce(FutureHandle<u32>) -> Result<u32, TaskError> + 'static,
) -> FutureHandle<u32> {
    let own: Shared<FutureHandle<u32>> = Rc::default();
    let future = executor.submit({
        let own = own.clone();
        move || async move {
            let own = own.take().unwrap();
            task(own).await
        }
    });
    let future = future.unwrap();
    *own.borrow_mut() = Some(future.clone());
    future
}

#[test]
fn a_task_that_aborts_itself_ends_there_and_its_late_result_is_lost() {
    let lab = lab(1);
    let held = Rc::new(());
    let weak = Rc::downgrade(&held);
    let runtime = lab.runtime.clone();
    let waits = submit_knowing_itself(&lab.executor, async move |own| {
        assert!(own.abort());
        runtime.sleep(Duration::from_secs(1)).await;
        drop(held);
        Ok(1)
    });
    let returns = submit_knowing_itself(&lab.executor, async |own| {
        assert!(own.abort());
        Ok(2)
    });
    let next = lab.submit(1, 3);
    lab.runtime.run();
    for future in [waits, returns] {
        assert_eq!(future.state(), State::Cancelled);
        assert!(matches!(future.peek(), Some(Err(FutureError::Aborted))));
    }
    assert_eq!(weak.strong_count(), 0);
    assert_eq!(next.peek().unwrap().unwrap(), 3);
    assert_eq!(lab.now(), 1);
}

#[test]
fn a_body_that_aborts_itself_is_never_polled() {
    let lab = lab(1);
    let own: Shared<FutureHandle<u32>> = Rc::default();
    let polled = Rc::new(Cell::new(false));
    let future = lab.executor.submit({
        let (own, polled) = (own.clone(), polled.clone());
        move || {
            let own: FutureHandle<u32> = own.take().unwrap();
            own.abort();
            async move {
                polled.set(true);
                Ok::<u32, TaskError>(1)
            }
        }
    });
    *own.borrow_mut() = future.ok();
    lab.runtime.run();
    assert!(!polled.get());
}

#[test]
fn a_task_aborted_before_its_first_poll_never_begins() {
    let lab = lab(1);
    let begun = Rc::new(Cell::new(false));
    let future = lab.executor.submit({
        let begun = begun.clone();
        move || {
            begun.set(true);
            async { Ok::<u32, TaskError>(1) }
        }
    });
    let (future, next) = (future.unwrap(), lab.submit(1, 2));
    assert!(future.running() && future.abort());
    lab.runtime.run();
    assert!(!begun.get());
    assert_eq!(next.peek().unwrap().unwrap(), 2);
}

#[test]
fn a_look_at_a_future_may_settle_it() {
    let lab = lab(1);
    lab.submit(1, 1);
    let queued = lab.submit(1, 2);
    let cancelled = queued.inspect(|outcome| outcome.is_none() && queued.cancel());
    assert!(cancelled);
}

#[test]
fn an_iterator_of_futures_may_itself_wait_for_them() {
    let lab = lab(2);
    let futures: Vec<_> = (0..3).map(|n| lab.submit(10, n)).collect();
    let waiting = futures.clone();
    let given = futures.into_iter().cycle().take(6).inspect(move |_| {
        drop(wait(waiting.clone(), None, ReturnWhen::AllCompleted));
    });
    let mut completed = as_completed(given, None);
    let count = lab.run(async move {
        let mut count = 0;
        while let Some(Ok(_)) = completed.next().await {
            count += 1;
        }
        count
    });
    assert_eq!(count, 3);
}

#[test]
fn bodies_begin_in_submission_order_also_when_tasks_never_wait() {
    let lab = lab(3);
    let log = Log::default();
    for number in 0..9 {
        let log = log.clone();
        let task = move || async move {
            log.push(number.to_string());
            Ok::<(), TaskError>(())
        };
        lab.executor.submit(task).unwrap();
    }
    lab.runtime.run();
    assert_eq!(log.take().concat(), "012345678");
}

#[test]
fn the_consumer_has_its_turn_between_tasks_that_never_wait() {
    let lab = lab(1);
    let begun = Rc::new(Cell::new(0));
    let futures: Vec<_> = (0..100)
        .map(|_| {
            let begun = begun.clone();
            let task = move || async move {
                begun.set(begun.get() + 1);
                Ok::<(), TaskError>(())
            };
            lab.executor.submit(task).unwrap()
        })
        .collect();
    let mut completed = as_completed(futures, None);
    let at_first = lab.run(async move {
        completed.next().await.unwrap().unwrap();
        begun.get()
    });
    assert_eq!(at_first, 1);
}

/// Found by the random programs: the abort woke the slot early, so that the task it went on to
/// began before one that another slot was given in between.
#[test]
fn bodies_begin_in_submission_order_also_when_a_slot_is_opened_in_a_callback() {
    let lab = lab(1);
    let log = Log::default();
    let runtime = lab.runtime.clone();
    let first = submit_knowing_itself(&lab.executor, async move |own| {
        runtime.sleep(Duration::from_millis(1)).await;
        own.abort();
        Ok(0)
    });
    first.add_done_callback({
        let executor = lab.executor.clone();
        move |_| executor.set_max_workers(2).unwrap()
    });
    for name in ["second", "third", "fourth"] {
        let log = log.clone();
        let task = move || async move {
            log.push(name);
            Ok::<(), TaskError>(())
        };
        lab.executor.submit(task).unwrap();
    }
    lab.runtime.run();
    assert_eq!(log.take(), ["second", "third", "fourth"]);
}

const MANY: usize = 100_000;

/// `MANY` futures, and what ends each: a callback of the one before it does `end` to the next.
fn chain(
    end: impl Fn(&FutureHandle<usize>, Completer<usize>) + Copy + 'static,
) -> Vec<FutureHandle<usize>> {
    let runtime = Rc::new(VirtualRuntime::new());
    let pairs = (0..MANY).map(|_| Completer::pair(runtime.clone()));
    let (mut completers, futures): (Vec<_>, Vec<FutureHandle<usize>>) = pairs.unzip();
    for place in (1..MANY).rev() {
        let completer = completers.pop().unwrap();
        let next = futures[place].clone();
        futures[place - 1].add_done_callback(move |_| end(&next, completer));
    }
    let first = completers.pop().unwrap();
    end(&futures[0], first);
    futures
}

#[test]
fn a_chain_of_callbacks_that_each_settle_the_next_future_is_as_long_as_one_likes() {
    let futures = chain(|next, completer| completer.set_result(next.id() as usize).unwrap());
    for future in futures {
        assert_eq!(future.peek().unwrap().unwrap(), future.id() as usize);
    }
}

#[test]
fn so_is_one_that_cancels_and_one_that_loses_them() {
    let cancelled = chain(|next, _completer| assert!(next.cancel()));
    assert!(cancelled.iter().all(FutureHandle::cancelled));
    let lost = chain(|_, completer| drop(completer));
    assert!(lost.iter().all(FutureHandle::failed));
}

#[test]
fn so_is_one_that_aborts_running_tasks_whose_end_aborts_the_next() {
    /// Aborts a future when it is dropped.
    struct Fuse(Shared<FutureHandle<()>>);
    impl Drop for Fuse {
        fn drop(&mut self) {
            if let Some(next) = self.0.take() {
                next.abort();
            }
        }
    }
    let lab = lab(MANY);
    let mut fuse: Shared<FutureHandle<()>> = Rc::default();
    let futures: Vec<_> = (0..MANY)
        .map(|_| {
            let held = Fuse(fuse.clone());
            let task = move || async move {
                let _held = held;
                std::future::pending::<Result<(), TaskError>>().await
            };
            let future = lab.executor.submit(task).unwrap();
            fuse = Rc::new(RefCell::new(Some(future.clone())));
            future
        })
        .collect();
    lab.runtime.run();
    assert!(futures[MANY - 1].abort());
    assert!(futures.iter().all(FutureHandle::cancelled));
    lab.runtime.run();
    assert_eq!(lab.executor.active_slots(), 0);
}

#[test]
fn what_a_callback_settles_is_told_before_it_returns_and_deep_down_in_order() {
    let runtime = Rc::new(VirtualRuntime::new());
    let log = Log::default();
    let (outer, first) = Completer::<u32>::pair(runtime.clone());
    let (inner, second) = Completer::<u32>::pair(runtime);
    let told = log.clone();
    second.add_done_callback(move |_| told.push("second"));
    let told = log.clone();
    first.add_done_callback(move |_| {
        inner.set_result(2).unwrap();
        told.push("first");
    });
    outer.set_result(1).unwrap();
    assert_eq!(log.take(), ["second", "first"]);
    // Each pushes its number on its way in: with a stack of any depth they are in order.
    let order = Rc::new(RefCell::new(Vec::new()));
    let seen = order.clone();
    let runtime = Rc::new(VirtualRuntime::new());
    let pairs = (0..1000).map(|_| Completer::<u32>::pair(runtime.clone()));
    let (mut completers, futures): (Vec<_>, Vec<FutureHandle<u32>>) = pairs.unzip();
    for place in (0..1000).rev() {
        let (seen, next) = (seen.clone(), completers.pop().unwrap());
        let step = move |_: &FutureHandle<u32>| {
            seen.borrow_mut().push(place);
            next.set_result(1).unwrap();
        };
        if place == 0 {
            step(&futures[0]);
        } else {
            futures[place - 1].add_done_callback(step);
        }
    }
    assert_eq!(*order.borrow(), (0..1000).collect::<Vec<_>>());
}

#[test]
fn futures_that_settle_each_other_are_told_within_until_it_is_deep_and_then_in_turn() {
    const MANY: usize = 40;
    const DEEPEST: usize = 32;
    let lab = lab(1);
    let (mut completers, futures): (Vec<_>, Vec<_>) = (0..MANY)
        .map(|_| Completer::<usize>::pair(lab.runtime.clone()))
        .unzip();
    let log = Log::default();
    let first = completers.remove(0);
    for (nth, next) in completers.into_iter().enumerate() {
        let (log, next) = (log.clone(), Cell::new(Some(next)));
        futures[nth].add_done_callback(move |_| {
            log.push(format!("in {nth}"));
            if let Some(next) = next.take() {
                next.set_result(nth).unwrap();
            }
            log.push(format!("out {nth}"));
        });
    }
    first.set_result(0).unwrap();
    let told = log.take();
    let mut expected: Vec<String> = (0..DEEPEST).map(|nth| format!("in {nth}")).collect();
    expected.push(format!("out {}", DEEPEST - 1));
    for nth in DEEPEST..MANY - 1 {
        expected.extend([format!("in {nth}"), format!("out {nth}")]);
    }
    expected.extend((0..DEEPEST - 1).rev().map(|nth| format!("out {nth}")));
    assert_eq!(told, expected);
}
