//! Shared memory: one number that several workers change at once, in several ways; what stands there, and what each
//! way cost.
//!
//! What each worker did is a future of the record with its counts; [`rows`] puts them together. Only a page
//! that is isolated can share memory: <https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/SharedArrayBuffer>.

#[cfg(target_arch = "wasm32")]
mod drive;
mod error;
#[cfg(target_arch = "wasm32")]
mod memory;
mod plan;
mod rows;
#[cfg(target_arch = "wasm32")]
mod wait;

#[cfg(target_arch = "wasm32")]
pub use drive::Shared;
pub use error::SharedError;
#[cfg(target_arch = "wasm32")]
pub(super) use memory::{Part, work};
pub use plan::{CAPACITY, MOST_TIMES, MOST_WORKERS, Plan, Way};
pub use rows::{Row, label, part, rows};
