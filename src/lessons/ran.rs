//! What a lesson reads its answer from: a run that is over, and what its record tells.

use std::collections::HashSet;
use std::rc::Rc;
use std::time::Duration;

use super::playground::Line;
use crate::config::{RunConfig, Strategy};
use crate::lab::shared;
use crate::lab::transfer::Row;
use crate::record::{Lane, Outcome, Record};
use crate::stats::{elapsed, first_result};

/// A run that is over.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// Which run of the question it was, if it was one.
    pub step: Option<usize>,
    /// What was run.
    pub config: RunConfig,
    /// The parts it consists of, each with its own description: of a comparison several.
    pub parts: Vec<(RunConfig, Record)>,
    /// What was asked of futures, in the playground.
    pub lines: Vec<Line>,
    /// What passing data took, where that was measured.
    pub rows: Vec<Row>,
    /// What each way left in shared memory, where that was measured.
    pub shared: Vec<shared::Row>,
    /// Cores of the machine, as far as it says.
    pub cores: usize,
}

impl Ran {
    /// Its only record, or its last.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        self.parts.last().map(|(_, record)| record)
    }

    /// The lanes of that record.
    #[must_use]
    pub fn lanes(&self) -> &[Lane] {
        self.record().map_or(&[], Record::lanes)
    }

    /// How many workers had something to do.
    #[must_use]
    pub fn workers(&self) -> usize {
        let workers: HashSet<_> = self.lanes().iter().filter_map(|lane| lane.worker).collect();
        workers.len()
    }

    /// How long it took; of a comparison the last part.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.record().map(elapsed).unwrap_or_default()
    }

    /// When the first result was delivered.
    #[must_use]
    pub fn first(&self) -> Option<Duration> {
        first_result(self.record()?)
    }

    /// Whether it was a run by this strategy.
    #[must_use]
    pub fn is(&self, strategy: Strategy) -> bool {
        self.config.strategy == strategy
    }

    /// How many ended in this way.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.record().map_or(0, |record| record.count(outcome))
    }

    /// Whether each future was delivered.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let lanes = self.lanes();
        !lanes.is_empty() && lanes.iter().all(|lane| lane.delivered.is_some())
    }

    /// Lanes in the order of their delivery.
    pub fn delivered(&self) -> impl Iterator<Item = &Lane> {
        let order = self.record().map_or(&[][..], Record::delivered);
        order.iter().filter_map(|id| self.lanes().get(*id))
    }

    /// The one that was completed last.
    #[must_use]
    pub fn slowest(&self) -> Option<&Lane> {
        (self.lanes().iter()).max_by_key(|lane| lane.finished.unwrap_or_default())
    }

    /// The longest time for which the page stood still.
    #[must_use]
    pub fn stall(&self) -> Duration {
        let gaps = self.record().into_iter().flat_map(Record::stalls_of_run);
        gaps.map(|(_, gap)| gap).max().unwrap_or_default()
    }

    /// What the futures were for, in the order of their delivery.
    #[must_use]
    pub fn order(&self) -> Vec<Rc<str>> {
        self.delivered().map(|lane| lane.label.clone()).collect()
    }
}
