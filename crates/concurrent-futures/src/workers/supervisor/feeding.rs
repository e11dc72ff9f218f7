//! Handing jobs to workers: idle ones first, then ahead of busy ones while the queue is long.

use std::rc::Weak;

use super::{Feeding, State, Supervisor};
use crate::future::{Abort, TaskError};
use crate::workers::attachments::{self, Attachment, Luggage};
use crate::workers::error::{Failure, WorkerError};
use crate::workers::options::Options;
use crate::workers::task::Held;
use crate::workers::wire;
use crate::workers::work::{Ticket, Work};
use crate::workers::worker::{Phase, Sent, Worker};

/// Bytes of memory kept for the next message.
const KEPT: usize = 64 * 1024;

/// A message being put together.
struct Batch<J: Work> {
    tasks: Vec<Held<J>>,
    bytes: Vec<u8>,
    attachments: Vec<Attachment>,
    /// Jobs that cannot be sent.
    failed: Vec<(Held<J>, String)>,
}

impl<J: Work> Supervisor<J> {
    /// Hands out jobs later in this turn of the event loop.
    pub(super) fn plan_feeding(&self) {
        if std::mem::replace(&mut self.state.borrow_mut().planned, true) {
            return;
        }
        let this = self.this.clone();
        self.env.runtime.spawn(Box::pin(async move {
            if let Some(this) = this.upgrade() {
                this.state.borrow_mut().planned = false;
                this.feed();
                this.tidy();
            }
        }));
    }

    /// Hands out all that can be handed out now.
    pub(super) fn feed(&self) {
        {
            let mut state = self.state.borrow_mut();
            if matches!(state.feeding, Feeding::Now | Feeding::Again) {
                state.feeding = Feeding::Again;
                return;
            }
            state.feeding = Feeding::Now;
        }
        loop {
            loop {
                let worker = self.state.borrow().hungry(&self.options);
                if !worker.is_some_and(|worker| self.feed_one(worker)) {
                    break;
                }
            }
            let mut state = self.state.borrow_mut();
            if state.feeding != Feeding::Again {
                state.feeding = Feeding::No;
                break;
            }
            state.feeding = Feeding::Now;
        }
        self.start_wanted();
    }

    /// Sends one message to this worker; false if there is none for it.
    fn feed_one(&self, number: u64) -> bool {
        let mut batch = self.pack(number);
        // Where all failed, the queue has no other for this worker.
        let sent = !batch.tasks.is_empty();
        if sent {
            self.post(number, &mut batch);
        }
        // What one large job needed is not kept for ever.
        batch.bytes.clear();
        batch.bytes.shrink_to(KEPT);
        self.state.borrow_mut().scratch = batch.bytes;
        for (task, cause) in batch.failed {
            let error = WorkerError::new(&"".into(), Failure::Unsendable(cause));
            task.ticket.fail(TaskError::from(error));
        }
        sent
    }

    /// Takes jobs from the queue and encodes them, as many as go well in one message.
    fn pack(&self, number: u64) -> Batch<J> {
        let mut state = self.state.borrow_mut();
        let mut batch = Batch {
            tasks: Vec::new(),
            bytes: std::mem::take(&mut state.scratch),
            attachments: Vec::new(),
            failed: Vec::new(),
        };
        let queued = state.queue.len();
        let mut limit = state.pace.batch(queued, self.options.max_workers);
        let Some(worker) = state.worker(number) else {
            return batch;
        };
        let (slot, idle) = (worker.slot, worker.is_idle());
        if let Some(most) = self.options.max_jobs_per_worker {
            limit = limit.min(most.saturating_sub(worker.next_number()) as usize);
        }
        let first = worker.next_number();
        drop(state);

        let abort: Weak<dyn Abort> = self.this.clone();
        while batch.tasks.len() < limit {
            let Some(task) = self.state.borrow_mut().next_for(&batch.tasks, idle) else {
                break;
            };
            if !task.is_live() || self.state.borrow().is_at_work(&task, number) {
                continue;
            }
            if batch.tasks.is_empty() {
                // The worker tells when a job with a time limit starts.
                wire::begin_jobs(&mut batch.bytes, first, task.timeout.is_some());
                if task.chunk.is_some() && self.options.max_jobs_per_worker.is_none() {
                    limit = usize::MAX;
                }
            }
            let before = batch.bytes.len();
            let (encoded, attached) = attachments::collect(|| {
                wire::push_block(&mut batch.bytes, |out| J::encode(&task.job, out))
            });
            if let Err(cause) = encoded {
                batch.failed.push((task, cause));
                continue;
            }
            let luggage = Luggage::of(&attached);
            if !luggage.may_go(batch.tasks.is_empty(), idle) {
                batch.bytes.truncate(before);
                let mut state = self.state.borrow_mut();
                state.queue.push_front(task.priority, task);
                break;
            }
            if !task.set_running(slot, abort.clone()) {
                batch.bytes.truncate(before);
                continue;
            }
            let last = task.goes_alone() || luggage != Luggage::None;
            batch.attachments = attached;
            batch.tasks.push(task);
            if last {
                break;
            }
        }
        batch
    }

