//! One row of the timeline.

use std::rc::Rc;
use std::time::Duration;

use super::{Attempt, FutureId, Outcome, Phase, Settled};

/// The life of one future as far as it is known: one row of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The future.
    pub id: FutureId,
    /// What it was for.
    pub label: Rc<str>,
    /// Name of its executor.
    pub executor: Rc<str>,
    /// Slot or worker that ran it.
    pub worker: Option<usize>,
    /// When it was submitted.
    pub submitted: Duration,
    /// When its task began, if it did.
    pub started: Option<Duration>,
    /// When it settled.
    pub finished: Option<Duration>,
    /// When the consumer got it.
    pub delivered: Option<Duration>,
    /// How it ended.
    pub settled: Option<Settled>,
    /// Attempts that ended, in order: of a fetch the last of them is what settled it. Jobs have
    /// none.
    pub attempts: Vec<Attempt>,
    /// When the attempt began that is under way, or was when the future settled: nothing is told of
    /// it yet, or ever. `None` between two attempts.
    pub attempting: Option<Duration>,
    /// Last reported progress, 0 to 1.
    pub progress: Option<f64>,
}

impl Lane {
    /// The outcome, once there is one.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.settled.as_ref().map(|settled| settled.outcome)
    }

    /// How many attempts failed and were made again.
    #[must_use]
    pub fn repeated(&self) -> usize {
        let under_way = usize::from(self.attempting.is_some());
        (self.attempts.len() + under_way).saturating_sub(1)
    }

    /// When the phase of this name began and ended, where it was measured; of a fetch that was
    /// tried several times, in its last attempt.
    #[must_use]
    pub fn phase(&self, name: &str) -> Option<(Duration, Duration)> {
        Phase::named(&self.settled.as_ref()?.phases, name)
    }
}
