//! Passing data: what it costs to get bytes to a worker and back, by size and by way; and what
//! many small jobs cost each, by how many are sent as one.
//!
//! [`Step`]s say what is measured and follow from the config; the times are in the record, one
//! future per measurement or chunk. [`rows`] and [`chunk_rows`] put both together.

#[cfg(target_arch = "wasm32")]
mod drive;
mod rows;
mod steps;

#[cfg(target_arch = "wasm32")]
pub use drive::Transfer;
pub use rows::{BreakEven, ChunkRow, Row, break_even, chunk_rows, rows};
pub use steps::{Mode, SMALL_JOBS, Step, steps};
