//! Jobs sent a fixed number at a time, and what `running` means.

use concurrent_futures::executor::SubmitError;
use concurrent_futures::future::{FutureError, FutureHandle};
use wasm_bindgen_test::*;

use crate::support::*;

#[wasm_bindgen_test]
async fn cf_033_any_chunk_size_gives_the_same_list() {
    let pool = pool(2);
    for chunk_size in [1, 6, 7, 100] {
        let mut map = pool
            .map_chunked(chunk_size, 0..20, |i| TestJob::Add(i, 1))
            .unwrap();
        for expected in 1..=20 {
            assert!(matches!(map.next().await, Some(Ok(Reply::Number(n))) if n == expected));
        }
        assert!(map.next().await.is_none());
    }
}

#[wasm_bindgen_test]
async fn cf_q07_an_error_does_not_lose_the_results_of_its_chunk() {
    let job = |i| match i {
        5 => TestJob::Fail("five".into()),
        i => TestJob::Add(i, 0),
    };
    let mut map = pool(2).map_chunked(4, 0..8, job).unwrap();
    for expected in 0..5 {
        assert!(matches!(map.next().await, Some(Ok(Reply::Number(n))) if n == expected));
    }
    assert!(matches!(
        map.next().await,
        Some(Err(FutureError::Failed(_)))
    ));
    assert!(map.next().await.is_none());
}

#[wasm_bindgen_test]
fn cf_q08_a_chunk_of_nothing_is_refused_by_the_pool() {
    let refused = pool(1)
        .map_chunked(0, 0..3, |i| TestJob::Add(i, 0))
        .err()
        .unwrap();
    assert!(matches!(refused, SubmitError::Config(_)));
    assert_eq!(refused.to_string(), "chunksize must be >= 1");
}

#[wasm_bindgen_test]
async fn cf_q12_what_was_sent_runs_and_what_waits_in_the_page_can_be_cancelled() {
    let pool = pool(1);
    let futures: Vec<_> = (0..10)
        .map(|_| pool.submit(TestJob::Busy(20)).unwrap())
        .collect();
    number(futures[0].clone()).await;
    let running = futures.iter().filter(|future| future.running()).count();
    // The one it works on, and no more than two ahead.
    assert!((1..=3).contains(&running), "{running}");
    let cancelled = futures[1..].iter().filter(|future| future.cancel()).count();
    assert_eq!(cancelled, 9 - running);
    let kept = futures.into_iter().filter(|future| !future.cancelled());
    let kept: Vec<FutureHandle<Reply>> = kept.collect();
    for future in kept {
        number(future).await;
    }
    assert_eq!(pool.statistics()[0].jobs, 1 + running as u64);
}
