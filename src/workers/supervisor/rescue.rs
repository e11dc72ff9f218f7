//! Jobs that wait for a stranger: behind one that takes long, in a worker that cannot be asked.
//!
//! A worker that keeps several jobs and is silent for too long is stuck, for all one can tell. What
//! waits there is handed to others as well, and the first answer counts. Jobs of later messages
//! have not begun. Of those in the message it is at, one runs, those before it are done but their
//! results are held back with it, those behind have not begun, and nobody knows which is which: so
//! each is tried alone elsewhere. All but one end soon. That one is given up where it was tried,
//! and stays in the worker that is at it.

use std::cmp::Reverse;
use std::rc::Rc;
use std::time::Duration;

use super::{State, Supervisor};
use crate::future::Abort;
use crate::workers::job::Job;
use crate::workers::task::Held;
use crate::workers::worker::Worker;

/// A timer that is late by more was held up with everything else in the page, and the answer may
/// lie in the page's queue.
const LATE: Duration = Duration::from_millis(15);
/// That much longer is waited then.
const GRACE: Duration = Duration::from_millis(5);
/// While all workers have enough to do, jobs wait in a silent one so many times as long: what is
/// handed on may be done twice.
const BUSY: u32 = 10;

impl<J: Job> Supervisor<J> {
    /// Sees to it that stuck workers are noticed, by one timer for all.
    pub(super) fn watch(&self) {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        if state.watch.is_some() {
            return;
        }
        let Some(due) = state.first_overdue(self.options.max_workers) else {
            return;
        };
        // What is overdue, and waits for all the others to have less to do, is looked at again.
        let due = if due > now {
            due
        } else {
            now.saturating_add(state.pace.patience())
        };
        let wait = due.saturating_sub(now);
        state.watch = Some(self.later(wait, move |this| this.look_after(due, true)));
    }

    fn look_after(&self, due: Duration, may_wait: bool) {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let over = state.watch.take();
        if may_wait && now.saturating_sub(due) > LATE {
            state.watch = Some(self.later(GRACE, move |this| this.look_after(due, false)));
            drop(state);
            return drop(over);
        }
        let max_workers = self.options.max_workers;
        let patience = state.pace.patience();
        let long = patience.saturating_mul(if state.has_spare(max_workers) {
            1
        } else {
            BUSY
        });
        let workers = state.workers.iter();
        let overdue = workers.filter(|worker| {
            let patience = if worker.has_dead_in_hand() {
                patience
            } else {
                long
            };
            let since = worker.busy_since();
            worker.keeps_waiting(max_workers)
                && since.is_some_and(|since| since.saturating_add(patience) <= now)
        });
        let mut overdue: Vec<_> = overdue
            .map(|worker| (Reverse(worker.busy_since()), worker.number))
            .collect();
        // Of two that do the same, the one that began later goes.
        overdue.sort_unstable();
        drop(state);
        drop(over);
        for (_, number) in overdue {
            self.rescue(number);
        }
        self.feed();
        self.watch();
    }

    /// Hands on what waits in this worker.
    fn rescue(&self, number: u64) {
        let mut state = self.state.borrow_mut();
        let doubled = state.runs_elsewhere(number);
        let Some(worker) = state.worker(number) else {
            return;
        };
        if doubled || !worker.is_wanted() || self.options.max_workers == 1 {
            // It is at a job that another is at as well, or that was aborted.
            let in_hand = worker.in_hand();
            for task in worker.jobs_in_hand().filter(|_| in_hand > 1) {
                task.suspect.set(true);
            }
            drop(state);
            return self.kill(number, None);
        }
        worker.stuck = true;
        let in_hand = worker.in_hand();
        let jobs = std::mem::take(&mut worker.jobs);
        let seen_to: Vec<bool> = jobs
            .iter()
            .map(|task| state.is_seen_to(task, number))
            .collect();
        let Some(worker) = state.worker(number) else {
            return;
        };
        let mut copies = Vec::new();
        for (place, task) in jobs.into_iter().enumerate() {
            let is_known = place == 0 && in_hand == 1;
            if is_known || !task.is_live() || seen_to[place] {
                worker.jobs.push_back(task);
                continue;
            }
            if place < in_hand {
                task.suspect.set(true);
            }
            let (kept, copy) = task.share();
            worker.jobs.push_back(kept);
            copies.push(copy);
        }
        for task in copies.into_iter().rev() {
            state.queue.push_front(task.priority, task);
        }
    }

    /// A suspect begins alone in this worker, and should soon be over.
    pub(super) fn limit_trial(&self, number: u64) {
        let mut state = self.state.borrow_mut();
        let patience = state.pace.patience();
        if let Some(worker) = state.worker(number) {
            worker.on_trial = true;
            worker.timer = Some(self.later(patience, move |this| this.trial_over(number)));
        }
    }

