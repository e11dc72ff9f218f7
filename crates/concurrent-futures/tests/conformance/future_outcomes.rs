//! Waiting for the result or the error of a future, with and without a limit, and settling it.

use std::error::Error;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::future::{
    Completer, FutureError, FutureHandle, InvalidState, State, TaskError, TaskPanicked,
};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};

use crate::support::{lab, ms};

/// Stands for a test's longest time.
const LONG: Duration = Duration::from_secs(60);

#[test]
fn cf_014_result_with_a_timeout_of_zero_asks_without_waiting() {
    let lab = lab(1);
    let states = lab.states();
    let runtime = lab.runtime.clone();
    lab.run(async move {
        let now = |future: &FutureHandle<u32>| future.result_within(Duration::ZERO);
        assert!(matches!(
            now(&states.pending).await,
            Err(FutureError::Timeout)
        ));
        assert!(matches!(
            now(&states.running).await,
            Err(FutureError::Timeout)
        ));
        assert!(matches!(
            now(&states.cancelled).await,
            Err(FutureError::Cancelled)
        ));
        let error = now(&states.failed).await.unwrap_err();
        assert_eq!(error.task_error().unwrap().to_string(), "boom");
        assert_eq!(now(&states.succeeded).await.unwrap(), 42);
        assert_eq!(runtime.now(), Duration::ZERO);
    });
}

#[test]
fn cf_015_who_waits_for_a_result_wakes_when_it_is_there() {
    let lab = lab(1);
    let future = lab.submit(10, 42);
    let runtime = lab.runtime.clone();
    lab.run(async move {
        assert_eq!(future.result_within(LONG).await.unwrap(), 42);
        assert_eq!(runtime.now(), ms(10));
        assert_eq!(runtime.timers(), 0);
        assert_eq!(future.await.unwrap(), 42, "awaiting the handle is the same");
    });
}

#[test]
fn cf_016_who_waits_for_a_result_wakes_at_the_cancel() {
    let lab = lab(1);
    let states = lab.states();
    let runtime = lab.runtime.clone();
    lab.run(async move {
        let waiting = states.pending.result_within(LONG);
        runtime.spawn({
            let (pending, delay) = (states.pending.clone(), runtime.sleep(ms(10)));
            Box::pin(async move {
                delay.await;
                assert!(pending.cancel());
            })
        });
        assert!(matches!(waiting.await, Err(FutureError::Cancelled)));
        assert_eq!(runtime.now(), ms(10));
    });
}

#[test]
fn cf_017_exception_with_a_timeout_of_zero_gives_the_error_or_none() {
    let lab = lab(1);
    let states = lab.states();
    lab.run(async move {
        let now = |future: &FutureHandle<u32>| future.exception_within(Duration::ZERO);
        assert!(matches!(
            now(&states.pending).await,
            Err(FutureError::Timeout)
        ));
        assert!(matches!(
            now(&states.running).await,
            Err(FutureError::Timeout)
        ));
        assert!(matches!(
            now(&states.cancelled).await,
            Err(FutureError::Cancelled)
        ));
        let error = now(&states.failed).await.unwrap().unwrap();
        assert_eq!(error.to_string(), "boom");
        assert!(now(&states.succeeded).await.unwrap().is_none());
    });
}

#[test]
fn cf_018_who_waits_for_an_exception_wakes_when_the_task_fails() {
    let lab = lab(1);
    let future = lab.submit_failing(10, "late");
    let runtime = lab.runtime.clone();
    lab.run(async move {
        let error = future.exception_within(LONG).await.unwrap().unwrap();
        assert_eq!(error.to_string(), "late");
        assert_eq!(runtime.now(), ms(10));
    });
}

fn pair() -> (Completer<u32>, FutureHandle<u32>) {
    Completer::pair(Rc::new(VirtualRuntime::new()))
}

#[test]
fn cf_019_the_first_result_stays() {
    let (completer, future) = pair();
    completer.set_result(1).unwrap();
    let late = completer.set_result(2).unwrap_err();
    let state = State::Finished;
    assert_eq!(late, InvalidState { state });
    assert_eq!(
        late.to_string(),
        "invalid state: the future is finished already"
    );
    assert_eq!(future.peek().unwrap().unwrap(), 1);
}

#[test]
fn cf_020_the_first_exception_stays() {
    let (completer, future) = pair();
    let first = TaskError::message("first");
    completer.set_exception(first.clone()).unwrap();
    assert!(completer.set_exception(TaskError::message("late")).is_err());
    assert!(completer.set_result(1).is_err());
    let kept = future.peek().unwrap().unwrap_err();
    assert!(kept.task_error().unwrap().ptr_eq(&first));

    let (completer, future) = pair();
    assert!(future.cancel());
    let late = completer.set_result(1).unwrap_err();
    assert_eq!(
        late.to_string(),
        "invalid state: the future is cancelled already"
    );
}

#[test]
fn cf_d11_result_and_exception_give_the_very_same_error_each_time() {
    let lab = lab(1);
    let future = lab.submit_failing(10, "boom");
    lab.run(async move {
        let from_result = future.result().await.unwrap_err();
        let from_exception = future.exception().await.unwrap().unwrap();
        let again = future.exception().await.unwrap().unwrap();
        assert!(from_result.task_error().unwrap().ptr_eq(&from_exception));
        assert!(from_exception.ptr_eq(&again));
    });
}

#[test]
fn cf_d12_the_kinds_of_error_are_told_apart() {
    let lab = lab(1);
    let states = lab.states();
    lab.run(async move {
        let cancelled = states.cancelled.result().await.unwrap_err();
        assert!(cancelled.is_cancelled() && cancelled.task_error().is_none());
        let late = states.pending.result_within(ms(1)).await.unwrap_err();
        assert!(!late.is_cancelled() && matches!(late, FutureError::Timeout));
        let failed = states.failed.result().await.unwrap_err();
        assert!(!failed.is_cancelled() && failed.task_error().is_some());
        let broken = FutureError::Broken("a reason".into());
        assert!(broken.task_error().is_none() && !broken.is_cancelled());
        let _: &dyn Error = &broken;
    });
    // The task's own error is kept with its type.
    let unreadable: TaskError = "many".parse::<u32>().unwrap_err().into();
    assert!(
        unreadable
            .downcast_ref::<std::num::ParseIntError>()
            .is_some()
    );
    assert!(unreadable.downcast_ref::<TaskPanicked>().is_none());
}
