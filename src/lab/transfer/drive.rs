//! Drives Passing data: real buffers to a real worker and back.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use js_sys::ArrayBuffer;
use wasm_bindgen::prelude::*;

use super::super::job::{LabJob, checksum};
use super::super::pool::pool_of;
use super::super::{LabOutput, PoolSpec, describe};
use super::{ChunkRow, Mode, Row, Step, chunk_rows, rows, steps};
use crate::completion::{ReturnWhen, wait};
use crate::config::RunConfig;
use crate::executor::{Executor, IoExecutor};
use crate::future::{FutureHandle, TaskError};
use crate::observe::Observer;
use crate::record::{EventKind, Phase, Settled};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::workers::{Buffer, WorkerPool};

/// A measurement under way. Clones are the same; dropping it changes nothing.
#[derive(Clone)]
pub struct Transfer(Rc<Inner>);

struct Inner {
    config: RunConfig,
    steps: Vec<Step>,
    recorder: Rc<Recorder>,
    on_change: Rc<dyn Fn()>,
    current: RefCell<Vec<FutureHandle<LabOutput>>>,
    problem: RefCell<Option<String>>,
    cancelled: Cell<bool>,
    running: Cell<bool>,
}

impl Transfer {
    /// Starts what a config of the experiment `transfer` describes. `on_change` and `watch` are
    /// as in the other experiments.
    #[must_use]
    pub fn start(config: RunConfig, on_change: Rc<dyn Fn()>, watch: &dyn Fn(Rc<Recorder>)) -> Self {
        let recorder = Recorder::new(Rc::new(BrowserRuntime), on_change.clone());
        watch(recorder.clone());
        let transfer = Transfer(Rc::new(Inner {
            steps: steps(&config.transfer, config.seed),
            config,
            recorder,
            on_change,
            current: RefCell::default(),
            problem: RefCell::default(),
            cancelled: Cell::new(false),
            running: Cell::new(true),
        }));
        let driven = transfer.clone();
        BrowserRuntime.spawn(Box::pin(async move {
            if let Err(problem) = driven.drive().await {
                *driven.0.problem.borrow_mut() = Some(problem);
            }
            driven.0.recorder.push(EventKind::Ended);
            driven.0.running.set(false);
            (driven.0.on_change)();
        }));
        transfer
    }

