//! Photofinish shows who finishes first, and why: a concurrency lab in a page.
//!
//! Futures, executors and the pool of Web Workers are those of the library [`concurrent_futures`];
//! the page uses it as any other program would. What is of the page, from the pure functions of a
//! run's settings and its record to what is drawn, is here; ARCHITECTURE.md tells module from module.
#![deny(missing_docs)]
#![forbid(unsafe_code)]
pub mod app;
pub mod code;
pub use concurrent_futures::{completion, executor, future, observe, runtime, workers};
pub mod config;
pub mod diagnosis;
pub mod environment;
pub mod export;
pub mod fetch;
pub mod flags;
pub mod import;
pub use photofinish_kernels as kernels;
pub mod lab;
pub mod lessons;
mod plain;
pub mod plan;
pub mod python;
pub mod race;
pub mod record;
pub mod recorder;
#[cfg(target_arch = "wasm32")]
pub mod stalls;
pub mod stats;
pub mod tell;
pub use tell::format;
