//! What can be sent, what cannot, and what that costs.

use concurrent_futures::workers::{Buffer, Failure};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen_test::*;

use crate::support::*;

const LARGE: u32 = 16 << 20;

fn filled(byte: u8) -> ArrayBuffer {
    let bytes = Uint8Array::new_with_length(LARGE);
    bytes.fill(byte, 0, LARGE);
    bytes.buffer()
}

async fn echo(pool: &Pool, buffer: Buffer) -> ArrayBuffer {
    let future = pool.submit(TestJob::Echo(buffer)).unwrap();
    match future.result().await {
        Ok(Reply::Buffer(buffer)) => buffer.array_buffer().clone(),
        other => panic!("no buffer: {other:?}"),
    }
}

#[wasm_bindgen_test]
async fn a_buffer_is_copied_or_handed_over() {
    let pool = pool(1);
    let buffer = filled(7);
    let back = echo(&pool, Buffer::copy(buffer.clone())).await;
    assert_eq!((back.byte_length(), buffer.byte_length()), (LARGE, LARGE));
    let back = echo(&pool, Buffer::transfer(buffer.clone())).await;
    assert_eq!((back.byte_length(), buffer.byte_length()), (LARGE, 0));
    assert_eq!(Uint8Array::new(&back).get_index(LARGE - 1), 7);
}

#[wasm_bindgen_test]
async fn many_buffers_at_once_come_back_in_order() {
    let pool = pool(2);
    let futures: Vec<_> = (0..50u8)
        .map(|i| {
            pool.submit(TestJob::Echo(Buffer::from_slice(&[i; 100])))
                .unwrap()
        })
        .collect();
    for (i, future) in futures.into_iter().enumerate() {
        match future.result().await {
            Ok(Reply::Buffer(buffer)) => assert_eq!(buffer.to_vec(), [i as u8; 100]),
            other => panic!("no buffer: {other:?}"),
        }
    }
}

#[wasm_bindgen_test]
async fn cf_100_a_job_that_cannot_be_encoded_fails_alone() {
    let pool = pool(2);
    let bad = pool
        .submit(TestJob::Unsendable(Unsendable { panic: false }))
        .unwrap();
    let good = pool.submit(TestJob::Add(1, 1)).unwrap();
    let error = failure(&bad).await;
    assert!(matches!(error.failure, Failure::Unsendable(_)));
    assert!(error.to_string().starts_with("the job could not be sent: "));
    assert_eq!(number(good).await, 2);
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn cf_100_a_job_the_browser_cannot_clone_fails_alone() {
    let pool = pool(2);
    let gone = filled(1);
    echo(&pool, Buffer::transfer(gone.clone())).await;
    let bad = pool.submit(TestJob::Echo(Buffer::transfer(gone))).unwrap();
    let good = pool.submit(TestJob::Add(1, 1)).unwrap();
    let error = failure(&bad).await;
    assert!(error.to_string().contains("DataCloneError"), "{error}");
    assert_eq!(number(good).await, 2);
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn cf_123_a_job_that_cannot_be_decoded_fails_with_the_reason() {
    let pool = pool(1);
    let bad = pool
        .submit(TestJob::Undecodable(Undecodable(Fate::Error)))
        .unwrap();
    let error = failure(&bad).await;
    assert!(matches!(error.failure, Failure::UndecodableJob(_)));
    let text = error.to_string();
    assert!(
        text.starts_with("worker worker_0 could not decode the job: "),
        "{text}"
    );
    assert!(text.contains("TestJob"), "{text}");
}

#[wasm_bindgen_test]
async fn cf_102_a_job_that_cannot_be_decoded_fails_alone() {
    let pool = pool(2);
    let bad = pool
        .submit(TestJob::Undecodable(Undecodable(Fate::Error)))
        .unwrap();
    let good = pool.submit(TestJob::Add(1, 1)).unwrap();
    failure(&bad).await;
    assert_eq!(number(good).await, 2);
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn cf_108_a_result_that_cannot_be_encoded_fails_alone() {
    let pool = pool(2);
    let bad = pool.submit(TestJob::UnsendableResult(false)).unwrap();
    let error = failure(&bad).await;
    assert!(
        error.to_string().contains("could not send the result: "),
        "{error}"
    );
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn cf_109_a_result_that_cannot_be_decoded_fails_alone() {
    let pool = pool(2);
    let bad = pool.submit(TestJob::UndecodableResult).unwrap();
    let error = failure(&bad).await;
    assert!(matches!(error.failure, Failure::UndecodableResult(_)));
    assert!(
        error.to_string().contains("could not be decoded: "),
        "{error}"
    );
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn cf_083_arguments_are_freed_in_the_worker() {
    let pool = pool(1);
    for _ in 0..100 {
        let bytes = vec![1; 1 << 20];
        assert_eq!(
            number(pool.submit(TestJob::Length(bytes)).unwrap()).await,
            1 << 20
        );
    }
    // Not the 100 MiB that came through.
    assert!(number(pool.submit(TestJob::Memory).unwrap()).await < 50 << 20);
}

#[wasm_bindgen_test]
async fn cf_112_a_death_with_large_arguments_under_way_hangs_nobody() {
    let pool = pool(2);
    let bad = pool.submit(TestJob::Close).unwrap();
    let futures: Vec<_> = (0..10)
        .map(|_| {
            pool.submit(TestJob::Echo(Buffer::transfer(filled(3))))
                .unwrap()
        })
        .collect();
    failure(&bad).await;
    for future in futures {
        assert!(matches!(future.result().await, Ok(Reply::Buffer(_))));
    }
    check_whole(&pool).await;
}
