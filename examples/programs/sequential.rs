//! 20 flags, one after the other.
//! Needs photofinish, wasm-bindgen, web-sys (`console`), and a server: `cargo xtask serve`.

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::runtime::{BrowserRuntime, Runtime};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = "http://127.0.0.1:8001/flags";
const MAX_WORKERS: usize = 1;
const TIMEOUT: Duration = Duration::from_millis(5000);
const PLAN: &[(&str, &str)] = &[ // what seed 42 has in store for each, as in the page
    ("BD", "715"), ("BR", "549"), ("CD", "830"), ("CN", "610"), ("DE", "232"), ("EG", "672"),
    ("ET", "327"), ("FR", "346"), ("ID", "648"), ("IN", "963"), ("IR", "924"), ("JP", "242"),
    ("MX", "733"), ("NG", "928"), ("PH", "879"), ("PK", "167"), ("RU", "546"), ("TR", "341"),
    ("US", "143"), ("VN", "324"),
];

async fn download(cc: &str, fate: &str) -> Result<Fetched, FetchError> {
    let code = cc.to_ascii_lowercase();
    let url = format!("{BASE}/{code}/{code}.svg?delay={fate}");
    let request = FetchRequest { url, timeout: TIMEOUT };
    BrowserFetcher::default().fetch(request).await.result
}

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    let start = BrowserRuntime.now();
    let executor = IoExecutor::new(Rc::new(BrowserRuntime), MAX_WORKERS)?;
    let submit = |&(cc, fate)| executor.submit(move || download(cc, fate));
    let futures = PLAN.iter().map(submit).collect::<Result<Vec<_>, _>>()?;
    let mut counts = BTreeMap::new();
    // In the order of submission. So would `Executor::map`, but it ends at the first error.
    for future in futures {
        let status = match future.result().await.as_ref().map_err(|e| e.downcast_ref()) {
            Ok(_) => "ok",
            Err(Some(FetchError::NotFound { .. })) => "not found",
            Err(_) => "error",
        };
        *counts.entry(status).or_insert(0) += 1;
    }
    for (status, count) in counts {
        console::log_1(&format!("{count:3} {status}").into());
    }
    console::log_1(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start).into());
    Ok(())
}
