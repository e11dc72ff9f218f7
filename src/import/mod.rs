//! Opens an exported run: `photofinish.run/1` and `photofinish.runs/1`, whoever wrote them.
//!
//! What is read is checked against what the format says (`docs/run-json.md`), so that a record that
//! was opened is as sound as one that was written here, and everything that shows a record shows it.
//! The first thing that is wrong is told with its place. Texts stay texts, whatever they contain.

mod cursor;
mod error;
mod future;
mod run;
mod tree;

pub use error::{Expected, Found, ReadError};
pub use run::{Opened, OpenedRun};
pub use tree::Tree;

/// A longer file is not read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// More futures than this are not read, of one run.
pub const MAX_FUTURES: usize = 100_000;
/// More runs than this are not read, of one file.
pub const MAX_RUNS: usize = 100;
/// Longer texts are not read, in bytes.
const MAX_TEXT: usize = 10_000;
/// Longer lists within one future are not read.
const MAX_PARTS: usize = 1_000;

/// Reads what [`run_json`](crate::export::run_json) and [`runs_json`](crate::export::runs_json) write.
///
/// # Errors
/// The first thing that is not as the format says, with its place in the file.
pub fn read(text: &str) -> Result<Opened, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::at_root(Expected::AtMostBytes(MAX_BYTES)));
    }
    run::opened(&Tree::parse(text)?)
}
