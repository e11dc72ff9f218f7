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
