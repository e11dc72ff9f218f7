//! Who looks after the workers: hands them jobs, takes their answers, and buries the dead.
//!
//! Nothing here knows the browser: workers come from a [`Host`], time from the
//! [`Runtime`](crate::runtime::Runtime). The state is borrowed for short stretches only, never
//! while code of the caller runs (encoding, callbacks, observers), which may call back.

mod aborts;
mod answers;
mod deaths;
mod feeding;
mod figures;
mod holders;
mod lifetimes;
mod notices;
mod rescue;
mod starts;

pub(crate) use lifetimes::Warming;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::task::Waker;
use std::time::Duration;

use super::error::WorkerError;
use super::host::Host;
use super::options::Options;
use super::pace::Pace;
use super::queue::JobQueue;
use super::statistics::WorkerStatistics;
use super::task::{Held, Task};
use super::timer::Timer;
use super::work::{Ticket, Work};
use super::worker::Worker;
use crate::executor::SubmitError;
use crate::future::{Broken, Env};

pub(crate) struct Supervisor<J: Work> {
    this: Weak<Supervisor<J>>,
    pub(super) env: Rc<Env>,
    pub(super) options: Options<J>,
    host: Box<dyn Host>,
    state: RefCell<State<J>>,
}

struct State<J: Work> {
    queue: JobQueue<Held<J>>,
    workers: Vec<Worker<J>>,
    /// What the workers of each slot did that are no more.
    past: Vec<WorkerStatistics>,
    pace: Pace,
    next_worker: u64,
    /// Workers that took jobs and died in a row, without an answer in between and without a job to
    /// blame.
    deaths: u32,
    /// Workers in a row that did not come to take jobs.
    failed_starts: u32,
    /// Why the last of them did not; none once one came up.
    start_failure: Option<WorkerError>,
    /// No worker is started before it is over.
    retry: Option<Timer>,
    /// So many wait for all workers to be there: none is ended for being idle.
    warming: usize,
    shut_down: bool,
    broken: Option<Broken>,
    feeding: Feeding,
    /// Later in this turn jobs are handed out.
    planned: bool,
    idle_timer: Option<Timer>,
    /// Until the next look for stuck workers.
    watch: Option<Timer>,
    /// Who waits for workers to be ready, or to be gone.
    waiting: Vec<Waker>,
    /// Memory for messages, used again and again.
    scratch: Vec<u8>,
}

/// Handing out is done by one at a time: what calls back meanwhile asks for another round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Feeding {
    No,
    Now,
    Again,
}

/// How a task is to be queued.
#[derive(Clone, Default)]
pub(crate) struct Request {
    pub(crate) timeout: Option<Duration>,
    pub(crate) priority: i8,
    pub(crate) on_progress: Option<Rc<dyn Fn(f64)>>,
    pub(crate) chunk: Option<u64>,
}

impl<J: Work> Supervisor<J> {
    pub(crate) fn new(env: Rc<Env>, options: Options<J>, host: Box<dyn Host>) -> Rc<Self> {
        Rc::new_cyclic(|this| Supervisor {
            this: this.clone(),
            env,
            options,
            host,
            state: RefCell::new(State {
                queue: JobQueue::default(),
                workers: Vec::new(),
                past: Vec::new(),
                pace: Pace::default(),
                next_worker: 0,
                deaths: 0,
                failed_starts: 0,
                start_failure: None,
                retry: None,
                warming: 0,
                shut_down: false,
                broken: None,
                feeding: Feeding::No,
                planned: false,
                idle_timer: None,
                watch: None,
                waiting: Vec::new(),
                scratch: Vec::new(),
            }),
        })
    }

    /// Queues what `make` makes, which is called only if it is accepted: a task, the end of its
    /// future, and the future.
    pub(crate) fn submit<F>(
        &self,
        request: Request,
        make: impl FnOnce(&Rc<Env>) -> (J::Task, J::Ticket, F),
    ) -> Result<F, SubmitError> {
        self.check_open()?;
        let (job, ticket, future) = make(&self.env);
        ticket.watch_cancel(self.this.clone());
        let task = Task {
            ticket,
            job,
            priority: request.priority,
            timeout: request.timeout.or(self.options.job_timeout),
            on_progress: request.on_progress,
            chunk: request.chunk,
            suspect: Cell::new(false),
            slow: Cell::new(false),
            sent: Cell::new(false),
            lost: Cell::new(false),
            losses: Cell::new(0),
        };
        let in_chunk = task.chunk.is_some();
        let mut state = self.state.borrow_mut();
        state.queue.push_back(task.priority, Held::Alone(task));
        let idle = state.workers.iter().any(Worker::is_idle);
        drop(state);
        if idle && !in_chunk {
            // At once: who submits may keep the page busy from here on.
            self.feed();
        } else {
            self.start_wanted();
            // Later in this turn, when it is known how many jobs there are, and a chunk is whole.
            self.plan_feeding();
        }
        Ok(future)
    }

    fn check_open(&self) -> Result<(), SubmitError> {
        let mut state = self.state.borrow_mut();
        // Broken is said first, also after a shutdown (CF-Q11).
        if let Some(reason) = &state.broken {
            return Err(SubmitError::Broken(reason.clone()));
        }
        if state.shut_down {
            return Err(SubmitError::Shutdown);
        }
        let Some(limit) = self.options.queue_limit else {
            return Ok(());
        };
        if state.queue.len() < limit {
            return Ok(());
        }
        // Cancelled ones do not wait.
        let cancelled = state.queue.sweep(|task| task.is_live());
        let full = state.queue.len() >= limit;
        drop(state);
        drop(cancelled);
        if full {
            Err(SubmitError::QueueFull { limit })
        } else {
            Ok(())
        }
    }

    fn now(&self) -> Duration {
        self.env.runtime.now()
    }

    /// Calls `call` with this, if it is still there then.
    fn later(&self, after: Duration, call: impl FnOnce(&Self) + 'static) -> Timer {
        let this = self.this.clone();
        Timer::start(&*self.env.runtime, after, move || {
            if let Some(this) = this.upgrade() {
                call(&this);
            }
        })
    }
}

impl<J: Work> State<J> {
    fn worker(&mut self, number: u64) -> Option<&mut Worker<J>> {
        self.workers
            .iter_mut()
            .find(|worker| worker.number == number)
    }

    /// Takes a worker out of the pool.
    fn remove(&mut self, number: u64) -> Option<Worker<J>> {
        let index = self
            .workers
            .iter()
            .position(|worker| worker.number == number)?;
        Some(self.workers.remove(index))
    }
}
