//! CPU-bound jobs on Web Workers, behind the same [`Executor`](crate::executor::Executor) and
//! futures as fetches.

#[cfg(target_arch = "wasm32")]
mod cores;

#[cfg(target_arch = "wasm32")]
pub use cores::hardware_concurrency;
