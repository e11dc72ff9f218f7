//! Rounds of jobs on one pool that lives through all of them, while its workers are killed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use fastrand::Rng;
use photofinish::executor::{ConfigError, Executor, SubmitError};
use photofinish::future::FutureHandle;
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::workers::{Buffer, JobObserver, JobOptions, JobTimes, WorkerPool};
use serde_json::json;
use wasm_bindgen::prelude::*;

use crate::tally::{Ends, Tally};
use crate::work::{Reply, Undecodable, Unsendable, Work, judge};

pub type Pool = WorkerPool<Work>;

/// Twice as many as endless jobs at a time: no future depends on one of those.
const WORKERS: usize = 4;
const ENDLESS: usize = 2;

#[wasm_bindgen]
extern "C" {
    /// Ends one of the workers behind the pool's back; false if there is none.
    #[wasm_bindgen(js_namespace = soak)]
    fn kill(which: u32) -> bool;
}

/// The pool, and who counts what it says.
#[derive(Clone)]
struct Subject {
    pool: Pool,
    ends: Rc<Ends>,
    answers: Rc<Answers>,
}

thread_local! {
    static SUBJECT: RefCell<Option<Subject>> = const { RefCell::new(None) };
    static ROUND: RefCell<Rc<Tally>> = RefCell::default();
}

/// Answers, and workers that live, as an observer hears of them.
#[derive(Default)]
struct Answers {
    answers: Cell<u64>,
    workers: Cell<i64>,
}

impl JobObserver for Answers {
    fn job_answered(&self, _: u64, _: usize, _: JobTimes) {
        self.answers.set(self.answers.get() + 1);
    }

    fn worker_started(&self, _: usize, _: &str) {
        self.workers.set(self.workers.get() + 1);
    }

    fn worker_ended(&self, _: usize, _: Option<&str>) {
        self.workers.set(self.workers.get() - 1);
    }
}

impl Subject {
    fn new() -> Result<Self, ConfigError> {
        let (ends, answers) = (Rc::<Ends>::default(), Rc::<Answers>::default());
        let pool = Pool::builder(Rc::new(BrowserRuntime))
            .max_workers(WORKERS)
            .observer(ends.clone())
            .job_observer(answers.clone())
            .build()?;
        Ok(Subject {
            pool,
            ends,
            answers,
        })
    }
}

/// The pool of the rounds, a new one if there is none.
fn subject() -> Result<Subject, ConfigError> {
    SUBJECT.with_borrow_mut(|kept| {
        let subject = kept.take().map_or_else(Subject::new, Ok)?;
        Ok(kept.insert(subject).clone())
    })
}

/// What has not settled of the round under way.
#[wasm_bindgen]
pub fn open() -> String {
    ROUND.with_borrow(|tally| tally.open()).to_string()
}

/// From now on this round is under way.
pub fn begin(tally: &Rc<Tally>) {
    ROUND.set(tally.clone());
}

/// A round of `count` jobs; what came of them.
#[wasm_bindgen]
pub async fn jobs(seed: u32, count: usize) -> Result<String, JsError> {
    let Subject {
        pool,
        ends,
        answers,
    } = subject()?;
    let tally = Rc::new(Tally::default());
    begin(&tally);
    ends.0.replace(tally.clone());
    let before = pool.statistics().iter().map(|slot| slot.jobs).sum::<u64>();
    let heard = answers.answers.get();
    let mut round = Round {
        random: Rng::with_seed(seed.into()),
        pool: pool.clone(),
        tally: tally.clone(),
        endless: Rc::default(),
        number: 0,
        kills: 0,
    };
    while tally.submitted() < count {
        round.burst((count - tally.submitted()).min(2000))?;
        let most = round.random.usize(0..1000);
        tally.until_open(most).await;
    }
    tally.until_open(0).await;

    let answered = pool.statistics().iter().map(|slot| slot.jobs).sum::<u64>() - before;
    let heard = answers.answers.get() - heard;
    let counted = ["result", "error", "undecodable job", "unsendable result"];
    let counted: usize = counted.iter().map(|word| tally.count(word)).sum();
    tally.check(answered == counted as u64 && heard == answered, || {
        format!("{counted} answered, {answered} by the pool's count, {heard} heard of")
    });
    let (vanished, kills) = (tally.count("vanished"), round.kills);
    tally.check(vanished <= kills, || {
        format!("{vanished} vanished, and {kills} workers were killed")
    });
    let broken = tally.count("broken");
    tally.check(broken == 0, || {
        format!("the pool broke: {:?}", pool.broken())
    });
    let workers = pool.live_workers();
    tally.check(workers <= WORKERS, || {
        format!("{workers} workers at the end")
    });
    let mut report = tally.report();
    report["killed"] = json!(kills);
    ends.0.take();
    ROUND.take();
    Ok(report.to_string())
}

