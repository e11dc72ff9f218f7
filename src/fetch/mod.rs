//! Fetches as futures: aborted when dropped, told apart by how they ended, timed by phase.
//!
//! What came of a request ([`Fetched`], [`FetchError`]) and who can make one ([`Fetcher`]) know no
//! browser, so the race is tested natively; `BrowserFetcher` makes real ones with `fetch`.

#[cfg(target_arch = "wasm32")]
mod browser;
mod outcome;
mod phases;
#[cfg(target_arch = "wasm32")]
mod reach;
mod retry_after;
#[cfg(target_arch = "wasm32")]
mod timing;
mod within;

use std::time::Duration;

#[cfg(target_arch = "wasm32")]
pub use browser::{BrowserFetcher, ObjectUrl};
pub use outcome::{Exchange, FetchError, Fetched};
pub use phases::{Marks, Phases};
#[cfg(target_arch = "wasm32")]
pub use reach::{is_isolated, is_mixed, reach};
pub use retry_after::retry_after;
pub(crate) use within::within;

use crate::runtime::LocalBoxFuture;

/// One GET request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchRequest {
    /// Absolute, or relative to the page.
    pub url: String,
    /// Time allowed from now until the whole body is there.
    pub timeout: Duration,
}

/// Makes requests.
pub trait Fetcher {
    /// Starts the request when first polled. Dropping the future aborts it on the wire.
    fn fetch(&self, request: FetchRequest) -> LocalBoxFuture<Exchange>;
}
