//! Passing data: what it costs to get bytes to a worker and back, by size and by way; and what
//! many small jobs cost each, by how many are sent as one.
//!
//! [`Step`]s say what is measured and follow from the config; the times are in the record, one
//! future per measurement or chunk. [`rows`] and [`chunk_rows`] put both together, and [`verdict`]
//! says what they show.
//!
//! Bytes go to a worker of their own, by `line.js` and past the pool: that one packs what is small
//! and sends ahead, so that its messages could be neither counted nor clocked one by one. What the
//! pool makes of small jobs is the other half.

#[cfg(target_arch = "wasm32")]
mod drive;
#[cfg(target_arch = "wasm32")]
mod line;
mod line_error;
mod rows;
mod steps;
mod verdict;

#[cfg(target_arch = "wasm32")]
pub use drive::Transfer;
pub use line_error::LineError;
pub use rows::{ChunkRow, Row, chunk_rows, rows};
pub use steps::{Mode, SMALL_JOBS, Step, Times, keep_to_the_time, measured, measurements, steps};
pub use verdict::{Compared, Pays, Quantity, Span, Verdict, compared, verdict};
