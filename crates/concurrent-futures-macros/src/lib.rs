//! The attributes of `concurrent-futures`, which hands them on: `#[job]`, which makes a function one
//! that a pool of workers calls, and `#[main]`, which keeps the start of a program out of its workers.
//! Their documentation is there.
#![forbid(unsafe_code)]

mod job;
mod signature;
mod start;

use proc_macro::TokenStream;
use syn::{ItemFn, parse_macro_input};

/// Makes a function a job, which a pool of workers calls.
///
/// See `concurrent_futures::job`.
#[proc_macro_attribute]
pub fn job(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let function = parse_macro_input!(function as ItemFn);
    job::expand(arguments.into(), &function)
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}

/// Keeps the start of a program out of its workers.
///
/// See `concurrent_futures::main`.
#[proc_macro_attribute]
pub fn main(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let function = parse_macro_input!(function as ItemFn);
    start::expand(arguments.into(), &function)
        .unwrap_or_else(|error| error.into_compile_error())
        .into()
}
