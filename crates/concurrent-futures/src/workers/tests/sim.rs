//! Simulated workers on the virtual clock, with the worker's real code in them.
//!
//! A worker has a clock of its own. A message is worked off the moment it arrives, while that
//! clock runs ahead by what the jobs take; what the worker posts reaches the page when the page's
//! clock has come as far. Ended before, it never does.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::future::{FutureError, FutureHandle};
use crate::runtime::{LocalBoxFuture, Runtime, VirtualRuntime};
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
    /// Sets the worker's clock ahead by so many ms, or back, when half its time is over.
    SetClock(i32),
    /// Tells that it is half done.
    Tells,
    /// It cannot be encoded.
    #[serde(skip)]
    Unsendable,
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
    /// The clock of the next worker is ahead of the page's by this, and does not say so.
    pub skew: Cell<f64>,
    /// How far the browser takes the page's clock to be behind the workers', in ms.
    pub told: Cell<f64>,
    /// Messages of workers with these bytes in them cannot be posted.
    pub cursed: RefCell<Option<Vec<u8>>>,
    /// Messages to workers with these bytes in them cannot be posted.
    pub unposted: RefCell<Option<Vec<u8>>>,
    /// What becomes of messages on their way, by their number, both ways.
    pub damage: RefCell<HashMap<usize, Damage>>,
    /// Messages so far.
    pub messages: Cell<usize>,
    /// So many workers there is memory for.
    pub room: Cell<Option<usize>>,
    /// A message to a worker takes so much longer than one from it.
    pub uphill: Cell<Duration>,
    /// Each worker takes longer to start than the one before it by this.
    pub slower: Cell<Duration>,
    /// Timers of the page are late by this, as in one that is busy.
    pub late: Cell<Duration>,
    /// Workers made so far.
    pub made: Cell<u32>,
    /// When workers were ended, by name.
    pub ends: RefCell<HashMap<String, Duration>>,
    /// Begun jobs: when, in which worker, which.
    pub begun: RefCell<Vec<(Duration, String, u64)>>,
    /// The same of their ends.
    pub ended: RefCell<Vec<(Duration, String, u64)>>,
    pub living: RefCell<Vec<Rc<Line>>>,
}

/// What may become of a message.
#[derive(Clone, Debug)]
pub enum Damage {
    Replaced(Vec<u8>),
    Cut(usize),
    /// These bits of one byte.
    Flipped(usize, u8),
    Longer(Vec<u8>),
}

impl Damage {
    fn done_to(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len().max(1);
        match self {
            Damage::Replaced(others) => bytes.clone_from(others),
            Damage::Cut(at) => bytes.truncate(at % length),
            Damage::Flipped(at, bits) => {
                if let Some(byte) = bytes.get_mut(at % length) {
                    *byte ^= bits;
                }
            }
            Damage::Longer(more) => bytes.extend(more),
        }
    }
}

impl Weather {
    /// What arrives of a message.
    fn carry(&self, bytes: &[u8]) -> Vec<u8> {
        let number = self.messages.get();
        self.messages.set(number + 1);
        let mut bytes = bytes.to_vec();
        if let Some(damage) = self.damage.borrow().get(&number) {
            damage.done_to(&mut bytes);
        }
        bytes
    }
}

pub struct Line {
    pub name: String,
    runtime: VirtualRuntime,
    events: Box<dyn Fn(Event)>,
    /// The true time it has come to.
    clock: Cell<Duration>,
    /// What its own clock adds to that, in ms.
    skew: Cell<f64>,
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

