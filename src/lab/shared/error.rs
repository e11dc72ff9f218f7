//! Why memory is not shared.

use super::plan::{MOST_TIMES, MOST_WORKERS};

/// Why nothing was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SharedError {
    /// The page is not isolated: the browser has no memory that can be shared.
    #[error("the page is not isolated, so the browser lets no memory be shared")]
    NotIsolated,
    /// More workers than there is room for.
    #[error("there may be 1 to {MOST_WORKERS} workers here")]
    Workers,
    /// More additions than a number of 32 bits can take.
    #[error("each worker may add 1 to {MOST_TIMES} times here")]
    Times,
    /// Some of the workers did not come up, and the others would wait for them.
    #[error("{ready} of {asked} workers came up")]
    Missing {
        /// So many are there.
        ready: usize,
        /// So many were asked for.
        asked: usize,
    },
}
