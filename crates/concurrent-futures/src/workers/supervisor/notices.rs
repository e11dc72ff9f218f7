//! What workers tell of themselves: that they are ready, at a job, or about to end.

use super::Supervisor;
use crate::workers::attachments::{self, Attachment};
use crate::workers::clock::Clock;
use crate::workers::error::Failure;
use crate::workers::wire::{self, Notice, PROTOCOL};
use crate::workers::work::Work;
use crate::workers::worker::Phase;

impl<J: Work> Supervisor<J> {
    pub(super) fn noticed(&self, number: u64, notice: Notice) {
        if !self.is_due(number, &notice) {
            return self.lost(number, None, Failure::Message);
        }
        match notice {
            Notice::Ready {
                protocol,
                time_origin,
                now,
            } => {
                if protocol != PROTOCOL {
                    let failure = Failure::Version {
                        page: PROTOCOL,
                        worker: protocol,
                    };
                    return self.lost(number, None, failure);
                }
                self.begin_work(number, time_origin, now);
            }
            Notice::Initialized(Ok(())) => self.worker_ready(number),
            Notice::Initialized(Err(error)) => {
                let cause = format!("{}: {error}", error.type_name);
                self.lost(number, None, Failure::Initializer(cause));
            }
            Notice::Started { job } => self.limit_job(number, job),
            Notice::Progress { job, fraction } => self.progress(number, job, fraction),
            Notice::Dying { job, cause } => self.lost(number, Some(job), cause.into()),
        }
    }

    /// A worker is ready once, and initialized once, if it is to be at all. What comes at another
    /// time is not what it was when it was sent, and no reason to break the pool.
    fn is_due(&self, number: u64, notice: &Notice) -> bool {
        let mut state = self.state.borrow_mut();
        let phase = state.worker(number).map(|worker| worker.phase);
        let due = match notice {
            Notice::Ready { .. } => Phase::Starting,
            Notice::Initialized(_) => Phase::Initializing,
            _ => return true,
        };
        phase.is_none_or(|phase| phase == due)
    }

    /// The first job of this worker begins: its time runs from now.
    fn limit_job(&self, number: u64, job: u32) {
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return;
        };
        let Some(limit) = worker.jobs.front().and_then(|task| task.timeout) else {
            return;
        };
        if worker.answered == job {
            worker.timer = Some(self.later(limit, move |this| {
                this.kill(number, Some(Failure::Timeout(limit)));
            }));
        }
    }

    fn progress(&self, number: u64, job: u32, fraction: f64) {
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return;
        };
        let slot = worker.slot;
        let place = job.wrapping_sub(worker.answered) as usize;
        let Some(task) = worker.jobs.get(place) else {
            return;
        };
        let (id, callback) = (task.id(), task.on_progress.clone());
        drop(state);
        self.options
            .observe(|observer| observer.job_progress(id, slot, fraction));
        if let Some(callback) = callback {
            callback(fraction);
        }
    }

    /// The worker's loop runs: it takes the initializer, if there is one, and then jobs.
    fn begin_work(&self, number: u64, time_origin: f64, worker_now: f64) {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let Some(worker) = state.worker(number) else {
            return;
        };
        worker.clock = Clock::new(time_origin - worker.link.time_origin());
        worker.clock.came(worker_now, now);
        let Some(initializer) = &self.options.initializer else {
            drop(state);
            return self.worker_ready(number);
        };
        worker.phase = Phase::Initializing;
        // It counts as part of the start, whose limit goes on, unless its own is shorter.
        if let Some(limit) = self.options.job_timeout {
            let start = self.options.start_timeout;
            if limit < start.saturating_sub(now.saturating_sub(worker.started_at)) {
                worker.timer = Some(self.later(limit, move |this| {
                    this.lost(number, None, Failure::Timeout(limit));
                }));
            }
        }
        let link = worker.link.clone();
        drop(state);
        let mut bytes = Vec::new();
        wire::begin_initializer(&mut bytes);
        let (encoded, attached) = attachments::collect(|| {
            wire::push_block(&mut bytes, |out| J::encode(initializer, out))
        });
        let sent = match encoded {
            // Every worker gets it: what can be sent once cannot be an initializer.
            Ok(()) if attached.iter().any(Attachment::is_transferred) => Err(Failure::HandedOver),
            Ok(()) => link.post(&bytes, &attached).map_err(Failure::Unsendable),
            Err(cause) => Err(Failure::Unsendable(cause)),
        };
        if let Err(failure) = sent {
            self.lost(number, None, failure);
        }
    }
}