    fn run(self, context: &mut JobContext<'_>) -> Result<u64, JobError> {
        let Some(line) = RUNNING.with_borrow(Clone::clone) else {
            return Ok(self.id);
        };
        let began = (line.clock.get(), line.name.clone(), self.id);
        line.weather.begun.borrow_mut().push(began);
        let spent = Duration::from_micros(self.micros);
        line.clock.set(line.clock.get() + spent);
        let ended = (line.clock.get(), line.name.clone(), self.id);
        line.weather.ended.borrow_mut().push(ended);
        match self.fate {
            Fate::Done | Fate::Unsendable => return Ok(self.id),
            Fate::Tells => context.progress(0.5),
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
            Fate::Vanish => {
                line.die(Failure::Vanished);
                resume_unwind(Box::new(Trapped));
            }
            Fate::Endless => {
                line.gone.set(true);
                resume_unwind(Box::new(Trapped));
            }
            Fate::SetClock(by) => line.skew.set(line.skew.get() + f64::from(by)),
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

    /// Ends by an error that has nothing to do with any job.
    pub fn stray_error(self: &Rc<Self>) {
        self.gone.set(true);
        let error = Failure::Uncaught("from a timer".into());
        self.tell_at(self.runtime.now(), Event::Dead(error));
    }

    /// Answers nothing any more, whatever it is at.
    pub fn freeze(&self) {
        self.gone.set(true);
    }

    /// Posts these bytes now, whatever they mean.
    pub fn say(self: &Rc<Self>, bytes: Vec<u8>) {
        self.tell_at(self.runtime.now(), Event::Message(bytes, Vec::new()));
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
        self.0.clock.get().as_secs_f64() * 1000.0 + self.0.skew.get()
    }

    fn time_origin(&self) -> f64 {
        0.0
    }

    fn close(&self) {
        self.0.die(Failure::Vanished);
    }

    fn post(&self, bytes: &[u8], _: &[Attachment]) -> Result<(), String> {
        no_room(&self.0.weather.cursed, bytes)?;
        if !self.0.gone.get() {
            let bytes = self.0.weather.carry(bytes);
            self.0.tell(Event::Message(bytes, Vec::new()));
        }
        Ok(())
    }
}

fn no_room(cursed: &RefCell<Option<Vec<u8>>>, bytes: &[u8]) -> Result<(), String> {
    let cursed = cursed.borrow();
    let holds = |cursed: &Vec<u8>| {
        cursed.is_empty() || bytes.windows(cursed.len()).any(|part| part == cursed)
    };
    if cursed.as_ref().is_some_and(holds) {
        return Err("there is no room for it".into());
    }
    Ok(())
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
            skew: Cell::new(self.weather.skew.get()),
            ended: Cell::default(),
            gone: Cell::default(),
            server: RefCell::default(),
            weather: self.weather.clone(),
        });
        self.weather.living.borrow_mut().push(line.clone());
        let living = self.weather.living.borrow().len();
        let no_room = self.weather.room.get().is_some_and(|room| living > room);
        let fails = count_down(&self.weather.fail_to_load) || no_room;
        let made = self.weather.made.get();
        self.weather.made.set(made + 1);
        let start = self.weather.start.get() + self.weather.slower.get() * made;
        let sleep = self.runtime.sleep(start);
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

    fn chance(&self) -> f64 {
        0.5
    }
}

struct SimLink(Rc<Line>);

impl Link for SimLink {
    fn post(&self, bytes: &[u8], _: &[Attachment]) -> Result<(), String> {
        no_room(&self.0.weather.unposted, bytes)?;
        let (line, bytes) = (self.0.clone(), self.0.weather.carry(bytes));
        let sleep = line.runtime.sleep(WIRE + line.weather.uphill.get());
        self.0.runtime.spawn(Box::pin(async move {
            sleep.await;
            line.receive(&bytes);
        }));
        Ok(())
    }

    fn end(&self) {
        self.0.ended.set(true);
        let ended = (self.0.name.clone(), self.0.runtime.now());
        self.0.weather.ends.borrow_mut().extend([ended]);
        // The line holds the pool's ear, and the program the line.
        self.0.server.borrow_mut().take();
        let living = &mut *self.0.weather.living.borrow_mut();
        living.retain(|line| !Rc::ptr_eq(line, &self.0));
    }

    fn time_origin(&self) -> f64 {
        -self.0.weather.told.get()
    }
}

/// The page's clock.
struct PageClock {
    runtime: VirtualRuntime,
    weather: Rc<Weather>,
}

impl Runtime for PageClock {
    fn now(&self) -> Duration {
        self.runtime.now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<()> {
        let late = self.weather.late.get();
        self.runtime.sleep(duration.saturating_add(late))
    }

    fn spawn(&self, future: LocalBoxFuture<()>) {
        self.runtime.spawn(future);
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
        let clock = PageClock {
            runtime: runtime.clone(),
            weather: weather.clone(),
        };
        let builder = Pool::builder(Rc::new(clock)).max_workers(workers);
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

impl World {
    /// How many times this job was begun by a worker that had not been ended by then.
    pub fn runs(&self, id: u64) -> usize {
        let begun = self.weather.begun.borrow();
        let ends = self.weather.ends.borrow();
        let runs = begun
            .iter()
            .filter(|(at, name, job)| *job == id && ends.get(name).is_none_or(|ended| at < ended));
        runs.count()
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
