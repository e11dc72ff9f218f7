//! The programs in Rust that the page shows, kept here so that they are compiled: `tests/native/code.rs` holds the page to them.
#![cfg(target_arch = "wasm32")]
#![allow(dead_code, reason = "each is called by a page of its own")]

#[rustfmt::skip]
mod as_completed;
#[rustfmt::skip]
mod both;
#[rustfmt::skip]
mod compare;
#[rustfmt::skip]
mod map;
#[rustfmt::skip]
mod sequential;
#[rustfmt::skip]
mod workers;
