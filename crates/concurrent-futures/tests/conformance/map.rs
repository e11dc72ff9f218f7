//! `map`: results in the order of the inputs.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use concurrent_futures::executor::{Executor, Map, MapOptions, SubmitError};
use concurrent_futures::future::{FutureError, TaskError};
use concurrent_futures::runtime::Runtime;

use crate::support::{Lab, lab, ms};

type Ran = Rc<RefCell<Vec<u64>>>;

impl Lab {
    /// Maps numbers to themselves after as many milliseconds as `delay` says, failing for 500;
    /// notes those that begin.
    fn map_delays(
        &self,
        options: MapOptions,
        inputs: impl IntoIterator<Item = u64, IntoIter: 'static>,
        delay: fn(u64) -> u64,
    ) -> (Map<u64>, Ran) {
        let (runtime, ran) = (self.runtime.clone(), Ran::default());
        let noted = ran.clone();
        let task = move |number| {
            let (runtime, ran) = (runtime.clone(), noted.clone());
            move || async move {
                ran.borrow_mut().push(number);
                runtime.sleep(ms(delay(number))).await;
                if number == 500 {
                    return Err(TaskError::message("500"));
                }
                Ok(number)
            }
        };
        let map = self.executor.map_with(options, inputs, task).unwrap();
        (map, ran)
    }
}

async fn all<T: Clone + 'static>(mut map: Map<T>) -> Vec<Result<T, String>> {
    let mut results = Vec::new();
    while let Some(result) = map.next().await {
        results.push(result.map_err(|error| error.to_string()));
    }
    results
}

#[test]
fn cf_027_map_gives_results_of_zipped_inputs_in_order() {
    let lab = lab(3);
    for chunk_size in [None, Some(1), Some(4)] {
        let options = MapOptions {
            chunk_size,
            ..MapOptions::default()
        };
        let runtime = lab.runtime.clone();
        let zipped = (1_u64..=5).zip(10_u64..);
        let map = lab.executor.map_with(options, zipped, move |(a, b)| {
            let delay = runtime.sleep(ms(100 / a));
            move || async move {
                delay.await;
                Ok::<u64, TaskError>(a * b)
            }
        });
        let results = lab.run(all(map.unwrap()));
        assert_eq!(results, [10, 22, 36, 52, 70].map(Ok));
    }
}

#[test]
fn cf_028_results_before_the_failing_one_come_out_then_its_error() {
    let lab = lab(2);
    let (map, _) = lab.map_delays(MapOptions::default(), [1, 2, 500, 4], |_| 10);
    let results = lab.run(all(map));
    assert_eq!(results, [Ok(1), Ok(2), Err("500".into())]);
}

#[test]
fn cf_029_with_a_timeout_those_in_time_come_out_then_a_timeout() {
    let lab = lab(3);
    let options = MapOptions {
        timeout: Some(ms(50)),
        ..MapOptions::default()
    };
    let (mut map, _) = lab.map_delays(options, [0, 10, 1000], |number| number);
    let runtime = lab.runtime.clone();
    lab.run(async move {
        assert_eq!(map.next().await.unwrap().unwrap(), 0);
        assert_eq!(map.next().await.unwrap().unwrap(), 10);
        let late = map.next().await.unwrap();
        assert!(matches!(late, Err(FutureError::Timeout)));
        assert_eq!(runtime.now(), ms(50));
        assert!(map.next().await.is_none());
    });
}

#[test]
fn cf_030_a_result_handed_out_is_not_kept() {
    let lab = lab(1);
    let task = |number: u32| move || async move { Ok::<_, TaskError>(Rc::new(number)) };
    let mut map = lab.executor.map(0..3, task).unwrap();
    lab.run(async move {
        while let Some(result) = map.next().await {
            let value = result.unwrap();
            assert_eq!(Rc::strong_count(&value), 1);
        }
    });
}

#[test]
fn cf_031_map_submits_without_anybody_asking_for_results() {
    let lab = lab(2);
    let (map, ran) = lab.map_delays(MapOptions::default(), 0..5, |_| 10);
    lab.runtime.run();
    assert_eq!(*ran.borrow(), [0, 1, 2, 3, 4]);
    drop(map);
}

#[test]
fn cf_032_a_timeout_cancels_the_one_waited_for_and_all_after_it() {
    let lab = lab(1);
    let blocker = lab.submit(1000, 0);
    let options = MapOptions {
        timeout: Some(ms(50)),
        ..MapOptions::default()
    };
    let (mut map, ran) = lab.map_delays(options, 0..3, |_| 1);
    let futures: Vec<_> = map.futures().cloned().collect();
    lab.run(async move {
        assert!(matches!(map.next().await, Some(Err(FutureError::Timeout))));
    });
    assert!(futures.iter().all(|future| future.cancelled()));
    lab.runtime.run();
    assert!(blocker.done() && ran.borrow().is_empty());
}

