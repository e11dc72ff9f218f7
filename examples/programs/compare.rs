//! 20 flags in three ways, at most 5 at once.
//! For a page, which calls `run()`. Needs the crates photofinish, wasm-bindgen, and web-sys with
//! `console`, and a server that answers: `cargo xtask serve`.
#![cfg(target_arch = "wasm32")]

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use photofinish::completion::as_completed;
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
const RETRIES: usize = 2;
const PLAN: &[(&str, &[&str])] = &[ // what seed 42 has in store for each, as in the page
    ("BD", &["delay=715"]), ("BR", &["delay=549"]), ("CD", &["delay=830"]), ("CN", &["delay=610"]),
    ("DE", &["delay=232"]), ("EG", &["delay=672"]), ("ET", &["delay=327"]),
    ("FR", &["delay=346&status=503", "delay=115&status=503", "delay=952"]),
    ("ID", &["delay=648&status=503", "delay=830"]), ("IN", &["delay=963"]), ("IR", &["delay=924"]),
    ("JP", &["delay=242"]), ("MX", &["delay=733"]), ("NG", &["delay=928"]), ("PH", &["delay=879"]),
    ("PK", &["delay=167"]), ("RU", &["delay=546&status=503", "delay=538&status=503", "delay=173"]),
    ("TR", &["delay=341"]), ("US", &["delay=143"]), ("VN", &["delay=324"]),
];

async fn download(fetcher: &dyn Fetcher, cc: &str, plan: &[&str]) -> Result<Fetched, FetchError> {
    let code = cc.to_ascii_lowercase();
    let mut attempt = 0;
    loop {
        let url = format!("{BASE}/{code}/{code}.svg?{}", plan[attempt]);
        let request = FetchRequest { url, timeout: TIMEOUT };
        match fetcher.fetch(request).await.result {
            // Only what may pass by itself is tried again.
            Err(error) if error.worth_retrying() && attempt < RETRIES => {}
            result => return result,
        }
        BrowserRuntime.sleep(Duration::from_millis(100 << attempt)).await;
        attempt += 1;
    }
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
    for strategy in ["sequential", "map", "as_completed"] {
        let start = BrowserRuntime.now();
        let max_workers = if strategy == "sequential" { 1 } else { MAX_WORKERS };
        let executor = IoExecutor::new(Rc::new(BrowserRuntime), max_workers)?;
        let fetcher = Rc::new(BrowserFetcher::new(Rc::new(BrowserRuntime), false));
        let mut futures = Vec::new();
        for (cc, plan) in PLAN {
            let fetcher = fetcher.clone();
            let task = move || async move { download(&*fetcher, cc, plan).await };
            futures.push(executor.submit(task)?);
        }
        let mut counts = BTreeMap::new();
        let is_as_completed = strategy == "as_completed";
        let mut arrivals = is_as_completed.then(|| as_completed(futures.clone(), None));
        for in_order in futures {
            let future = match &mut arrivals {
                Some(arrivals) => (arrivals.next().await).and_then(Result::ok).unwrap_or(in_order),
                None => in_order,
            };
            let status = status(&future.result().await);
            *counts.entry(status).or_insert(0) += 1;
        }
        console::log_1(&strategy.into());
        for (status, count) in counts {
            console::log_1(&format!("{count:3} {status}").into());
        }
        console::log_1(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start).into());
    }
    Ok(())
}
