//! `shutdown`, and executors that go away.

use std::cell::RefCell;
use std::rc::Rc;

use concurrent_futures::executor::{Executor, SubmitError, scope};
use concurrent_futures::future::{State, TaskError};
use concurrent_futures::runtime::Runtime;

use crate::support::{Lab, lab, ms};

/// All that ever ran has ended, and nothing is left behind.
fn assert_at_rest(lab: &Lab) {
    let Lab { runtime, executor } = lab;
    assert_eq!((executor.active_slots(), executor.queued()), (0, 0));
    assert_eq!((runtime.tasks(), runtime.timers()), (0, 0));
}

#[test]
fn cf_062_submit_after_shutdown_is_refused() {
    let lab = lab(1);
    drop(lab.executor.shutdown(false));
    let refused = lab.executor.submit(|| async { Ok::<(), TaskError>(()) });
    let refused = refused.unwrap_err();
    assert_eq!(refused, SubmitError::Shutdown);
    assert_eq!(
        refused.to_string(),
        "cannot schedule new futures after shutdown"
    );
}

#[test]
fn cf_063_shutdown_waits_for_fifty_queued_tasks() {
    let lab = lab(4);
    let futures: Vec<_> = (0..50).map(|n| lab.submit(10, n)).collect();
    lab.run(lab.executor.shutdown(false));
    for (number, future) in futures.iter().enumerate() {
        assert_eq!(future.peek().unwrap().unwrap(), number);
    }
    assert_at_rest(&lab);
}

#[test]
fn cf_064_shutdown_may_cancel_what_has_not_started() {
    let lab = lab(2);
    let futures: Vec<_> = (0..10).map(|n| lab.submit(10, n)).collect();
    lab.run(lab.executor.shutdown(true));
    let states: Vec<_> = futures.iter().map(|future| future.state()).collect();
    assert_eq!(states[..2], [State::Finished; 2]);
    assert_eq!(states[2..], [State::Cancelled; 8]);
    assert!(futures[..2].iter().all(|future| !future.failed()));
    assert_eq!(lab.now(), 10);
    assert_at_rest(&lab);
}

#[test]
fn cf_065_a_cancelled_task_at_the_head_does_not_stall_shutdown() {
    let lab = lab(1);
    lab.submit(10, 0);
    assert!(lab.submit(10, 1).cancel());
    lab.run(lab.executor.shutdown(false));
    assert_at_rest(&lab);
    assert_eq!(lab.now(), 10);
}

#[test]
fn cf_066_shutdown_without_waiting_lets_the_running_task_finish() {
    let lab = lab(1);
    let future = lab.submit(10, 1);
    drop(lab.executor.shutdown(false));
    assert_eq!(lab.now(), 0);
    lab.runtime.run();
    assert_eq!(future.peek().unwrap().unwrap(), 1);
    assert_at_rest(&lab);
}

#[test]
fn cf_067_shutdown_right_after_a_map_of_more_than_the_slots_ends() {
    let lab = lab(2);
    let task = |number: u32| move || async move { Ok::<u32, TaskError>(number) };
    let map = lab.executor.map(0..3, task).unwrap();
    lab.run(lab.executor.shutdown(false));
    assert_eq!(map.futures().filter(|future| future.done()).count(), 3);
    assert_at_rest(&lab);
}

#[test]
fn cf_068_after_shutdown_no_slot_task_or_timer_is_left() {
    let lab = lab(3);
    let futures: Vec<_> = (0..3).map(|n| lab.submit(10, n)).collect();
    let waiting = futures[0].result_within(ms(1000));
    lab.run(lab.executor.shutdown(false));
    lab.run(waiting).unwrap();
    assert_eq!(lab.executor.peak_slots(), 3);
    assert_at_rest(&lab);
}

