//! Real workers: the script and its address, the line to each, and the loop inside.

mod entry;
mod line;
mod link;
mod start;

pub use entry::serve;
pub(super) use start::WebHost;
