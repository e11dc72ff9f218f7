//! Jobs, Passing data and Shared memory as something that carries out an experiment.

mod jobs;
mod passing;
mod shared;

pub use jobs::{begin_jobs, output, runs_then};
pub use passing::begin_passing;
pub use shared::begin_shared;
