//! What is left to ask after a run in which nobody answered.

use std::time::Duration;

use super::Origin;
use crate::config::RunConfig;
use crate::diagnosis;
use crate::plan::{Fate, FateOutcome};
use crate::record::Record;

/// The address of the first request, to be asked once more, if no request of the run that was
/// recorded brought an answer. The delay and the error that were planned are left out.
#[must_use]
pub fn unanswered(config: &RunConfig, origin: &Origin, record: &Record) -> Option<String> {
    let first = record.lanes().get(diagnosis::unanswered(record)?)?;
    let at_once = config.plan().map(|_| Fate {
        delay: Duration::ZERO,
        outcome: FateOutcome::Ok,
    });
    Some(origin.url_in(config, &first.label, at_once))
}
