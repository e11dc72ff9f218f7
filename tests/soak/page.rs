//! The page of `cargo xtask soak`: rounds of jobs and of fetches with faults among them, each called
//! by the driver (`tests/e2e/tests/soak/`), and an account of each.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "a program, called by the driver of the page")]

mod fetches;
mod jobs;
mod lives;
mod tally;
mod work;

use std::alloc::System;

use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// What the program itself holds.
#[wasm_bindgen]
pub fn sizes() -> String {
    let stats = ALLOCATOR.stats();
    let bytes = stats.bytes_allocated - stats.bytes_deallocated;
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    let objects = wasm_bindgen::externref_heap_live_count();
    json!({"bytes": bytes, "memory": buffer.byte_length(), "objects": objects}).to_string()
}
