//! «title»
//! Needs photofinish, serde, wasm-bindgen, web-sys (`console`), and a server: `cargo xtask serve`. ⟦!elsewhere⟧
//! Needs photofinish, serde, wasm-bindgen, and web-sys (`console`). ⟦?elsewhere⟧

use std::{collections::BTreeMap, rc::Rc, time::Duration}; ⟦!verbose⟧
use std::collections::{BTreeMap, HashMap}; ⟦?verbose⟧
use std::{rc::Rc, time::Duration}; ⟦?verbose⟧

use photofinish::completion::as_completed;
use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::kernels::{Kernel, KernelOutput, KernelTask, Stepper, jobs};
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::workers::{Job, JobContext, JobError, WorkerPool, serve};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = «base»; ⟦!list⟧
const MAX_WORKERS: usize = «max_workers»;
const WORKERS: usize = «workers»;
const TIMEOUT: Duration = Duration::from_millis(«timeout»);
const RETRIES: usize = «retries»; ⟦?retries⟧
const JOBS: u32 = «count_of_jobs»;
const SIZE: u32 = «size»;
const SEED: u32 = «seed32»;
«codes»

«download»

«kernel»

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    let start = BrowserRuntime.now();
    let executor = IoExecutor::new(Rc::new(BrowserRuntime), MAX_WORKERS)?;
    let pool = WorkerPool::<Work>::with_workers(WORKERS)?;
    let mut futures = Vec::new();
    let mut to_do = HashMap::new(); ⟦?verbose⟧
    for «each» in «all» { ⟦submit⟧
        let task = move || async move { download(«arguments»).await.map(|flag| Came::Flag(flag.bytes)) }; ⟦submit⟧
        let future = executor.submit(task)?; ⟦?verbose submit⟧
        to_do.insert(future.id(), cc.to_owned()); ⟦?verbose submit⟧
        futures.push(future); ⟦?verbose submit⟧
        futures.push(executor.submit(task)?); ⟦!verbose submit⟧
    } ⟦submit⟧
    for task in jobs(Kernel::«Kernel», JOBS, SIZE, SEED)? { ⟦submit⟧
        let label = task.label(); ⟦?verbose submit⟧
        let future = pool.submit(Work(task))?; ⟦?verbose submit⟧
        to_do.insert(future.id(), label); ⟦?verbose submit⟧
        futures.push(future); ⟦?verbose submit⟧
        futures.push(pool.submit(Work(task))?); ⟦!verbose submit⟧
    } ⟦submit⟧
    let mut counts = BTreeMap::new();
    let mut arrivals = as_completed(futures, None);
    while let Some(Ok(future)) = arrivals.next().await { ⟦deliver⟧
        «status»
        *counts.entry(status).or_insert(0) += 1; ⟦deliver⟧
        console::log_1(&format!("{} {status}", to_do[&future.id()]).into()); ⟦?verbose⟧
    } ⟦deliver⟧
    for (status, count) in counts {
        console::log_1(&format!("{count:3} {status}").into());
    }
    console::log_1(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start).into());
    Ok(())
}
