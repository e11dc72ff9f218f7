//! Jobs on the one thread that also draws the page: all at once, or in slices.

use std::rc::Rc;
use std::time::Duration;

use super::{LabOutput, Place};
use crate::executor::{ConfigError, Executor, IoExecutor, SubmitError};
use crate::future::FutureHandle;
use crate::kernels::{KernelTask, Step, Stepper, TaskError};
use crate::observe::Observer;
use crate::recorder::Recorder;
use crate::runtime::{LocalBoxFuture, Runtime};

/// How long a slice may take before the page gets a turn: half a frame of a 60 Hz screen.
const SLICE: Duration = Duration::from_millis(8);

/// Long enough for a frame or two.
const DRAW: Duration = Duration::from_millis(40);

/// One job after another on this thread.
pub struct MainThread {
    executor: IoExecutor,
    runtime: Rc<dyn Runtime>,
    sliced: bool,
}

impl MainThread {
    /// Jobs run to their end without a pause, or with `sliced` in steps that leave the page a
    /// turn at least every few milliseconds.
    ///
    /// # Errors
    /// None in fact: one worker is a valid number.
    pub fn new(
        runtime: Rc<dyn Runtime>,
        recorder: Rc<Recorder>,
        sliced: bool,
    ) -> Result<Self, ConfigError> {
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(1)
            .name_prefix("main")
            .observer(recorder as Rc<dyn Observer>)
            .build()?;
        Ok(MainThread {
            executor,
            runtime,
            sliced,
        })
    }
}

impl Place for MainThread {
    /// Lets the page draw the start, before it may not draw for a while.
    fn warm_up(&self) -> LocalBoxFuture<Result<(), String>> {
        let drawn = self.runtime.sleep(DRAW);
        Box::pin(async move {
            drawn.await;
            Ok(())
        })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let (runtime, sliced) = (self.runtime.clone(), self.sliced);
        self.executor.submit(move || async move {
            let mut job = task.start()?;
            let output = if sliced {
                in_slices(&mut job, &*runtime).await
            } else {
                job.run_to_end()
            };
            Ok::<_, TaskError>(LabOutput::Kernel(output))
        })
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.executor.shutdown(false))
    }
}

async fn in_slices<S: Stepper>(job: &mut S, runtime: &dyn Runtime) -> S::Output {
    // The first slice begins with a turn for the page too, or a row of short jobs would block it.
    loop {
        runtime.yield_now().await;
        let began = runtime.now();
        while runtime.now() - began < SLICE {
            if let Step::Done(output) = job.step(1) {
                return output;
            }
        }
    }
}
