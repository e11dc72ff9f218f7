//! Real fetches against the project's own server, in a real browser.
//!
//! `cargo xtask test` starts the server and turns on the feature `server-tests`.
#![cfg(all(target_arch = "wasm32", feature = "server-tests"))]

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use photofinish::config::RunConfig;
use photofinish::environment::Reach;
use photofinish::fetch::{
    BrowserFetcher, Exchange, FetchError, FetchRequest, Fetched, Fetcher, reach, retry_after,
};
use photofinish::future::State;
use photofinish::race::{Origin, Race, Tools};
use photofinish::record::{EventKind, Outcome, Record};
use photofinish::runtime::{BrowserRuntime, LocalBoxFuture, Runtime};
use photofinish::stats::{InFlight, InFlightIs};
use serde::Deserialize;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Deserialize)]
struct Servers {
    local: String,
    delay: String,
}

#[derive(Debug, Deserialize)]
struct Stats {
    in_flight: u64,
    max_in_flight: u64,
    completed: u64,
    aborted: u64,
}

async fn text(url: &str) -> String {
    gloo_net::http::Request::get(url)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
}

async fn servers() -> Servers {
    serde_json::from_str(&text("/target/test-server.json").await).unwrap()
}

/// Address of the server without delays of its own.
async fn local() -> String {
    servers().await.local
}

fn runtime() -> Rc<dyn Runtime> {
    Rc::new(BrowserRuntime)
}

fn fetcher() -> BrowserFetcher {
    BrowserFetcher::new(runtime(), true)
}

async fn fetch(url: String) -> Result<Fetched, FetchError> {
    fetch_within(url, Duration::from_secs(20)).await
}

async fn fetch_within(url: String, timeout: Duration) -> Result<Fetched, FetchError> {
    exchange(url, timeout).await.result
}

async fn exchange(url: String, timeout: Duration) -> Exchange {
    fetcher().fetch(FetchRequest { url, timeout }).await
}

/// A name for the requests of one test that no earlier run of it has used.
fn key(test: &str) -> String {
    format!("{test}{:.0}", js_sys::Math::random() * 1e9)
}

/// Asks the server for its counts of one run until they are as wanted; the test's own time limit
/// ends it otherwise.
async fn stats_until(run: &str, wanted: impl Fn(&Stats) -> bool) -> Stats {
    stats_at_until(&local().await, run, wanted).await
}

/// The same, of the server at `base`.
async fn stats_at_until(base: &str, run: &str, wanted: impl Fn(&Stats) -> bool) -> Stats {
    let url = format!("{base}/stats?run={run}");
    loop {
        let stats: Stats = serde_json::from_str(&text(&url).await).unwrap();
        if wanted(&stats) {
            return stats;
        }
    }
}

#[wasm_bindgen_test]
async fn a_promise_becomes_a_future_with_status_bytes_and_phases() {
    let base = local().await;
    let url = format!("{base}/flags/br/br.svg?delay=40");
    let Exchange { result, phases, .. } = exchange(url, Duration::from_secs(20)).await;
    let fetched = result.unwrap();
    assert_eq!(fetched.status, 200);
    let body = text(&format!("{base}/flags/br/br.svg")).await;
    assert_eq!(fetched.bytes, body.len() as u64);
    let phases = phases.expect("the server allows to see them");
    assert!(phases.asked <= phases.sent && phases.sent <= phases.answered);
    assert!(phases.answered <= phases.complete);
    assert!(
        phases.answered - phases.sent >= Duration::from_millis(35),
        "{phases:?}"
    );
    let image = fetched.image.expect("an image is kept");
    let address = image.address().expect("the browser gives it an address");
    assert_eq!(image.address().as_ref(), Some(&address), "made once");
    assert_eq!(text(&address).await, body);
}

#[wasm_bindgen_test]
async fn a_404_is_not_found() {
    let error = fetch(format!("{}/flags/xx/xx.svg", local().await))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::NotFound { .. }), "{error}");
    assert_eq!(error.outcome(), Outcome::NotFound);
}

#[wasm_bindgen_test]
async fn a_418_is_an_http_error_with_the_words_of_the_book() {
    let error = fetch(format!("{}/flags/br/br.svg?status=418", local().await))
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "HTTP error 418 - I'm a Teapot");
    assert_eq!(error.outcome(), Outcome::HttpError);
}

