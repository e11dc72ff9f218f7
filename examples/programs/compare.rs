//! 20 flags in three ways, at most 5 at once.
//! Needs photofinish, wasm-bindgen, web-sys (`console`), and a server: `cargo xtask serve`.

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use photofinish::completion::as_completed;
use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::runtime::{BrowserRuntime, Runtime};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = "http://127.0.0.1:8001/flags";
const MAX_WORKERS: usize = 5;
const TIMEOUT: Duration = Duration::from_millis(5000);
const RETRIES: usize = 2;
const PLAN: &[(&str, &[&str])] = &[ // what seed 42 has in store for each, as in the page
    ("BD", &["715"]), ("BR", &["549"]), ("CD", &["830"]), ("CN", &["610"]), ("DE", &["232"]),
    ("EG", &["672"]), ("ET", &["327"]), ("FR", &["346&status=503", "115&status=503", "952"]),
    ("ID", &["648&status=503", "830"]), ("IN", &["963"]), ("IR", &["924"]), ("JP", &["242"]),
    ("MX", &["733"]), ("NG", &["928"]), ("PH", &["879"]), ("PK", &["167"]),
    ("RU", &["546&status=503", "538&status=503", "173"]), ("TR", &["341"]), ("US", &["143"]),
    ("VN", &["324"]),
];

async fn download(cc: &str, fates: &[&str]) -> Result<Fetched, FetchError> {
    let code = cc.to_ascii_lowercase();
    let mut attempt = 0;
    loop {
        let url = format!("{BASE}/{code}/{code}.svg?delay={}", fates[attempt]);
        let request = FetchRequest { url, timeout: TIMEOUT };
        match BrowserFetcher::default().fetch(request).await.result {
            // Only what may pass by itself is tried again.
            Err(error) if error.worth_retrying() && attempt < RETRIES => {}
            result => return result,
        }
        BrowserRuntime.sleep(Duration::from_millis(100 << attempt)).await;
        attempt += 1;
    }
}

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    for strategy in ["sequential", "map", "as_completed"] {
        let start = BrowserRuntime.now();
        let max_workers = if strategy == "sequential" { 1 } else { MAX_WORKERS };
        let executor = IoExecutor::new(Rc::new(BrowserRuntime), max_workers)?;
        let submit = |&(cc, fates)| executor.submit(move || download(cc, fates));
        let futures = PLAN.iter().map(submit).collect::<Result<Vec<_>, _>>()?;
        let mut counts = BTreeMap::new();
        let is_as_completed = strategy == "as_completed";
        let mut arrivals = is_as_completed.then(|| as_completed(futures.clone(), None));
        for in_order in futures {
            let future = match &mut arrivals {
                Some(arrivals) => (arrivals.next().await).and_then(Result::ok).unwrap_or(in_order),
                None => in_order,
            };
            let status = match future.result().await.as_ref().map_err(|e| e.downcast_ref()) {
                Ok(_) => "ok",
                Err(Some(FetchError::NotFound { .. })) => "not found",
                Err(_) => "error",
            };
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