#[test]
fn cf_069_a_scope_shuts_down_and_waits() {
    let lab = lab(5);
    let kept = Rc::new(RefCell::new(Vec::new()));
    let (runtime, futures) = (lab.runtime.clone(), kept.clone());
    let answer = lab.run(scope(lab.executor.clone(), move |executor| async move {
        let delay = move |millis: u64| {
            let runtime = runtime.clone();
            move || async move {
                runtime.sleep(ms(millis)).await;
                Ok::<u64, TaskError>(millis)
            }
        };
        futures
            .borrow_mut()
            .push(executor.submit(delay(30)).unwrap());
        let mut map = executor.map([5, 10], delay).unwrap();
        let first = map.next().await.unwrap()?;
        let second = map.next().await.unwrap()?;
        Ok::<_, concurrent_futures::future::FutureError>((first, second))
    }));
    assert_eq!(answer.unwrap(), (5, 10));
    assert!(kept.borrow()[0].done());
    assert_eq!(lab.now(), 30);
    assert_at_rest(&lab);
    let late = lab.executor.submit(|| async { Ok::<(), TaskError>(()) });
    assert_eq!(late.unwrap_err(), SubmitError::Shutdown);
}

#[test]
fn cf_070_dropping_the_executor_loses_no_task() {
    let Lab { runtime, executor } = lab(2);
    let task = |number: u32| {
        let delay = runtime.sleep(ms(10));
        move || async move {
            delay.await;
            Ok::<u32, TaskError>(number)
        }
    };
    let futures: Vec<_> = (0..6).map(|n| executor.submit(task(n)).unwrap()).collect();
    drop(executor);
    runtime.run();
    for (number, future) in (0..).zip(&futures) {
        assert_eq!(future.peek().unwrap().unwrap(), number);
    }
    assert_eq!((runtime.tasks(), runtime.timers()), (0, 0));
}

#[test]
fn cf_071_a_map_runs_to_its_end_after_shutdown_without_waiting() {
    let lab = lab(2);
    let runtime = lab.runtime.clone();
    let task = move |number: u32| {
        let runtime = runtime.clone();
        move || async move {
            runtime.sleep(ms(10)).await;
            Ok::<u32, TaskError>(number)
        }
    };
    let mut map = lab.executor.map(0..6, task).unwrap();
    drop(lab.executor.shutdown(false));
    let results = lab.run(async move {
        let mut results = Vec::new();
        while let Some(result) = map.next().await {
            results.push(result.unwrap());
        }
        results
    });
    assert_eq!(results, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn cf_072_cancelling_without_waiting_lets_the_started_task_complete() {
    let lab = lab(1);
    let (started, queued) = (lab.submit(10, 1), lab.submit(10, 2));
    drop(lab.executor.shutdown(true));
    assert!(queued.cancelled());
    lab.runtime.run();
    assert_eq!(started.peek().unwrap().unwrap(), 1);
    assert_at_rest(&lab);
}

#[test]
fn cf_d14_shutdown_may_be_called_again() {
    let lab = lab(1);
    let future = lab.submit(10, 1);
    drop(lab.executor.shutdown(false));
    lab.run(lab.executor.shutdown(false));
    lab.run(lab.executor.shutdown(true));
    assert!(!future.cancelled());
}

#[test]
fn cf_d15_a_scope_that_fails_waits_for_all_and_cancels_none() {
    let lab = lab(1);
    let kept = Rc::new(RefCell::new(Vec::new()));
    let futures = kept.clone();
    let runtime = lab.runtime.clone();
    let failed = lab.run(scope(lab.executor.clone(), move |executor| async move {
        for number in 0..4 {
            let delay = runtime.sleep(ms(50 * (number + 1)));
            let task = move || async move {
                delay.await;
                Ok::<u64, TaskError>(number)
            };
            futures.borrow_mut().push(executor.submit(task).unwrap());
        }
        Err::<(), _>("with")
    }));
    assert_eq!(failed, Err("with"));
    assert_eq!(lab.now(), 200);
    assert!(kept.borrow().iter().all(|future| !future.cancelled()));
    assert_at_rest(&lab);
}
