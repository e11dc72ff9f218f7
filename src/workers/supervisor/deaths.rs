//! Workers that die, or are made to: whose fault it was, who goes back into the queue, who
//! takes the place.

use std::rc::Rc;

use super::Supervisor;
use crate::future::{Abort, TaskError};
use crate::workers::error::{Failure, WorkerError};
use crate::workers::job::Job;
use crate::workers::options::CrashPolicy;
use crate::workers::task::Task;
use crate::workers::wire::Death;
use crate::workers::worker::{Phase, Worker};

/// So many workers may die in a row without an answer in between.
const DEATHS: usize = 3;

impl<J: Job> Supervisor<J> {
    /// A worker died. `running` is what it said itself: the number of the job it ran, or that it
    /// ran none; if it said nothing, one of the jobs of the message it was at is the cause.
    pub(super) fn lost(&self, number: u64, running: Option<Option<u32>>, failure: Failure) {
        let Some(mut worker) = self.bury(number, Some(&failure)) else {
            return;
        };
        let mut error = WorkerError::new(&worker.name, failure);
        if worker.phase == Phase::Initializing && !matches!(error.failure, Failure::Initializer(_))
        {
            error.failure = Failure::Initializer(error.to_string());
        }
        // The next worker would come to the same end.
        let fatal = matches!(
            error.failure,
            Failure::Initializer(_) | Failure::Version { .. }
        );
        if fatal || self.options.crash_policy == CrashPolicy::Break {
            crate::observe::report(&error.to_string());
            return self.break_down(&error.to_string(), worker.jobs);
        }
        let guilty = match running {
            Some(Some(job)) => Some(job.wrapping_sub(worker.answered) as usize),
            Some(None) => None,
            None if worker.in_hand() == 1 => Some(0),
            None => {
                let in_hand = worker.in_hand();
                for task in worker.jobs.iter_mut().take(in_hand) {
                    task.suspect = true;
                }
                None
            }
        };
        let was_idle = worker.is_idle();
        let guilty = guilty.and_then(|place| worker.jobs.remove(place));
        self.put_back(worker);
        let deaths = {
            let mut state = self.state.borrow_mut();
            state.deaths += usize::from(!was_idle && guilty.is_none());
            if guilty.is_some() {
                state.deaths = 0;
            }
            state.deaths
        };
        if deaths >= DEATHS {
            let reason = format!(
                "the pool is broken: {deaths} workers in a row ended without doing a job; the last: {error}"
            );
            crate::observe::report(&reason);
            return self.break_down(&reason, guilty);
        }
        // Nobody is hit by the end of an idle worker: it is replaced when there is need.
        if !was_idle {
            self.replace();
        }
        if let Some(task) = guilty {
            let _ = task.completer.set_exception(TaskError::from(error));
        }
        self.tidy();
    }

    /// Ends a worker because of the first job it has, which fails with `failure` if it still can.
    pub(super) fn kill(&self, number: u64, failure: Option<Failure>) {
        let Some(mut worker) = self.bury(number, None) else {
            return;
        };
        let guilty = failure.and_then(|failure| {
            let error = WorkerError::new(&worker.name, failure);
            Some((worker.jobs.pop_front()?, error))
        });
        self.put_back(worker);
        self.replace();
        if let Some((task, error)) = guilty {
            let _ = task.completer.set_exception(TaskError::from(error));
        }
        self.tidy();
    }

    /// Takes a worker out and ends it for good.
    pub(super) fn bury(&self, number: u64, failure: Option<&Failure>) -> Option<Worker<J>> {
        let now = self.now();
        let mut state = self.state.borrow_mut();
        let mut worker = state.remove(number)?;
        worker.timer = None;
        let past = &mut state.past[worker.slot];
        past.alive = false;
        if worker.phase == Phase::Ready {
            let run = worker.run_until(now);
            past.run += run;
            past.wait += now.saturating_sub(worker.ready_at).saturating_sub(run);
        }
        drop(state);
        worker.link.end();
        let slot = worker.slot;
        let cause =
            failure.map(|failure| WorkerError::new(&worker.name, failure.clone()).to_string());
        self.options
            .observe(|observer| observer.worker_ended(slot, cause.as_deref()));
        Some(worker)
    }

    /// Its jobs go back to the head of the queue, in order.
    fn put_back(&self, worker: Worker<J>) {
        let mut state = self.state.borrow_mut();
        for task in worker.jobs.into_iter().rev() {
            state.queue.push_front(task.priority, task);
        }
    }

    /// Starts a worker in the place of one that died, and goes on.
    fn replace(&self) {
        let wanted = {
            let state = self.state.borrow();
            state.broken.is_none() && !(state.shut_down && state.queue.is_empty())
        };
        if wanted {
            self.start();
        }
        self.feed();
    }

    /// Nothing can be done any more: every future fails, and every later submit.
    pub(super) fn break_down(&self, reason: &str, also: impl IntoIterator<Item = Task<J>>) {
        let mut state = self.state.borrow_mut();
        let reason = state.broken.get_or_insert_with(|| reason.into()).clone();
        drop(state);
        let mut tasks: Vec<_> = also.into_iter().collect();
        tasks.extend(self.drop_everything());
        fail(tasks, &reason);
        self.tidy();
    }

    /// Ends all workers at once. What has not ended fails; nothing is accepted any more.
    pub(crate) fn terminate(&self) {
        self.state.borrow_mut().shut_down = true;
        let tasks = self.drop_everything();
        fail(
            tasks,
            &"the workers were terminated by terminate_workers()".into(),
        );
        self.tidy();
    }

    fn drop_everything(&self) -> Vec<Task<J>> {
        let numbers: Vec<u64> = {
            let state = self.state.borrow();
            state.workers.iter().map(|worker| worker.number).collect()
        };
        let mut tasks = Vec::new();
        for number in numbers {
            tasks.extend(
                self.bury(number, None)
                    .into_iter()
                    .flat_map(|worker| worker.jobs),
            );
        }
        tasks.extend(self.state.borrow_mut().queue.take());
        tasks
    }
}

fn fail<J: Job>(tasks: Vec<Task<J>>, reason: &Rc<str>) {
    for task in tasks {
        // A cancelled one stays cancelled.
        let _ = task.completer.set_broken(reason.clone());
    }
}

impl<J: Job> Abort for Supervisor<J> {
    /// The worker that runs the job is ended and replaced. If the job waits there behind others,
    /// they first run to their end.
    fn abort(&self, id: u64) {
        let mut state = self.state.borrow_mut();
        let held = state.workers.iter_mut().find_map(|worker| {
            let place = worker.jobs.iter().position(|task| task.id() == id)?;
            Some((worker, place))
        });
        let Some((worker, place)) = held else {
            return;
        };
        worker.has_aborted = true;
        let number = worker.number;
        if place < worker.in_hand() {
            drop(state);
            self.kill(number, None);
        }
    }
}

impl From<Death> for Failure {
    fn from(death: Death) -> Self {
        match death {
            Death::Panic { message, location } => Failure::Panic { message, location },
            Death::Trap(cause) => Failure::Trap(cause),
            Death::Memory(cause) => Failure::Memory(cause),
            Death::Closed => Failure::Closed,
            Death::Message => Failure::Message,
        }
    }
}
