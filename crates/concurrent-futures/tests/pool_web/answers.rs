//! Results, errors, progress, and who did the work.

use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

use concurrent_futures::completion::as_completed;
use concurrent_futures::executor::{Executor, IoExecutor};
use concurrent_futures::future::{FutureError, TaskError};
use concurrent_futures::runtime::BrowserRuntime;
use concurrent_futures::workers::{
    JobObserver, JobOptions, JobTimes, RemoteError, hardware_concurrency,
};
use futures::StreamExt;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::*;

use crate::support::*;

#[wasm_bindgen_test]
async fn a_job_runs_in_a_worker_and_its_result_comes_back() {
    let pool = pool(2);
    assert_eq!(number(pool.submit(TestJob::Add(3, 4)).unwrap()).await, 7);
    assert_ne!(number(pool.submit(TestJob::Who).unwrap()).await, me());
    check_whole(&pool).await;
}

async fn error_of(job: TestJob) -> TaskError {
    let pool = pool(1);
    let future = pool.submit(job).unwrap();
    let Err(FutureError::Failed(error)) = future.result().await else {
        panic!("did not fail");
    };
    assert!(
        future
            .to_string()
            .ends_with(&format!("raised {}>", error.type_name()))
    );
    check_whole(&pool).await;
    error
}

#[wasm_bindgen_test]
async fn cf_081_an_error_keeps_its_type_and_its_text() {
    let error = error_of(TestJob::Fail("BR".into())).await;
    assert_eq!(error.to_string(), "lookup of BR failed");
    assert_eq!(error.type_name(), "LookupError");
}

#[wasm_bindgen_test]
async fn cf_122_an_error_says_where_it_came_from() {
    let error = error_of(TestJob::Fail("BR".into())).await;
    let origin = error.source().unwrap().to_string();
    let own = "in worker worker_0: LookupError: lookup of BR failed";
    assert_eq!(origin, format!("{own}\ncaused by: {}", std::fmt::Error));
    let remote = error.downcast_ref::<RemoteError>().unwrap();
    assert_eq!(remote.error().causes, [std::fmt::Error.to_string()]);
}

#[wasm_bindgen_test]
async fn cf_106_an_error_rejects_only_its_future() {
    let pool = pool(2);
    let futures: Vec<_> = (0..20)
        .map(|i| match i {
            7 => pool.submit(TestJob::Fail("x".into())),
            _ => pool.submit(TestJob::Add(i, i)),
        })
        .collect();
    for (i, future) in futures.into_iter().enumerate() {
        assert_eq!(future.unwrap().result().await.is_ok(), i != 7);
    }
}

#[wasm_bindgen_test]
async fn cf_084_many_jobs_use_all_workers_and_no_more() {
    let pool = pool(3);
    pool.warm_up().await.unwrap();
    let futures: Vec<_> = (0..45)
        .map(|_| pool.submit(TestJob::Busy(4)).unwrap())
        .collect();
    let mut seen = HashSet::new();
    for future in futures {
        seen.insert(number(future).await);
        assert!(pool.live_workers() <= 3);
    }
    assert_eq!(seen.len(), 3);
}

#[wasm_bindgen_test]
async fn cf_085_jobs_one_after_another_use_one_worker() {
    let pool = pool(4);
    let mut seen = HashSet::new();
    for _ in 0..3 {
        seen.insert(number(pool.submit(TestJob::Who).unwrap()).await);
    }
    assert_eq!((seen.len(), pool.live_workers()), (1, 1));
}

#[wasm_bindgen_test]
async fn cf_086_no_more_workers_than_jobs_at_a_time() {
    let pool = pool(4);
    for _ in 0..2 {
        let three = [0; 3].map(|_| pool.submit(TestJob::Busy(2)).unwrap());
        for future in three {
            number(future).await;
        }
    }
    assert!(pool.live_workers() <= 3);
}

#[wasm_bindgen_test]
async fn cf_121_every_worker_has_statics_of_its_own() {
    for _ in 0..2 {
        let pool = pool(1);
        for expected in 1..=3 {
            assert_eq!(number(pool.submit(TestJob::Count).unwrap()).await, expected);
        }
    }
}

#[wasm_bindgen_test]
async fn cf_124_ten_jobs_that_take_their_time_end_with_two_workers() {
    let pool = pool(2);
    let futures: Vec<_> = (0..10)
        .map(|i| pool.submit(TestJob::Busy(10 - i)).unwrap())
        .collect();
    for future in futures {
        number(future).await;
    }
}

