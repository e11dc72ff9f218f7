//! Every way for a worker to fail: its job is told why, nobody else is hurt, and afterwards the
//! pool is whole.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::future::FutureError;
use concurrent_futures::workers::{Failure, JobObserver, JobOptions, WorkerError};
use wasm_bindgen_test::*;

use crate::support::*;

/// Runs a bad job among good ones; gives its error once the pool is whole again.
async fn among_others(bad: TestJob) -> WorkerError {
    let pool = pool(2);
    pool.warm_up().await.unwrap();
    let before: Vec<_> = (0..20)
        .map(|i| pool.submit(TestJob::Add(i, 1)).unwrap())
        .collect();
    let bad = pool.submit(bad).unwrap();
    let after: Vec<_> = (0..20)
        .map(|i| pool.submit(TestJob::Add(i, 1)).unwrap())
        .collect();
    let error = failure(&bad).await;
    for (i, future) in before.into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    for (i, future) in after.into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    check_whole(&pool).await;
    assert!(error.worker.starts_with("worker_"));
    error
}

#[wasm_bindgen_test]
async fn a_worker_that_closes_itself() {
    let error = among_others(TestJob::Close).await;
    assert_eq!(error.failure, Failure::Closed);
    assert_eq!(
        error.to_string(),
        format!("worker {} closed itself", error.worker)
    );
}

#[wasm_bindgen_test]
async fn cf_105_a_panic_says_what_and_where() {
    let error = among_others(TestJob::Panic("seven is not prime?".into())).await;
    let Failure::Panic { message, location } = &error.failure else {
        panic!("{error}");
    };
    assert_eq!(message, "seven is not prime?");
    assert!(location.contains("support.rs:"), "{location}");
    assert!(
        error
            .to_string()
            .contains("the job panicked in worker worker_")
    );
}

#[wasm_bindgen_test]
async fn cf_104_a_trap() {
    let error = among_others(TestJob::Abort).await;
    assert!(has_trapped(&error), "{error}");
    // Each browser has its own words for it.
    assert!(
        error.to_string().to_lowercase().contains("unreachable"),
        "{error}"
    );
}

#[wasm_bindgen_test]
async fn cf_104_a_stack_that_overflows() {
    let error = among_others(TestJob::Recurse).await;
    assert!(has_trapped(&error), "{error}");
}

#[wasm_bindgen_test]
async fn an_exception_of_javascript_that_goes_through_the_program() {
    let error = among_others(TestJob::Throw).await;
    assert!(has_trapped(&error), "{error}");
    assert!(
        error.to_string().contains("throwsNothingOfThatName"),
        "{error}"
    );
}

#[wasm_bindgen_test]
async fn a_message_the_worker_cannot_read() {
    let error = among_others(TestJob::MessageError).await;
    assert_eq!(error.failure, Failure::Message);
}

#[wasm_bindgen_test]
async fn cf_103_a_death_while_a_job_is_decoded() {
    let error = among_others(TestJob::Undecodable(Undecodable(Fate::Panic))).await;
    assert!(error.to_string().contains("died while decoding"), "{error}");
}

#[wasm_bindgen_test]
async fn cf_101_an_end_while_a_job_is_decoded() {
    let error = among_others(TestJob::Undecodable(Undecodable(Fate::Close))).await;
    assert_eq!(error.failure, Failure::Closed);
}

#[wasm_bindgen_test]
async fn cf_107_a_death_while_a_result_is_encoded() {
    let error = among_others(TestJob::UnsendableResult(true)).await;
    assert!(error.to_string().contains("died while encoding"), "{error}");
}

