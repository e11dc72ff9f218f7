//! Rounds of requests, of which some meet the worst that a server or a way to it can do.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::rc::Rc;
use std::time::Duration;

use fastrand::Rng;
use photofinish::executor::{Executor, IoExecutor};
use photofinish::fetch::{BrowserFetcher, Exchange, FetchError, FetchRequest, Fetcher};
use photofinish::future::FutureError;
use photofinish::runtime::{BrowserRuntime, LocalBoxFuture, Runtime};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::*;

use crate::jobs::begin;
use crate::tally::{Ends, Tally, Verdict};

/// No request that is answered at all takes as long, on a busy machine.
const LONG: Duration = Duration::from_secs(100);

/// Where requests go.
#[derive(Deserialize)]
struct Places {
    /// Our server.
    flags: String,
    /// A host that answers what no good one answers, and restarts our server when asked to.
    raw: String,
    /// Where nobody listens.
    nobody: String,
    /// The run under which our server counts.
    run: String,
    /// Whether our server is stopped and started meanwhile: then none of its answers is certain.
    restarts: bool,
}

/// How a request is to end.
#[derive(Clone, Copy)]
enum End {
    Body,
    NotFound,
    Status(u16),
    Network,
    /// The answer broke off, which some tell from no answer at all.
    Broken,
    Timeout,
    /// It is aborted some time later.
    Aborted,
}

/// A round of `count` requests; what came of them, and how many of each kind went to our server.
#[wasm_bindgen]
pub async fn fetches(seed: u32, count: usize, places: &str) -> Result<String, JsError> {
    let places: Places = serde_json::from_str(places)?;
    let tally = Rc::new(Tally::default());
    begin(&tally);
    let ends = Rc::<Ends>::default();
    ends.0.replace(tally.clone());
    let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
    let mut random = Rng::with_seed(seed.into());
    let executor = IoExecutor::builder(runtime.clone())
        .max_workers(random.usize(1..60))
        .observer(ends.clone())
        .build()?;
    let fetcher = Rc::new(BrowserFetcher::new(runtime, true));
    // Pictures stay until the round is over.
    let pictures = Rc::<RefCell<Vec<_>>>::default();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 0..count {
        let restart = places.restarts && number == count / 2;
        let (kind, url, timeout, end) = if restart {
            let url = format!("{}/restart", places.raw);
            ("restart", url, LONG, End::Body)
        } else {
            request(&mut random, &places)
        };
        *asked.entry(kind).or_default() += 1;
        let (fetcher, keeps) = (fetcher.clone(), pictures.clone());
        let uncertain = places.restarts && url.starts_with(&places.flags);
        let task = move || {
            let answer = async move {
                let exchange = fetcher.fetch(FetchRequest { url, timeout }).await;
                if let Ok(fetched) = &exchange.result
                    && let Some(image) = &fetched.image
                    && number.is_multiple_of(7)
                {
                    let _address = image.address();
                    keeps.borrow_mut().push(image.clone());
                }
                Ok::<_, Infallible>(exchange)
            };
            Box::pin(answer) as LocalBoxFuture<_>
        };
        let future = executor.submit(task)?;
        let stopped = Rc::<Cell<bool>>::default();
        let asked = stopped.clone();
        tally.watch(&future, kind, move |outcome| {
            judge(end, uncertain, asked.get(), outcome)
        });
        if let End::Aborted = end {
            let sleep = BrowserRuntime.sleep(Duration::from_millis(random.u64(0..300)));
            BrowserRuntime.spawn(Box::pin(async move {
                sleep.await;
                stopped.set(true);
                future.abort();
            }));
        }
        if number % 100 == 99 {
            executor.set_max_workers(random.usize(1..60))?;
            let open = random.usize(0..200);
            tally.until_open(open).await;
        }
    }
    tally.until_open(0).await;
    executor.shutdown(false).await;
    let left = [executor.queued(), executor.active_slots()];
    tally.check(left == [0, 0], || format!("{left:?} tasks and slots left"));
    ends.0.take();
    begin(&Rc::default());
    let mut report = tally.report();
    report["asked"] = json!(asked);
    Ok(report.to_string())
}

/// A request, under the name of its kind. None for an address that is none: of each call that throws in
/// place of giving an object wasm-bindgen (0.2.130) keeps an empty place in its table.
fn request(random: &mut Rng, places: &Places) -> (&'static str, String, Duration, End) {
    let short = Duration::from_millis(random.u64(30..150));
    let run = &places.run;
    let flag = |kind: &'static str, fate: String, timeout, end| {
        let url = format!("{}/flags/br/br.svg?run={run}-{kind}{fate}", places.flags);
        (kind, url, timeout, end)
    };
    let raw = |kind: &'static str, end| (kind, format!("{}/{kind}", places.raw), LONG, end);
    match random.u32(0..200) {
        0..4 => flag("reset", "&fail=reset".into(), LONG, End::Network),
        4..8 => flag("cut", "&fail=truncate".into(), LONG, End::Broken),
        8..10 => flag("stalled", "&fail=stall".into(), short, End::Timeout),
        10..12 => flag("slow", "&delay=50000".into(), short, End::Timeout),
        12..16 => flag("aborted", "&delay=50000".into(), LONG, End::Aborted),
        16..40 => {
            let fate = format!("&delay={}", random.u32(0..30));
            flag("delayed", fate, LONG, End::Body)
        }
        40..50 => {
            let status = *random.choice(&[418, 500, 503, 404]).unwrap_or(&418);
            let end = match status {
                404 => End::NotFound,
                _ => End::Status(status),
            };
            flag("refused", format!("&status={status}"), LONG, end)
        }
        50..55 => ("nobody", places.nobody.clone(), LONG, End::Network),
        55 => raw("loop", End::Network),
        56 => raw("hop", End::Body),
        57 => raw("short", End::Body),
        58 => raw("long", End::Broken),
        59 => raw("length", End::Network),
        60 => raw("chunk", End::Broken),
        61 => raw("head", End::Network),
        62 => raw("garbage", End::Network),
        63 => raw("nothing", End::Network),
        64 => raw("reset", End::Network),
        65 => raw("unreadable", End::Network),
        _ => flag("plain", String::new(), LONG, End::Body),
    }
}

/// Whether a request ended as it should. `uncertain`: its server may have been away.
fn judge(
    end: End,
    uncertain: bool,
    stopped: bool,
    outcome: Result<&Exchange, &FutureError>,
) -> Verdict {
    let exchange = match outcome {
        Ok(exchange) => exchange,
        Err(error) if error.is_cancelled() && stopped => return Ok("aborted"),
        Err(error) => return Err(error.to_string()),
    };
    match (&exchange.result, end) {
        (Ok(fetched), End::Body) if fetched.status == 200 && fetched.bytes > 0 => Ok("body"),
        (Err(FetchError::NotFound { .. }), End::NotFound) => Ok("not found"),
        (Err(FetchError::Http { status, .. }), End::Status(asked)) if *status == asked => {
            Ok("status")
        }
        (Err(FetchError::Network { .. }), End::Network) => Ok("network"),
        (Err(FetchError::BrokenOff { .. } | FetchError::Network { .. }), End::Broken) => {
            Ok("broken off")
        }
        (Err(FetchError::Timeout { .. }), End::Timeout) => Ok("timeout"),
        (Err(FetchError::Network { .. } | FetchError::BrokenOff { .. }), _) if uncertain => {
            Ok("server away")
        }
        (Ok(fetched), _) => Err(format!("a body of {} bytes", fetched.bytes)),
        (Err(error), _) => Err(error.to_string()),
    }
}
