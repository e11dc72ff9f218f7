//! The core on the browser's clock, timers, promises and microtasks, for what can differ there.
//!
//! Order is checked, and that a timer is not early. That one is late proves nothing: a browser may
//! delay timers as it likes, in background tabs to once a second.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::completion::{ReturnWhen, as_completed, wait};
use concurrent_futures::executor::{Executor, IoExecutor, MapOptions, scope};
use concurrent_futures::future::{FutureError, FutureHandle, State, TaskError};
use concurrent_futures::runtime::{BrowserRuntime, Runtime};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &JsValue, millis: i32) -> JsValue;
}

fn executor(max_workers: usize) -> IoExecutor {
    IoExecutor::new(Rc::new(BrowserRuntime), max_workers).unwrap()
}

fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A promise that resolves to a number of milliseconds after as many.
fn timer(millis: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let resolve = Closure::once_into_js(move || {
            resolve.call1(&JsValue::NULL, &millis.into()).unwrap();
        });
        set_timeout(&resolve, millis);
    })
}

/// What a promise was rejected with, whatever that is.
fn rejected(value: JsValue) -> TaskError {
    TaskError::message(format!("rejected with {value:?}"))
}

fn submit_promise(executor: &IoExecutor, promise: Promise) -> FutureHandle<JsValue> {
    let task = move || async move { JsFuture::from(promise).await.map_err(rejected) };
    executor.submit(task).unwrap()
}

fn submit_timer(executor: &IoExecutor, millis: i32) -> FutureHandle<JsValue> {
    let task = move || async move { JsFuture::from(timer(millis)).await.map_err(rejected) };
    executor.submit(task).unwrap()
}

/// What happened, in order.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<&'static str>>>);

impl Log {
    fn push(&self, what: &'static str) {
        self.0.borrow_mut().push(what);
    }

    fn task(
        &self,
        what: &'static str,
    ) -> impl FnOnce() -> std::future::Ready<Result<(), TaskError>> + use<> {
        let log = self.clone();
        move || {
            log.push(what);
            std::future::ready(Ok(()))
        }
    }
}

async fn values(futures: Vec<FutureHandle<JsValue>>) -> Vec<f64> {
    let mut completed = as_completed(futures, None);
    let mut values = Vec::new();
    while let Some(Ok(future)) = completed.next().await {
        values.push(future.await.unwrap().as_f64().unwrap());
    }
    values
}

#[wasm_bindgen_test]
async fn cf_026_a_promise_rejected_with_a_falsy_value_is_a_failure() {
    let executor = executor(4);
    for value in [
        JsValue::UNDEFINED,
        JsValue::NULL,
        JsValue::from(0),
        JsValue::from(""),
        JsValue::FALSE,
        JsValue::from(f64::NAN),
    ] {
        let future = submit_promise(&executor, Promise::reject(&value));
        let error = future.result().await.unwrap_err();
        assert!(matches!(error, FutureError::Failed(_)), "{value:?}");
        assert!(future.failed() && future.exception().await.unwrap().is_some());
        let resolved = submit_promise(&executor, Promise::resolve(&value));
        assert!(js_sys::Object::is(&resolved.await.unwrap(), &value));
    }
}

#[wasm_bindgen_test]
async fn a_task_begins_in_a_microtask_after_submit_and_before_any_timer() {
    let (executor, log) = (executor(1), Log::default());
    let in_timer = {
        let log = log.clone();
        Closure::once_into_js(move || log.push("timer"))
    };
    set_timeout(&in_timer, 0);
    let future = executor.submit(log.task("task")).unwrap();
    assert!(future.running());
    log.push("after submit");
    future.await.unwrap();
    log.push("result");
    JsFuture::from(timer(20)).await.unwrap();
    assert_eq!(*log.0.borrow(), ["after submit", "task", "result", "timer"]);
}

#[wasm_bindgen_test]
async fn callback_consumer_and_next_task_have_their_turns_in_this_order() {
    let (executor, log) = (executor(1), Log::default());
    let first = executor.submit(log.task("first task")).unwrap();
    let next = executor.submit(log.task("next task")).unwrap();
    first.add_done_callback({
        let (log, next) = (log.clone(), next.clone());
        move |_| {
            assert!(!next.running());
            log.push("callback");
        }
    });
    wasm_bindgen_futures::spawn_local({
        let (log, first, next) = (log.clone(), first.clone(), next.clone());
        async move {
            first.await.unwrap();
            assert!(next.running(), "the slot went on before the consumer");
            log.push("consumer");
        }
    });
    next.await.unwrap();
    let expected = ["first task", "callback", "consumer", "next task"];
    assert_eq!(*log.0.borrow(), expected);
}

#[wasm_bindgen_test]
async fn promises_come_out_in_the_order_in_which_they_settle() {
    let executor = executor(4);
    let mut resolvers = Vec::new();
    let futures = [(); 4].map(|()| {
        let promise = Promise::new(&mut |resolve, _| resolvers.push(resolve));
        submit_promise(&executor, promise)
    });
    wasm_bindgen_futures::spawn_local(async move {
        for nth in [1, 3, 2, 0] {
            JsFuture::from(timer(1)).await.unwrap();
            resolvers[nth].call1(&JsValue::NULL, &nth.into()).unwrap();
        }
    });
    assert_eq!(values(futures.to_vec()).await, [1.0, 3.0, 2.0, 0.0]);
    // Those done already come first, in the order given.
    assert_eq!(values(futures.to_vec()).await, [0.0, 1.0, 2.0, 3.0]);
}

