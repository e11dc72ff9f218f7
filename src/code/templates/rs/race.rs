//! «title»
//! Needs photofinish, wasm-bindgen, web-sys (`console`), and a server: `cargo xtask serve`. ⟦!elsewhere⟧
//! Needs photofinish, wasm-bindgen, and web-sys (`console`). ⟦?elsewhere⟧

use std::{collections::BTreeMap, rc::Rc, time::Duration}; ⟦!verbose⟧
use std::collections::{BTreeMap, HashMap}; ⟦?verbose⟧
use std::{rc::Rc, time::Duration}; ⟦?verbose⟧

use photofinish::completion::as_completed; ⟦?arrival⟧
use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::runtime::{BrowserRuntime, Runtime};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = «base»; ⟦!list⟧
const MAX_WORKERS: usize = «max_workers»;
const TIMEOUT: Duration = Duration::from_millis(«timeout»);
const RETRIES: usize = «retries»; ⟦?retries⟧
«codes»

«download»

/// To be called by the page.
#[wasm_bindgen]
pub async fn run() -> Result<(), JsError> {
    for strategy in ["sequential", "map", "as_completed"] { ⟦?compare⟧
    «main» ⟦!compare⟧
        «main» ⟦?compare⟧
    } ⟦?compare⟧
    Ok(())
}
