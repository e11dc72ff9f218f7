//! Simulated workers on the virtual clock, with the worker's real code in them.
//!
//! A worker has a clock of its own. A message is worked off the moment it arrives, while that
//! clock runs ahead by what the jobs take; what the worker posts reaches the page when the page's
//! clock has come as far. Ended before, it never does.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::executor::Executor;
use crate::future::{FutureError, FutureHandle};
use crate::runtime::{Runtime, VirtualRuntime};
use crate::workers::attachments::Attachment;
use crate::workers::error::{Failure, WorkerError};
use crate::workers::host::{Event, Host, Link};
use crate::workers::server::{Outbox, Serve, Server};
use crate::workers::wire::Death;
use crate::workers::{Job, JobContext, JobError, WorkerPool, WorkerPoolBuilder};

/// Time of a message from one side to the other.
const WIRE: Duration = Duration::from_micros(20);

/// What a simulated job does, and for how many µs before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimJob {
    pub id: u64,
    pub micros: u64,
    pub fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Fate {
    Done,
    Failed,
    Panic,
    /// A trap after which the program cannot even say which job it was at.
    Trap,
    Close,
    Vanish,
    Endless,
}

/// What simulated workers do beside their jobs.
#[derive(Default)]
pub struct Weather {
    /// Time from `new Worker` until it takes jobs.
    pub start: Cell<Duration>,
    /// So many workers fail to load from now on.
    pub fail_to_load: Cell<usize>,
    /// So many cannot even be made.
    pub refuse: Cell<usize>,
    /// They speak this protocol.
    pub protocol_of_another_build: Cell<bool>,
    /// Begun jobs: when, in which worker, which.
    pub begun: RefCell<Vec<(Duration, String, u64)>>,
    pub living: RefCell<Vec<Rc<Line>>>,
}

pub struct Line {
    pub name: String,
    runtime: VirtualRuntime,
    events: Box<dyn Fn(Event)>,
    clock: Cell<Duration>,
    pub ended: Cell<bool>,
    gone: Cell<bool>,
    server: RefCell<Option<Rc<dyn Serve>>>,
    weather: Rc<Weather>,
}

thread_local! {
    static RUNNING: RefCell<Option<Rc<Line>>> = const { RefCell::new(None) };
}

/// Thrown through the program by a trap.
struct Trapped;

impl Job for SimJob {
    type Output = u64;
    const ENTRY: &'static str = "";

    fn run(self, _: &mut JobContext<'_>) -> Result<u64, JobError> {
        let Some(line) = RUNNING.with_borrow(Clone::clone) else {
            return Ok(self.id);
        };
        let began = (line.clock.get(), line.name.clone(), self.id);
        line.weather.begun.borrow_mut().push(began);
        let spent = Duration::from_micros(self.micros);
        line.clock.set(line.clock.get() + spent);
        match self.fate {
            Fate::Done => return Ok(self.id),
            Fate::Failed => return Err(JobError::message(format!("job {} failed", self.id))),
            Fate::Panic => {
                line.stop(Death::Panic {
                    message: format!("job {} panicked", self.id),
                    location: "here".into(),
                });
                resume_unwind(Box::new(Trapped));
            }
            Fate::Trap => {
                line.die(Failure::Trap("unreachable".into()));
                resume_unwind(Box::new(Trapped));
            }
            Fate::Close => line.stop(Death::Closed),
            Fate::Vanish => line.die(Failure::Vanished),
            Fate::Endless => line.gone.set(true),
        }
        Ok(self.id)
    }
}

impl Line {
    fn stop(&self, death: Death) {
        let server = self.server.borrow().clone();
        if let Some(server) = server {
            server.stop(death);
        }
        self.gone.set(true);
    }

    /// Without a word from the program itself.
    fn die(self: &Rc<Self>, failure: Failure) {
        self.gone.set(true);
        self.tell(Event::Dead(failure));
    }

    /// Killed from outside, in the midst of whatever it does.
    pub fn kill(self: &Rc<Self>) {
        self.gone.set(true);
        self.tell_at(self.runtime.now(), Event::Dead(Failure::Vanished));
    }

    /// Tells the page what happens at the worker's present time.
    fn tell(self: &Rc<Self>, event: Event) {
        self.tell_at(self.clock.get(), event);
    }

    fn tell_at(self: &Rc<Self>, at: Duration, event: Event) {
        let delay = at.saturating_sub(self.runtime.now()) + WIRE;
        let sleep = self.runtime.sleep(delay);
        let line = self.clone();
        self.runtime.spawn(Box::pin(async move {
            sleep.await;
            if !line.ended.get() {
                (line.events)(event);
            }
        }));
    }

    fn receive(self: &Rc<Self>, bytes: &[u8]) {
        let Some(server) = self.server.borrow().clone() else {
            return;
        };
        if self.ended.get() || self.gone.get() {
            return;
        }
        self.clock.set(self.clock.get().max(self.runtime.now()));
        RUNNING.set(Some(self.clone()));
        // Only `Trapped` comes through: the worker is gone then.
        let _ = catch_unwind(AssertUnwindSafe(|| server.receive(bytes, Vec::new())));
        RUNNING.set(None);
    }
}

