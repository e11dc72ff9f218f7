//! How many workers pay.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Navigator/hardwareConcurrency>
    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = hardwareConcurrency)]
    static HARDWARE_CONCURRENCY: Option<f64>;
}

/// Logical processors the browser admits to, in a window and in a worker alike; 4 where it keeps
/// them to itself. Natively those the system has for us.
///
/// ```
/// assert!(concurrent_futures::runtime::hardware_concurrency() >= 1);
/// ```
#[must_use]
pub fn hardware_concurrency() -> usize {
    #[cfg(target_arch = "wasm32")]
    let cores = HARDWARE_CONCURRENCY.with(|cores| cores.map(|cores| cores as usize));
    #[cfg(not(target_arch = "wasm32"))]
    let cores = std::thread::available_parallelism().ok().map(usize::from);
    cores.filter(|cores| *cores >= 1).unwrap_or(4)
}