#[wasm_bindgen_test]
async fn a_reset_connection_is_a_network_error() {
    let error = fetch(format!("{}/flags/br/br.svg?fail=reset", local().await))
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::NetworkError, "{error}");
}

#[wasm_bindgen_test]
async fn a_truncated_answer_is_a_network_error() {
    let url = format!("{}/flags/br/br.svg?fail=truncate", local().await);
    let error = fetch(url).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NetworkError, "{error}");
}

#[wasm_bindgen_test]
async fn a_stalled_answer_is_a_timeout_and_the_server_sees_the_connection_go() {
    let key = key("stalled");
    let url = format!("{}/flags/br/br.svg?fail=stall&run={key}", local().await);
    // Long enough for the request to have reached the server.
    let error = fetch_within(url, Duration::from_millis(1500))
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Timeout, "{error}");
    let stats = stats_until(&key, |stats| stats.in_flight == 0).await;
    assert_eq!((stats.completed, stats.aborted), (0, 1));
}

#[wasm_bindgen_test]
async fn a_refused_connection_is_a_network_error() {
    // The server listens on 127.0.0.1 alone, so the next address of this machine refuses.
    let url = local().await.replace("127.0.0.1", "127.0.0.2");
    let error = fetch(format!("{url}/flags/br/br.svg")).await.unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
}

#[wasm_bindgen_test]
async fn an_answer_without_cors_is_a_network_error() {
    let error = fetch(format!("{}/flags/br/br.svg?nocors", local().await))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
}

#[wasm_bindgen_test]
async fn an_address_that_is_none_is_told_apart() {
    let error = fetch("http://[".into()).await.unwrap_err();
    assert!(matches!(error, FetchError::BadRequest { .. }), "{error}");
}

#[wasm_bindgen_test]
async fn dropping_the_future_aborts_the_request_on_the_wire() {
    let key = key("dropped");
    let url = format!("{}/flags/br/br.svg?delay=50000&run={key}", local().await);
    let timeout = Duration::from_secs(60);
    let mut under_way = fetcher().fetch(FetchRequest { url, timeout });
    let begun =
        std::future::poll_fn(|cx| std::task::Poll::Ready(under_way.as_mut().poll(cx).is_pending()));
    assert!(begun.await);
    stats_until(&key, |stats| stats.in_flight == 1).await;
    drop(under_way);
    let stats = stats_until(&key, |stats| stats.in_flight == 0).await;
    assert_eq!((stats.completed, stats.aborted), (0, 1));
}

#[wasm_bindgen_test]
async fn what_the_server_asks_to_wait_is_read_across_origins() {
    let asked = async |query: &str| {
        let url = format!("{}/flags/br/br.svg?{query}", local().await);
        fetch(url).await.unwrap_err().retry_after()
    };
    let seconds = asked("status=503&retry_after=2").await;
    assert_eq!(seconds, Some(Duration::from_secs(2)));
    assert_eq!(asked("status=503").await, None);
    // By a date, which engines read.
    let date = "Wed, 21 Oct 2015 07:28:00 GMT";
    let half_a_minute_ahead = |text: &str| js_sys::Date::parse(text) - 1_445_412_450_000.0;
    let ahead = retry_after(date, half_a_minute_ahead);
    assert_eq!(ahead, Some(Duration::from_secs(30)));
    let none = retry_after("soon", js_sys::Date::parse);
    assert_eq!(none, None);
}

#[wasm_bindgen_test]
async fn each_of_many_requests_is_measured_once() {
    let fetcher = fetcher();
    let base = local().await;
    // Browsers keep 250 entries by themselves.
    for _ in 0..300 {
        let url = format!("{base}/flags/br/br.svg");
        let timeout = Duration::from_secs(20);
        let before = runtime().now();
        let Exchange { phases, .. } = fetcher.fetch(FetchRequest { url, timeout }).await;
        let phases = phases.expect("the server allows to see them");
        // The same address again and again: each has its own times.
        assert!(phases.asked + Duration::from_millis(1) >= before);
    }
}