#[wasm_bindgen_test]
async fn cf_061_a_hundred_promises_resolved_in_one_turn_are_all_seen() {
    let executor = executor(100);
    let mut resolvers = Vec::new();
    let futures: Vec<_> = (0..100)
        .map(|_| {
            let promise = Promise::new(&mut |resolve, _| resolvers.push(resolve));
            submit_promise(&executor, promise)
        })
        .collect();
    JsFuture::from(timer(0)).await.unwrap();
    for (number, resolve) in resolvers.iter().enumerate() {
        resolve.call1(&JsValue::NULL, &number.into()).unwrap();
    }
    let found = wait(futures.clone(), None, ReturnWhen::AllCompleted).await;
    assert_eq!((found.done.len(), found.not_done.len()), (100, 0));
    for (number, future) in futures.iter().enumerate() {
        assert_eq!(
            future.peek().unwrap().unwrap().as_f64(),
            Some(number as f64)
        );
    }
}

#[wasm_bindgen_test]
async fn a_timer_is_never_early_and_timers_keep_their_order() {
    let runtime = BrowserRuntime;
    for millis in [1, 5, 20, 50] {
        let start = runtime.now();
        runtime.sleep(ms(millis)).await;
        // The clock itself ticks in up to a millisecond.
        assert!(runtime.now() + ms(1) >= start + ms(millis));
    }
    let executor = executor(3);
    let log = Log::default();
    let futures = ["first", "second", "third"].map(|what| {
        let log = log.clone();
        let task = move || async move {
            BrowserRuntime.sleep(ms(20)).await;
            log.push(what);
            Ok::<(), TaskError>(())
        };
        executor.submit(task).unwrap()
    });
    wait(futures, None, ReturnWhen::AllCompleted).await;
    assert_eq!(*log.0.borrow(), ["first", "second", "third"]);
}

#[wasm_bindgen_test]
async fn timeouts_end_the_waiting_and_leave_the_future_alone() {
    let executor = executor(2);
    let never = submit_promise(&executor, Promise::new(&mut |_, _| {}));
    let quick = submit_timer(&executor, 5);
    quick.clone().await.unwrap();
    let late = never.result_within(ms(20)).await;
    assert!(matches!(late, Err(FutureError::Timeout)));
    assert!(never.running() && quick.done());
    let mut completed = as_completed([never.clone(), quick.clone()], Some(ms(20)));
    assert_eq!(completed.next().await.unwrap().unwrap(), quick);
    let late = completed.next().await.unwrap().unwrap_err();
    assert_eq!(late.to_string(), "1 (of 2) futures unfinished");
    let found = wait([never.clone()], Some(ms(20)), ReturnWhen::AllCompleted).await;
    assert!(found.done.is_empty() && found.not_done[0] == never);
    assert!(never.abort());
    assert!(matches!(never.await, Err(FutureError::Aborted)));
}

#[wasm_bindgen_test]
async fn a_timeout_of_zero_does_not_wait_for_a_timer() {
    let (executor, log) = (executor(1), Log::default());
    let in_timer = {
        let log = log.clone();
        Closure::once_into_js(move || log.push("timer"))
    };
    set_timeout(&in_timer, 0);
    let never = submit_promise(&executor, Promise::new(&mut |_, _| {}));
    let zero = Duration::ZERO;
    assert!(never.result_within(zero).await.is_err());
    assert!(never.exception_within(zero).await.is_err());
    let mut completed = as_completed([never.clone()], Some(zero));
    assert!(completed.next().await.unwrap().is_err());
    wait([never.clone()], Some(zero), ReturnWhen::AllCompleted).await;
    let options = MapOptions {
        timeout: Some(zero),
        ..MapOptions::default()
    };
    let task = |_| || async { Ok::<(), TaskError>(()) };
    let mut map = executor.map_with(options, 0..3, task).unwrap();
    assert!(map.next().await.unwrap().is_err());
    assert!(log.0.borrow().is_empty(), "no timer had its turn");
    never.abort();
}

#[wasm_bindgen_test]
async fn a_scope_waits_for_promises_and_never_runs_more_than_allowed() {
    let executor = executor(3);
    let futures = scope(executor.clone(), async |executor| {
        let submit = |number| submit_timer(&executor, 5 + number % 3);
        Ok::<_, TaskError>((0..12).map(submit).collect::<Vec<_>>())
    });
    let futures = futures.await.unwrap();
    assert!(
        futures
            .iter()
            .all(|future| future.state() == State::Finished)
    );
    assert_eq!((executor.peak_slots(), executor.active_slots()), (3, 0));
}

#[wasm_bindgen_test]
async fn cf_043_by_default_there_are_up_to_four_more_slots_than_the_browser_has_cores() {
    let cores = js_sys::Reflect::get(&js_sys::global(), &"navigator".into())
        .and_then(|navigator| js_sys::Reflect::get(&navigator, &"hardwareConcurrency".into()))
        .unwrap();
    let cores = cores.as_f64().map_or(4, |cores| cores as usize);
    let executor = IoExecutor::builder(Rc::new(BrowserRuntime))
        .build()
        .unwrap();
    assert_eq!(executor.max_workers(), (cores + 4).min(32));
}
