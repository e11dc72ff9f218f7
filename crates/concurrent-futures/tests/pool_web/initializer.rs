//! What every worker does first.

use concurrent_futures::executor::SubmitError;
use concurrent_futures::future::FutureError;
use concurrent_futures::workers::Buffer;
use wasm_bindgen_test::*;

use crate::support::*;

#[wasm_bindgen_test]
async fn cf_114_it_has_run_before_the_first_job() {
    let pool = builder(2).initializer(TestJob::Count).build().unwrap();
    pool.warm_up().await.unwrap();
    assert_eq!(number(pool.submit(TestJob::Count).unwrap()).await, 2);
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn cf_116_it_has_arguments_and_runs_when_the_worker_starts() {
    let pool = builder(1)
        .initializer(TestJob::Remember(7))
        .build()
        .unwrap();
    pool.warm_up().await.unwrap();
    assert_eq!(number(pool.submit(TestJob::Recall).unwrap()).await, 7);
}

#[wasm_bindgen_test]
async fn cf_117_what_it_sets_is_seen_by_jobs_and_not_by_the_page() {
    let pool = builder(1)
        .initializer(TestJob::Remember(8))
        .build()
        .unwrap();
    assert_eq!(number(pool.submit(TestJob::Recall).unwrap()).await, 8);
    assert_eq!(remembered(), 0);
}

async fn breaks(initializer: TestJob) -> String {
    let pool = builder(2).initializer(initializer).build().unwrap();
    let futures = [0; 3].map(|_| pool.submit(TestJob::Who).unwrap());
    let mut text = String::new();
    for future in futures {
        match future.result().await {
            Err(FutureError::Broken(reason)) => text = reason.to_string(),
            other => panic!("not broken: {other:?}"),
        }
    }
    assert!(matches!(
        pool.submit(TestJob::Who),
        Err(SubmitError::Broken(_))
    ));
    pool.shutdown(false).await;
    assert_eq!(pool.live_workers(), 0);
    text
}

#[wasm_bindgen_test]
async fn cf_115_its_error_breaks_the_pool() {
    breaks(TestJob::Fail("DNS".into())).await;
}

#[wasm_bindgen_test]
async fn cf_119_its_error_is_told_with_type_and_text() {
    let text = breaks(TestJob::Fail("DNS".into())).await;
    assert!(
        text.ends_with("LookupError: lookup of DNS failed"),
        "{text}"
    );
}

#[wasm_bindgen_test]
async fn cf_q10_the_pool_says_that_it_was_the_initializer_and_where() {
    let text = breaks(TestJob::Fail("DNS".into())).await;
    assert!(
        text.starts_with("the initializer failed in worker worker_"),
        "{text}"
    );
}

#[wasm_bindgen_test]
async fn cf_118_one_that_cannot_be_sent_breaks_the_pool() {
    let text = breaks(TestJob::Unsendable(Unsendable { panic: false })).await;
    assert!(text.starts_with("the initializer failed"), "{text}");
}

#[wasm_bindgen_test]
async fn one_whose_buffer_would_be_handed_over_breaks_the_pool() {
    let buffer = Buffer::from_slice(&[7; 100]);
    let text = breaks(TestJob::Echo(buffer.clone())).await;
    assert!(text.contains("would be handed over"), "{text}");
    assert_eq!(buffer.to_vec(), [7; 100]);
}

#[wasm_bindgen_test]
async fn one_that_panics_breaks_the_pool() {
    let text = breaks(TestJob::Panic("no luck".into())).await;
    assert!(
        text.starts_with("the initializer failed") && text.contains("no luck"),
        "{text}"
    );
}

#[wasm_bindgen_test]
async fn one_that_closes_the_worker_breaks_the_pool() {
    let text = breaks(TestJob::Close).await;
    assert!(text.contains("closed itself"), "{text}");
}

#[wasm_bindgen_test]
async fn one_that_never_ends_is_stopped_by_the_time_limit_of_jobs() {
    let limit = std::time::Duration::from_millis(100);
    let pool = builder(1)
        .initializer(TestJob::Spin)
        .job_timeout(limit)
        .build()
        .unwrap();
    let error = pool
        .submit(TestJob::Who)
        .unwrap()
        .result()
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("the job ran longer than 100 ms"),
        "{error}"
    );
}