#[wasm_bindgen_test]
async fn two_requests_for_one_address_are_told_apart() {
    let fetcher = fetcher();
    let key = key("twice");
    let url = format!("{}/flags/br/br.svg?delay=400&run={key}", local().await);
    let timeout = Duration::from_secs(20);
    let ask = || FetchRequest {
        url: url.clone(),
        timeout,
    };
    let mut first = fetcher.fetch(ask());
    let begun =
        std::future::poll_fn(|cx| std::task::Poll::Ready(first.as_mut().poll(cx).is_pending()));
    assert!(begun.await);
    stats_until(&key, |stats| stats.in_flight == 1).await;
    let between = runtime().now();
    let second = fetcher.fetch(ask()).await.phases.unwrap();
    let first = first.await.phases.unwrap();
    assert!(first.asked < between, "{first:?}");
    assert!(
        second.asked + Duration::from_millis(1) >= between,
        "{second:?}"
    );
}

#[wasm_bindgen_test]
async fn a_server_of_another_origin_may_hide_the_phases() {
    let url = format!("{}/flags/br/br.svg?notao", local().await);
    let Exchange { result, phases, .. } = exchange(url, Duration::from_secs(20)).await;
    assert_eq!(phases, None);
    assert_eq!(result.unwrap().protocol, None);
}

async fn found(query: &str, limit: Duration) -> Option<Reach> {
    let url = format!("{}/flags/br/br.svg?{query}", local().await);
    reach(url, limit, runtime()).await
}

#[wasm_bindgen_test]
async fn after_a_failure_it_is_found_out_whether_there_is_a_server() {
    let limit = Duration::from_secs(20);
    // The page of these tests is isolated: it is kept from answers as if there were none.
    let isolated = js_sys::Reflect::get(&js_sys::global(), &"crossOriginIsolated".into());
    let is_isolated = isolated.unwrap().is_truthy();
    let known = |reach| (!is_isolated).then_some(reach);
    assert_eq!(found("nocors", limit).await, known(Reach::Unreadable));
    assert_eq!(found("", limit).await, Some(Reach::Back));
    assert_eq!(found("fail=reset", limit).await, known(Reach::Silent));
    let nobody = local().await.replace("127.0.0.1", "127.0.0.2");
    let refused = reach(nobody, limit, runtime()).await;
    assert_eq!(refused, known(Reach::Silent));
}

#[wasm_bindgen_test]
async fn nobody_waits_long_for_that_and_the_request_goes() {
    let key = key("reach");
    let query = format!("delay=50000&run={key}");
    assert_eq!(found(&query, Duration::from_millis(1500)).await, None);
    let stats = stats_until(&key, |stats| stats.in_flight == 0).await;
    assert_eq!((stats.completed, stats.aborted), (0, 1));
}

/// Marks the requests of one test for the server's counts.
struct Keyed(BrowserFetcher, String);

impl Fetcher for Keyed {
    fn fetch(&self, mut request: FetchRequest) -> LocalBoxFuture<Exchange> {
        let separator = if request.url.contains('?') { '&' } else { '?' };
        request.url = format!("{}{separator}run={}", request.url, self.1);
        self.0.fetch(request)
    }
}

async fn start(query: &str, key: &str) -> Race {
    start_at(&local().await, query, key)
}

fn start_at(base: &str, query: &str, key: &str) -> Race {
    let (config, errors) = RunConfig::from_query(query);
    assert_eq!(errors, []);
    let origin = Origin {
        base: format!("{base}/flags"),
        extension: "svg",
    };
    let tools = Tools {
        runtime: runtime(),
        fetcher: Rc::new(Keyed(fetcher(), key.to_owned())),
        on_change: Rc::new(|| {}),
        watch: Rc::new(|_| {}),
    };
    Race::start(config, origin, tools)
}

async fn ended(race: &Race) -> Record {
    while race.is_running() {
        runtime().sleep(Duration::from_millis(4)).await;
    }
    race.runs()[0].1.record().clone()
}

fn labels(record: &Record) -> Vec<String> {
    let label = |id: &usize| record.lanes()[*id].label.to_string();
    record.delivered().iter().map(label).collect()
}

#[wasm_bindgen_test]
async fn as_completed_over_real_fetches_delivers_in_completion_order() {
    let race = start(
        "server=delay&strategy=as_completed&max_workers=6&delay=5-250",
        &key("ac"),
    )
    .await;
    let record = ended(&race).await;
    let settled = record.events().iter().filter_map(|event| match event.kind {
        EventKind::Settled { id, .. } => Some(record.lanes()[id].label.to_string()),
        _ => None,
    });
    assert_eq!(labels(&record), settled.collect::<Vec<_>>());
    let submitted: Vec<_> = record
        .lanes()
        .iter()
        .map(|lane| lane.label.to_string())
        .collect();
    assert_ne!(labels(&record), submitted);
    assert_eq!(record.count(Outcome::Ok), 20);
}

