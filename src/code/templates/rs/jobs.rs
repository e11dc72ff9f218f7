//! «title»
//!
//! For a page, which calls `run()`. Needs the crates photofinish, serde, wasm-bindgen, and web-sys
//! with `console`.
#![cfg(target_arch = "wasm32")]

use std::collections::HashMap; ⟦?verbose⟧
 ⟦?verbose⟧
use photofinish::completion::as_completed;
use photofinish::kernels::{Kernel, KernelOutput, KernelTask, Stepper, jobs};
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::workers::{Job, JobContext, JobError, WorkerPool, serve};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::console;

const WORKERS: usize = «workers»;
const JOBS: u32 = «count_of_jobs»;
const SIZE: u32 = «size»;
const SEED: u32 = «seed32»;

«kernel»

async fn compute_many(workers: usize) -> Result<(), JsError> {
    let pool = WorkerPool::<Work>::with_workers(workers)?;
    let mut futures = Vec::new();
    let mut to_do = HashMap::new(); ⟦?verbose⟧
    for task in jobs(Kernel::«Kernel», JOBS, SIZE, SEED)? { ⟦submit⟧
        let label = task.label(); ⟦?verbose submit⟧
        let future = pool.submit(Work(task))?; ⟦submit⟧
        to_do.insert(future.id(), label); ⟦?verbose submit⟧
        futures.push(future); ⟦submit⟧
    } ⟦submit⟧
    let mut arrivals = as_completed(futures, None);
    while let Some(Ok(future)) = arrivals.next().await { ⟦deliver⟧
        let output = future.result().await.map_err(|error| JsError::new(&error.to_string()))?; ⟦?verbose deliver⟧
        log(&format!("{}: {}", to_do[&future.id()], output.summary())); ⟦?verbose deliver⟧
        future.result().await.map_err(|error| JsError::new(&error.to_string()))?; ⟦!verbose deliver⟧
    } ⟦deliver⟧
    Ok(())
}

fn log(line: &str) {
    console::log_1(&line.into());
}

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    for workers in 1..=WORKERS { ⟦?sweep⟧
    «main» ⟦!sweep⟧
        «main» ⟦?sweep⟧
    } ⟦?sweep⟧
    Ok(())
}
