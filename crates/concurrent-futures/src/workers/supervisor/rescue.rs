//! Jobs that wait for a stranger: behind one that takes long, in a worker that cannot be asked.
//!
//! A worker that keeps several jobs and is silent for too long is stuck, for all one can tell. What
//! waits there is handed to others as well, and the first answer counts. Jobs of later messages
//! have not begun. Of those in the message it is at, one runs, those before it are done but their
//! results are held back with it, those behind have not begun, and nobody knows which is which: so
//! each is tried alone elsewhere. All but one end soon. That one is given up where it was tried,
//! and stays in the worker that is at it.

use std::cmp::Reverse;
use std::time::Duration;

use super::Supervisor;
use crate::workers::work::Work;

/// A timer that is late by more was held up with everything else in the page, and the answer may
/// lie in the page's queue.
const LATE: Duration = Duration::from_millis(15);
/// That much longer is waited then.
const GRACE: Duration = Duration::from_millis(5);
/// While all workers have enough to do, jobs wait in a silent one so many times as long: what is
/// handed on may be done twice.
const BUSY: u32 = 10;

impl<J: Work> Supervisor<J> {
    /// Sees to it that stuck workers are noticed, by one timer for all.
    pub(super) fn watch(&self) {
        let mut state = self.state.borrow_mut();
        if state.watch.is_some() {
            return;
        }
        let Some(due) = state.first_overdue(self.options.max_workers) else {
            return;
        };
        let now = self.now();
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
        let tried = state.may_try_soon();
        let Some(worker) = state.worker(number) else {
            return;
        };
        if worker.stuck && tried {
            // What it has was handed on, and somebody comes to it.
            return;
        }
        if doubled || !worker.is_wanted() || worker.stuck || self.options.max_workers == 1 {
            // It is at a job that another is at as well, or that was aborted, for all one can tell
            // where nobody is free to try the others.
            for task in worker.jobs_in_hand() {
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
