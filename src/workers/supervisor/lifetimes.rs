//! When workers start and when they end.

use std::time::Duration;

use super::{State, Supervisor};
use crate::workers::error::Failure;
use crate::workers::job::Job;
use crate::workers::statistics::WorkerStatistics;
use crate::workers::task::Task;
use crate::workers::worker::{Phase, Worker};

impl<J: Job> Supervisor<J> {
    /// Starts workers while there are more jobs than workers about to take them.
    pub(super) fn start_wanted(&self) {
        while self.state.borrow().wants_worker(self.options.max_workers) {
            if !self.start() {
                return;
            }
        }
    }

    /// Starts one more worker, in the lowest slot that is free; false if none could be.
    pub(super) fn start(&self) -> bool {
        let mut state = self.state.borrow_mut();
        let taken = |slot: &usize| state.workers.iter().any(|worker| worker.slot == *slot);
        let Some(slot) = (0..self.options.max_workers).find(|slot| !taken(slot)) else {
            return false;
        };
        let number = state.next_worker;
        state.next_worker += 1;
        let name: std::rc::Rc<str> = format!("{}_{number}", self.options.name_prefix).into();
        while state.past.len() <= slot {
            let worker = state.past.len();
            state.past.push(WorkerStatistics::new(worker));
        }
        let past = &mut state.past[slot];
        past.name = name.clone();
        past.alive = true;
        past.started += 1;
        drop(state);

        // Strong: while a worker lives, somebody must look after it, also when the pool itself is
        // dropped. The circle is broken when the worker ends.
        let Some(this) = self.this.upgrade() else {
            return false;
        };
        let events = Box::new(move |event| this.event(number, event));
        let started = self.host.start(&name, events);
        self.options
            .observe(|observer| observer.worker_started(slot, &name));
        let now = self.now();
        let limit = self.options.start_timeout;
        let (link, refused) = match started {
            Ok(link) => (link, None),
            Err(cause) => (Box::new(NoLink) as Box<_>, Some(cause)),
        };
        self.state.borrow_mut().workers.push(Worker {
            number,
            slot,
            name,
            link: link.into(),
            phase: Phase::Starting,
            jobs: Default::default(),
            messages: Default::default(),
            answered: 0,
            has_aborted: false,
            timer: Some(self.later(limit, move |this| {
                this.lost(number, None, Failure::Start(limit));
            })),
            started_at: now,
            ready_at: now,
            last_answer: now,
            run: Duration::ZERO,
            clock: 0.0,
        });
        if let Some(cause) = refused {
            self.lost(number, None, Failure::Load(cause));
            return false;
        }
        true
    }

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
        let useless: Vec<u64> = {
            let state = self.state.borrow();
            let over = state.shut_down && state.queue.is_empty();
            let workers = state.workers.iter().filter(|_| over);
            let workers = workers.filter(|worker| worker.jobs.is_empty());
            workers.map(|worker| worker.number).collect()
        };
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
        let now = self.now();
        let mut state = self.state.borrow_mut();
        if state.idle_timer.is_some() {
            return;
        }
        let idle = state.workers.iter().filter(|worker| worker.is_idle());
        let Some(oldest) = idle.map(|worker| worker.last_answer).min() else {
            return;
        };
        let rest = (oldest + limit).saturating_sub(now);
        state.idle_timer = Some(self.later(rest, move |this| this.end_idle(limit)));
    }

    fn end_idle(&self, limit: Duration) {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let timer = state.idle_timer.take();
        let idle = state.workers.iter().filter(|worker| worker.is_idle());
        let tired = idle.filter(|worker| worker.last_answer + limit <= now);
        let tired: Vec<u64> = tired.map(|worker| worker.number).collect();
        drop(state);
        drop(timer);
        for number in tired {
            self.bury(number, None);
        }
        self.tidy();
    }

    /// Starts all workers the pool may have.
    pub(crate) fn start_all(&self) {
        while self.state.borrow().workers.len() < self.options.max_workers {
            if !self.start() {
                return;
            }
        }
    }

    /// Takes no more jobs; what is left is done, unless it is to be cancelled.
    pub(crate) fn shut_down(&self, cancel_futures: bool) {
        let mut state = self.state.borrow_mut();
        state.shut_down = true;
        state.queue.retain(Task::is_live);
        let cancelled = if cancel_futures {
            state.queue.take()
        } else {
            Vec::new()
        };
        drop(state);
        for task in cancelled {
            task.completer.future().cancel();
        }
        self.tidy();
    }

    /// Wakes this when workers become ready or end.
    pub(crate) fn wait(&self, waker: &std::task::Waker) {
        self.state.borrow_mut().waiting.push(waker.clone());
    }
}

impl<J: Job> State<J> {
    fn wants_worker(&self, max_workers: usize) -> bool {
        let starting = self.workers.iter();
        let starting = starting
            .filter(|worker| worker.phase != Phase::Ready)
            .count();
        self.broken.is_none()
            && self.workers.len() < max_workers
            && starting < self.queue.len()
            && !self.workers.iter().any(Worker::is_idle)
    }
}

/// In place of a worker the browser refused to start.
struct NoLink;

impl super::super::host::Link for NoLink {
    fn post(&self, _: &[u8], _: &[crate::workers::attachments::Attachment]) -> Result<(), String> {
        Err("there is no worker".to_owned())
    }

    fn end(&self) {}

    fn time_origin(&self) -> f64 {
        0.0
    }
}
