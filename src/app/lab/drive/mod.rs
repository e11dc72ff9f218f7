//! Jobs and Passing data as something that carries out an experiment.

mod jobs;
mod passing;

pub use jobs::{begin_jobs, output};
pub use passing::begin_passing;