struct Page(Rc<Line>);

impl Outbox for Page {
    fn now(&self) -> f64 {
        self.0.clock.get().as_secs_f64() * 1000.0
    }

    fn time_origin(&self) -> f64 {
        0.0
    }

    fn post(&self, bytes: &[u8], _: &[Attachment]) -> Result<(), String> {
        if !self.0.gone.get() {
            self.0.tell(Event::Message(bytes.to_vec(), Vec::new()));
        }
        Ok(())
    }
}

struct SimHost {
    runtime: VirtualRuntime,
    weather: Rc<Weather>,
}

fn count_down(left: &Cell<usize>) -> bool {
    let some = left.get() > 0;
    left.set(left.get().saturating_sub(1));
    some
}

impl Host for SimHost {
    fn start(&self, name: &str, events: Box<dyn Fn(Event)>) -> Result<Box<dyn Link>, String> {
        if count_down(&self.weather.refuse) {
            return Err("refused".into());
        }
        let line = Rc::new(Line {
            name: name.into(),
            runtime: self.runtime.clone(),
            events,
            clock: Cell::default(),
            ended: Cell::default(),
            gone: Cell::default(),
            server: RefCell::default(),
            weather: self.weather.clone(),
        });
        self.weather.living.borrow_mut().push(line.clone());
        let fails = count_down(&self.weather.fail_to_load);
        let sleep = self.runtime.sleep(self.weather.start.get());
        let started = line.clone();
        self.runtime.spawn(Box::pin(async move {
            sleep.await;
            started.clock.set(started.runtime.now());
            if fails {
                return started.die(Failure::Load("not found".into()));
            }
            let server = Server::<SimJob, Page>::start(started.name.clone(), Page(started.clone()));
            *started.server.borrow_mut() = Some(Rc::new(server));
        }));
        Ok(Box::new(SimLink(line)))
    }
}

struct SimLink(Rc<Line>);

impl Link for SimLink {
    fn post(&self, bytes: &[u8], _: &[Attachment]) -> Result<(), String> {
        let (line, bytes) = (self.0.clone(), bytes.to_vec());
        let sleep = line.runtime.sleep(WIRE);
        self.0.runtime.spawn(Box::pin(async move {
            sleep.await;
            line.receive(&bytes);
        }));
        Ok(())
    }

    fn end(&self) {
        self.0.ended.set(true);
        // The line holds the pool's ear, and the program the line.
        self.0.server.borrow_mut().take();
        let living = &mut *self.0.weather.living.borrow_mut();
        living.retain(|line| !Rc::ptr_eq(line, &self.0));
    }

    fn time_origin(&self) -> f64 {
        0.0
    }
}

pub type Pool = WorkerPool<SimJob>;
pub type Handle = FutureHandle<u64>;

/// A virtual world with one pool.
pub struct World {
    pub runtime: VirtualRuntime,
    pub weather: Rc<Weather>,
    pub pool: Pool,
    next: Cell<u64>,
}

impl World {
    pub fn new(
        workers: usize,
        options: impl FnOnce(WorkerPoolBuilder<SimJob>) -> WorkerPoolBuilder<SimJob>,
    ) -> Self {
        let runtime = VirtualRuntime::new();
        let weather = Rc::new(Weather::default());
        weather.start.set(Duration::from_millis(5));
        let host = SimHost {
            runtime: runtime.clone(),
            weather: weather.clone(),
        };
        let builder = Pool::builder(Rc::new(runtime.clone())).max_workers(workers);
        let pool = options(builder).build_on(Box::new(host)).unwrap();
        World {
            runtime,
            weather,
            pool,
            next: Cell::new(0),
        }
    }

    pub fn job(&self, micros: u64, fate: Fate) -> SimJob {
        self.next.set(self.next.get() + 1);
        SimJob {
            id: self.next.get(),
            micros,
            fate,
        }
    }

    pub fn submit(&self, micros: u64, fate: Fate) -> Handle {
        self.pool.submit(self.job(micros, fate)).unwrap()
    }

    pub fn run<T: 'static>(&self, future: impl Future<Output = T> + 'static) -> T {
        self.runtime
            .block_on(future)
            .expect("somebody waits for ever")
    }

    /// Runs all that can run, and checks that nothing was left behind.
    pub fn finish(self, futures: &[Handle]) {
        let World {
            runtime,
            weather,
            pool,
            ..
        } = self;
        runtime
            .block_on(pool.shutdown(false))
            .expect("the shutdown waits for ever");
        runtime.run();
        for future in futures {
            assert!(future.done(), "{future} never settled");
        }
        assert_eq!(pool.live_workers(), 0);
        assert!(weather.living.borrow().is_empty());
        assert_eq!((runtime.tasks(), runtime.timers()), (0, 0));
    }
}

pub fn outcome(future: &Handle) -> Result<u64, FutureError> {
    future.peek().expect("not settled")
}

pub fn failure(future: &Handle) -> Failure {
    match outcome(future) {
        Err(FutureError::Failed(error)) => error
            .downcast_ref::<WorkerError>()
            .expect("not a worker's error")
            .failure
            .clone(),
        other => panic!("did not fail: {other:?}"),
    }
}
