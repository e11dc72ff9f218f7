//! Starting workers: as many as are wanted, and after failures not at once again.
//!
//! A worker that does not come up has mostly a reason that holds for the next one too: the script
//! is gone, the browser has no memory for one more. While others work nothing is broken: it is
//! tried again after ever longer pauses, as long as there is need. If there are no others, three in
//! a row break the pool.

use std::time::Duration;

use super::{State, Supervisor};
use crate::future::Broken;
use crate::observe::report;
use crate::workers::clock::Clock;
use crate::workers::error::{Failure, WorkerError};
use crate::workers::options::CrashPolicy;
use crate::workers::statistics::WorkerStatistics;
use crate::workers::work::Work;
use crate::workers::worker::{Phase, Worker};

/// So many in a row may fail to start if no other is at work.
const FAILURES: u32 = 3;
/// The pause after the first failure; each is followed by one twice as long,
const PAUSE: Duration = Duration::from_millis(50);
/// up to this one.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

impl<J: Work> Supervisor<J> {
    /// Starts workers while there are more jobs than workers about to take them.
    pub(super) fn start_wanted(&self) {
        while self.state.borrow().wants_worker(self.options.max_workers) {
            if !self.start() {
                return;
            }
        }
    }

    /// Starts all workers the pool may have.
    pub(crate) fn start_all(&self) {
        while self.state.borrow().may_start(self.options.max_workers) {
            if !self.start() {
                return;
            }
        }
    }

    /// Starts one more worker, in the lowest slot that is free; false if it could not be.
    fn start(&self) -> bool {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let taken = |slot: &usize| state.workers.iter().any(|worker| worker.slot == *slot);
        let slot = (0..).find(|slot| !taken(slot)).unwrap_or_default();
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
        let link = match started {
            Ok(link) => link,
            Err(cause) => {
                self.refused(slot, WorkerError::new(&name, Failure::Load(cause)));
                return false;
            }
        };
        let limit = self.options.start_timeout;
        self.state.borrow_mut().workers.push(Worker {
            number,
            slot,
            name,
            link: link.into(),
            phase: Phase::Starting,
            jobs: Default::default(),
            messages: Default::default(),
            answered: 0,
            stuck: false,
            on_trial: false,
            timer: Some(self.later(limit, move |this| {
                this.lost(number, None, Failure::Start(limit));
            })),
            started_at: now,
            ready_at: now,
            last_answer: now,
            run: Duration::ZERO,
            clock: Clock::new(0.0),
        });
        true
    }

    /// The browser did not even try to start a worker.
    fn refused(&self, slot: usize, error: WorkerError) {
        self.state.borrow_mut().past[slot].alive = false;
        let cause = error.to_string();
        self.options
            .observe(|observer| observer.worker_ended(slot, Some(&cause)));
        if self.options.crash_policy == CrashPolicy::Break {
            return self.break_down(Broken::Worker(error.into()), []);
        }
        self.start_failed(&error);
    }

    /// A worker ended before it took jobs.
    pub(super) fn start_failed(&self, error: &WorkerError) {
        let mut state = self.state.borrow_mut();
        state.failed_starts += 1;
        let failures = state.failed_starts;
        let first = state.start_failure.is_none();
        state.start_failure = Some(error.clone());
        let others = state.workers.len();
        let ready = others - state.starting();
        let hopeless = others == 0 && failures >= FAILURES;
        let resting = state.retry.is_some();
        drop(state);
        if hopeless {
            return self.give_up(failures, error);
        }
        if first && ready > 0 {
            report(&format!("the pool goes on with {ready} workers: {error}"));
        }
        // Those started together fail together, which is one failure.
        if !resting {
            self.retry_later(failures);
        }
        self.tidy();
    }

    /// Starts no worker for a while, after so many failures.
    pub(super) fn retry_later(&self, failures: u32) {
        let doubled = PAUSE.saturating_mul(1 << (failures - 1).min(16));
        // Not all pages of a machine that has no memory left try at the same time.
        let pause = doubled.min(LONGEST_PAUSE).mul_f64(0.5 + self.host.chance());
        let retry = self.later(pause, |this| {
            let over = this.state.borrow_mut().retry.take();
            drop(over);
            this.tidy();
        });
        let before = self.state.borrow_mut().retry.replace(retry);
        drop(before);
    }
}

impl<J: Work> State<J> {
    /// Workers that do not take jobs yet.
    pub(super) fn starting(&self) -> usize {
        let workers = self.workers.iter();
        workers
            .filter(|worker| worker.phase != Phase::Ready)
            .count()
    }

    pub(super) fn has_ready(&self) -> bool {
        let mut workers = self.workers.iter();
        workers.any(|worker| worker.phase == Phase::Ready)
    }

    /// After a failure one at a time is tried.
    fn may_start(&self, max_workers: usize) -> bool {
        self.broken.is_none()
            && self.retry.is_none()
            && self.workers.len() < max_workers
            && (self.failed_starts == 0 || self.starting() == 0)
    }

    fn wants_worker(&self, max_workers: usize) -> bool {
        if !self.may_start(max_workers) || self.workers.iter().any(Worker::is_idle) {
            return false;
        }
        let starting = self.starting();
        let mut wanted = self.queue.iter().filter(|task| task.is_live());
        wanted.nth(starting).is_some()
    }
}
