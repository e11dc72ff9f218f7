//! How many workers pay.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/en-US/docs/Web/API/Navigator/hardwareConcurrency>
    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = hardwareConcurrency)]
    static HARDWARE_CONCURRENCY: Option<f64>;
}

/// Logical processors the browser admits to, in a window and in a worker alike; 4 where it keeps
/// them to itself.
#[must_use]
pub fn hardware_concurrency() -> usize {
    HARDWARE_CONCURRENCY.with(|cores| match cores {
        Some(cores) if *cores >= 1.0 => *cores as usize,
        _ => 4,
    })
}
