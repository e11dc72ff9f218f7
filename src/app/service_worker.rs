//! The service worker as the page sees it: the simulated origin, and the site offline. What both say to each other is
//! written in `www/sw.js`.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{
    MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState,
};

use super::origins::host_file;
use super::site::SiteNews;

/// How long a worker may take to be in charge of the page, in seconds: before that it installs the site, as fast as the
/// network is.
const TAKING_CHARGE_S: i32 = 60;

/// How long a worker may take to say which version it is of, in milliseconds. Workers of other projects never do.
const REPLY_MS: i32 = 2000;

/// How long it may take to keep all of the site, in milliseconds.
const KEEPING_MS: i32 = 600_000;

thread_local! {
    static STARTING: RefCell<Option<Promise>> = const { RefCell::new(None) };
    static IS_KEPT: Cell<bool> = const { Cell::new(false) };
}

/// Starts the service worker, and says whether one of ours is in charge of this page: then the simulated origin answers.
/// Calls that overlap share one answer.
pub async fn start() -> bool {
    let starting = STARTING.with_borrow_mut(|starting| {
        let start = || {
            future_to_promise(async {
                let begun =
                    future_to_promise(async { Ok(take_charge(None).await.is_some().into()) });
                let limit = sleep(TAKING_CHARGE_S * 1000);
                let first = JsFuture::from(Promise::race(&Array::of2(&begun, &limit))).await;
                STARTING.take();
                first
            })
        };
        starting.get_or_insert_with(start).clone()
    });
    JsFuture::from(starting)
        .await
        .is_ok_and(|is| is.is_truthy())
}

/// Has all of the site kept for working offline, in the version of this page, and says what is new about it.
/// For a page at rest: it makes requests.
pub async fn keep_site() -> Option<SiteNews> {
    let own = version()?;
    let list = host_file("precache.json").await.unwrap_or_default();
    let of_host = Reflect::get(&list, &"version".into())
        .ok()
        .and_then(|version| version.as_string());
    if of_host.is_some_and(|version| version != own) {
        return Some(SiteNews::Outdated);
    }
    if !start().await {
        return None;
    }
    // A worker of an older version may be in charge, while that of this page waits for its end.
    take_charge(Some(&own)).await?;
    let worker = container()?.controller()?;
    let kept = ask(&worker, "keep-site", KEEPING_MS).await?;
    kept.is_truthy().then_some(SiteNews::Kept)
}

/// Has what was loaded because somebody asked for it, Python above all, kept too. Nothing where that cannot be: it is loaded
/// again the next time.
pub async fn keep_asked() {
    if IS_KEPT.get() || !start().await {
        return;
    }
    if let Some(worker) = container().and_then(|container| container.controller()) {
        let kept = ask(&worker, "keep-asked", KEEPING_MS).await;
        IS_KEPT.set(kept.is_some_and(|kept| kept.is_truthy()));
    }
}

/// No more is fetched to be kept until [`keep_site`] is called again.
pub fn pause() {
    if let Some(worker) = container().and_then(|container| container.controller()) {
        // A worker that is gone fetches nothing.
        let _ = worker.post_message(&"pause".into());
    }
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Absent on plain http, except for localhost.
    let value = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    value.dyn_into().ok()
}

/// The version of this page.
fn version() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let told = document.query_selector("meta[name=photofinish]").ok()??;
    told.get_attribute("content")
}

/// Brings a worker in charge of this page: one of `wanted`'s version, or any of ours.
async fn take_charge(wanted: Option<&str>) -> Option<()> {
    let container = container()?;
    let controller = container.controller();
    if is_wanted(controller.as_ref(), wanted).await {
        return Some(());
    }
    let registered = JsFuture::from(container.register("./sw.js")).await.ok()?;
    let registration: ServiceWorkerRegistration = registered.unchecked_into();
    if controller.is_some() {
        // An older one of ours, or one that another project left here under the same name. Where the host is not to be
        // reached, it stays.
        let _ = JsFuture::from(registration.update().ok()?).await;
    }
    let worker = registration.installing();
    let worker = worker.or_else(|| registration.waiting());
    let worker = worker.or_else(|| registration.active())?;
    for _ in 0..TAKING_CHARGE_S {
        match worker.state() {
            ServiceWorkerState::Redundant => return None,
            ServiceWorkerState::Installed | ServiceWorkerState::Activated => {
                if !is_wanted(Some(&worker), wanted).await {
                    return None;
                }
                worker.post_message(&"take-over".into()).ok()?;
            }
            _ => {}
        }
        change(&container, &worker).await;
        if is_wanted(container.controller().as_ref(), wanted).await {
            return Some(());
        }
    }
    None
}

/// Whether the worker speaks as ours do, and is of the version wanted.
async fn is_wanted(worker: Option<&ServiceWorker>, wanted: Option<&str>) -> bool {
    let Some(worker) = worker else { return false };
    let version = ask(worker, "version", REPLY_MS).await;
    version.is_some_and(|version| wanted.is_none_or(|wanted| version == *wanted))
}

/// Waits until something has changed about the worker or who is in charge, a second at most.
async fn change(container: &ServiceWorkerContainer, worker: &ServiceWorker) {
    let changed = Promise::new(&mut |resolve, _| {
        container.set_oncontrollerchange(Some(&resolve));
        worker.set_onstatechange(Some(&resolve));
    });
    // Nothing rejects it.
    let _ = JsFuture::from(Promise::race(&Array::of2(&changed, &sleep(1000)))).await;
}

/// What a worker replies; `None` if it does not within so many milliseconds.
async fn ask(worker: &ServiceWorker, what: &str, patience: i32) -> Option<JsValue> {
    let channel = MessageChannel::new().ok()?;
    let replied = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    let ports = Array::of1(&channel.port2());
    worker
        .post_message_with_transferable(&what.into(), &ports)
        .ok()?;
    let first = Promise::race(&Array::of2(&replied, &sleep(patience)));
    let reply = JsFuture::from(first).await.ok()?;
    channel.port1().close();
    let reply: MessageEvent = reply.dyn_into().ok()?;
    Some(reply.data())
}

fn sleep(milliseconds: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // Fails only where there is no page.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    })
}
