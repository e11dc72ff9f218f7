//! Done-callbacks: when they run, and what they see.

use std::cell::Cell;
use std::env;
use std::process::Command;
use std::rc::Rc;

use concurrent_futures::executor::Executor;
use concurrent_futures::future::{FutureHandle, TaskError};
use concurrent_futures::runtime::Runtime;

use crate::support::{Log, lab};

/// Runs `body` in a process of its own, as the test with this name, and gives what that reported.
fn reported(test: &str, body: impl FnOnce()) -> String {
    const CHILD: &str = "PHOTOFINISH_TEST_CHILD";
    if env::var_os(CHILD).is_some() {
        body();
        std::process::exit(0);
    }
    let mut child = Command::new(env::current_exe().unwrap());
    child.args([test, "--exact", "--nocapture"]).env(CHILD, "1");
    let output = child.output().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    text
}

/// Counts its calls, and checks that the outcome is there when it is called.
fn counting<T>(
    future: &FutureHandle<T>,
) -> (Rc<Cell<usize>>, impl FnOnce(&FutureHandle<T>) + use<T>) {
    let count = Rc::new(Cell::new(0));
    let (counted, expected) = (count.clone(), future.clone());
    let callback = move |called_with: &FutureHandle<T>| {
        assert_eq!(called_with, &expected);
        assert!(called_with.done() && called_with.inspect(|outcome| outcome.is_some()));
        counted.set(counted.get() + 1);
    };
    (count, callback)
}

#[test]
fn cf_001_a_callback_gets_the_future_with_its_result() {
    let lab = lab(1);
    let future = lab.submit(10, 5);
    let (count, callback) = counting(&future);
    future.add_done_callback(callback);
    lab.runtime.run();
    assert_eq!(count.get(), 1);
}

#[test]
fn cf_002_a_callback_runs_for_a_failed_task_and_reads_its_error() {
    let lab = lab(1);
    let future = lab.submit_failing(10, "boom");
    let (count, callback) = counting(&future);
    future.add_done_callback(callback);
    let log = Log::default();
    future.add_done_callback({
        let log = log.clone();
        move |future| {
            let error = future.peek().unwrap().unwrap_err();
            log.push(error.task_error().unwrap().to_string());
        }
    });
    lab.runtime.run();
    assert_eq!(count.get(), 1);
    assert_eq!(log.take(), ["boom"]);
}

#[test]
fn cf_003_a_callback_runs_once_at_the_cancel() {
    let lab = lab(1);
    lab.submit(10, 1);
    let future = lab.submit(10, 2);
    let (count, callback) = counting(&future);
    future.add_done_callback(callback);
    let log = Log::default();
    future.add_done_callback({
        let log = log.clone();
        move |future| log.push(future.state().to_string())
    });
    assert!(future.cancel());
    assert_eq!(count.get(), 1, "before the slot is free");
    assert!(future.cancel());
    lab.runtime.run();
    assert_eq!(count.get(), 1);
    assert_eq!(log.take(), ["cancelled"]);
}

#[test]
fn cf_004_a_callback_that_panics_is_reported_and_the_next_runs() {
    let name = "future_callbacks::cf_004_a_callback_that_panics_is_reported_and_the_next_runs";
    let text = reported(name, || {
        let lab = lab(1);
        let future = lab.submit(10, 1);
        let (count, callback) = counting(&future);
        future.add_done_callback(|_| panic!("doh"));
        future.add_done_callback(callback);
        lab.runtime.run();
        assert_eq!(count.get(), 1);
    });
    let report = "exception calling callback for <Future #1 state=finished returned int>: doh";
    assert!(text.contains(report), "{text}");
}

#[test]
fn cf_005_a_callback_added_to_a_finished_future_runs_at_once() {
    let states = lab(1).states();
    let (count, callback) = counting(&states.succeeded);
    states.succeeded.add_done_callback(callback);
    assert_eq!(count.get(), 1);
}

#[test]
fn cf_006_a_callback_added_to_a_failed_future_runs_at_once() {
    let states = lab(1).states();
    let (count, callback) = counting(&states.failed);
    states.failed.add_done_callback(callback);
    assert_eq!(count.get(), 1);
}

#[test]
fn cf_007_a_callback_added_to_a_cancelled_future_runs_at_once() {
    let states = lab(1).states();
    let (count, callback) = counting(&states.cancelled);
    states.cancelled.add_done_callback(callback);
    assert_eq!(count.get(), 1);
}

#[test]
fn cf_008_a_panicking_callback_of_a_finished_future_does_not_reach_who_adds_it() {
    let name = "future_callbacks::\
        cf_008_a_panicking_callback_of_a_finished_future_does_not_reach_who_adds_it";
    let text = reported(name, || {
        let states = lab(1).states();
        states.succeeded.add_done_callback(|_| panic!("doh"));
    });
    assert!(text.contains("exception calling callback for"), "{text}");
}

#[test]
fn cf_d08_callbacks_run_in_order_nested_ones_at_once_the_same_one_twice() {
    let lab = lab(1);
    lab.submit(10, 0);
    let future = lab.submit(10, 1);
    let log = Log::default();
    let say = |what: &'static str| {
        let log = log.clone();
        move |_: &FutureHandle<i32>| log.push(what)
    };
    future.add_done_callback({
        let (say_a, say_nested) = (say("a"), say("nested"));
        move |future| {
            say_a(future);
            future.add_done_callback(say_nested);
        }
    });
    future.add_done_callback(say("c"));
    let twice = say("twice");
    future.add_done_callback(twice.clone());
    future.add_done_callback(twice);
    assert!(future.cancel() && future.cancel());
    assert_eq!(log.take(), ["a", "nested", "c", "twice", "twice"]);
}

#[test]
fn cf_d09_waiters_are_told_then_callbacks_run_then_the_slot_goes_on() {
    let lab = lab(1);
    let future = lab.submit(10, 1);
    let log = Log::default();
    let next = {
        let log = log.clone();
        move || async move {
            log.push("next task begins");
            Ok::<(), TaskError>(())
        }
    };
    lab.executor.submit(next).unwrap();
    lab.runtime.spawn({
        let (future, log) = (future.clone(), log.clone());
        Box::pin(async move {
            future.result().await.unwrap();
            log.push("consumer");
        })
    });
    future.add_done_callback({
        let log = log.clone();
        move |_| log.push("callback")
    });
    lab.runtime.run();
    // The consumer was woken before the callback ran, and has its turn after it: one thread.
    assert_eq!(log.take(), ["callback", "consumer", "next task begins"]);
}
