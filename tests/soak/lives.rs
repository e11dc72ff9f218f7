//! Pools from their first worker to their last, each with another end.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use fastrand::Rng;
use photofinish::executor::SubmitError;
use photofinish::future::FutureHandle;
use photofinish::runtime::{BrowserRuntime, Runtime};
use photofinish::workers::{CrashPolicy, JobOptions, WorkerPoolBuilder};
use wasm_bindgen::prelude::*;

use crate::jobs::{Pool, begin};
use crate::tally::{Ends, Tally};
use crate::work::{Reply, Work, judge};

#[wasm_bindgen]
extern "C" {
    /// From now on there are no Web Locks; or again.
    #[wasm_bindgen(js_namespace = soak, js_name = hideLocks)]
    fn hide_locks(yes: bool);
}

/// One pool of each kind; what came of their jobs.
#[wasm_bindgen]
pub async fn lives(seed: u32) -> Result<String, JsError> {
    let tally = Rc::new(Tally::default());
    begin(&tally);
    let ends = Rc::<Ends>::default();
    ends.0.replace(tally.clone());
    let mut life = Life {
        random: Rng::with_seed(seed.into()),
        tally: tally.clone(),
        ends: ends.clone(),
    };
    life.recycled().await?;
    life.idle().await?;
    life.initialized().await?;
    life.never_initialized().await?;
    life.breaks().await?;
    life.terminated().await?;
    life.cancelled().await?;
    life.dropped().await?;
    life.full().await?;
    life.without_locks().await?;
    ends.0.take();
    begin(&Rc::default());
    Ok(tally.report().to_string())
}

struct Life {
    random: Rng,
    tally: Rc<Tally>,
    ends: Rc<Ends>,
}

impl Life {
    fn builder(&mut self) -> WorkerPoolBuilder<Work> {
        Pool::builder(Rc::new(BrowserRuntime))
            .max_workers(self.random.usize(1..4))
            .observer(self.ends.clone())
    }

    fn submit(&self, pool: &Pool, job: Work) -> Result<FutureHandle<Reply>, SubmitError> {
        let (end, kind) = (job.end(), job.kind());
        let future = pool.submit(job)?;
        self.tally
            .watch(&future, kind, move |outcome| judge(end, true, outcome));
        Ok(future)
    }

    fn some(&mut self, pool: &Pool) -> Result<(), JsError> {
        for number in 0..self.random.u64(1..200) {
            self.submit(pool, Work::Mark(number))?;
        }
        Ok(())
    }

    /// Shuts the pool down and sees that nothing is left of it.
    async fn over(&self, pool: Pool, life: &str) {
        pool.shutdown(false).await;
        let left = [pool.live_workers(), pool.queued()];
        self.tally.check(left == [0, 0], || {
            format!("{life}: {left:?} workers and jobs left")
        });
        self.tally.until_open(0).await;
    }

    /// Each worker does a few jobs.
    async fn recycled(&mut self) -> Result<(), JsError> {
        let pool = self.builder().max_jobs_per_worker(60).build()?;
        self.some(&pool)?;
        self.over(pool, "recycled").await;
        Ok(())
    }

    /// Workers end while there is nothing to do, and others come when there is.
    async fn idle(&mut self) -> Result<(), JsError> {
        let limit = Duration::from_millis(self.random.u64(0..5));
        let pool = self.builder().idle_timeout(limit).build()?;
        for _ in 0..3 {
            self.some(&pool)?;
            self.tally.until_open(0).await;
            let pause = Duration::from_millis(self.random.u64(0..10));
            BrowserRuntime.sleep(pause).await;
        }
        self.over(pool, "idle").await;
        Ok(())
    }

    async fn initialized(&mut self) -> Result<(), JsError> {
        let pool = self.builder().initializer(Work::Mark(0)).build()?;
        pool.warm_up().await?;
        self.some(&pool)?;
        self.over(pool, "initialized").await;
        Ok(())
    }

    /// The initializer dies, and with it the pool.
    async fn never_initialized(&mut self) -> Result<(), JsError> {
        let pool = self.builder().initializer(Work::Trap).build()?;
        self.some(&pool)?;
        self.tally.until_open(0).await;
        let refused = pool.submit(Work::Mark(0));
        self.tally
            .check(matches!(refused, Err(SubmitError::Broken(_))), || {
                "a pool without an initializer takes jobs".into()
            });
        self.over(pool, "never initialized").await;
        Ok(())
    }

    /// The first worker that dies breaks it.
    async fn breaks(&mut self) -> Result<(), JsError> {
        let pool = self.builder().crash_policy(CrashPolicy::Break).build()?;
        self.some(&pool)?;
        self.submit(&pool, Work::Panic(0))?;
        self.some(&pool)?;
        self.over(pool, "breaks").await;
        Ok(())
    }

    async fn terminated(&mut self) -> Result<(), JsError> {
        // One more than endless jobs.
        let pool = self.builder().max_workers(2).build()?;
        self.some(&pool)?;
        self.submit(&pool, Work::Spin)?;
        let open = self.random.usize(0..100);
        self.tally.until_open(open + 1).await;
        pool.terminate_workers();
        self.over(pool, "terminated").await;
        Ok(())
    }

    async fn cancelled(&mut self) -> Result<(), JsError> {
        let pool = self.builder().build()?;
        self.some(&pool)?;
        let open = self.random.usize(0..100);
        self.tally.until_open(open).await;
        self.some(&pool)?;
        let over = pool.shutdown(true);
        over.await;
        self.over(pool, "cancelled").await;
        Ok(())
    }

    /// Nobody has it any more, and its jobs are done all the same.
    async fn dropped(&mut self) -> Result<(), JsError> {
        let pool = self.builder().build()?;
        self.some(&pool)?;
        drop(pool);
        self.tally.until_open(0).await;
        Ok(())
    }

    async fn full(&mut self) -> Result<(), JsError> {
        let pool = self.builder().queue_limit(10).build()?;
        let refused = Cell::new(0);
        for number in 0..200 {
            match self.submit(&pool, Work::Mark(number)) {
                Ok(_) => {}
                Err(SubmitError::QueueFull { .. }) => refused.set(refused.get() + 1),
                Err(error) => return Err(error.into()),
            }
        }
        self.tally
            .check(refused.get() > 0, || "a full queue takes every job".into());
        self.over(pool, "full").await;
        Ok(())
    }

    /// As on a page without a secure address: hearts beat.
    async fn without_locks(&mut self) -> Result<(), JsError> {
        hide_locks(true);
        let pool = self.builder().build()?;
        let warm = pool.warm_up().await;
        hide_locks(false);
        warm?;
        self.some(&pool)?;
        let options = JobOptions {
            timeout: Some(Duration::from_millis(10)),
            ..JobOptions::default()
        };
        let future = pool.submit_with(Work::Spin, options)?;
        let end = Work::Spin.end();
        self.tally
            .watch(&future, "spin", move |outcome| judge(end, false, outcome));
        self.over(pool, "without locks").await;
        Ok(())
    }
}
