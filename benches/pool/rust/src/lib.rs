//! Pools in Rust behind the same few methods as those in `../../page/peers.js`: `run` by a number for
//! what to do and one for how much, `echo` of bytes, and `vanish`, whose worker goes without an answer.

#![cfg(target_arch = "wasm32")]

mod gloo;
mod wasmworker_pool;
mod work;

use wasm_bindgen::prelude::*;

/// The longest of the jobs, on the page's own thread.
#[wasm_bindgen]
pub fn primes_here(from: u32, count: u32) -> u32 {
    work::primes(from, count)
}

/// What a job is to do that ends by itself or never, as `peers.js` numbers it.
pub(crate) fn run(what: u32, amount: u32) -> u32 {
    match what {
        0 => amount + 1,
        1 => work::me(),
        2 => work::busy(f64::from(amount)),
        3 => work::primes(1_000_000, amount),
        _ => work::spin(),
    }
}
