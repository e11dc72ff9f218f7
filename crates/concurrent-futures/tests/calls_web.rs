//! A pool of functions, in a real browser.
#![cfg(target_arch = "wasm32")]

use std::cell::RefCell;
use std::num::ParseIntError;
use std::rc::Rc;

use concurrent_futures::executor::{Executor, MapOptions};
use concurrent_futures::future::{FutureError, TaskError};
use concurrent_futures::workers::{
    Call, JobContext, JobOptions, RemoteError, WorkerPool, in_worker,
};
use concurrent_futures::{Error, job};
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

#[job]
fn square(n: u64) -> u64 {
    n * n
}

#[job]
fn größe(n: u64) -> u64 {
    n + 1
}

#[job]
fn join(words: Vec<String>, with: String) -> String {
    words.join(&with)
}

#[job]
fn parse(text: String) -> Result<u32, ParseIntError> {
    text.parse()
}

#[job]
fn where_am_i() -> (bool, bool) {
    (in_worker(), WorkerPool::new().is_err())
}

#[job]
fn endless() {
    loop {
        std::hint::spin_loop();
    }
}

#[job]
fn tells(steps: u32, context: &mut JobContext<'_>) {
    let started = js_sys::Date::now();
    for step in 1..=steps {
        // Progress is told every 10 ms at most.
        while js_sys::Date::now() < started + f64::from(step) * 15.0 {}
        context.progress(f64::from(step) / f64::from(steps));
    }
}

thread_local! {
    static FACTOR: RefCell<u64> = const { RefCell::new(0) };
}

#[job]
fn set_factor(factor: u64) {
    FACTOR.set(factor);
}

#[job]
fn times_factor(n: u64) -> u64 {
    FACTOR.with_borrow(|factor| n * factor)
}

fn task_error<T: std::fmt::Debug>(result: Result<T, FutureError>) -> TaskError {
    match result {
        Err(FutureError::Failed(error)) => error,
        other => panic!("did not fail: {other:?}"),
    }
}

#[wasm_bindgen_test]
async fn functions_of_several_kinds_share_one_pool() {
    let pool = WorkerPool::new().unwrap();
    let squares = pool.map(square, 1..=8).collect_ok().await.unwrap();
    assert_eq!(squares, [1, 4, 9, 16, 25, 36, 49, 64]);
    let words = ["a", "b", "c"].map(str::to_owned).to_vec();
    let joined = pool.submit(join, (words, "-".into())).unwrap();
    let parsed = pool.submit(parse, "12".into()).unwrap();
    assert_eq!(joined.result().await.unwrap(), "a-b-c");
    assert_eq!(parsed.result().await.unwrap(), 12);
    // A name that no export of a module can have as it is.
    assert_eq!(pool.submit(größe, 1).unwrap().result().await.unwrap(), 2);
}

#[wasm_bindgen_test]
async fn an_error_comes_home_with_its_type_and_ends_a_map() {
    let pool = WorkerPool::new().unwrap();
    let error = task_error(pool.submit(parse, "many".into()).unwrap().result().await);
    assert_eq!(error.type_name(), "ParseIntError");
    let remote = error.downcast_ref::<RemoteError>().unwrap();
    assert_eq!(remote.error().message, "invalid digit found in string");

    let inputs = ["1", "two", "3"].map(str::to_owned);
    let mut map = pool.map(parse, inputs);
    assert_eq!(map.next().await, Some(Ok(1)));
    assert!(matches!(map.next().await, Some(Err(Error::Future(_)))));
    assert_eq!(map.next().await, None);
}

#[wasm_bindgen_test]
async fn what_is_not_accepted_is_the_first_thing_a_map_says() {
    let pool = WorkerPool::new().unwrap();
    pool.shutdown(false).await;
    let refused = pool.map(square, 1..=8).collect_ok().await;
    assert!(matches!(refused, Err(Error::Submit(_))), "{refused:?}");
}

#[wasm_bindgen_test]
async fn a_worker_knows_what_it_is_and_has_no_pool_of_its_own() {
    let pool = WorkerPool::new().unwrap();
    let there = pool.submit(where_am_i, ()).unwrap();
    assert_eq!(there.result().await.unwrap(), (true, true));
    assert!(!in_worker());
}

#[wasm_bindgen_test]
async fn a_running_call_is_aborted_and_the_pool_goes_on() {
    let pool = WorkerPool::options().max_workers(1).build().unwrap();
    let forever = pool.submit(endless, ()).unwrap();
    pool.warm_up().await.unwrap();
    assert!(!forever.done());
    assert!(forever.abort());
    assert!(matches!(forever.result().await, Err(FutureError::Aborted)));
    assert_eq!(pool.submit(square, 3).unwrap().result().await, Ok(9));
}

#[wasm_bindgen_test]
async fn progress_is_heard() {
    let pool = WorkerPool::new().unwrap();
    let told = Rc::new(RefCell::new(Vec::new()));
    let options = JobOptions {
        on_progress: Some({
            let told = told.clone();
            Rc::new(move |fraction| told.borrow_mut().push(fraction))
        }),
        ..JobOptions::default()
    };
    let future = pool.submit_with(tells, 4, options).unwrap();
    future.result().await.unwrap();
    let told = told.take();
    assert!(!told.is_empty() && told.is_sorted(), "{told:?}");
}

#[wasm_bindgen_test]
async fn an_initializer_is_a_call_as_well() {
    let options = WorkerPool::options().max_workers(2);
    let pool = options.initializer(set_factor, 7).build().unwrap();
    let products = pool.map(times_factor, 1..=10).collect_ok().await.unwrap();
    assert_eq!(products, (1..=10).map(|n| n * 7).collect::<Vec<u64>>());
}

#[wasm_bindgen_test]
async fn calls_go_by_any_executor_that_takes_them() {
    let pool = WorkerPool::new().unwrap();
    let options = MapOptions {
        buffer_size: Some(4),
        ..MapOptions::default()
    };
    let mut squares = pool
        .map_with(options, 1.., |n| Call::new(square, n))
        .unwrap();
    for n in 1..=10 {
        assert_eq!(squares.next().await, Some(Ok(n * n)));
    }
}