    /// What is measured.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.0.config
    }

    /// The record so far.
    #[must_use]
    pub fn recorder(&self) -> &Rc<Recorder> {
        &self.0.recorder
    }

    /// Number of measurements of the whole run, for the progress.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.steps.len()
    }

    /// What passing costs, by size and way, as far as it is measured.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        rows(&self.0.steps, &self.0.recorder.record())
    }

    /// What a small job costs by the number sent as one, as far as it is measured.
    #[must_use]
    pub fn chunk_rows(&self) -> Vec<ChunkRow> {
        chunk_rows(&self.0.steps, &self.0.recorder.record())
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Why it ended before its end, if it did by itself.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        self.0.problem.borrow().clone()
    }

    /// Ends it: what runs is aborted, the rest is not measured.
    pub fn cancel(&self) {
        self.0.cancelled.set(true);
        if self.is_running() {
            self.0.recorder.push(EventKind::CancelRequested);
        }
        let current = self.0.current.borrow().clone();
        for future in current.iter().rev() {
            future.abort();
        }
    }

    async fn drive(&self) -> Result<(), String> {
        let Inner {
            recorder, steps, ..
        } = &*self.0;
        let spec = PoolSpec {
            workers: 1,
            engine: None,
            job_timeout: None,
        };
        let pool = pool_of(spec, recorder.clone()).map_err(text)?;
        let here = IoExecutor::builder(Rc::new(BrowserRuntime))
            .max_workers(1)
            .observer(recorder.clone() as Rc<dyn Observer>)
            .build()
            .map_err(text)?;
        pool.warm_up().await.map_err(text)?;
        recorder.restart();
        let mut steps = steps.as_slice();
        while let Some(first) = steps.first() {
            if self.0.cancelled.get() {
                break;
            }
            // The chunks of one round go out together, everything else alone.
            let together = match first {
                Step::Pass { .. } => 1,
                Step::Chunk { of, round, .. } => steps
                    .iter()
                    .take_while(|step| matches!(step, Step::Chunk { of: o, round: r, .. } if (o, r) == (of, round)))
                    .count(),
            };
            let (group, rest) = steps.split_at(together);
            let futures = group
                .iter()
                .map(|step| self.submit(&pool, &here, *step))
                .collect::<Result<Vec<_>, String>>()?;
            *self.0.current.borrow_mut() = futures.clone();
            for future in wait(futures, None, ReturnWhen::AllCompleted).await.done {
                if !future.cancelled() {
                    recorder.delivered(&future);
                }
            }
            steps = rest;
            // The page draws between two measurements, not during one.
            BrowserRuntime.yield_now().await;
        }
        self.0.current.take();
        pool.shutdown(true).await;
        here.shutdown(true).await;
        Ok(())
    }

    fn submit(
        &self,
        pool: &WorkerPool<LabJob>,
        here: &IoExecutor,
        step: Step,
    ) -> Result<FutureHandle<LabOutput>, String> {
        let recorder = &self.0.recorder;
        let submitted = match step {
            Step::Pass {
                bytes,
                mode: Mode::Main,
            } => {
                let buffer = buffer(bytes)?;
                let measured = recorder.clone();
                let began = Rc::new(Cell::new((Duration::ZERO, Duration::ZERO)));
                let times = began.clone();
                let describe_here = move |recorder: &Recorder, future: &FutureHandle<_>| {
                    let (from, to) = times.get();
                    let compute = Phase {
                        name: "compute".into(),
                        from,
                        to,
                    };
                    Settled {
                        phases: vec![compute],
                        ..describe(recorder, future)
                    }
                };
                recorder.submit(label(step), "main".into(), describe_here, || {
                    here.submit(move || async move {
                        let from = measured.elapsed();
                        let checksum = checksum(&buffer);
                        began.set((from, measured.elapsed()));
                        Ok::<_, TaskError>(LabOutput::Checksum(checksum))
                    })
                })
            }
            Step::Pass { bytes, mode } => {
                let (buffer, transfer) = (buffer(bytes)?, mode == Mode::Transfer);
                let buffer = if transfer {
                    Buffer::transfer(buffer)
                } else {
                    Buffer::copy(buffer)
                };
                let job = LabJob::Pass { buffer, transfer };
                recorder.submit(label(step), "pool".into(), describe, || pool.submit(job))
            }
            Step::Chunk { jobs, .. } => {
                let job = LabJob::SmallJobs(jobs as u32);
                recorder.submit(label(step), "pool".into(), describe, || pool.submit(job))
            }
        };
        submitted.map_err(text)
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A buffer of so many bytes; a failure to get the memory is an error, not an exception.
fn buffer(bytes: u64) -> Result<ArrayBuffer, String> {
    let length = JsValue::from_f64(bytes as f64);
    let constructor = js_sys::Reflect::get(&js_sys::global(), &"ArrayBuffer".into());
    constructor
        .and_then(|constructor| {
            js_sys::Reflect::construct(
                constructor.unchecked_ref::<js_sys::Function>(),
                &js_sys::Array::of1(&length),
            )
        })
        .map(JsCast::unchecked_into)
        .map_err(|_| format!("the browser has no memory for a buffer of {bytes} bytes"))
}

fn label(step: Step) -> Rc<str> {
    match step {
        Step::Pass { bytes, mode } => {
            let way = match mode {
                Mode::Main => "main",
                Mode::Clone => "clone",
                Mode::Transfer => "transfer",
            };
            format!("{bytes} B {way}").into()
        }
        Step::Chunk { jobs, .. } => format!("chunk of {jobs}").into(),
    }
}
