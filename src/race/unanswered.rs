//! What is left to ask after a run in which nobody answered, or one of several hosts did not.

use std::time::Duration;

use super::Origin;
use crate::config::RunConfig;
use crate::diagnosis;
use crate::plan::{Fate, FateOutcome};
use crate::record::Record;

/// So many hosts are asked.
const MOST: usize = 6;

/// An address to be asked once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Scheme and host, where the run asked several.
    pub host: Option<String>,
    /// The address.
    pub address: String,
}

/// The address of the first request to each host none of whose requests brought an answer, to be asked once more. The
/// delay and the error that were planned are left out.
#[must_use]
pub fn unanswered(config: &RunConfig, origin: &Origin, record: &Record) -> Vec<Unanswered> {
    let at_once = config.plan().map(|_| Fate {
        delay: Duration::ZERO,
        outcome: FateOutcome::Ok,
    });
    let (hosts, _) = diagnosis::unanswered(config, record);
    let ask = |one: &diagnosis::Unanswered<'_>| Unanswered {
        host: one.host.map(str::to_owned),
        address: origin.url_in(config, &record.lanes()[one.first].label, at_once),
    };
    hosts.iter().take(MOST).map(ask).collect()
}
