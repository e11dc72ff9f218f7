//! Jobs, Passing data and Shared memory as something that carries out an experiment.

mod jobs;
mod passing;
mod shared;

pub use jobs::{measured, output, runs_then};

use std::rc::Rc;

use crate::app::drive;
use crate::app::run::{Begin, Driver};
use crate::app::screens::Drive;
use crate::config::{Experiment, RunConfig};
use crate::lab::shared::Shared;
use crate::lab::transfer::Transfer;
use crate::recorder::Recorder;

/// What carried out a run in a page, told by its settings and the records of its runs, each with its own settings, on a machine
/// of so many cores; nothing where its screen needs no more than the records.
#[must_use]
pub fn carried_out(
    config: &RunConfig,
    cores: usize,
    runs: Vec<(RunConfig, Rc<Recorder>)>,
) -> Option<Rc<dyn Driver>> {
    let config = config.clone();
    let first = |runs: Vec<(RunConfig, Rc<Recorder>)>| Some(runs.into_iter().next()?.1);
    Some(match config.experiment {
        Experiment::Workers | Experiment::Both => jobs::opened_jobs(config, cores, runs)?,
        Experiment::Transfer => Rc::new(Transfer::over(config, first(runs)?)),
        Experiment::Shared => Rc::new(Shared::over(config, first(runs)?)),
        Experiment::Race | Experiment::Lessons | Experiment::Open => return None,
    })
}

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
