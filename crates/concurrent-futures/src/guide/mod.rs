//! What to take, how each part behaves, what it costs, and how to come here from elsewhere.
//!
//! | page | |
//! |---|---|
//! | [`futures`] | the states of a future, and the ways to hear of its end |
//! | [`executors`] | tasks that wait, on one thread |
//! | [`pool`] | functions that compute, in Web Workers |
//! | [`failures`] | what can go wrong, and how it is told |
//! | [`time`] | timeouts, limits, clocks, and tests without waiting |
//! | [`deviations`] | what is not as in `concurrent.futures`, and why |
//! | [`costs`] | what it costs, measured |
//! | [`migration`] | from gloo-worker, from comlink |

#[doc = include_str!("costs.md")]
pub mod costs {}
#[doc = include_str!("deviations.md")]
pub mod deviations {}
#[doc = include_str!("executors.md")]
pub mod executors {}
#[doc = include_str!("failures.md")]
pub mod failures {}
#[doc = include_str!("futures.md")]
pub mod futures {}
#[doc = include_str!("migration.md")]
pub mod migration {}
#[doc = include_str!("pool.md")]
pub mod pool {}
#[doc = include_str!("time.md")]
pub mod time {}
