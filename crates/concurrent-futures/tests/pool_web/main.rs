//! The worker pool in a real browser: what comes back, what goes wrong, and that everything ends.
#![cfg(target_arch = "wasm32")]

mod answers;
mod broken;
mod chunks;
mod clocks;
mod failures;
mod initializer;
mod lifetimes;
mod memory;
mod payloads;
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