#[wasm_bindgen_test]
async fn an_endless_job_is_stopped_when_its_time_is_over() {
    let pool = pool(2);
    pool.warm_up().await.unwrap();
    let options = JobOptions {
        timeout: Some(Duration::from_millis(100)),
        ..JobOptions::default()
    };
    let begin = now();
    let endless = pool.submit_with(TestJob::Spin, options).unwrap();
    let others: Vec<_> = (0..20)
        .map(|_| pool.submit(TestJob::Busy(2)).unwrap())
        .collect();
    let error = failure(&endless).await;
    let elapsed = now() - begin;
    assert!((100.0..2000.0).contains(&elapsed), "{elapsed}");
    assert_eq!(error.failure, Failure::Timeout(Duration::from_millis(100)));
    assert_eq!(
        error.to_string(),
        format!(
            "the job ran longer than 100 ms and worker {} was stopped",
            error.worker
        )
    );
    for future in others {
        number(future).await;
    }
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn a_time_limit_does_not_count_the_wait_in_the_queue() {
    let pool = builder(1)
        .job_timeout(Duration::from_millis(2000))
        .build()
        .unwrap();
    // Together they take longer than one may; each has far more time than it needs.
    let futures: Vec<_> = (0..5)
        .map(|_| pool.submit(TestJob::Busy(450)).unwrap())
        .collect();
    for future in futures {
        number(future).await;
    }
}

#[wasm_bindgen_test]
async fn abort_stops_an_endless_job_and_nothing_else() {
    let pool = pool(2);
    pool.warm_up().await.unwrap();
    let endless = pool.submit(TestJob::Spin).unwrap();
    let others: Vec<_> = (0..20)
        .map(|_| pool.submit(TestJob::Busy(2)).unwrap())
        .collect();
    // One or two of them may have been sent ahead, and wait behind the endless one.
    until(|| others.iter().filter(|future| future.done()).count() >= 10).await;
    assert!(endless.abort());
    assert!(matches!(endless.result().await, Err(FutureError::Aborted)));
    for future in others {
        number(future).await;
    }
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn tiny_jobs_beside_an_endless_one_are_done() {
    let pool = pool(2);
    pool.warm_up().await.unwrap();
    let add = |i| pool.submit(TestJob::Add(i, 1)).unwrap();
    // So that it is known how short they are, and many travel together.
    for future in (0..500).map(add).collect::<Vec<_>>() {
        number(future).await;
    }
    let mut futures: Vec<_> = (0..500).map(add).collect();
    let endless = pool.submit(TestJob::Spin).unwrap();
    futures.extend((500..1000).map(add));
    for (i, future) in futures.into_iter().enumerate() {
        assert_eq!(number(future).await, i as u64 + 1);
    }
    assert!(endless.running());
    assert!(endless.abort());
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn a_worker_that_vanishes_without_a_word_fails_its_job() {
    let pool = pool(1);
    pool.warm_up().await.unwrap();
    let future = pool.submit(TestJob::Spin).unwrap();
    let next = pool.submit(TestJob::Who).unwrap();
    sent(&future).await;
    last_worker().terminate();
    assert_eq!(failure(&future).await.failure, Failure::Vanished);
    number(next).await;
    check_whole(&pool).await;
}

/// Hears why a worker ended.
#[derive(Default)]
struct Ended(RefCell<Option<String>>);

impl Ended {
    async fn heard(&self) -> String {
        until(|| self.0.borrow().is_some()).await;
        self.0.take().unwrap()
    }
}

impl JobObserver for Ended {
    fn worker_ended(&self, _: usize, failure: Option<&str>) {
        *self.0.borrow_mut() = failure.map(str::to_owned);
    }
}

#[wasm_bindgen_test]
async fn a_worker_that_vanishes_is_noticed_without_a_job() {
    let ended = Rc::new(Ended::default());
    let pool = builder(1).job_observer(ended.clone()).build().unwrap();
    pool.warm_up().await.unwrap();
    last_worker().terminate();
    assert_eq!(
        ended.heard().await,
        "worker worker_0 vanished without a word"
    );
    check_whole(&pool).await;
}

/// A pool on a page without Web Locks.
async fn without_locks(workers: usize) -> Pool {
    hide_locks(true);
    let pool = pool(workers);
    pool.warm_up().await.unwrap();
    hide_locks(false);
    pool
}

#[wasm_bindgen_test]
async fn without_locks_a_worker_that_vanishes_is_noticed_and_one_that_computes_is_let_alone() {
    let pool = without_locks(2).await;
    let doomed = last_worker();
    // As long as nobody can ask it anything.
    let busy = pool.submit(TestJob::Busy(7000)).unwrap();
    let lost = pool.submit(TestJob::Spin).unwrap();
    sent(&lost).await;
    doomed.terminate();
    assert_eq!(failure(&lost).await.failure, Failure::Vanished);
    number(busy).await;
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn without_locks_workers_that_are_ended_say_nothing_more() {
    let pool = without_locks(2).await;
    check_whole(&pool).await;
    pool.shutdown(false).await;
    assert_eq!((pool.live_workers(), pool.broken()), (0, None));
}

/// A closure that is made for a call which never comes is kept for ever.
#[wasm_bindgen_test]
async fn without_locks_workers_that_are_ended_leave_nothing_behind() {
    let objects = wasm_bindgen::externref_heap_live_count;
    // What is made once and kept is there after the first.
    without_locks(2).await.shutdown(false).await;
    let before = objects();
    for _ in 0..3 {
        without_locks(2).await.shutdown(false).await;
    }
    until(|| objects() <= before).await;
}

#[wasm_bindgen_test]
async fn a_message_the_page_cannot_read() {
    let pool = pool(1);
    pool.warm_up().await.unwrap();
    let future = pool.submit(TestJob::Spin).unwrap();
    let event = web_sys::MessageEvent::new("messageerror").unwrap();
    last_worker().dispatch_event(&event).unwrap();
    assert_eq!(failure(&future).await.failure, Failure::Message);
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
async fn an_error_outside_of_any_job_costs_none() {
    let ended = Rc::new(Ended::default());
    let pool = builder(1).job_observer(ended.clone()).build().unwrap();
    let future = pool.submit(TestJob::UncaughtLater).unwrap();
    number(future).await;
    ended.heard().await;
    let futures: Vec<_> = (0..20)
        .map(|_| pool.submit(TestJob::Busy(1)).unwrap())
        .collect();
    for future in futures {
        number(future).await;
    }
    check_whole(&pool).await;
}

async fn cannot_start(script: &str) -> String {
    let pool = builder(2).script(script).build().unwrap();
    let futures: Vec<_> = (0..5).map(|_| pool.submit(TestJob::Who).unwrap()).collect();
    let mut text = String::new();
    for future in futures {
        match future.result().await {
            Err(FutureError::Broken(reason)) => text = reason.to_string(),
            other => panic!("not broken: {other:?}"),
        }
    }
    assert_eq!(pool.submit(TestJob::Who).unwrap_err().to_string(), text);
    pool.shutdown(false).await;
    assert_eq!(pool.live_workers(), 0);
    text
}

#[wasm_bindgen_test]
async fn a_script_that_is_missing() {
    let text = cannot_start("/no/such/worker.js").await;
    assert!(text.contains("could not be started: its script"), "{text}");
    assert!(text.contains("/no/such/worker.js"), "{text}");
}

#[wasm_bindgen_test]
async fn a_script_that_throws_while_it_is_loaded() {
    let text = cannot_start("/tests/data/workers/throws.js").await;
    assert!(text.contains("thrown while loading"), "{text}");
}

#[wasm_bindgen_test]
async fn a_script_of_another_build() {
    let text = cannot_start("/tests/data/workers/other-build.js").await;
    assert!(text.contains("it speaks protocol 999, the page "), "{text}");
}

#[wasm_bindgen_test]
async fn an_entry_that_is_not_exported() {
    let pool = lost_pool();
    let error = pool.submit(LostJob).unwrap().result().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the page exports no function no_such_entry"),
        "{error}"
    );
}