    /// A suspect has not ended soon: it is the one that the stuck worker is at, or one of several.
    fn trial_over(&self, number: u64) {
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return;
        };
        worker.on_trial = false;
        let Some((id, live)) = worker.jobs.front().map(|task| {
            task.slow.set(true);
            (task.id(), task.is_live())
        }) else {
            return;
        };
        let origin = state.holder(id, number);
        drop(state);
        // Answered where it was, it need not run here; else it does there. If that worker is gone
        // this one has it alone, and as much time as it takes.
        if origin.is_some() || !live {
            self.kill(number, None);
        }
        if let Some(origin) = origin {
            self.judge(origin);
        }
    }

    /// Ends a stuck worker that nobody waits for, or of whose jobs more than one may be to blame.
    pub(super) fn judge(&self, number: u64) {
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number).filter(|worker| worker.stuck) else {
            return;
        };
        let open = worker.jobs_in_hand().filter(|task| !task.is_answered());
        let several = open.count() > 1;
        let all_slow = worker
            .jobs_in_hand()
            .all(|task| !task.is_live() || task.slow.get());
        if !worker.is_wanted() || (several && all_slow) {
            for task in worker.jobs_in_hand() {
                task.slow.set(false);
            }
            drop(state);
            self.kill(number, None);
        }
    }

    /// Looks at all that are stuck, after answers came from elsewhere for what they hold.
    pub(super) fn judge_all(&self) {
        let state = self.state.borrow();
        let stuck = state.workers.iter().filter(|worker| worker.stuck);
        let stuck: Vec<u64> = stuck.map(|worker| worker.number).collect();
        drop(state);
        for number in stuck {
            self.judge(number);
        }
    }
}

impl<J: Job> State<J> {
    /// When the next worker will count as stuck, if it stays silent.
    fn first_overdue(&self, max_workers: usize) -> Option<Duration> {
        let patience = self.pace.patience();
        let workers = self.workers.iter();
        let waiting = workers.filter(|worker| worker.keeps_waiting(max_workers));
        let since = waiting.filter_map(Worker::busy_since);
        since.min().map(|since| since.saturating_add(patience))
    }

    /// Whether a worker has nothing to do, or could be started.
    fn has_spare(&self, max_workers: usize) -> bool {
        let idle = self.workers.iter().any(Worker::is_idle);
        (idle || self.workers.len() < max_workers) && !self.queue.iter().any(|task| task.is_live())
    }

    /// Whether another worker has a job in hand that this one may be at.
    fn runs_elsewhere(&self, number: u64) -> bool {
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
    fn holder(&self, id: u64, other_than: u64) -> Option<u64> {
        let others = self.workers.iter();
        let mut others = others.filter(|worker| worker.number != other_than && !worker.on_trial);
        let holder = others.find(|worker| worker.jobs_in_hand().any(|task| task.id() == id))?;
        Some(holder.number)
    }

    /// Whether it is clear that another worker is at this task: all others of its message there are
    /// answered.
    pub(super) fn is_at_work(&self, task: &Held<J>) -> bool {
        task.is_shared() && self.workers.iter().any(|worker| worker.is_at(task.id()))
    }
}

impl<J: Job> Worker<J> {
    /// Whether jobs wait in it for which there could be another, or one it may be at was aborted.
    fn keeps_waiting(&self, max_workers: usize) -> bool {
        let others = self.jobs.len() > 1 && max_workers > 1;
        let doubled = || self.jobs_in_hand().any(Held::is_shared);
        !self.stuck && !self.on_trial && (others || doubled() || self.has_dead_in_hand())
    }

    /// Whether this is the only job it can be at.
    fn is_at(&self, id: u64) -> bool {
        let mut open = self.jobs_in_hand().filter(|task| !task.is_answered());
        open.next().is_some_and(|task| task.id() == id) && open.next().is_none()
    }

    fn has_dead_in_hand(&self) -> bool {
        self.jobs_in_hand().any(|task| !task.is_live())
    }
}

impl<J: Job> Abort for Supervisor<J> {
    /// The worker that runs the job is ended. If the job waits there behind others, in a message of
    /// its own, they first run to their end; if it came in one message with others, nobody knows
    /// whether it is its turn: they get the time that such jobs usually take.
    fn abort(&self, id: u64) {
        let state = self.state.borrow();
        let workers = state.workers.iter();
        let holders = workers.filter(|worker| worker.jobs_in_hand().any(|task| task.id() == id));
        let holders: Vec<(u64, bool)> = holders
            .map(|worker| (worker.number, worker.is_wanted()))
            .collect();
        drop(state);
        for (number, wanted) in holders {
            if wanted {
                self.judge(number);
            } else {
                self.kill(number, None);
            }
        }
        self.watch();
    }

    /// Later in this turn it is known what is still wanted.
    fn cancelled(&self, _: u64) {
        let state = self.state.borrow();
        let ends = state.shut_down && !state.planned;
        drop(state);
        if ends {
            self.plan_feeding();
        }
    }
}
