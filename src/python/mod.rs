//! Programs in Python that run in the page: what their worker tells, read and checked, and the terminal they print to.
//! The worker and what CPython gets in it are in `www/python/`.

pub mod link;
mod message;
mod story;
mod terminal;

pub use message::{Message, MessageError, Seen, What};
pub use story::{Story, Untrue};
pub use terminal::{MAX_COLUMNS, MAX_LINES, Terminal};

/// What Python weighs in the page, in megabytes, as files and as a host sends them that compresses. Said before it is
/// loaded.
pub const MEGABYTES: (&str, &str) = ("13.6", "6");
/// A program that takes longer is ended.
pub const TIME_LIMIT: std::time::Duration = std::time::Duration::from_secs(300);
