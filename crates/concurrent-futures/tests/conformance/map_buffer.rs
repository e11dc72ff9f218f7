//! `map` with a bounded buffer: inputs are drawn as results are asked for.

use std::cell::Cell;
use std::rc::Rc;

use concurrent_futures::executor::{ConfigError, Executor, Map, MapOptions, SubmitError};
use concurrent_futures::future::TaskError;
use concurrent_futures::runtime::Runtime;

use crate::support::{Lab, lab, ms};

impl Lab {
    /// Doubles each input after a delay that shrinks, so that later ones are done first.
    fn map_doubles(
        &self,
        buffer_size: usize,
        inputs: impl IntoIterator<Item = u64, IntoIter: 'static>,
    ) -> Result<Map<u64>, SubmitError> {
        let options = MapOptions {
            buffer_size: Some(buffer_size),
            ..MapOptions::default()
        };
        let runtime = self.runtime.clone();
        self.executor.map_with(options, inputs, move |number| {
            let runtime = runtime.clone();
            move || async move {
                runtime.sleep(ms(20_u64.saturating_sub(number))).await;
                Ok::<u64, TaskError>(2 * number)
            }
        })
    }

    fn first(&self, count: usize, mut map: Map<u64>) -> Vec<u64> {
        self.run(async move {
            let mut results = Vec::new();
            while results.len() < count
                && let Some(result) = map.next().await
            {
                results.push(result.unwrap());
            }
            results
        })
    }
}

#[test]
fn cf_035_a_buffer_of_nothing_is_refused_at_the_call() {
    let refused = lab(1).map_doubles(0, 0..3).err();
    assert_eq!(refused, Some(SubmitError::Config(ConfigError::BufferSize)));
    assert_eq!(
        ConfigError::BufferSize.to_string(),
        "buffersize must be None or > 0"
    );
}

#[test]
fn cf_036_results_are_the_same_for_any_buffer() {
    for buffer_size in [1, 2, 10, 20, usize::MAX] {
        let lab = lab(4);
        let map = lab.map_doubles(buffer_size, 0..10).unwrap();
        let expected: Vec<u64> = (0..10).map(|number| 2 * number).collect();
        assert_eq!(lab.first(100, map), expected, "{buffer_size}");
    }
}

#[test]
fn cf_037_so_they_are_for_several_inputs() {
    let lab = lab(4);
    for buffer_size in [1, 2, 10] {
        let sums = (0..5_u64).zip(10..).map(|(a, b)| a + b);
        let map = lab.map_doubles(buffer_size, sums).unwrap();
        assert_eq!(lab.first(100, map), [20, 24, 28, 32, 36]);
    }
}

#[test]
fn cf_038_an_endless_input_can_be_mapped() {
    let lab = lab(4);
    let map = lab.map_doubles(3, 0..).unwrap();
    assert_eq!(lab.first(4, map), [0, 2, 4, 6]);
}

#[test]
fn cf_039_several_endless_inputs_can_be_mapped() {
    let lab = lab(4);
    let sums = (0_u64..).zip(100..).map(|(a, b)| a + b);
    let map = lab.map_doubles(1, sums).unwrap();
    assert_eq!(lab.first(3, map), [200, 204, 208]);
}

#[test]
fn cf_040_of_no_input_it_ends_at_once() {
    let lab = lab(1);
    let map = lab.map_doubles(2, []).unwrap();
    assert!(lab.first(1, map).is_empty());
    assert_eq!(lab.now(), 0);
}

#[test]
fn cf_042_exactly_the_buffer_is_drawn_before_a_result_is_asked_for() {
    for workers in [1, 4] {
        let lab = lab(workers);
        let drawn = Rc::new(Cell::new(0));
        let inputs = {
            let drawn = drawn.clone();
            (0..).inspect(move |_| drawn.set(drawn.get() + 1))
        };
        let mut map = lab.map_doubles(3, inputs).unwrap();
        lab.runtime.run();
        assert_eq!(drawn.get(), 3);
        lab.run(async move {
            // Then one more for each result asked for.
            for count in 1..5 {
                map.next().await.unwrap().unwrap();
                assert_eq!(drawn.get(), 3 + count);
            }
        });
    }
}

#[test]
fn cf_q06_after_shutdown_the_buffered_results_come_out_then_the_map_ends() {
    let lab = lab(2);
    let mut map = lab.map_doubles(3, 0..).unwrap();
    let executor = lab.executor.clone();
    let results = lab.run(async move {
        let mut results = vec![map.next().await.unwrap().unwrap()];
        executor.shutdown(false).await;
        while let Some(result) = map.next().await {
            results.push(result.unwrap());
        }
        results
    });
    assert_eq!(results, [0, 2, 4, 6]);
}

#[test]
fn cf_q08_a_chunk_of_nothing_is_refused_by_every_executor() {
    let options = MapOptions {
        chunk_size: Some(0),
        ..MapOptions::default()
    };
    let task = |number: u32| move || async move { Ok::<u32, TaskError>(number) };
    let refused = lab(1).executor.map_with(options, 0..3, task).err();
    assert_eq!(refused, Some(SubmitError::Config(ConfigError::ChunkSize)));
    assert_eq!(ConfigError::ChunkSize.to_string(), "chunksize must be >= 1");
}