#[wasm_bindgen_test]
async fn map_over_real_fetches_delivers_in_submission_order() {
    let race = start(
        "server=delay&strategy=map&max_workers=6&delay=5-250",
        &key("map"),
    )
    .await;
    let record = ended(&race).await;
    let submitted: Vec<_> = record
        .lanes()
        .iter()
        .map(|lane| lane.label.to_string())
        .collect();
    assert_eq!(labels(&record), submitted);
    assert!(
        record
            .lanes()
            .iter()
            .any(|lane| lane.delivered > lane.finished)
    );
}

#[wasm_bindgen_test]
async fn the_server_never_sees_more_than_max_workers_at_once() {
    let key = key("bound");
    let race = start(
        "server=delay&codes=all&limit=60&max_workers=4&delay=5-60",
        &key,
    )
    .await;
    let record = ended(&race).await;
    let stats = stats_until(&key, |stats| stats.in_flight == 0).await;
    assert_eq!(stats.max_in_flight, 4);
    assert_eq!(stats.completed, 60);
    assert_eq!(record.max_in_flight(), 4);
}

/// Over HTTP/1.1 a browser keeps six requests to a host in flight, whatever is asked for; what it
/// tells of that is what the server saw.
async fn in_flight_is_what_the_server_saw(base: &str, server: &str) {
    for at_once in [3, 6, 7, 20, 100] {
        let key = key("wire");
        let query = format!(
            "server={server}&codes=all&limit={}&max_workers={at_once}&delay=60-200&timeout=60000",
            at_once.max(20)
        );
        let record = ended(&start_at(base, &query, &key)).await;
        let seen = stats_at_until(base, &key, |stats| stats.in_flight == 0).await;
        let in_flight = InFlight::of(record.lanes());
        assert_eq!(in_flight.asked.peak(), at_once);
        let (told, is) = in_flight.most(true);
        assert_eq!(is, InFlightIs::Measured);
        assert_eq!(told as u64, seen.max_in_flight, "{at_once} at {server}");
        assert_eq!(told, at_once.min(6), "{at_once} at {server}");
    }
}

#[wasm_bindgen_test]
async fn what_is_in_flight_at_local_is_what_the_server_saw() {
    in_flight_is_what_the_server_saw(&servers().await.local, "local").await;
}

#[wasm_bindgen_test]
async fn what_is_in_flight_at_delay_is_what_the_server_saw() {
    in_flight_is_what_the_server_saw(&servers().await.delay, "delay").await;
}

#[wasm_bindgen_test]
async fn cancel_aborts_on_the_wire_and_every_future_settles() {
    let key = key("cancel");
    let race = start(
        "server=delay&max_workers=3&delay=30000-30000&timeout=60000",
        &key,
    )
    .await;
    stats_until(&key, |stats| stats.in_flight == 3).await;
    race.cancel();
    let record = ended(&race).await;
    assert_eq!(record.count(Outcome::Cancelled), 20);
    let stats = stats_until(&key, |stats| stats.in_flight == 0).await;
    assert_eq!((stats.completed, stats.aborted), (0, 3));
    let state = race.future(0, 0).unwrap().state();
    assert_eq!(state, State::Cancelled);
}

#[wasm_bindgen_test]
async fn a_dead_server_is_a_result_for_each_flag() {
    let (config, _) = RunConfig::from_query("codes=B&max_workers=6");
    let base = local().await.replace("127.0.0.1", "127.0.0.2");
    let changes = Rc::new(Cell::new(0));
    let counted = changes.clone();
    let tools = Tools {
        runtime: runtime(),
        fetcher: Rc::new(fetcher()),
        on_change: Rc::new(move || counted.set(counted.get() + 1)),
        watch: Rc::new(|_| {}),
    };
    let race = Race::start(
        config,
        Origin {
            base,
            extension: "svg",
        },
        tools,
    );
    let record = ended(&race).await;
    assert_eq!(record.count(Outcome::NetworkError), record.lanes().len());
    assert!(changes.get() > record.lanes().len());
}
