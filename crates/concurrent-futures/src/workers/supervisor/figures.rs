//! Figures for whoever wants to know how the pool is doing.

use super::Supervisor;
use crate::future::Broken;
use crate::workers::error::WorkerError;
use crate::workers::statistics::WorkerStatistics;
use crate::workers::work::Work;
use crate::workers::worker::Phase;

impl<J: Work> Supervisor<J> {
    /// Jobs waiting in the page; cancelled ones count until they are passed over.
    pub(crate) fn queued(&self) -> usize {
        self.state.borrow().queue.len()
    }

    pub(crate) fn live_workers(&self) -> usize {
        self.state.borrow().workers.len()
    }

    /// Why workers are missing, if some are.
    pub(crate) fn start_failure(&self) -> Option<WorkerError> {
        self.state.borrow().start_failure.clone()
    }

    /// Whether all workers that can be there are: those missing have failed to start more than
    /// once.
    pub(crate) fn is_warm(&self) -> bool {
        let state = self.state.borrow();
        let given_up = state.failed_starts > 1 && state.has_ready() && state.starting() == 0;
        given_up || self.ready_workers() == self.options.max_workers
    }

    pub(crate) fn broken(&self) -> Option<Broken> {
        self.state.borrow().broken.clone()
    }

    /// How many take jobs now.
    pub(crate) fn ready_workers(&self) -> usize {
        let state = self.state.borrow();
        let ready = state.workers.iter();
        ready.filter(|worker| worker.phase == Phase::Ready).count()
    }

    pub(crate) fn is_shut_down(&self) -> bool {
        self.state.borrow().shut_down
    }

    /// Whether everything has ended, the workers too.
    pub(crate) fn is_drained(&self) -> bool {
        let state = self.state.borrow();
        state.workers.is_empty() && state.queue.is_empty()
    }

    /// What the workers of each slot have done so far.
    pub(crate) fn statistics(&self) -> Vec<WorkerStatistics> {
        let now = self.now();
        let state = self.state.borrow();
        let mut all = state.past.clone();
        let ready = state.workers.iter();
        for worker in ready.filter(|worker| worker.phase == Phase::Ready) {
            let run = worker.run_until(now);
            let entry = &mut all[worker.slot];
            entry.run += run;
            entry.wait += now.saturating_sub(worker.ready_at).saturating_sub(run);
        }
        all
    }
}
