//! A walk through every screen in each browser: opened, started, run to its end. What is shown adds up, nothing is written
//! to the console, and the content security policy refuses nothing, in the page and in its workers.

use e2e::{Engine, NOTHING, Page, Server, drive_in, keep_told};
use serde_json::Value;

/// How many of something there are in a summary.
fn count(summary: &Value, what: &str) -> u64 {
    summary[what].as_u64().unwrap_or_default()
}

/// The outcomes of every run account for all that was submitted, none is left over, and every result
/// came once.
fn expect_adds_up(export: &Value, when: &str) {
    let alone = vec![export.clone()];
    let runs = export["runs"].as_array().unwrap_or(&alone);
    assert!(!runs.is_empty(), "{when}");
    for run in runs {
        let summary = &run["summary"];
        let futures = run["futures"].as_array().map_or(0, Vec::len);
        let outcomes = [
            "ok",
            "not_found",
            "http_error",
            "network_error",
            "timeout",
            "cancelled",
            "failed",
        ];
        let settled: u64 = outcomes.iter().map(|name| count(summary, name)).sum();
        assert!(futures > 0, "{when}: {run}");
        assert_eq!(settled as usize, futures, "{when}: {summary}");
        assert!(count(summary, "ok") > 0, "{when}: {summary}");
        let mut order = summary["delivered_order"]
            .as_array()
            .expect("an order")
            .clone();
        assert_eq!(order.len(), futures, "{when}: {summary}");
        let labels = run["futures"].as_array().into_iter().flatten();
        let mut labels: Vec<_> = labels.map(|future| future["label"].clone()).collect();
        for list in [&mut order, &mut labels] {
            list.sort_by_key(Value::to_string);
        }
        assert_eq!(order, labels, "{when}");
    }
}

/// Opens a screen, presses Start and waits for the end of its run.
async fn run(page: &Page, site: &str, query: &str) -> Value {
    page.goto(&format!("{site}/?lang=en&{query}")).await;
    let start = page.find("button", "Start").await;
    assert_eq!(page.spoken(&start).await, ("button".into(), "Start".into()));
    page.until(&start, "!element.disabled").await;
    // By script: on some screens the button is below the window.
    page.tap(&start).await;
    let export = page.find("button", "Export JSON").await;
    page.until(&export, "!element.disabled").await;
    let run = page.export().await;
    expect_adds_up(&run, query);
    run
}

/// The sum of all numbers in the table of outcomes.
const OUTCOMES: &str = "return [...document.querySelectorAll('.outcomes tbody td')].reduce((sum, td) => sum + Number(td.textContent), 0);";

async fn race(page: &Page, site: &str) {
    for server in ["local", "error", "sim"] {
        let query = format!(
            "experiment=race&strategy=compare&server={server}&codes=pop20&limit=6&max_workers=3\
             &delay=50-200&error_rate=0.2&timeout=20000&seed=7&verbose=1"
        );
        let export = run(page, site, &query).await;
        assert_eq!(export["runs"].as_array().map(Vec::len), Some(3), "{server}");
        let last = &export["runs"][2]["summary"]["delivered_order"];
        let last: Vec<String> = serde_json::from_value(last.clone()).expect("labels");
        assert_eq!(page.finish_order().await, last, "{server}");
        let shown = page.read(OUTCOMES, Vec::new()).await;
        assert_eq!(shown, 18, "six flags, three times: {server}");
        assert_eq!(page.told().await, NOTHING, "{server}");
    }
}

async fn lab(page: &Page, site: &str) {
    for query in [
        "experiment=workers&where=main&kernel=primes&jobs=6&size=9",
        "experiment=workers&where=slices&kernel=mandelbrot&jobs=6&size=64",
        "experiment=workers&where=pool&workers=2&kernel=sha256&jobs=40&size=10000",
        "experiment=workers&where=engines&workers=2&kernel=primes&jobs=4&size=9",
        "experiment=workers&where=sweep&kernel=primes&jobs=4&size=9",
        "experiment=both&server=local&codes=BR,CN,IN&delay=50-200&workers=2&kernel=rc4&jobs=6&size=10000",
        "experiment=both&server=sim&codes=BR,CN,IN&delay=50-200&workers=2&kernel=primes&jobs=6&size=9",
        "experiment=transfer&sizes=1024-4096&chunk=10",
    ] {
        run(page, site, query).await;
        assert_eq!(page.told().await, NOTHING, "{query}");
    }
}

async fn lessons(page: &Page, site: &str) {
    page.goto(&format!("{site}/?lang=en&experiment=lessons"))
        .await;
    let said = page.find_role("status").await;
    // By script, as above: WebKit's driver has no way to press what lies below its window.
    let start = page.find("button", "Start").await;
    page.tap(&start).await;
    page.until_text(&said, "3 ran at once, 2 waited for a worker")
        .await;
    assert_eq!(page.items("Futures").await.len(), 5);
    assert_eq!(page.told().await, NOTHING);
}

fn walk(engine: Engine) {
    let server = Server::start_edited(keep_told);
    drive_in(engine, &server.local, async |page| {
        race(page, &server.local).await;
        lab(page, &server.local).await;
        lessons(page, &server.local).await;
    });
}

#[test]
fn every_screen_in_chromium() {
    walk(Engine::Chromium);
}

#[test]
fn every_screen_in_firefox() {
    walk(Engine::Firefox);
}

#[cfg(feature = "webkit")]
#[test]
fn every_screen_in_webkit() {
    walk(Engine::WebKit);
}
