//! Photofinish.
#![deny(missing_docs)]
#![forbid(unsafe_code)]
pub mod kernels;
pub mod record;
pub mod completion;
pub mod executor;
pub mod future;
pub mod observe;
pub mod runtime;
pub mod config;
pub mod flags;
pub mod plan;
#[cfg(feature = "app")]
pub mod workers;
pub mod fetch;
pub mod race;
pub mod recorder;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub mod stalls;
pub mod app;
pub mod lab;
pub mod environment;
pub mod stats;
pub mod diagnosis;
