//! Drives Passing data: real buffers to a real worker and back, then small jobs through the pool.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use super::super::course::Course;
use super::super::job::LabJob;
use super::super::pool::pool_of;
use super::super::{LabOutput, PoolSpec, Problem, describe};
use super::line::{Line, work_here};
use super::rows::{COMPUTE, RETURN, SEND, WHOLE};
use super::{
    ChunkRow, LineError, Mode, Row, Step, Times, chunk_rows, keep_to_the_time, measured,
    measurements, rows, steps,
};
use crate::completion::{ReturnWhen, wait};
use crate::config::RunConfig;
use crate::executor::{Executor, IoExecutor, SubmitError};
use crate::future::{FutureHandle, TaskError};
use crate::observe::Observer;
use crate::record::{Outcome, Phase, Record};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::workers::WorkerPool;

/// A measurement under way. Clones are the same; dropping it changes nothing.
#[derive(Clone)]
pub struct Transfer(Rc<Inner>);

struct Inner {
    course: Course,
    steps: RefCell<Vec<Step>>,
}

impl Transfer {
    /// Starts what a config of the experiment `transfer` describes. `on_change` and `watch` are
    /// as in the other experiments.
    #[must_use]
    pub fn start(config: RunConfig, on_change: Rc<dyn Fn()>, watch: &dyn Fn(Rc<Recorder>)) -> Self {
        let transfer = Transfer(Rc::new(Inner {
            steps: RefCell::new(steps(&config.transfer, config.seed)),
            course: Course::new(config, on_change, watch),
        }));
        let driven = transfer.clone();
        BrowserRuntime.spawn(Box::pin(async move {
            let result = driven.drive().await;
            driven.0.course.end(result);
        }));
        transfer
    }

    /// One that was over before, of which there is this record.
    #[must_use]
    pub fn over(config: RunConfig, recorder: Rc<Recorder>) -> Self {
        let record = recorder.record();
        let mut told = Step::told(record.lanes().iter().map(|lane| &*lane.label));
        if record.is_cancelled() {
            // The rest was to come.
            let planned = steps(&config.transfer, config.seed);
            told.extend(planned.into_iter().skip(told.len()));
        }
        drop(record);
        Transfer(Rc::new(Inner {
            steps: RefCell::new(told),
            course: Course::over(config, recorder),
        }))
    }

