//! The record of a run in the formats of other tools. All are text, made from the record alone.

mod csv;
mod json;
mod name;
mod svg;
mod trace;

pub use csv::csv;
pub use json::{
    AttemptExport, FutureExport, LatencyExport, LimitExport, PhaseExport, RunExport, RunsExport,
    StallExport, SummaryExport, run_json, run_json_telling, runs_json,
};
pub use name::file_name;
pub use svg::{svg, svg_titled};
pub use trace::trace;

use crate::config::RunConfig;
use crate::record::Record;

/// One run, as the exports of a comparison need it.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// Its description, with its own strategy, not `compare`.
    pub config: &'a RunConfig,
    /// Its record.
    pub record: &'a Record,
}

impl Run<'_> {
    /// What to call it next to others.
    fn name(&self) -> &'static str {
        use crate::config::Experiment;
        match self.config.experiment {
            Experiment::Workers | Experiment::Transfer => self.config.work.place.name(),
            _ => self.config.strategy.name(),
        }
    }
}
