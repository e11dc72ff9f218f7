//! Workers that die, or are made to: whose fault it was, who goes back into the queue, who
//! takes the place.

use super::Supervisor;
use crate::future::{Broken, TaskError};
use crate::observe::report;
use crate::workers::error::{Failure, WorkerError};
use crate::workers::options::CrashPolicy;
use crate::workers::task::Held;
use crate::workers::wire::Death;
use crate::workers::work::{Ticket, Work};
use crate::workers::worker::{Phase, Worker};

/// So many workers may end in a row without doing a job, if no other is at work; and so many may
/// end with one and the same job in hand.
const DEATHS: u32 = 3;

impl<J: Work> Supervisor<J> {
    /// A worker died. `running` is what it said itself: the number of the job it ran, or that it
    /// ran none; if it said nothing, one of the jobs of the message it was at is the cause.
    pub(super) fn lost(&self, number: u64, running: Option<Option<u32>>, failure: Failure) {
        let Some(mut worker) = self.bury(number, Some(&failure)) else {
            return;
        };
        // What nobody caught did not come from a job: those are called where everything is caught.
        let running = match failure {
            Failure::Uncaught(_) => Some(None),
            _ => running,
        };
        let mut error = WorkerError::new(&worker.name, failure);
        if worker.phase == Phase::Initializing && !matches!(error.failure, Failure::Initializer(_))
        {
            error.failure = Failure::Initializing(Box::new(error.failure));
        }
        // The next worker would come to the same end.
        let fatal = matches!(
            error.failure,
            Failure::Initializer(_) | Failure::Initializing(_) | Failure::Version { .. }
        );
        if fatal || self.options.crash_policy == CrashPolicy::Break {
            return self.break_down(Broken::Worker(error.into()), worker.jobs);
        }
        if worker.phase != Phase::Ready {
            return self.start_failed(&error);
        }
        let guilty = match running {
            Some(Some(job)) => Some(job.wrapping_sub(worker.answered) as usize),
            Some(None) => None,
            None if worker.in_hand() == 1 => Some(0),
            None => None,
        };
        let was_idle = worker.is_idle();
        let guilty = guilty.and_then(|place| worker.jobs.remove(place));
        let mut failed: Vec<_> = guilty.into_iter().collect();
        if failed.is_empty() {
            for task in worker.jobs_in_hand() {
                task.suspect.set(running.is_none() || task.suspect.get());
                task.losses.set(task.losses.get().saturating_add(1));
            }
            // Nobody knows which it was, but with these it happens again and again.
            failed.extend(worker.take_jobs(|task| u32::from(task.losses.get()) >= DEATHS));
        }
        let unexplained = !was_idle && failed.is_empty();
        self.put_back(worker);
        let (deaths, others) = {
            let mut state = self.state.borrow_mut();
            if unexplained {
                state.deaths += 1;
            } else if !failed.is_empty() {
                state.deaths = 0;
            }
            (state.deaths, state.has_ready())
        };
        if unexplained && deaths >= DEATHS && !others {
            return self.give_up(deaths, &error);
        }
        if unexplained && deaths > 1 {
            self.retry_later(deaths - 1);
        }
        // Nobody is hit by the end of an idle worker: it is replaced when there is need.
        self.feed();
        for task in failed {
            task.lost.set(true);
            task.ticket.fail(TaskError::from(error.clone()));
        }
        self.judge_all();
        self.watch();
        self.tidy();
    }

    /// No worker came up, again and again.
    pub(super) fn give_up(&self, workers: u32, last: &WorkerError) {
        let last = last.clone().into();
        self.break_down(Broken::Workers { workers, last }, []);
    }

    /// Ends a worker because of the first job it has, which fails with `failure` if it still can;
    /// without, because nobody waits for what it does.
    pub(super) fn kill(&self, number: u64, failure: Option<Failure>) {
        let Some(mut worker) = self.bury(number, None) else {
            return;
        };
        let guilty = failure.and_then(|failure| {
            let error = WorkerError::new(&worker.name, failure);
            Some((worker.jobs.pop_front()?, error))
        });
        self.put_back(worker);
        match guilty {
            Some((task, error)) => {
                self.feed();
                task.ticket.fail(TaskError::from(error));
                self.tidy();
            }
            // Whoever aborts one job is likely to abort the next: later in this turn it is known
            // what is still wanted.
            None => self.plan_feeding(),
        }
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

    /// Its jobs go back to the head of the queue, in order, but for those that others see to or
    /// nobody waits for.
    fn put_back(&self, worker: Worker<J>) {
        let mut state = self.state.borrow_mut();
        let wanted = |task: &Held<J>| task.is_live() && !state.is_seen_to(task, worker.number);
        let (wanted, others): (Vec<_>, Vec<_>) = worker.jobs.into_iter().partition(wanted);
        for task in wanted.into_iter().rev() {
            state.queue.push_front(task.priority, task);
        }
        drop(state);
        drop(others);
    }

    /// Nothing can be done any more: every future fails, and every later submit.
    pub(super) fn break_down(&self, reason: Broken, also: impl IntoIterator<Item = Held<J>>) {
        report(&reason.to_string());
        let mut state = self.state.borrow_mut();
        let reason = state.broken.get_or_insert(reason).clone();
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
        fail(tasks, &Broken::Terminated);
        self.tidy();
    }

    fn drop_everything(&self) -> Vec<Held<J>> {
        let numbers: Vec<u64> = {
            let state = self.state.borrow();
            state.workers.iter().map(|worker| worker.number).collect()
        };
        let mut tasks = Vec::new();
        drop(self.state.borrow_mut().retry.take());
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

fn fail<J: Work>(tasks: Vec<Held<J>>, reason: &Broken) {
    for task in tasks {
        task.ticket.set_broken(reason.clone());
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
