//! Who holds which job, when several may.

use std::rc::Rc;
use std::time::Duration;

use super::State;
use crate::workers::task::Held;
use crate::workers::work::Work;
use crate::workers::worker::Worker;

impl<J: Work> State<J> {
    /// When the next worker will count as stuck, if it stays silent.
    pub(super) fn first_overdue(&self, max_workers: usize) -> Option<Duration> {
        let patience = self.pace.patience();
        let workers = self.workers.iter();
        let waiting = workers.filter(|worker| worker.keeps_waiting(max_workers));
        let since = waiting.filter_map(Worker::busy_since);
        since.min().map(|since| since.saturating_add(patience))
    }

    /// Whether a worker has nothing to do, or could be started.
    pub(super) fn has_spare(&self, max_workers: usize) -> bool {
        let idle = self.workers.iter().any(Worker::is_idle);
        (idle || self.workers.len() < max_workers) && !self.queue.iter().any(|task| task.is_live())
    }

    /// Whether a worker is about to come to what stuck ones had, or at it.
    pub(super) fn may_try_soon(&self) -> bool {
        self.starting() > 0 || self.workers.iter().any(|worker| worker.on_trial)
    }

    /// Whether another worker has a job in hand that this one may be at.
    pub(super) fn runs_elsewhere(&self, number: u64) -> bool {
        let mut workers = self.workers.iter();
        let Some(worker) = workers.find(|worker| worker.number == number) else {
            return false;
        };
        let mut shared = worker.jobs_in_hand().filter(|task| task.is_shared());
        shared.any(|task| task.is_live() && self.holder(task.id(), number).is_some())
    }

    /// Whether a task will get its answer without this worker: it is in the queue, or another worker
    /// has it that is not stuck, or stuck with this one.
    pub(super) fn is_seen_to(&self, task: &Held<J>, other_than: u64) -> bool {
        let Held::Shared(shared) = task else {
            return false;
        };
        let mut elsewhere = 0;
        for worker in &self.workers {
            let same = |held: &&Held<J>| held.id() == task.id();
            if worker.number == other_than || !worker.jobs.iter().any(|held| same(&held)) {
                continue;
            }
            elsewhere += 1;
            let given_up = task.slow.get() && worker.jobs_in_hand().any(|held| same(&held));
            if !worker.stuck || given_up || worker.is_at(task.id()) {
                return true;
            }
        }
        // What no worker holds is in the queue.
        Rc::strong_count(shared) - 1 > elsewhere
    }

    /// Another worker that may be running this task, not on trial.
    pub(super) fn holder(&self, id: u64, other_than: u64) -> Option<u64> {
        let others = self.workers.iter();
        let mut others = others.filter(|worker| worker.number != other_than && !worker.on_trial);
        let holder = others.find(|worker| worker.jobs_in_hand().any(|task| task.id() == id))?;
        Some(holder.number)
    }

    /// Whether a task need not go to this worker: it has it already, or it is clear that another is
    /// at it, as all others of its message there are answered.
    pub(super) fn is_at_work(&self, task: &Held<J>, number: u64) -> bool {
        let has = |worker: &Worker<J>| {
            worker.number == number && worker.jobs.iter().any(|held| held.id() == task.id())
        };
        let mut workers = self.workers.iter();
        task.is_shared() && workers.any(|worker| has(worker) || worker.is_at(task.id()))
    }
}

impl<J: Work> Worker<J> {
    /// Whether jobs wait in it for which there could be another, or one it may be at was aborted:
    /// then also after its jobs were handed on, as all others may be taken for ever.
    pub(super) fn keeps_waiting(&self, max_workers: usize) -> bool {
        let others = self.jobs.len() > 1 && max_workers > 1;
        let doubled = || self.jobs_in_hand().any(Held::is_shared);
        let unseen = !self.stuck && (others || doubled() || self.has_dead_in_hand());
        !self.on_trial && (unseen || self.has_aborted_in_hand())
    }

    /// Whether this is the only job it can be at.
    fn is_at(&self, id: u64) -> bool {
        let mut open = self.jobs_in_hand().filter(|task| !task.is_answered());
        open.next().is_some_and(|task| task.id() == id) && open.next().is_none()
    }

    fn has_aborted_in_hand(&self) -> bool {
        let mut given_up = self.jobs_in_hand().filter(|task| !task.is_answered());
        given_up.any(|task| !task.is_live())
    }

    pub(super) fn has_dead_in_hand(&self) -> bool {
        self.jobs_in_hand().any(|task| !task.is_live())
    }
}
