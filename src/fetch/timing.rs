//! The phases of a request, from the browser's Resource Timing API.

use std::time::Duration;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::Phases;

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Performance/getEntriesByName>
    #[wasm_bindgen(js_namespace = performance, js_name = getEntriesByName)]
    fn entries_by_name(name: &str, kind: &str) -> js_sys::Array;
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Performance/clearResourceTimings>
    #[wasm_bindgen(js_namespace = performance, js_name = clearResourceTimings)]
    fn clear();
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Performance/setResourceTimingBufferSize>
    #[wasm_bindgen(js_namespace = performance, js_name = setResourceTimingBufferSize)]
    fn set_buffer_size(size: u32);
}

/// Forgets earlier requests and makes room for `requests` more: browsers keep 250 otherwise.
pub(super) fn make_room(requests: usize) {
    clear();
    set_buffer_size(u32::try_from(requests).unwrap_or(u32::MAX).max(250));
}

/// Phases of the newest request for `url` not begun before `started`; `None` if the browser has no
/// entry for it, or a server of another origin does not allow to see it (then all times are 0).
pub(super) fn of(url: &str, started: Duration) -> Option<Phases> {
    let entries = entries_by_name(url, "resource");
    let newest: web_sys::PerformanceResourceTiming = entries
        .get(entries.length().checked_sub(1)?)
        .dyn_into()
        .ok()?;
    let at = |millis: f64| Duration::from_secs_f64(millis.max(0.0) / 1000.0);
    // The clock is coarsened: an entry may seem to begin a little before it did.
    let slack = Duration::from_millis(1);
    let asked = at(newest.fetch_start());
    (newest.request_start() > 0.0 && asked + slack >= started).then(|| Phases {
        asked,
        sent: at(newest.request_start()),
        answered: at(newest.response_start()),
        complete: at(newest.response_end()),
        protocol: newest.next_hop_protocol().into(),
    })
}
