//! 20 jobs by 2 workers: each result as soon as it is there.
//! Needs photofinish, serde, wasm-bindgen, and web-sys (`console`).

use photofinish::completion::as_completed;
use photofinish::kernels::{Kernel, KernelOutput, KernelTask, Stepper, jobs};
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::workers::{Job, JobContext, JobError, WorkerPool, serve};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::console;

const WORKERS: usize = 2;
const JOBS: u32 = 20;
const SIZE: u32 = 16;
const SEED: u32 = 42;

/// What travels to a worker, which runs this same module.
#[derive(Serialize, Deserialize)]
struct Work(KernelTask);

impl Job for Work {
    type Output = KernelOutput;
    const ENTRY: &'static str = "work";

    fn run(self, _: &mut JobContext<'_>) -> Result<KernelOutput, JobError> {
        Ok(self.0.start()?.run_to_end())
    }
}

/// Where a worker begins.
#[wasm_bindgen]
pub fn work() {
    serve::<Work>();
}

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    let start = BrowserRuntime.now();
    let pool = WorkerPool::<Work>::with_workers(WORKERS)?;
    let tasks = jobs(Kernel::Primes, JOBS, SIZE, SEED)?.into_iter();
    let futures = tasks.map(|task| pool.submit(Work(task))).collect::<Result<Vec<_>, _>>()?;
    let mut arrivals = as_completed(futures, None);
    while let Some(Ok(future)) = arrivals.next().await {
        future.result().await?;
    }
    let elapsed = BrowserRuntime.now() - start;
    console::log_1(&format!("{} workers, elapsed time: {elapsed:.2?}", WORKERS).into());
    Ok(())
}