    /// How it goes on.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.0.course
    }

    /// How many measurements are made by this record of it, and how many there will be.
    #[must_use]
    pub fn far(&self, record: &Record) -> (usize, usize) {
        let steps = &self.0.steps;
        let settled = record.settled() - record.count(Outcome::Cancelled);
        let steps = steps.borrow();
        (measured(&steps, settled), measurements(&steps).count())
    }

    /// What passing costs, by size and way, as far as it is measured by this record of it.
    #[must_use]
    pub fn rows(&self, record: &Record) -> Vec<Row> {
        rows(&self.0.steps.borrow(), record)
    }

    /// What a small job costs by the number sent as one, as far as it is measured by this record of it.
    #[must_use]
    pub fn chunk_rows(&self, record: &Record) -> Vec<ChunkRow> {
        chunk_rows(&self.0.steps.borrow(), record)
    }

    async fn drive(&self) -> Result<(), Problem> {
        let course = &self.0.course;
        let (recorder, stop) = (course.recorder(), &course.stop);
        let spec = PoolSpec {
            workers: 1,
            engine: None,
            job_timeout: None,
            is_own: false,
        };
        let places = Places {
            line: Rc::new(Line::open().map_err(TaskError::from)?),
            here: IoExecutor::builder(Rc::new(BrowserRuntime))
                .max_workers(1)
                .observer(recorder.clone() as Rc<dyn Observer>)
                .build()?,
            pool: pool_of(spec, recorder.clone())?,
        };
        let measured = self.measure(&places).await;
        // What was begun beside something that failed measures nothing.
        course.abort();
        stop.or(places.pool.shutdown(true)).await;
        stop.or(places.here.shutdown(true)).await;
        measured
    }

    async fn measure(&self, places: &Places) -> Result<(), Problem> {
        let Inner { course, steps } = &*self.0;
        let (recorder, stop, current) = (course.recorder(), &course.stop, &course.current);
        let ready = async {
            places.line.ready().await.map_err(TaskError::from)?;
            Ok::<_, Problem>(places.pool.warm_up().await?)
        };
        match stop.or(ready).await {
            Some(ready) => ready?,
            None => return Ok(()),
        }
        recorder.restart(Duration::ZERO);
        let mut done = 0;
        loop {
            let group = measurements(&steps.borrow()[done..])
                .next()
                .map(<[Step]>::to_vec);
            let Some(group) = group.filter(|_| !stop.is_asked()) else {
                break;
            };
            // What is submitted before one is refused can be cancelled too.
            for step in group {
                let submitted = match step {
                    Step::Pass {
                        bytes, mode, round, ..
                    } => {
                        let Some(now) = stop.or(now(places, bytes, mode)).await else {
                            return Ok(());
                        };
                        let (times, each) = now.map_err(TaskError::from)?;
                        let step = Step::Pass {
                            bytes,
                            mode,
                            times,
                            round,
                        };
                        steps.borrow_mut()[done] = step;
                        self.submit(places, step, each)?
                    }
                    Step::Chunk { .. } => self.submit(places, step, Duration::ZERO)?,
                };
                done += 1;
                current.borrow_mut().push(submitted);
            }
            let futures = current.borrow().clone();
            for future in wait(futures, None, ReturnWhen::AllCompleted).await.done {
                if !future.cancelled() {
                    recorder.delivered(&future);
                    if let Some(Err(problem)) = future.peek() {
                        return Err(problem.into());
                    }
                }
            }
            current.take();
            keep_to_the_time(&mut steps.borrow_mut(), done, recorder.elapsed());
            // The page draws between two measurements, not during one.
            BrowserRuntime.yield_now().await;
        }
        Ok(())
    }

    fn submit(
        &self,
        places: &Places,
        step: Step,
        each: Duration,
    ) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let recorder = self.0.course.recorder();
        let executor = match step {
            Step::Pass {
                mode: Mode::Main, ..
            } => "main",
            Step::Pass { .. } => "worker",
            Step::Chunk { .. } => "pool",
        };
        recorder.submit(
            step.label().into(),
            executor.into(),
            describe,
            || match step {
                Step::Pass {
                    bytes, mode, times, ..
                } => {
                    let (line, recorder) = (places.line.clone(), recorder.clone());
                    places.here.submit(move || async move {
                        pass(&line, &recorder, (bytes, mode), times, each).await
                    })
                }
                Step::Chunk { jobs, .. } => places.pool.submit(LabJob::SmallJobs(jobs as u32)),
            },
        )
    }
}

/// Where it is measured.
struct Places {
    line: Rc<Line>,
    here: IoExecutor,
    pool: WorkerPool<LabJob>,
}

/// How many messages fit now, and what one takes without the work.
async fn now(places: &Places, bytes: u64, mode: Mode) -> Result<(Times, Duration), LineError> {
    let most = Times::of(bytes, mode);
    if mode == Mode::Main {
        return Ok((most, Duration::ZERO));
    }
    let [whole, held] = places.line.each(bytes, mode).await?;
    Ok((most.within(whole, held), held))
}

async fn pass(
    line: &Line,
    recorder: &Recorder,
    (bytes, mode): (u64, Mode),
    times: Times,
    each: Duration,
) -> Result<LabOutput, LineError> {
    let from = recorder.elapsed();
    let phases = match mode {
        Mode::Main => in_a_row(from, &[(COMPUTE, work_here(bytes, times.whole)?)]),
        Mode::Clone | Mode::Transfer => {
            let took = line.pass(bytes, mode, times, each).await?;
            let took = [(WHOLE, took.whole), (SEND, took.send), (RETURN, took.back)];
            in_a_row(from, &took)
        }
    };
    Ok(LabOutput::Measured { bytes, phases })
}

/// Times laid end to end from a moment on, as phases of a future.
fn in_a_row(mut from: Duration, times: &[(&str, Duration)]) -> Vec<Phase> {
    let phases = times.iter().map(|(name, time)| {
        let phase = Phase {
            name: (*name).into(),
            from,
            to: from + *time,
        };
        from = phase.to;
        phase
    });
    phases.collect()
}