#[wasm_bindgen_test]
async fn cf_125_a_promise_can_stand_for_a_job() {
    let pool = pool(1);
    let future = pool.submit(TestJob::Who).unwrap();
    let promise = future_to_promise(async move { Ok(JsValue::from(number(future).await as f64)) });
    let who = JsFuture::from(promise).await.unwrap().as_f64().unwrap();
    assert!(who > 0.0 && who != me() as f64);
}

#[wasm_bindgen_test]
async fn cf_126_nobody_waiting_any_more_hurts_nobody() {
    let pool = pool(1);
    let future = pool.submit(TestJob::Busy(20)).unwrap();
    drop(future.result());
    assert!(matches!(
        future.result_within(std::time::Duration::ZERO).await,
        Err(FutureError::Timeout)
    ));
    drop(future);
    check_whole(&pool).await;
}

#[wasm_bindgen_test]
fn cf_d19_by_default_there_is_a_worker_for_each_core() {
    let pool = Pool::builder(Rc::new(BrowserRuntime)).build().unwrap();
    assert_eq!(pool.max_workers(), hardware_concurrency());
    assert!(hardware_concurrency() >= 1);
}

#[wasm_bindgen_test]
async fn cf_d16_jobs_and_other_tasks_share_one_as_completed() {
    let pool = pool(1);
    pool.warm_up().await.unwrap();
    let io = IoExecutor::new(Rc::new(BrowserRuntime), 2).unwrap();
    let job = pool.submit(TestJob::Busy(20)).unwrap();
    let (tell, told) = futures::channel::oneshot::channel();
    job.add_done_callback(move |_| tell.send(()).unwrap());
    let after_the_job = move || async move {
        told.await
            .map_err(|gone| TaskError::message(gone.to_string()))?;
        Ok::<_, TaskError>(Reply::Number(0))
    };
    let futures = [
        io.submit(after_the_job).unwrap(),
        job,
        io.submit(|| async { Ok::<_, TaskError>(Reply::Number(1)) })
            .unwrap(),
    ];
    let order: Vec<u64> = as_completed(futures.clone(), None)
        .map(|done| done.unwrap().id())
        .collect()
        .await;
    assert_eq!(order, [futures[2].id(), futures[1].id(), futures[0].id()]);
}

#[wasm_bindgen_test]
async fn progress_is_told_while_the_job_runs() {
    let pool = pool(1);
    let seen: Rc<RefCell<Vec<f64>>> = Rc::default();
    let told = seen.clone();
    let options = JobOptions {
        on_progress: Some(Rc::new(move |fraction| told.borrow_mut().push(fraction))),
        ..JobOptions::default()
    };
    let future = pool.submit_with(TestJob::Progress(4), options).unwrap();
    let told = seen.clone();
    future.add_done_callback(move |_| told.borrow_mut().push(2.0));
    number(future).await;
    assert_eq!(*seen.borrow(), [0.25, 0.5, 0.75, 1.0, 2.0]);
}

#[derive(Default)]
struct Log(RefCell<Vec<(u64, JobTimes)>>);

impl JobObserver for Log {
    fn job_answered(&self, future: u64, worker: usize, times: JobTimes) {
        assert_eq!(worker, 0);
        self.0.borrow_mut().push((future, times));
    }
}

#[wasm_bindgen_test]
async fn the_times_of_a_job_are_those_of_its_worker() {
    let log = Rc::new(Log::default());
    let pool = builder(1).job_observer(log.clone()).build().unwrap();
    pool.warm_up().await.unwrap();
    let futures = [0; 3].map(|_| pool.submit(TestJob::Busy(30)).unwrap());
    for future in &futures {
        number(future.clone()).await;
    }
    let log = log.0.borrow();
    for (i, (future, times)) in log.iter().enumerate() {
        assert_eq!(*future, futures[i].id());
        assert!(times.compute().as_millis() >= 29, "{times:?}");
        assert!(times.returned >= times.finished || times.back().is_zero());
        if i > 0 {
            // One after the other, on one clock.
            assert!(times.started + std::time::Duration::from_millis(2) >= log[i - 1].1.finished);
        }
    }
    let worker = &pool.statistics()[0];
    assert_eq!((worker.jobs, worker.name.as_ref()), (3, "worker_0"));
    assert!(
        worker.run.as_millis() >= 88 && (0.01..=1.0).contains(&worker.utilisation()),
        "{worker:?}"
    );
}

#[wasm_bindgen_test]
async fn workers_bear_the_prefix_they_are_given() {
    let pool = builder(1).name_prefix("prime").build().unwrap();
    let error = failure(&pool.submit(TestJob::Close).unwrap()).await;
    assert_eq!(error.worker.as_ref(), "prime_0");
    let error = failure(&pool.submit(TestJob::Close).unwrap()).await;
    assert_eq!(error.worker.as_ref(), "prime_1");
}
