//! `as_completed`: futures in the order in which they settle.

use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::completion::{TimeoutError, as_completed};
use concurrent_futures::future::FutureHandle;

use crate::support::{Lab, lab, ms};

impl Lab {
    /// What it yields until its end.
    fn completed<T: 'static>(
        &self,
        futures: &[FutureHandle<T>],
        timeout: Option<Duration>,
    ) -> (Vec<FutureHandle<T>>, Option<TimeoutError>) {
        let mut completed = as_completed(futures.to_vec(), timeout);
        self.run(async move {
            let mut yielded = Vec::new();
            while let Some(next) = completed.next().await {
                match next {
                    Ok(future) => yielded.push(future),
                    Err(error) => return (yielded, Some(error)),
                }
            }
            (yielded, None)
        })
    }
}

#[test]
fn cf_048_as_completed_yields_each_future_once() {
    let lab = lab(1);
    let states = lab.states();
    let given = [
        states.pending,
        states.running,
        states.cancelled,
        states.succeeded,
        states.failed,
    ];
    let (yielded, late) = lab.completed(&given, None);
    assert_eq!(late, None);
    assert_eq!(yielded.len(), 5);
    assert!(given.iter().all(|future| yielded.contains(future)));
    assert!(yielded.iter().all(|future| future.done()));
}

#[test]
fn cf_049_those_done_come_out_before_the_timeout() {
    let lab = lab(1);
    let states = lab.states();
    let done = [states.cancelled, states.failed, states.succeeded];
    let mut given = done.to_vec();
    given.insert(0, states.pending);
    let (yielded, late) = lab.completed(&given, Some(Duration::ZERO));
    assert_eq!(yielded, done);
    assert_eq!(late.unwrap().unfinished, 1);
    assert_eq!(lab.now(), 0);
    let (yielded, late) = lab.completed(&given, Some(ms(20)));
    assert_eq!((yielded.len(), lab.now()), (3, 20));
    assert!(late.is_some());
}

#[test]
fn cf_050_one_given_several_times_comes_once() {
    let lab = lab(2);
    let (first, second) = (lab.submit(10, 1), lab.submit(20, 2));
    let given = [&second, &first, &second, &first, &first].map(Clone::clone);
    let (yielded, _) = lab.completed(&given, None);
    assert_eq!(yielded, [first.clone(), second.clone()]);
    let (again, _) = lab.completed(&given, None);
    assert_eq!(again, [second, first], "also when they are done already");
}

#[test]
fn cf_051_one_yielded_is_not_kept_nor_one_that_comes_after_the_timeout() {
    let lab = lab(2);
    let values: Vec<_> = (0..3).map(Rc::new).collect();
    let weak: Vec<_> = values.iter().map(Rc::downgrade).collect();
    let delays = [0, 10, 100];
    let futures: Vec<_> = values
        .into_iter()
        .zip(delays)
        .map(|(value, delay)| lab.submit(delay, value))
        .collect();
    let mut completed = as_completed(futures, Some(ms(50)));
    let kept = weak.clone();
    let completed = lab.run(async move {
        for value in &kept[..2] {
            let future = completed.next().await.unwrap().unwrap();
            assert_eq!(value.strong_count(), 1);
            drop(future);
            assert_eq!(value.strong_count(), 0);
        }
        assert!(completed.next().await.unwrap().is_err());
        completed
    });
    lab.runtime.run();
    assert_eq!(lab.now(), 100);
    assert_eq!(weak[2].strong_count(), 0);
    drop(completed);
}

#[test]
fn cf_052_the_timeout_says_how_many_are_unfinished() {
    let lab = lab(1);
    let states = lab.states();
    let given = [
        states.pending,
        states.running,
        states.cancelled,
        states.succeeded,
    ];
    let (_, late) = lab.completed(&given, Some(Duration::ZERO));
    let late = late.unwrap();
    assert_eq!(late.to_string(), "2 (of 4) futures unfinished");
    assert_eq!((late.unfinished, late.total), (2, 4));
}

#[test]
fn cf_d07_those_done_come_first_then_the_rest_as_they_finish() {
    let lab = lab(8);
    let late: Vec<_> = [30, 10, 20].map(|delay| lab.submit(delay, 0)).to_vec();
    let done: Vec<_> = (0..3).map(|_| lab.submit(0, 0)).collect();
    lab.runtime.run_until_stalled();
    let given: Vec<_> = late.iter().chain(&done).cloned().collect();
    let (yielded, _) = lab.completed(&given, None);
    assert_eq!(yielded[..3], done, "in the order given");
    assert_eq!(
        yielded[3..],
        [late[1].clone(), late[2].clone(), late[0].clone()]
    );
}

#[test]
fn cf_d13_of_nothing_it_ends_at_once() {
    let lab = lab(1);
    for timeout in [None, Some(Duration::ZERO), Some(ms(10))] {
        let (yielded, late) = lab.completed::<()>(&[], timeout);
        assert!(yielded.is_empty() && late.is_none());
    }
    assert_eq!(lab.now(), 0);
}

#[test]
fn cf_d16_futures_of_different_executors_mix() {
    let one = lab(1);
    let other = Lab {
        runtime: one.runtime.clone(),
        executor: concurrent_futures::executor::IoExecutor::new(one.runtime.clone(), 2).unwrap(),
    };
    let futures = [one.submit(20, 1), other.submit(10, 2), one.submit(20, 3)];
    let (yielded, _) = one.completed(&futures, None);
    let values: Vec<_> = yielded
        .iter()
        .map(|future| future.peek().unwrap().unwrap())
        .collect();
    assert_eq!(values, [2, 1, 3]);
}
