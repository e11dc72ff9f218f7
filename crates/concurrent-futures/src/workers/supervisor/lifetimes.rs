//! When workers begin to work and when they end.

use std::time::Duration;

use super::Supervisor;
use crate::workers::work::{Ticket, Work};
use crate::workers::worker::Phase;

impl<J: Work> Supervisor<J> {
    /// The worker takes jobs from now on.
    pub(super) fn worker_ready(&self, number: u64) {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return;
        };
        worker.phase = Phase::Ready;
        worker.ready_at = now;
        worker.last_answer = now;
        worker.timer = None;
        let (slot, start) = (worker.slot, now.saturating_sub(worker.started_at));
        state.past[slot].start += start;
        state.failed_starts = 0;
        state.start_failure = None;
        drop(state);
        self.options.observe(|observer| observer.worker_ready(slot));
        self.feed();
        self.tidy();
    }

    /// Ends a worker that has done as many jobs as one may.
    pub(super) fn retire_if_spent(&self, number: u64) {
        let spent = self.options.max_jobs_per_worker.is_some_and(|most| {
            let mut state = self.state.borrow_mut();
            let worker = state.worker(number);
            worker.is_some_and(|worker| worker.is_idle() && worker.answered >= most)
        });
        if spent {
            self.bury(number, None);
        }
    }

    /// Ends workers that are of no more use, and tells those who wait for a change.
    pub(super) fn tidy(&self) {
        self.start_wanted();
        let mut state = self.state.borrow_mut();
        let over = state.shut_down && !state.queue.iter().any(|task| task.is_live());
        let cancelled = if over { state.queue.take() } else { Vec::new() };
        let workers = state.workers.iter().filter(|_| over);
        let useless = workers.filter(|worker| !worker.jobs.iter().any(|task| task.is_live()));
        let useless: Vec<u64> = useless.map(|worker| worker.number).collect();
        // Nobody waits for anything: there is nothing to look after.
        let at_rest = state.workers.iter().all(|worker| worker.jobs.is_empty());
        let watch = if at_rest { state.watch.take() } else { None };
        drop(state);
        drop((cancelled, watch));
        for number in useless {
            self.bury(number, None);
        }
        self.watch_idle();
        let waiting = std::mem::take(&mut self.state.borrow_mut().waiting);
        for waker in waiting {
            waker.wake();
        }
    }

    /// One timer for the worker that is idle longest.
    fn watch_idle(&self) {
        let Some(limit) = self.options.idle_timeout else {
            return;
        };
        let mut state = self.state.borrow_mut();
        if state.idle_timer.is_some() || state.warming > 0 {
            return;
        }
        let idle = state.workers.iter().filter(|worker| worker.is_idle());
        let Some(oldest) = idle.map(|worker| worker.last_answer).min() else {
            return;
        };
        let rest = oldest.saturating_add(limit).saturating_sub(self.now());
        state.idle_timer = Some(self.later(rest, move |this| this.end_idle(limit)));
    }

    fn end_idle(&self, limit: Duration) {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let timer = state.idle_timer.take();
        let warming = state.warming > 0;
        let idle = state
            .workers
            .iter()
            .filter(|worker| worker.is_idle() && !warming);
        let tired = idle.filter(|worker| worker.last_answer.saturating_add(limit) <= now);
        let tired: Vec<u64> = tired.map(|worker| worker.number).collect();
        drop(state);
        drop(timer);
        for number in tired {
            self.bury(number, None);
        }
        self.tidy();
    }

    /// Takes no more jobs; what is left is done, unless it is to be cancelled.
    pub(crate) fn shut_down(&self, cancel_futures: bool) {
        let mut state = self.state.borrow_mut();
        state.shut_down = true;
        // Those that were put back have been sent before: they run to their end.
        let swept = state
            .queue
            .sweep(|task| task.is_live() && (task.sent.get() || !cancel_futures));
        drop(state);
        for task in swept {
            task.ticket.cancel();
        }
        self.tidy();
    }

    /// Wakes this when workers become ready or end.
    pub(crate) fn wait(&self, waker: &std::task::Waker) {
        self.state.borrow_mut().waiting.push(waker.clone());
    }
}

/// While there is one, no worker is ended for being idle.
pub(crate) struct Warming<J: Work>(pub(crate) std::rc::Rc<Supervisor<J>>);

impl<J: Work> Warming<J> {
    pub(crate) fn new(supervisor: std::rc::Rc<Supervisor<J>>) -> Self {
        supervisor.state.borrow_mut().warming += 1;
        Warming(supervisor)
    }
}

impl<J: Work> Drop for Warming<J> {
    fn drop(&mut self) {
        let now = self.0.now();
        let mut state = self.0.state.borrow_mut();
        state.warming -= 1;
        // From now on they count as idle.
        for worker in state.workers.iter_mut().filter(|worker| worker.is_idle()) {
            worker.last_answer = now;
        }
        drop(state);
        self.0.tidy();
    }
}
