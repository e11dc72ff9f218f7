//! What a program had is given back when it is stopped, however often.

use e2e::{Page, StaticHost, drive};
use serde_json::Value;

use super::here::Here;

/// The memory of the page, by what has it: <https://developer.mozilla.org/en-US/docs/Web/API/Performance/measureUserAgentSpecificMemory>.
const MEASURE: &str = "const done = arguments[arguments.length - 1];
    performance.measureUserAgentSpecificMemory().then((memory) => {
        const scopes = memory.breakdown.filter(({ bytes }) => bytes > 0)
            .flatMap(({ attribution }) => attribution.map(({ scope }) => scope));
        done({ bytes: memory.bytes, workers: scopes.filter((scope) => scope === 'DedicatedWorkerGlobalScope').length });
    });";

async fn measured(page: &Page) -> (u64, u64) {
    let measured = page.client().execute_async(MEASURE, Vec::new()).await;
    let measured = measured.expect("memory is measured");
    let number = |what: &str| measured.get(what).and_then(Value::as_u64);
    let bytes = number("bytes").expect("bytes");
    (bytes, number("workers").expect("workers"))
}

/// A program that has some megabytes, and then does this.
fn with_data(then: &str) -> String {
    format!("data = list(range(5_000_000))\nprint('full')\n{then}")
}

const IS_FULL: &str = "element.querySelector('[role=log]')?.textContent.includes('full')";

async fn stop(page: &Page, here: &Here<'_>) {
    page.press("Stop").await;
    here.until_status("Stopped, and all that it had begun with it.")
        .await;
    here.until_over().await;
}

#[test]
fn ten_programs_that_are_stopped_leave_nothing() {
    drive("", async |page, _| {
        let host = StaticHost::start("lab");
        host.behave(|manners| manners.isolates = true);
        page.goto(&format!(
            "{}?lang=en&experiment=race&codes=BR&server=sim",
            host.address
        ))
        .await;
        let here = Here::open(page).await;
        // One that computes is not measured: so the first waits.
        here.write(&with_data("import time; time.sleep(1000)"))
            .await;
        here.start().await;
        here.until(IS_FULL).await;
        assert!(measured(page).await.1 > 0, "no worker where one runs");
        stop(page, &here).await;
        let (before, _) = measured(page).await;
        here.write(&with_data("while True: pass")).await;
        for _ in 1..10 {
            here.start().await;
            here.until(IS_FULL).await;
            stop(page, &here).await;
        }
        let (bytes, workers) = measured(page).await;
        assert_eq!(workers, 0);
        // The page draws, and what it draws with is no fixed amount; each program has more than ten megabytes.
        assert!(bytes < before + 10_000_000, "{bytes} after {before}");
    });
}