/// Ends the pool of the rounds.
#[wasm_bindgen]
pub async fn end_pool() -> Result<String, JsError> {
    let Subject { pool, answers, .. } = subject()?;
    SUBJECT.take();
    pool.shutdown(false).await;
    let alive = pool.statistics().iter().filter(|slot| slot.alive).count();
    let left = [pool.live_workers(), pool.queued(), alive];
    Ok(json!({"left": left, "workers": answers.workers.get()}).to_string())
}

struct Round {
    random: Rng,
    pool: Pool,
    tally: Rc<Tally>,
    /// Endless jobs under way that have no time limit.
    endless: Rc<Cell<usize>>,
    number: u64,
    kills: usize,
}

impl Round {
    /// Submits some jobs in one of the ways there are, and disturbs some of them.
    fn burst(&mut self, most: usize) -> Result<(), JsError> {
        let count = self.random.usize(1..=most);
        match self.random.u8(0..4) {
            0 => {
                let size = self.random.usize(1..300);
                let chunked = self.pool.chunked(size)?;
                for _ in 0..count {
                    let job = self.small();
                    self.submit_to(job, |job| chunked.submit(job))?;
                }
            }
            _ => {
                for _ in 0..count {
                    self.one()?;
                }
            }
        }
        if self.random.u8(0..3) == 0 && kill(self.random.u32(..)) {
            self.kills += 1;
        }
        Ok(())
    }

    fn next(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    /// A job as most are.
    fn small(&mut self) -> Work {
        let number = self.next();
        match self.random.u32(0..100) {
            0 => Work::Busy(number, self.random.u32(0..3000)),
            1..10 => Work::Bytes(number, self.random.u32(0..2000)),
            _ => Work::Mark(number),
        }
    }

    fn one(&mut self) -> Result<(), JsError> {
        let number = self.next();
        let job = match self.random.u32(0..2000) {
            0 => Work::Panic(number),
            1 => Work::Trap,
            2 => Work::Overflow,
            3 => Work::Exhaust,
            4 => Work::Throw,
            5 => Work::Close,
            6 => return self.limited(),
            7 => return self.endless(),
            8 => Work::Undecodable(Undecodable),
            9 => Work::UnsendableResult,
            10 => Work::Unsendable(Unsendable),
            11..20 => Work::Fail(number),
            20..30 => Work::Bytes(number, self.random.u32(0..200_000)),
            30..40 => {
                let bytes = vec![1; self.random.usize(0..100_000)];
                let buffer = Buffer::from_slice(&bytes);
                let buffer = match self.random.bool() {
                    true => buffer,
                    false => Buffer::copy(buffer.array_buffer().clone()),
                };
                Work::Echo(number, buffer)
            }
            40..60 => {
                let options = JobOptions {
                    priority: self.random.i8(..),
                    // For a job that takes no time at all, on a busy machine.
                    timeout: self.random.bool().then_some(Duration::from_secs(60)),
                    ..JobOptions::default()
                };
                let pool = self.pool.clone();
                let job = self.small();
                self.submit_to(job, |job| pool.submit_with(job, options))?;
                return Ok(());
            }
            60..80 => {
                let pool = self.pool.clone();
                let job = self.small();
                let (future, stopped) = self.submit_to(job, |job| pool.submit(job))?;
                stopped.set(true);
                match self.random.bool() {
                    true => future.cancel(),
                    false => future.abort(),
                };
                return Ok(());
            }
            _ => self.small(),
        };
        let pool = self.pool.clone();
        self.submit_to(job, |job| pool.submit(job))?;
        Ok(())
    }

    /// An endless job with a time limit.
    fn limited(&mut self) -> Result<(), JsError> {
        let options = JobOptions {
            timeout: Some(Duration::from_millis(self.random.u64(5..40))),
            ..JobOptions::default()
        };
        let pool = self.pool.clone();
        self.submit_to(Work::Spin, |job| pool.submit_with(job, options))?;
        Ok(())
    }

    /// An endless job that is aborted some time later, wherever it is then.
    fn endless(&mut self) -> Result<(), JsError> {
        if self.endless.get() >= ENDLESS {
            return Ok(());
        }
        self.endless.set(self.endless.get() + 1);
        let pool = self.pool.clone();
        let (future, stopped) = self.submit_to(Work::Spin, |job| pool.submit(job))?;
        let endless = self.endless.clone();
        let sleep = BrowserRuntime.sleep(Duration::from_millis(self.random.u64(0..60)));
        BrowserRuntime.spawn(Box::pin(async move {
            sleep.await;
            stopped.set(true);
            future.abort();
            endless.set(endless.get() - 1);
        }));
        Ok(())
    }

    fn submit_to(
        &self,
        job: Work,
        submit: impl FnOnce(Work) -> Result<FutureHandle<Reply>, SubmitError>,
    ) -> Result<(FutureHandle<Reply>, Rc<Cell<bool>>), JsError> {
        let (end, kind) = (job.end(), job.kind());
        let future = submit(job)?;
        let stopped = Rc::<Cell<bool>>::default();
        let asked = stopped.clone();
        self.tally.watch(&future, kind, move |outcome| {
            judge(end, asked.get(), outcome)
        });
        Ok((future, stopped))
    }
}
