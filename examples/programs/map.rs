//! 20 flags, at most 5 at once, in the order of submission.
//! For a page, which calls `run()`. Needs the crates photofinish, wasm-bindgen, and web-sys with
//! `console`, and a server that answers: `cargo xtask serve`.
#![cfg(target_arch = "wasm32")]

use std::collections::{BTreeMap, HashMap};
use std::{rc::Rc, time::Duration};

use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::future::FutureError;
use photofinish::record::Outcome;
use photofinish::runtime::{BrowserRuntime, Runtime};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = "http://127.0.0.1:8001/flags";
const MAX_WORKERS: usize = 5;
const TIMEOUT: Duration = Duration::from_millis(5000);
const PLAN: &[(&str, &str)] = &[ // what seed 42 has in store for each, as in the page
    ("BD", "delay=715"), ("BR", "delay=549"), ("CD", "delay=830"), ("CN", "delay=610"),
    ("DE", "delay=232"), ("EG", "delay=672"), ("ET", "delay=327"), ("FR", "delay=346"),
    ("ID", "delay=648"), ("IN", "delay=963"), ("IR", "delay=924"), ("JP", "delay=242"),
    ("MX", "delay=733"), ("NG", "delay=928"), ("PH", "delay=879"), ("PK", "delay=167"),
    ("RU", "delay=546"), ("TR", "delay=341"), ("US", "delay=143"), ("VN", "delay=324"),
];

async fn download(fetcher: &dyn Fetcher, cc: &str, query: &str) -> Result<Fetched, FetchError> {
    let code = cc.to_ascii_lowercase();
    let url = format!("{BASE}/{code}/{code}.svg?{query}");
    let request = FetchRequest { url, timeout: TIMEOUT };
    fetcher.fetch(request).await.result
}

fn status<T>(result: &Result<T, FutureError>) -> &'static str {
    let Err(error) = result else { return "ok" };
    let refused = error.task_error().and_then(|error| error.downcast_ref());
    match refused.map(FetchError::outcome) {
        Some(Outcome::NotFound) => "not found",
        _ => "error",
    }
}

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    let start = BrowserRuntime.now();
    let executor = IoExecutor::new(Rc::new(BrowserRuntime), MAX_WORKERS)?;
    let fetcher = Rc::new(BrowserFetcher::new(Rc::new(BrowserRuntime), false));
    let mut futures = Vec::new();
    let mut to_do = HashMap::new();
    for (cc, query) in PLAN {
        let fetcher = fetcher.clone();
        let task = move || async move { download(&*fetcher, cc, query).await };
        let future = executor.submit(task)?;
        to_do.insert(future.id(), cc);
        futures.push(future);
    }
    let mut counts = BTreeMap::new();
    // In the order of submission. So would `Executor::map`, but it ends at the first error.
    for future in futures {
        let status = status(&future.result().await);
        *counts.entry(status).or_insert(0) += 1;
        console::log_1(&format!("{} {status}", to_do[&future.id()]).into());
    }
    for (status, count) in counts {
        console::log_1(&format!("{count:3} {status}").into());
    }
    console::log_1(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start).into());
    Ok(())
}
