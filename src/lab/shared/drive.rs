//! Drives Shared memory: one way after the other, each by workers that start together.

use std::rc::Rc;
use std::time::Duration;

use super::super::course::Course;
use super::super::job::LabJob;
use super::super::pool::pool_of;
use super::super::{LabOutput, PoolSpec, Problem, describe};
use super::SharedError;
use super::memory::parts;
use super::plan::{Plan, Way};
use super::rows::{Row, label, rows};
use crate::completion::as_completed;
use crate::config::RunConfig;
use crate::fetch::is_isolated;
use crate::future::{FutureHandle, TaskError};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::workers::WorkerPool;

/// A measurement under way. Clones are the same; dropping it changes nothing.
#[derive(Clone)]
pub struct Shared(Rc<Course>);

impl Shared {
    /// Starts what a config of the experiment `shared` describes. `on_change` and `watch` are as in the other
    /// experiments.
    #[must_use]
    pub fn start(config: RunConfig, on_change: Rc<dyn Fn()>, watch: &dyn Fn(Rc<Recorder>)) -> Self {
        let shared = Shared(Rc::new(Course::new(config, on_change, watch)));
        let driven = shared.clone();
        BrowserRuntime.spawn(Box::pin(async move {
            let result = driven.drive().await;
            driven.0.end(result);
        }));
        shared
    }

    /// One that was over before, of which there is this record.
    #[must_use]
    pub fn over(config: RunConfig, recorder: Rc<Recorder>) -> Self {
        Shared(Rc::new(Course::over(config, recorder)))
    }

    /// How it goes on.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.0
    }

    /// What came of each way that is over.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        rows(&self.0.recorder().record())
    }

    /// One future of the run.
    #[must_use]
    pub fn future(&self, id: usize) -> Option<FutureHandle<LabOutput>> {
        let current = self.0.current.borrow();
        let is_it = |future: &&FutureHandle<_>| self.0.recorder().id_of(future) == Some(id);
        current.iter().find(is_it).cloned()
    }

    async fn drive(&self) -> Result<(), Problem> {
        if !is_isolated() {
            return Err(TaskError::from(SharedError::NotIsolated).into());
        }
        let (recorder, stop) = (self.0.recorder(), &self.0.stop);
        let plan = Plan::of(self.0.config()).map_err(TaskError::from)?;
        let spec = PoolSpec {
            workers: plan.pool(),
            engine: None,
            job_timeout: None,
            is_own: false,
        };
        let pool = pool_of(spec, recorder.clone())?;
        let measured = self.measure(plan, &pool).await;
        self.0.abort();
        stop.or(pool.shutdown(true)).await;
        measured
    }

    async fn measure(&self, plan: Plan, pool: &WorkerPool<LabJob>) -> Result<(), Problem> {
        let (recorder, stop) = (self.0.recorder(), &self.0.stop);
        match stop.or(pool.warm_up()).await {
            Some(ready) => ready?,
            None => return Ok(()),
        }
        let (ready, asked) = (pool.live_workers(), plan.pool());
        if ready < asked {
            return Err(TaskError::from(SharedError::Missing { ready, asked }).into());
        }
        recorder.restart(Duration::ZERO);
        for way in Way::ALL {
            if stop.is_asked() {
                return Ok(());
            }
            self.one(plan, way, pool).await?;
            // The page draws between two ways, not during one.
            BrowserRuntime.yield_now().await;
        }
        Ok(())
    }

    /// One way, to its end. They wait for each other: where one fails the others would wait for ever.
    async fn one(&self, plan: Plan, way: Way, pool: &WorkerPool<LabJob>) -> Result<(), Problem> {
        let (recorder, current) = (self.0.recorder(), &self.0.current);
        let of = plan.part_of(way);
        for (nth, part) in parts(plan, way).into_iter().enumerate() {
            let label = label(way, nth, of).into();
            let submit = || pool.submit(LabJob::Shared(part));
            let submitted = recorder.submit(label, "pool".into(), describe, submit)?;
            current.borrow_mut().push(submitted);
        }
        let futures = current.borrow().clone();
        let undelivered = futures.into_iter().filter(|future| !future.done());
        let mut completed = as_completed(undelivered.collect::<Vec<_>>(), None);
        while let Some(Ok(future)) = completed.next().await {
            if future.cancelled() {
                continue;
            }
            recorder.delivered(&future);
            if let Some(Err(problem)) = future.peek() {
                return Err(problem.into());
            }
        }
        Ok(())
    }
}
