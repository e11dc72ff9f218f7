//! Jobs, Passing data and Shared memory as something that carries out an experiment.

mod jobs;
mod passing;
mod shared;

pub use jobs::{measured, output, runs_then};

use crate::app::drive;
use crate::app::run::Begin;
use crate::app::screens::Drive;

/// What starts an experiment that is carried out so.
#[must_use]
pub fn begin_of(drive: Drive) -> Begin {
    match drive {
        Drive::Race => drive::begin,
        Drive::Passing => passing::begin_passing,
        Drive::Shared => shared::begin_shared,
        // A lesson names another one of them; what was opened is not started.
        Drive::Jobs | Drive::Lessons | Drive::Opened => jobs::begin_jobs,
    }
}
