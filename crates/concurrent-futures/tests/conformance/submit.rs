//! `submit`, and what the executor keeps of a task.

use std::cell::Cell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::Poll;

use concurrent_futures::executor::{ConfigError, Executor, IoExecutor};
use concurrent_futures::future::{FutureError, TaskError};
use concurrent_futures::runtime::VirtualRuntime;

use crate::support::lab;

#[test]
fn cf_022_submit_gives_a_future_of_the_result() {
    let lab = lab(4);
    let (base, exponent) = (2_u32, 8);
    let task = move || async move { Ok::<u32, TaskError>(base.pow(exponent)) };
    let future = lab.executor.submit(task).unwrap();
    assert_eq!(lab.run(future.result()).unwrap(), 256);
}

#[test]
fn cf_024_max_workers_of_zero_is_refused_at_construction() {
    let refused = IoExecutor::new(Rc::new(VirtualRuntime::new()), 0).err();
    assert_eq!(refused, Some(ConfigError::MaxWorkers));
    assert_eq!(
        ConfigError::MaxWorkers.to_string(),
        "max_workers must be greater than 0"
    );
    let lab = lab(1);
    let refused = lab.executor.set_max_workers(0);
    assert_eq!(refused, Err(ConfigError::MaxWorkers));
    assert_eq!(lab.executor.max_workers(), 1);
}

#[test]
fn cf_025_nothing_of_a_task_is_kept_after_it_ran() {
    let lab = lab(1);
    let held = Rc::new(());
    let weak = Rc::downgrade(&held);
    let in_closure = held.clone();
    let task = move || {
        // Unlike an async block this holds what it captured until it is dropped.
        poll_fn(move |_| {
            let _ = &in_closure;
            Poll::Ready(Ok::<(), TaskError>(()))
        })
    };
    let future = lab.executor.submit(task).unwrap();
    let when_told = Rc::new(Cell::new(0));
    future.add_done_callback({
        let (weak, when_told) = (weak.clone(), when_told.clone());
        move |_| when_told.set(weak.strong_count())
    });
    lab.runtime.run();
    assert!(future.done());
    assert_eq!(
        when_told.get(),
        1,
        "only our own: gone before anybody is told"
    );
    drop(held);
    assert_eq!(weak.strong_count(), 0);
    // Nor is the result, once the last handle is gone.
    let value = Rc::new(());
    let weak = Rc::downgrade(&value);
    let future = lab.submit(0, value);
    lab.runtime.run();
    assert_eq!(weak.strong_count(), 1);
    drop(future);
    assert_eq!(weak.strong_count(), 0);
}

/// An error without text, size or value.
#[derive(Debug)]
struct Nothing;

impl std::fmt::Display for Nothing {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Nothing {}

#[test]
fn cf_026_an_error_that_is_empty_is_an_error() {
    let lab = lab(1);
    for error in [TaskError::from(Nothing), TaskError::message("")] {
        let future = lab.submit_with::<()>(0, Err(error));
        assert!(matches!(
            lab.run(future.result()),
            Err(FutureError::Failed(_))
        ));
        assert!(future.failed());
        assert!(lab.run(future.exception()).unwrap().is_some());
    }
}
