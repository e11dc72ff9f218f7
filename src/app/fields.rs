//! Which fields of a run have a control on which screen.

use super::lab::settings::takes_workers;
use crate::config::{Experiment, Field, RunConfig};

/// Whether the screen of this run has a control for a field, beside which a complaint can stand.
#[must_use]
pub fn has_control(config: &RunConfig, field: Field) -> bool {
    let is_of_fetches = matches!(
        field,
        Field::Codes
            | Field::Limit
            | Field::Server
            | Field::MaxWorkers
            | Field::Delay
            | Field::ErrorRate
            | Field::Timeout
            | Field::Retries
            | Field::Seed
    );
    let is_of_jobs = matches!(field, Field::Kernel | Field::Jobs | Field::Size)
        || field == Field::Workers && takes_workers(config);
    match config.experiment {
        Experiment::Race => is_of_fetches || field == Field::Strategy,
        Experiment::Workers => is_of_jobs || field == Field::Where,
        Experiment::Both => is_of_fetches || is_of_jobs,
        Experiment::Transfer => matches!(field, Field::Sizes | Field::Chunk),
        Experiment::Lessons => false,
    }
}
