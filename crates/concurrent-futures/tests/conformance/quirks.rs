//! Quirks of CPython: copied, or left out on purpose.

use std::time::Duration;

use concurrent_futures::completion::{ReturnWhen, as_completed, wait};
use concurrent_futures::executor::Executor;
use concurrent_futures::future::TaskError;
use concurrent_futures::runtime::Runtime;

use crate::support::{lab, ms};

#[test]
fn cf_q01_a_cancelled_future_is_done_at_once_for_those_who_wait() {
    let lab = lab(1);
    let slow = lab.submit(1000, 1);
    let queued = lab.submit(1000, 2);
    let mut completed = as_completed([slow.clone(), queued.clone()], None);
    let found = wait([slow, queued.clone()], None, ReturnWhen::FirstCompleted);
    let runtime = lab.runtime.clone();
    lab.runtime.spawn({
        let (queued, delay) = (queued.clone(), runtime.sleep(ms(10)));
        Box::pin(async move {
            delay.await;
            assert!(queued.cancel());
        })
    });
    lab.run(async move {
        assert_eq!(completed.next().await.unwrap().unwrap(), queued);
        assert_eq!(found.await.done, [queued]);
        assert_eq!(runtime.now(), ms(10));
    });
}

#[test]
fn cf_q02_what_shutdown_cancels_settles() {
    let lab = lab(1);
    let futures: Vec<_> = (0..4).map(|n| lab.submit(10, n)).collect();
    let found = wait(futures.clone(), None, ReturnWhen::AllCompleted);
    let mut completed = as_completed(futures, None);
    drop(lab.executor.shutdown(true));
    lab.run(async move {
        assert_eq!(found.await.done.len(), 4);
        for _ in 0..4 {
            completed.next().await.unwrap().unwrap();
        }
        assert!(completed.next().await.is_none());
    });
}

#[test]
fn cf_q03_the_time_of_as_completed_runs_from_the_call() {
    let lab = lab(1);
    let mut completed = as_completed([lab.submit(1000, 1)], Some(ms(50)));
    lab.runtime.advance(ms(40));
    let runtime = lab.runtime.clone();
    lab.run(async move {
        assert!(completed.next().await.unwrap().is_err());
        assert_eq!(runtime.now(), ms(50));
    });
}

#[test]
fn cf_q04_what_is_done_comes_out_even_past_the_deadline() {
    let lab = lab(2);
    let futures = [lab.submit(10, 1), lab.submit(100, 2)];
    let mut completed = as_completed(futures, Some(ms(50)));
    lab.runtime.advance(ms(200));
    lab.run(async move {
        assert!(completed.next().await.unwrap().is_ok());
        assert!(completed.next().await.unwrap().is_ok());
        assert!(completed.next().await.is_none());
    });
}

#[test]
fn cf_q05_return_when_has_no_wrong_value() {
    let lab = lab(2);
    let futures = [lab.submit(10, 1), lab.submit(20, 2)];
    lab.run(async move {
        for (return_when, done) in [
            (ReturnWhen::FirstCompleted, 1),
            (ReturnWhen::FirstException, 2),
            (ReturnWhen::AllCompleted, 2),
        ] {
            let found = wait(futures.clone(), Some(Duration::MAX), return_when).await;
            assert_eq!(found.done.len(), done);
        }
    });
}

#[test]
fn cf_q13_a_slot_goes_to_the_next_task_before_the_consumer_can_cancel_it() {
    let lab = lab(1);
    let runtime = lab.runtime.clone();
    let task = move |number: u64| {
        let runtime = runtime.clone();
        move || async move {
            runtime.sleep(ms(10)).await;
            match number {
                0 => Err(TaskError::message("first")),
                _ => Ok(number),
            }
        }
    };
    let mut map = lab.executor.map(0..4, task).unwrap();
    let futures: Vec<_> = map.futures().cloned().collect();
    let watched = futures.clone();
    lab.run(async move {
        assert!(map.next().await.unwrap().is_err());
        assert!(watched[1].running());
    });
    lab.runtime.run();
    assert_eq!(futures[1].peek().unwrap().unwrap(), 1);
    assert!(futures[2].cancelled() && futures[3].cancelled());
}
