//! `wait`: until one, the first failure, or all.

use std::time::Duration;

use concurrent_futures::completion::{DoneAndNotDone, ReturnWhen, wait};
use concurrent_futures::future::FutureHandle;

use crate::support::{Lab, lab, ms};

const FIRST_COMPLETED: ReturnWhen = ReturnWhen::FirstCompleted;
const FIRST_EXCEPTION: ReturnWhen = ReturnWhen::FirstException;
const ALL_COMPLETED: ReturnWhen = ReturnWhen::AllCompleted;

impl Lab {
    fn wait<T: 'static>(
        &self,
        futures: &[&FutureHandle<T>],
        timeout: Option<Duration>,
        return_when: ReturnWhen,
    ) -> DoneAndNotDone<T> {
        let futures: Vec<_> = futures.iter().map(|&future| future.clone()).collect();
        self.run(async move { wait(futures, timeout, return_when).await })
    }
}

fn assert_found<T>(
    found: &DoneAndNotDone<T>,
    done: &[&FutureHandle<T>],
    not_done: &[&FutureHandle<T>],
) {
    assert_eq!(found.done.iter().collect::<Vec<_>>(), done);
    assert_eq!(found.not_done.iter().collect::<Vec<_>>(), not_done);
}

#[test]
fn cf_053_one_given_twice_counts_once() {
    let lab = lab(1);
    let future = lab.submit(10, 1);
    let found = lab.wait(&[&future, &future], None, ALL_COMPLETED);
    assert_found(&found, &[&future], &[]);
}

#[test]
fn cf_054_first_completed_returns_when_one_finishes() {
    let lab = lab(2);
    let (slow, quick) = (lab.submit(1000, 1), lab.submit(10, 2));
    let found = lab.wait(&[&slow, &quick], None, FIRST_COMPLETED);
    assert_found(&found, &[&quick], &[&slow]);
    assert_eq!(lab.now(), 10);
    // Here a cancelled one is done at once (CF-Q01); CPython keeps it in `not_done` until a
    // thread passes over it.
    let (slow, queued) = (lab.submit(1000, 1), lab.submit(10, 2));
    assert!(queued.cancel() || queued.abort());
    let found = lab.wait(&[&slow, &queued], None, FIRST_COMPLETED);
    assert_found(&found, &[&queued], &[&slow]);
    assert_eq!(lab.now(), 10);
}

#[test]
fn cf_055_first_completed_returns_at_once_with_those_done_already() {
    let lab = lab(1);
    let states = lab.states();
    let (cancelled, succeeded) = (&states.cancelled, &states.succeeded);
    let given = [cancelled, &states.pending, succeeded];
    let found = lab.wait(&given, None, FIRST_COMPLETED);
    assert_found(&found, &[cancelled, succeeded], &[&states.pending]);
    assert_eq!(lab.now(), 0);
}

#[test]
fn cf_056_first_exception_returns_at_the_first_failure() {
    let lab = lab(3);
    let (ok, failing, slow) = (
        lab.submit(10, 1),
        lab.submit_failing(20, "boom"),
        lab.submit(1000, 3),
    );
    let found = lab.wait(&[&ok, &failing, &slow], None, FIRST_EXCEPTION);
    assert_found(&found, &[&ok, &failing], &[&slow]);
    assert_eq!(lab.now(), 20);
    assert!(slow.running());
}

#[test]
fn cf_057_neither_success_nor_cancel_is_a_first_exception() {
    let lab = lab(1);
    let states = lab.states();
    let failing = lab.submit_failing(10, "boom");
    let given = [
        &states.succeeded,
        &states.cancelled,
        &states.running,
        &failing,
    ];
    let found = lab.wait(&given, None, FIRST_EXCEPTION);
    assert_eq!(lab.now(), 1010, "when the failing one had its slot");
    assert_eq!(found.done.len(), 4);
    let aborted = lab.submit(50, 1);
    let slow = lab.submit(100, 2);
    assert!(aborted.abort());
    let found = lab.wait(&[&aborted, &slow], None, FIRST_EXCEPTION);
    assert!(found.not_done.is_empty());
}

#[test]
fn cf_058_one_that_failed_before_makes_first_exception_return_at_once() {
    let lab = lab(1);
    let states = lab.states();
    let found = lab.wait(&[&states.failed, &states.running], None, FIRST_EXCEPTION);
    assert_found(&found, &[&states.failed], &[&states.running]);
    assert_eq!(lab.now(), 0);
}

#[test]
fn cf_059_all_completed_returns_with_all() {
    let lab = lab(2);
    let states = lab.states();
    let failing = lab.submit_failing(10, "boom");
    let given = [
        &states.pending,
        &states.cancelled,
        &states.failed,
        &failing,
        &states.succeeded,
    ];
    let found = lab.wait(&given, None, ALL_COMPLETED);
    assert_found(&found, &given, &[]);
    assert_eq!(ReturnWhen::default(), ALL_COMPLETED);
}

#[test]
fn cf_060_a_timeout_is_no_error_but_two_sets() {
    let lab = lab(2);
    let (quick, slow) = (lab.submit(10, 1), lab.submit(1000, 2));
    let found = lab.wait(&[&slow, &quick], Some(ms(50)), ALL_COMPLETED);
    assert_found(&found, &[&quick], &[&slow]);
    assert_eq!(lab.now(), 50);
}

#[test]
fn cf_061_a_hundred_that_finish_at_once_are_all_seen() {
    let lab = lab(100);
    let futures: Vec<_> = (0..100).map(|n| lab.submit(10, n)).collect();
    let given: Vec<_> = futures.iter().collect();
    let found = lab.wait(&given, None, ALL_COMPLETED);
    assert_found(&found, &given, &[]);
    assert_eq!(lab.now(), 10);
}

#[test]
fn cf_d13_of_nothing_wait_returns_at_once() {
    let lab = lab(1);
    for return_when in [FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED] {
        for timeout in [None, Some(Duration::ZERO), Some(ms(10))] {
            let found = lab.wait::<()>(&[], timeout, return_when);
            assert_found(&found, &[], &[]);
        }
    }
    assert_eq!(lab.now(), 0);
}
