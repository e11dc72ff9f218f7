//! What CPython's own tests and documentation pin down about `concurrent.futures`, case by case.
//!
//! A test's name begins with the number of its case (`tests/data/cases.txt`); `cargo xtask
//! conformance` lists them all. Where this library deviates on purpose, the test shows what it does
//! instead, and the table in the crate docs says why. Cases that need a browser are in
//! `tests/core_web.rs`, those of the worker pool in `tests/pool_*.rs`.
#![cfg(not(target_arch = "wasm32"))]

mod as_completed;
mod documented;
mod future_callbacks;
mod future_outcomes;
mod future_states;
mod initializer;
mod map;
mod map_buffer;
mod quirks;
mod shutdown;
mod slots;
mod submit;
#[path = "../support/mod.rs"]
mod support;
mod wait;
