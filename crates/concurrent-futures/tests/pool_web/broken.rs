//! `CrashPolicy::Break`: one death and the pool is of no more use, as in Python.

use concurrent_futures::executor::SubmitError;
use concurrent_futures::future::{FutureError, FutureHandle};
use concurrent_futures::workers::CrashPolicy;
use wasm_bindgen_test::*;

use crate::support::*;

fn breaking_pool(workers: usize) -> Pool {
    builder(workers)
        .crash_policy(CrashPolicy::Break)
        .build()
        .unwrap()
}

async fn reason(future: &FutureHandle<Reply>) -> String {
    match future.result().await {
        Err(FutureError::Broken(reason)) => reason.to_string(),
        other => panic!("not broken: {other:?}"),
    }
}

async fn breaks(job: TestJob) -> String {
    let pool = breaking_pool(2);
    pool.warm_up().await.unwrap();
    let bad = pool.submit(job).unwrap();
    let text = reason(&bad).await;
    let refused = pool.submit(TestJob::Who).unwrap_err();
    assert!(matches!(&refused, SubmitError::Broken(reason) if reason.to_string() == text));
    assert!(pool.warm_up().await.is_err());
    pool.shutdown(false).await;
    assert_eq!(pool.live_workers(), 0);
    text
}

#[wasm_bindgen_test]
async fn cf_079_a_worker_killed_from_outside_breaks_the_pool() {
    let pool = breaking_pool(1);
    pool.warm_up().await.unwrap();
    let futures = [0; 3].map(|_| pool.submit(TestJob::Spin).unwrap());
    sent(&futures[0]).await;
    last_worker().terminate();
    for future in &futures {
        assert_eq!(
            reason(future).await,
            "worker worker_0 vanished without a word"
        );
    }
    assert!(matches!(
        pool.submit(TestJob::Who),
        Err(SubmitError::Broken(_))
    ));
}

#[wasm_bindgen_test]
async fn cf_080_every_future_of_a_broken_pool_has_its_own_error() {
    let pool = breaking_pool(1);
    let bad = pool.submit(TestJob::Close).unwrap();
    let other = pool.submit(TestJob::Who).unwrap();
    let (mut first, second) = (
        bad.result().await.unwrap_err(),
        other.result().await.unwrap_err(),
    );
    assert_eq!(first.to_string(), second.to_string());
    first = FutureError::Timeout;
    assert_ne!(
        first.to_string(),
        other.result().await.unwrap_err().to_string()
    );
}

#[wasm_bindgen_test]
async fn cf_082_the_reason_says_which_worker_ended_and_why() {
    let text = breaks(TestJob::Panic("out of ideas".into())).await;
    assert!(
        text.starts_with("the job panicked in worker worker_"),
        "{text}"
    );
    assert!(text.contains("out of ideas"), "{text}");
}

#[wasm_bindgen_test]
async fn cf_101_an_end_while_a_job_is_decoded_breaks_the_pool() {
    let text = breaks(TestJob::Undecodable(Undecodable(Fate::Close))).await;
    assert!(text.contains("closed itself"), "{text}");
}

#[wasm_bindgen_test]
async fn cf_103_a_death_while_a_job_is_decoded_breaks_the_pool() {
    let text = breaks(TestJob::Undecodable(Undecodable(Fate::Panic))).await;
    assert!(text.contains("died while decoding"), "{text}");
}

#[wasm_bindgen_test]
async fn cf_104_a_trap_breaks_the_pool() {
    let text = breaks(TestJob::Abort).await;
    assert!(text.contains("trapped"), "{text}");
}

#[wasm_bindgen_test]
async fn cf_107_a_death_while_a_result_is_encoded_breaks_the_pool() {
    let text = breaks(TestJob::UnsendableResult(true)).await;
    assert!(text.contains("died while encoding"), "{text}");
}

#[wasm_bindgen_test]
async fn cf_110_a_death_after_shutdown_was_called_hangs_nobody() {
    let pool = breaking_pool(1);
    let bad = pool.submit(TestJob::Close).unwrap();
    let drained = pool.shutdown(false);
    assert!(reason(&bad).await.contains("closed itself"));
    drained.await;
    assert_eq!(pool.live_workers(), 0);
}

#[wasm_bindgen_test]
async fn cf_112_a_death_with_large_arguments_breaks_the_pool_cleanly() {
    let pool = breaking_pool(1);
    let bad = pool.submit(TestJob::Close).unwrap();
    let futures: Vec<_> = (0..10)
        .map(|_| pool.submit(TestJob::Length(vec![0; 4 << 20])).unwrap())
        .collect();
    reason(&bad).await;
    for future in &futures {
        reason(future).await;
    }
}
