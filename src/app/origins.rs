//! Who can answer the fetches of this page: the project's server, if it serves the page, the
//! service worker, or any address.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::config::Server;
use crate::race::Origin;

/// How long to wait for a service worker to take charge of the page, in milliseconds.
const TAKING_CHARGE_MS: u32 = 4000;

/// Addresses of the three origins of the project's server, as it tells them in `servers.json`;
/// a static host has none to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Servers {
    local: Option<String>,
    delay: Option<String>,
    error: Option<String>,
}

impl Servers {
    /// Asks the host of the page.
    pub async fn ask() -> Self {
        let Ok(answer) = gloo_net::http::Request::get("servers.json").send().await else {
            return Self::default();
        };
        let text = answer.text().await.unwrap_or_default();
        // A host without the file may answer with a page instead.
        let Ok(told) = js_sys::JSON::parse(&text) else {
            return Self::default();
        };
        let address = |name: &str| js_sys::Reflect::get(&told, &name.into()).ok()?.as_string();
        Servers {
            local: address("local"),
            delay: address("delay"),
            error: address("error"),
        }
    }

    /// Who answers when the person has not chosen: slow answers of the project's server, which
    /// show most, or else the simulated origin.
    pub fn usual(&self) -> Server {
        if self.delay.is_some() {
            Server::Delay
        } else {
            Server::Sim
        }
    }

    /// Where the requests for a server go. Without the project's server behind the page, DELAY
    /// and ERROR are the book's own servers on this machine, which have GIFs.
    pub fn origin(&self, server: &Server) -> Origin {
        let at = |told: &Option<String>, else_at: &str, extension| match told {
            Some(base) => Origin {
                base: base.clone(),
                extension: "svg",
            },
            None => Origin {
                base: else_at.to_owned(),
                extension,
            },
        };
        match server {
            Server::Local => at(&self.local, "flags", "svg"),
            Server::Delay => at(&self.delay, "http://localhost:8001/flags", "gif"),
            Server::Error => at(&self.error, "http://localhost:8002/flags", "gif"),
            Server::Sim => at(&None, "sim/flags", "svg"),
            Server::Base(base) => at(&None, base, "gif"),
        }
    }
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Absent on plain http, except for localhost.
    let value = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    value.dyn_into().ok()
}

/// Starts the service worker, and says whether it is in charge of this page: then the simulated
/// origin answers.
pub async fn start_simulation() -> bool {
    let Some(container) = container() else {
        return false;
    };
    if container.controller().is_some() {
        return true;
    }
    let in_charge = take_charge(container);
    let too_late = gloo_timers::future::TimeoutFuture::new(TAKING_CHARGE_MS);
    let (mut in_charge, mut too_late) = (Box::pin(in_charge), too_late);
    std::future::poll_fn(move |cx| {
        use std::future::Future;
        use std::pin::Pin;
        use std::task::Poll;
        if let Poll::Ready(done) = in_charge.as_mut().poll(cx) {
            return Poll::Ready(done.is_ok());
        }
        Pin::new(&mut too_late).poll(cx).map(|()| false)
    })
    .await
}

async fn take_charge(container: ServiceWorkerContainer) -> Result<(), JsValue> {
    let listening = container.clone();
    let changed = js_sys::Promise::new(&mut |resolve, _| {
        listening.set_oncontrollerchange(Some(&resolve));
    });
    JsFuture::from(container.register("./sw.js")).await?;
    let registration: ServiceWorkerRegistration =
        JsFuture::from(container.ready()?).await?.unchecked_into();
    if container.controller().is_none() {
        // A page loaded with Shift is left alone by the worker until it is asked.
        if let Some(worker) = registration.active() {
            worker.post_message(&"claim".into())?;
        }
        JsFuture::from(changed).await?;
    }
    container.set_oncontrollerchange(None);
    Ok(())
}

/// Has the service worker keep all of the site for working offline.
pub fn keep_site() {
    wasm_bindgen_futures::spawn_local(async {
        start_simulation().await;
        if let Some(worker) = container().and_then(|container| container.controller()) {
            // A worker that is gone has kept it already, or the next one will.
            let _ = worker.post_message(&"keep-site".into());
        }
    });
}
