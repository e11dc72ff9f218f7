//! Who can answer the fetches of this page: the project's server, if it serves the page, the
//! service worker, or any address.

use gloo_net::http::Request;
use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, RequestCache, RequestCredentials};

use crate::config::Server;
use crate::race::Origin;

/// How long the host may take to say something about itself, in milliseconds: Start waits for it.
const HOST_MS: u32 = 3000;

/// Addresses of the three origins of the project's server, as it tells them in `servers.json`;
/// a static host has none to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Servers {
    local: Option<String>,
    delay: Option<String>,
    error: Option<String>,
}

impl Servers {
    /// Asks the host of the page; `None` if that does not answer.
    pub async fn ask() -> Option<Self> {
        let told = host_file("servers.json").await?;
        let address = |name: &str| js_sys::Reflect::get(&told, &name.into()).ok()?.as_string();
        Some(Servers {
            local: address("local"),
            delay: address("delay"),
            error: address("error"),
        })
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
            Server::Base(base) => Origin::of_base(base),
            // Whose is whose is in the list; this names the first, as where the run goes.
            Server::List(list) => Origin::of_base(list.first()),
        }
    }
}

/// A JSON file of a host, most often the page's own, as it is now; `undefined` where the host has none, `None` if it does not
/// answer.
pub(super) async fn host_file(name: &str) -> Option<JsValue> {
    let controller = AbortController::new().ok()?;
    let signal = controller.signal();
    // An answer that is too late must not go on in the way of the requests of a run.
    let _limit = Timeout::new(HOST_MS, move || controller.abort());
    let request = Request::get(name)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit);
    let answer = request.abort_signal(Some(&signal)).send().await.ok()?;
    let text = answer.text().await.ok()?;
    // A host without the file may answer with a page instead.
    Some(js_sys::JSON::parse(&text).unwrap_or_default())
}