#[test]
fn cf_d01_map_draws_all_its_inputs_during_the_call() {
    let lab = lab(1);
    let drawn = Rc::new(Cell::new(0));
    let inputs = {
        let drawn = drawn.clone();
        (0..5).inspect(move |_| drawn.set(drawn.get() + 1))
    };
    let (map, _) = lab.map_delays(MapOptions::default(), inputs, |_| 10);
    assert_eq!(drawn.get(), 5);
    drop(map);
    // An input that panics comes out of the call itself; those before it run.
    let ran = Ran::default();
    let submitting = catch_unwind(AssertUnwindSafe(|| {
        let ran = ran.clone();
        let task = move |number: u64| {
            ran.borrow_mut().push(number);
            || async { Ok::<(), TaskError>(()) }
        };
        let inputs = [1, 2, 3].into_iter().inspect(|number| assert!(*number < 3));
        lab.executor.map(inputs, task).map(drop)
    }));
    assert!(submitting.is_err());
    lab.runtime.run();
    assert_eq!(*ran.borrow(), [1, 2]);
}

#[test]
fn cf_d02_the_first_error_ends_the_map_and_cancels_what_has_not_started() {
    let lab = lab(1);
    let (mut map, ran) = lab.map_delays(MapOptions::default(), [0, 500, 2, 3, 4, 5], |_| 10);
    let futures: Vec<_> = map.futures().cloned().collect();
    lab.run(async move {
        assert_eq!(map.next().await.unwrap().unwrap(), 0);
        assert!(map.next().await.unwrap().is_err());
        assert!(map.next().await.is_none());
        assert!(map.next().await.is_none());
    });
    lab.runtime.run();
    assert_eq!(*ran.borrow(), [0, 500, 2]);
    assert!(futures[2].done() && !futures[2].cancelled());
    assert!(futures[3..].iter().all(|future| future.cancelled()));
}

#[test]
fn cf_d03_dropping_a_map_cancels_once_a_result_was_asked_for() {
    let lab = lab(1);
    let (mut map, ran) = lab.map_delays(MapOptions::default(), 0..6, |_| 10);
    lab.run(async move {
        assert_eq!(map.next().await.unwrap().unwrap(), 0);
    });
    lab.runtime.run();
    assert_eq!(*ran.borrow(), [0, 1]);

    let (map, ran) = lab.map_delays(MapOptions::default(), 0..6, |_| 10);
    drop(map);
    lab.runtime.run();
    assert_eq!(ran.borrow().len(), 6);
}

#[test]
fn cf_d04_map_stops_at_the_shortest_input() {
    let lab = lab(2);
    let task = |(a, b): (u32, u32)| move || async move { Ok::<u32, TaskError>(a + b) };
    let map = lab.executor.map([1, 2, 3].into_iter().zip([10, 20]), task);
    assert_eq!(lab.run(all(map.unwrap())), [Ok(11), Ok(22)]);
    let none = lab.executor.map([].into_iter().zip([10, 20]), task);
    assert!(lab.run(all(none.unwrap())).is_empty());
}

#[test]
fn cf_d05_what_is_ready_comes_out_even_past_the_deadline() {
    let lab = lab(3);
    let options = MapOptions {
        timeout: Some(ms(50)),
        ..MapOptions::default()
    };
    let (mut map, _) = lab.map_delays(options, [10, 20, 1000], |number| number);
    lab.runtime.advance(ms(200));
    let runtime = lab.runtime.clone();
    lab.run(async move {
        assert_eq!(map.next().await.unwrap().unwrap(), 10);
        assert_eq!(map.next().await.unwrap().unwrap(), 20);
        assert!(map.next().await.unwrap().is_err());
        assert_eq!(runtime.now(), ms(200));
    });
}

#[test]
fn cf_d14_map_after_shutdown_is_refused_unless_of_nothing() {
    let lab = lab(1);
    drop(lab.executor.shutdown(false));
    drop(lab.executor.shutdown(true));
    lab.run(lab.executor.shutdown(false));
    let task = |number: u32| move || async move { Ok::<u32, TaskError>(number) };
    let refused = lab.executor.map([1], task).err();
    assert_eq!(refused, Some(SubmitError::Shutdown));
    let nothing = lab.executor.map([], task).unwrap();
    assert!(lab.run(all(nothing)).is_empty());
}
