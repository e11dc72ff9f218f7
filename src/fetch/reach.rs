//! Whether there is a server where no answer came from.
//!
//! A page learns of a failed request that it failed, and nothing more. A request in the mode
//! `no-cors` needs no permission of the server, and brings nothing but that it was answered.
//! <https://fetch.spec.whatwg.org/#concept-request-mode>

use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen::prelude::*;
use web_sys::{RequestMode, Url};

use super::browser::{AbortOnDrop, get};
use super::within::within;
use crate::environment::{Reach, is_mixed_content};
use crate::runtime::Runtime;

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Window/crossOriginIsolated>
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = crossOriginIsolated)]
    static CROSS_ORIGIN_ISOLATED: Option<bool>;
}

/// Asks at `url`, from which no answer came, until `limit` has passed. `None` if that tells nothing.
/// Dropping the future aborts its request.
pub async fn reach(url: String, limit: Duration, runtime: Rc<dyn Runtime>) -> Option<Reach> {
    let window = web_sys::window()?;
    if is_mixed(&url) {
        return Some(Reach::MixedContent);
    }
    let asked = async {
        if is_answered(&url, RequestMode::Cors).await {
            Some(Reach::Back)
        } else if is_answered(&url, RequestMode::NoCors).await {
            Some(Reach::Unreadable)
        } else if !window.navigator().on_line() {
            Some(Reach::Offline)
        } else {
            (!is_isolated()).then_some(Reach::Silent)
        }
    };
    within(asked, runtime.sleep(limit)).await.flatten()
}

/// Whether browsers keep this page from asking at `url`, as [`is_mixed_content`] says.
#[must_use]
pub fn is_mixed(url: &str) -> bool {
    let mixed = || {
        let page = web_sys::window()?.location();
        let there = Url::new_with_base(url, &page.href().ok()?).ok()?;
        let page = page.protocol().ok()?;
        Some(is_mixed_content(
            &page,
            &there.protocol(),
            &there.hostname(),
        ))
    };
    mixed().unwrap_or(false)
}

/// Whether the page is isolated: then memory can be shared, it gets no answer that does not allow it, in no mode, and
/// silence tells nothing.
#[must_use]
pub fn is_isolated() -> bool {
    CROSS_ORIGIN_ISOLATED.with(|isolated| isolated.unwrap_or(false))
}

async fn is_answered(url: &str, mode: RequestMode) -> bool {
    let Ok(guard) = AbortOnDrop::new() else {
        return false;
    };
    match get(url, &guard).mode(mode).build() {
        Ok(request) => request.send().await.is_ok(),
        Err(_) => false,
    }
}
