//! When workers start and end; no worker outlives its pool.

use std::cell::Cell;
use std::rc::Rc;

use concurrent_futures::executor::{ConfigError, Executor, SubmitError};
use concurrent_futures::future::{FutureError, FutureHandle};
use concurrent_futures::workers::{CrashPolicy, JobOptions, MAX_WORKERS, scope};
use wasm_bindgen_test::*;

use crate::support::*;

/// Waits until no worker lives, as their locks tell; a worker takes a moment to go.
async fn all_gone() {
    while held_locks().await > 0 {
        sleep(2).await;
    }
}

fn adds(pool: &Pool, count: u64) -> Vec<FutureHandle<Reply>> {
    (0..count)
        .map(|i| pool.submit(TestJob::Add(i, 1)).unwrap())
        .collect()
}

#[wasm_bindgen_test]
async fn cf_073_after_shutdown_all_workers_have_ended() {
    all_gone().await;
    let pool = pool(3);
    pool.warm_up().await.unwrap();
    assert_eq!(held_locks().await, 3);
    let futures = adds(&pool, 50);
    pool.shutdown(false).await;
    assert_eq!(pool.live_workers(), 0);
    for (i, future) in futures.into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_074_a_scope_waits_for_its_jobs_and_ends_the_workers() {
    let (kept, sum) = scope(pool(2), async |pool| {
        let futures = adds(&pool, 50);
        let mut sum = 0;
        for future in futures {
            sum += number(future).await;
        }
        Ok::<_, SubmitError>((pool, sum))
    })
    .await
    .unwrap();
    assert_eq!((kept.live_workers(), sum), (0, (1..=50).sum()));
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_075_dropping_the_pool_lets_its_jobs_end_and_frees_its_workers() {
    let pool = pool(2);
    let futures = adds(&pool, 50);
    drop(pool);
    for (i, future) in futures.into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_076_shutdown_without_waiting_lets_all_jobs_end() {
    let pool = pool(2);
    let mut map = pool.map(0..50u64, |i| TestJob::Add(i, 1)).unwrap();
    drop(pool.shutdown(false));
    let mut sum = 0;
    while let Some(result) = map.next().await {
        if let Ok(Reply::Number(number)) = result {
            sum += number;
        }
    }
    assert_eq!(sum, (1..=50).sum::<u64>());
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_077_an_error_and_a_shutdown_while_workers_are_replaced() {
    let pool = builder(2).max_jobs_per_worker(1).build().unwrap();
    let bad = pool.submit(TestJob::Fail("x".into())).unwrap();
    let good = adds(&pool, 3);
    drop(pool.shutdown(false));
    assert!(bad.result().await.is_err());
    for future in good {
        number(future).await;
    }
    all_gone().await;
}

#[wasm_bindgen_test]
fn cf_078_too_many_workers_are_refused_with_the_limit() {
    let error = builder(MAX_WORKERS + 1).build().err().unwrap();
    assert_eq!(error, ConfigError::TooManyWorkers(256));
    assert_eq!(error.to_string(), "max_workers must be <= 256");
}

#[wasm_bindgen_test]
fn cf_d18_wrong_numbers_are_refused_when_the_pool_is_made() {
    let error = builder(0).build().err().unwrap();
    assert_eq!(error.to_string(), "max_workers must be greater than 0");
    let error = builder(1).max_jobs_per_worker(0).build().err().unwrap();
    assert_eq!(error.to_string(), "max_jobs_per_worker must be >= 1");
}

#[wasm_bindgen_test]
async fn cf_087_a_worker_does_its_share_of_jobs_and_is_replaced() {
    let pool = builder(1).max_jobs_per_worker(3).build().unwrap();
    let mut who = Vec::new();
    for _ in 0..4 {
        who.push(number(pool.submit(TestJob::Who).unwrap()).await);
        assert!(pool.live_workers() <= 1);
    }
    assert!(who[0] == who[1] && who[1] == who[2] && who[2] != who[3]);
}

async fn does_a_backlog(jobs: u64, jobs_per_worker: u32) -> u32 {
    let pool = builder(1)
        .max_jobs_per_worker(jobs_per_worker)
        .build()
        .unwrap();
    for (i, future) in adds(&pool, jobs).into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    pool.statistics()[0].started
}

#[wasm_bindgen_test]
async fn cf_088_a_backlog_larger_than_a_share_is_done() {
    assert_eq!(does_a_backlog(6, 2).await, 3);
}

#[wasm_bindgen_test]
async fn cf_q09_seven_jobs_take_three_workers_of_three() {
    assert_eq!(does_a_backlog(7, 3).await, 3);
}

#[wasm_bindgen_test]
async fn cf_089_a_worker_is_replaced_after_shutdown_too() {
    let pool = builder(1).max_jobs_per_worker(2).build().unwrap();
    let futures = adds(&pool, 7);
    drop(pool.shutdown(false));
    for future in futures {
        number(future).await;
    }
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_090_a_worker_is_replaced_when_the_pool_is_dropped_too() {
    let pool = builder(1).max_jobs_per_worker(1).build().unwrap();
    let futures = adds(&pool, 4);
    drop(pool);
    for future in futures {
        number(future).await;
    }
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_091_a_worker_at_the_end_of_its_share_is_not_replaced_when_terminated() {
    let pool = builder(1).max_jobs_per_worker(1).build().unwrap();
    let futures = adds(&pool, 4);
    let killer = pool.clone();
    futures[0].add_done_callback(move |_| killer.terminate_workers());
    number(futures[0].clone()).await;
    for future in &futures[1..] {
        assert!(matches!(future.result().await, Err(FutureError::Broken(_))));
    }
    assert_eq!(pool.live_workers(), 0);
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_092_a_worker_whose_replacement_cannot_be_started_breaks_the_pool() {
    let pool = builder(1).max_jobs_per_worker(1).build().unwrap();
    number(pool.submit(TestJob::Who).unwrap()).await;
    refuse_workers(true);
    let future = pool.submit(TestJob::Who).unwrap();
    let error = future.result().await.unwrap_err();
    refuse_workers(false);
    assert!(matches!(error, FutureError::Broken(_)));
    assert!(
        error.to_string().contains("could not be started"),
        "{error}"
    );
}

#[wasm_bindgen_test]
async fn cf_094_without_any_worker_jobs_fail_and_shutdown_returns() {
    let pool = builder(1).script("http://[not an address").build().unwrap();
    let future = pool.submit(TestJob::Who).unwrap();
    assert!(matches!(future.result().await, Err(FutureError::Broken(_))));
    let refused = pool.map(0..3, |i| TestJob::Add(i, 1)).err().unwrap();
    assert!(matches!(refused, SubmitError::Broken(_)));
    pool.shutdown(false).await;
}

#[wasm_bindgen_test]
async fn cf_093_shutdown_with_every_worker_doing_one_job() {
    let pool = builder(3).max_jobs_per_worker(1).build().unwrap();
    let futures = adds(&pool, 6);
    pool.shutdown(false).await;
    for (i, future) in futures.into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    all_gone().await;
}

/// A long job that has begun, and the steps it told.
async fn under_way(pool: &Pool) -> (FutureHandle<Reply>, Rc<Cell<u32>>) {
    let steps = Rc::new(Cell::new(0));
    let counted = steps.clone();
    let options = JobOptions {
        on_progress: Some(Rc::new(move |_| counted.set(counted.get() + 1))),
        ..JobOptions::default()
    };
    let future = pool.submit_with(TestJob::Progress(50), options).unwrap();
    until(|| steps.get() > 0).await;
    (future, steps)
}

#[wasm_bindgen_test]
async fn cf_095_terminating_ends_all_workers_at_once() {
    let pool = pool(1);
    let (running, _) = under_way(&pool).await;
    let queued = pool.submit(TestJob::Who).unwrap();
    pool.terminate_workers();
    assert_eq!(pool.live_workers(), 0);
    for future in [running, queued] {
        assert!(matches!(future.result().await, Err(FutureError::Broken(_))));
    }
}

#[wasm_bindgen_test]
async fn cf_096_a_job_of_a_terminated_worker_never_comes_to_its_end() {
    let pool = pool(1);
    let (_, steps) = under_way(&pool).await;
    pool.terminate_workers();
    let told = steps.get();
    all_gone().await;
    assert_eq!(steps.get(), told);
}

#[wasm_bindgen_test]
async fn cf_099_after_terminating_nothing_is_taken() {
    let pool = pool(1);
    number(pool.submit(TestJob::Who).unwrap()).await;
    pool.terminate_workers();
    let error = pool.submit(TestJob::Who).unwrap_err();
    assert_eq!(error, SubmitError::Shutdown);
    assert_eq!(
        error.to_string(),
        "cannot schedule new futures after shutdown"
    );
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_097_a_broken_pool_can_be_terminated() {
    let pool = builder(1).crash_policy(CrashPolicy::Break).build().unwrap();
    assert!(pool.submit(TestJob::Close).unwrap().result().await.is_err());
    pool.terminate_workers();
    pool.terminate_workers();
}

#[wasm_bindgen_test]
async fn cf_098_a_pool_without_workers_can_be_terminated() {
    let pool = pool(2);
    pool.terminate_workers();
    assert_eq!(pool.live_workers(), 0);
    pool.shutdown(false).await;
}

#[wasm_bindgen_test]
async fn cf_111_a_job_that_cannot_be_sent_does_not_hold_up_a_shutdown() {
    let pool = pool(1);
    let bad = pool
        .submit(TestJob::Unsendable(Unsendable { panic: false }))
        .unwrap();
    drop(pool.shutdown(false));
    assert!(bad.result().await.is_err());
    all_gone().await;
}

#[wasm_bindgen_test]
async fn cf_113_a_hundred_jobs_wait_for_slow_workers() {
    let pool = builder(2).initializer(TestJob::Busy(300)).build().unwrap();
    for (i, future) in adds(&pool, 100).into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
}