    fn post(&self, number: u64, batch: &mut Batch<J>) {
        let now = self.now();
        let link = self
            .state
            .borrow_mut()
            .worker(number)
            .map(|worker| worker.link.clone());
        let posted = match link {
            Some(link) => link.post(&batch.bytes, &batch.attachments),
            None => Ok(()),
        };
        let mut tasks = std::mem::take(&mut batch.tasks);
        let mut state = self.state.borrow_mut();
        match (posted, state.worker(number)) {
            (Ok(()), Some(worker)) => {
                let begun = worker.is_idle().then(|| (tasks[0].id(), worker.slot));
                let on_trial = tasks[0].suspect.get() && tasks[0].is_shared();
                worker.messages.push_back(Sent {
                    left: tasks.len(),
                    at: now,
                });
                worker.jobs.extend(tasks);
                drop(state);
                if on_trial {
                    self.limit_trial(number);
                }
                self.watch();
                if let Some((id, slot)) = begun {
                    self.options
                        .observe(|observer| observer.job_begun(id, slot));
                }
            }
            (Err(cause), _) if tasks.len() == 1 => {
                batch.failed.extend(tasks.pop().map(|task| (task, cause)));
            }
            // The worker went while the jobs were encoded, or the browser had no room for that
            // many: the next time each goes alone.
            (posted, _) => {
                for task in tasks.into_iter().rev() {
                    if posted.is_err() {
                        task.suspect.set(true);
                    }
                    state.queue.push_front(task.priority, task);
                }
            }
        }
    }
}

impl<J: Work> State<J> {
    /// The worker to be handed jobs next.
    fn hungry(&self, options: &Options<J>) -> Option<u64> {
        let next = self.queue.front()?;
        let most = options.max_jobs_per_worker;
        let fresh = |worker: &&Worker<J>| most.is_none_or(|most| worker.next_number() < most);
        let workers = || self.workers.iter().filter(fresh);
        let idle = workers().filter(|worker| worker.is_idle());
        if let Some(worker) = idle.min_by_key(|worker| worker.slot) {
            return Some(worker.number);
        }
        if next.goes_alone() {
            return None;
        }
        let ahead = |worker: &&Worker<J>| {
            worker.phase == Phase::Ready
                && !worker.stuck
                && self.pace.may_run_ahead(
                    worker.messages.len(),
                    worker.jobs.len(),
                    self.queue.len(),
                    options.max_workers,
                )
        };
        let busy = workers().filter(ahead);
        busy.min_by_key(|worker| (worker.messages.len(), worker.slot))
            .map(|worker| worker.number)
    }

    /// The next task of the queue, if it may go into a message with these.
    fn next_for(&mut self, message: &[Held<J>], idle: bool) -> Option<Held<J>> {
        let next = self.queue.front()?;
        if next.is_live() {
            if next.goes_alone() && (!message.is_empty() || !idle) {
                return None;
            }
            if message
                .first()
                .is_some_and(|first| first.chunk != next.chunk)
            {
                return None;
            }
        }
        self.queue.pop()
    }
}
