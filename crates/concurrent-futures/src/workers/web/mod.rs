//! Real workers: the script and its address, the line to each, and the loop inside.

mod entry;
mod line;
mod link;
mod start;

pub(super) use entry::serve_work;
pub use entry::{in_worker, serve};
pub(super) use start::WebHost;
