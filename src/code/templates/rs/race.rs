//! «title»
//!
//! For a page, which calls `run()`. Needs the crates photofinish, wasm-bindgen, and web-sys with
//! `console`, and a server that answers: `cargo xtask serve`. ⟦!elsewhere⟧
//! `console`. ⟦?elsewhere⟧
#![cfg(target_arch = "wasm32")]

use std::collections::BTreeMap; ⟦!verbose⟧
use std::collections::{BTreeMap, HashMap}; ⟦?verbose⟧
use std::rc::Rc;
use std::time::Duration;

use photofinish::completion::as_completed; ⟦?arrival⟧
use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::future::FutureError;
use photofinish::record::Outcome;
use photofinish::runtime::{BrowserRuntime, Runtime};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = «base»; ⟦!list⟧
const MAX_WORKERS: usize = «max_workers»;
const TIMEOUT: Duration = Duration::from_millis(«timeout»);
const RETRIES: usize = «retries»; ⟦?retries⟧
«codes»

«download»

type Counts = BTreeMap<&'static str, usize>;

async fn download_many(max_workers: usize) -> Result<Counts, JsError> { ⟦!compare⟧
async fn download_many(max_workers: usize, strategy: &str) -> Result<Counts, JsError> { ⟦?compare⟧
    let executor = IoExecutor::new(Rc::new(BrowserRuntime), max_workers)?;
    let fetcher = Rc::new(BrowserFetcher::new(Rc::new(BrowserRuntime), false));
    let mut futures = Vec::new();
    let mut to_do = HashMap::new(); ⟦?verbose⟧
    for «each» in «all» { ⟦submit⟧
        let fetcher = fetcher.clone(); ⟦submit⟧
        let task = move || async move { download(&*fetcher, «arguments»).await }; ⟦submit⟧
        let future = executor.submit(task)?; ⟦?verbose submit⟧
        to_do.insert(future.id(), cc); ⟦?verbose submit⟧
        futures.push(future); ⟦?verbose submit⟧
        futures.push(executor.submit(task)?); ⟦!verbose submit⟧
    } ⟦submit⟧
    let mut counts = Counts::new();
    // In the order of submission. So would `Executor::map`, but it ends at the first error. ⟦?in_order⟧
    for future in futures { ⟦?in_order deliver⟧
    let mut arrivals = as_completed(futures, None); ⟦?as_completed⟧
    while let Some(Ok(future)) = arrivals.next().await { ⟦?as_completed deliver⟧
    let mut arrivals = (strategy == "as_completed").then(|| as_completed(futures.clone(), None)); ⟦?compare⟧
    for in_order in futures { ⟦?compare deliver⟧
        let future = match &mut arrivals { ⟦?compare deliver⟧
            Some(arrivals) => (arrivals.next().await).and_then(Result::ok).unwrap_or(in_order), ⟦?compare deliver⟧
            None => in_order, ⟦?compare deliver⟧
        }; ⟦?compare deliver⟧
        let status = status(&future.result().await); ⟦deliver⟧
        *counts.entry(status).or_default() += 1; ⟦deliver⟧
        log(&format!("{} {status}", to_do[&future.id()])); ⟦?verbose⟧
    }
    Ok(counts)
}

«status»

fn log(line: &str) {
    console::log_1(&line.into());
}

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    for strategy in ["sequential", "map", "as_completed"] { ⟦?compare⟧
    «main» ⟦!compare⟧
        «main» ⟦?compare⟧
    } ⟦?compare⟧
    Ok(())
}
