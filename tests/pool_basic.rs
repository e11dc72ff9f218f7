//! Jobs on real workers: that they run, where, and what comes back.
#![cfg(target_arch = "wasm32")]

mod pool;

use photofinish::executor::Executor;
use photofinish::workers::Failure;
use pool::*;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_job_runs_in_a_worker_and_its_result_comes_back() {
    let pool = pool(2);
    assert_eq!(number(pool.submit(TestJob::Add(3, 4)).unwrap()).await, 7);
    assert_ne!(number(pool.submit(TestJob::Who).unwrap()).await, me());
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn a_worker_that_closes_itself_is_noticed_and_replaced() {
    let pool = pool(2);
    pool.warm_up().await.unwrap();
    let future = pool.submit(TestJob::Close).unwrap();
    let error = failure(&future).await;
    assert_eq!(error.failure, Failure::Closed);
    assert_eq!(error.to_string(), "worker worker_0 closed itself");
    check_whole(&pool).await;
}
