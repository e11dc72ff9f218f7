//! 20 flags, at most 5 at once, beside 12 jobs by 2 workers: each as soon as it is there.
//! Needs photofinish, serde, wasm-bindgen, web-sys (`console`), and a server: `cargo xtask serve`.

use std::collections::{BTreeMap, HashMap};
use std::{rc::Rc, time::Duration};

use photofinish::completion::as_completed;
use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, FetchError, FetchRequest, Fetched, Fetcher};
use photofinish::kernels::{Kernel, KernelOutput, KernelTask, Stepper, jobs};
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::workers::{Job, JobContext, JobError, WorkerPool, serve};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::console;

const BASE: &str = "http://127.0.0.1:8001/flags";
const MAX_WORKERS: usize = 5;
const WORKERS: usize = 2;
const TIMEOUT: Duration = Duration::from_millis(5000);
const JOBS: u32 = 12;
const SIZE: u32 = 1048576;
const SEED: u32 = 42;
const CODES: &[&str] = &[
    "BD", "BR", "CD", "CN", "DE", "EG", "ET", "FR", "ID", "IN", "IR", "JP", "MX", "NG", "PH", "PK",
    "RU", "TR", "US", "VN",
];

async fn download(cc: &str) -> Result<Fetched, FetchError> {
    let code = cc.to_ascii_lowercase();
    let url = format!("{BASE}/{code}/{code}.svg");
    let request = FetchRequest { url, timeout: TIMEOUT };
    BrowserFetcher::default().fetch(request).await.result
}

/// What travels to a worker, which runs this same module.
#[derive(Serialize, Deserialize)]
struct Work(KernelTask);

/// What comes of either kind, so that both go through one `as_completed`.
#[derive(Clone, Serialize, Deserialize)]
enum Came {
    Flag(u64),
    Job(KernelOutput),
}

impl Job for Work {
    type Output = Came;
    const ENTRY: &'static str = "work";

    fn run(self, _: &mut JobContext<'_>) -> Result<Came, JobError> {
        Ok(Came::Job(self.0.start()?.run_to_end()))
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
    let executor = IoExecutor::new(Rc::new(BrowserRuntime), MAX_WORKERS)?;
    let pool = WorkerPool::<Work>::with_workers(WORKERS)?;
    let mut futures = Vec::new();
    let mut to_do = HashMap::new();
    for &cc in CODES {
        let task = move || async move { download(cc).await.map(|flag| Came::Flag(flag.bytes)) };
        let future = executor.submit(task)?;
        to_do.insert(future.id(), cc.to_owned());
        futures.push(future);
    }
    for task in jobs(Kernel::Sha256, JOBS, SIZE, SEED)? {
        let label = task.label();
        let future = pool.submit(Work(task))?;
        to_do.insert(future.id(), label);
        futures.push(future);
    }
    let mut counts = BTreeMap::new();
    let mut arrivals = as_completed(futures, None);
    while let Some(Ok(future)) = arrivals.next().await {
        let status = match future.result().await.as_ref().map_err(|e| e.downcast_ref()) {
            Ok(_) => "ok",
            Err(Some(FetchError::NotFound { .. })) => "not found",
            Err(_) => "error",
        };
        *counts.entry(status).or_insert(0) += 1;
        console::log_1(&format!("{} {status}", to_do[&future.id()]).into());
    }
    for (status, count) in counts {
        console::log_1(&format!("{count:3} {status}").into());
    }
    console::log_1(&format!("Elapsed time: {:.2?}", BrowserRuntime.now() - start).into());
    Ok(())
}
