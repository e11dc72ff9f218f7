//! Which fields of a run have a control on which screen.

use super::lab::settings::{takes_seed, takes_timeout, takes_workers};
use super::screens::Screen;
use crate::config::{Field, RunConfig};

/// Whether the screen of this run has a control for a field, beside which a complaint can stand.
#[must_use]
pub fn has_control(config: &RunConfig, field: Field) -> bool {
    let screen = Screen::of(config.experiment);
    let has_meaning = match field {
        // A switch is never wrong, nor a link to a lesson; what an address says of them may be.
        Field::Verbose | Field::Lesson => false,
        Field::Workers => takes_workers(config),
        Field::Timeout if screen.has_jobs() => takes_timeout(config),
        Field::Seed if screen.has_jobs() => takes_seed(config),
        _ => true,
    };
    has_meaning && screen.fields.contains(&field)
}
