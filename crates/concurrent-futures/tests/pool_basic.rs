//! Plain `wasm-pack test` is enough for a pool: one module, handed to the workers, in whatever
//! way the test runner starts their script.
#![cfg(target_arch = "wasm32")]

use std::rc::Rc;

use concurrent_futures::runtime::BrowserRuntime;
use concurrent_futures::workers::{Job, JobContext, JobError, WorkerPool, serve};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Serialize, Deserialize)]
struct Square(u64);

impl Job for Square {
    type Output = u64;
    const ENTRY: &'static str = "square_worker";

    fn run(self, _: &mut JobContext<'_>) -> Result<u64, JobError> {
        Ok(self.0 * self.0)
    }
}

/// Where the workers begin.
#[wasm_bindgen]
pub fn square_worker() {
    serve::<Square>();
}

#[wasm_bindgen_test]
async fn jobs_run_in_workers_and_their_results_come_back() {
    let pool = WorkerPool::<Square>::builder(Rc::new(BrowserRuntime))
        .max_workers(2)
        .build()
        .unwrap();
    let futures: Vec<_> = (0..100).map(|i| pool.submit(Square(i)).unwrap()).collect();
    for (i, future) in futures.into_iter().enumerate() {
        assert_eq!(future.result().await.unwrap(), (i * i) as u64);
    }
}
