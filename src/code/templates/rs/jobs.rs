//! «title»
//! Needs photofinish, serde, wasm-bindgen, and web-sys (`console`).

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

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    for workers in 1..=WORKERS { ⟦?sweep⟧
    «main» ⟦!sweep⟧
        «main» ⟦?sweep⟧
    } ⟦?sweep⟧
    Ok(())
}
