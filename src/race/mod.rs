//! The race: many fetches, waited for in one of three ways, on the same plan.
//!
//! Every strategy submits all its requests to an [`IoExecutor`](crate::executor::IoExecutor) at the start. They differ in two
//! things: `sequential` has one worker, and only `as_completed` takes results as they complete;
//! the others take them in the order of submission. Ordered delivery asks each future in turn
//! rather than using [`map`](crate::executor::Executor::map), since that ends at the first error,
//! and in a race errors are results: one must not lose the others.

mod describe;
mod download;
mod drive;
mod origin;
mod run;
mod unanswered;

pub use describe::first_measured;
pub(crate) use describe::{came, describe, failed};
pub(crate) use download::Downloads;
pub use origin::Origin;
pub use run::{Race, Tools};
pub use unanswered::{Unanswered, unanswered};
