//! Jobs on the one thread that also draws the page: all at once, or in slices.

use std::rc::Rc;
use std::time::Duration;

use super::{LabOutput, Place};
use crate::executor::{ConfigError, Executor, IoExecutor, SubmitError};
use crate::future::FutureHandle;
use crate::future::TaskError;
use crate::kernels::{KernelTask, Step, Stepper};
use crate::observe::Observer;
use crate::recorder::Recorder;
use crate::runtime::{LocalBoxFuture, Runtime, written};

/// How long a slice may take before the page gets a turn: CPython's switch interval, after which a thread that waits for the
/// GIL asks for it (`sys.setswitchinterval`, <https://docs.python.org/3/library/sys.html#sys.setswitchinterval>). Where
/// the browser's clock ticks more coarsely, a slice ends with its next tick.
pub const SLICE: Duration = Duration::from_millis(5);

/// Long enough for a frame or two.
const DRAW: Duration = Duration::from_millis(40);

/// How jobs share this thread with the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Each runs to its end without a pause, so nothing can stop it either.
    AllAtOnce,
    /// In steps that leave the page a turn at least every few milliseconds.
    Slices {
        /// Time allowed for a job from its start, if it is limited. One that takes longer ends with
        /// [`OutOfTime`] at its next turn.
        job_timeout: Option<Duration>,
    },
}

/// The error of a job that took longer than it was allowed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the job ran longer than {} and was stopped", written(*limit))]
pub struct OutOfTime {
    /// The time allowed.
    pub limit: Duration,
}

/// One job after another on this thread.
pub struct MainThread {
    executor: IoExecutor,
    runtime: Rc<dyn Runtime>,
    pace: Pace,
}

impl MainThread {
    /// Jobs run at this pace.
    ///
    /// # Errors
    /// None in fact: one worker is a valid number.
    pub fn new(
        runtime: Rc<dyn Runtime>,
        recorder: Rc<Recorder>,
        pace: Pace,
    ) -> Result<Self, ConfigError> {
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(1)
            .name_prefix("main")
            .observer(recorder as Rc<dyn Observer>)
            .build()?;
        Ok(MainThread {
            executor,
            runtime,
            pace,
        })
    }
}

impl Place for MainThread {
    /// Lets the page draw the start, before it may not draw for a while.
    fn warm_up(&self) -> LocalBoxFuture<Result<(), SubmitError>> {
        let drawn = self.runtime.sleep(DRAW);
        Box::pin(async move {
            drawn.await;
            Ok(())
        })
    }

    fn submit(&self, task: KernelTask) -> Result<FutureHandle<LabOutput>, SubmitError> {
        let (runtime, pace) = (self.runtime.clone(), self.pace);
        self.executor.submit(move || async move {
            let mut job = task.start()?;
            let output = match pace {
                Pace::AllAtOnce => job.run_to_end(),
                Pace::Slices { job_timeout } => in_slices(&mut job, &*runtime, job_timeout).await?,
            };
            Ok::<_, TaskError>(LabOutput::Kernel(output))
        })
    }

    fn shutdown(&self) -> LocalBoxFuture<()> {
        Box::pin(self.executor.shutdown(false))
    }
}

async fn in_slices<S: Stepper>(
    job: &mut S,
    runtime: &dyn Runtime,
    job_timeout: Option<Duration>,
) -> Result<S::Output, OutOfTime> {
    let started = runtime.now();
    // The first slice begins with a turn for the page too, or a row of short jobs would block it.
    loop {
        runtime.yield_now().await;
        let began = runtime.now();
        if let Some(limit) = job_timeout.filter(|limit| began - started >= *limit) {
            return Err(OutOfTime { limit });
        }
        while runtime.now() - began < SLICE {
            if let Step::Done(output) = job.step(1) {
                return Ok(output);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;

    /// A thread on which each look at the clock and each step take 0.7 ms together, by a clock of this step; it notes when
    /// the page has a turn.
    struct Thread {
        now: Cell<u64>,
        tick: u64,
        turns: RefCell<Vec<u64>>,
    }

    impl Runtime for Thread {
        fn now(&self) -> Duration {
            let now = self.now.get() + 700;
            self.now.set(now);
            Duration::from_micros(now / self.tick * self.tick)
        }

        fn sleep(&self, _: Duration) -> LocalBoxFuture<()> {
            Box::pin(async {})
        }

        fn yield_now(&self) -> LocalBoxFuture<()> {
            self.turns.borrow_mut().push(self.now.get());
            Box::pin(async {})
        }

        fn spawn(&self, _: LocalBoxFuture<()>) {}
    }

    struct Work(usize);

    impl Stepper for Work {
        type Output = ();

        fn step(&mut self, _: u64) -> Step<()> {
            self.0 -= 1;
            match self.0 {
                0 => Step::Done(()),
                _ => Step::More,
            }
        }

        fn progress(&self) -> f64 {
            0.0
        }
    }

    /// How long the page was without a turn, each time.
    fn gaps(tick: u64) -> Vec<u64> {
        let thread = Thread {
            now: Cell::new(0),
            tick,
            turns: RefCell::default(),
        };
        let mut work = Work(100);
        let done = in_slices(&mut work, &thread, None);
        assert_eq!(futures::executor::block_on(done), Ok(()));
        let turns = thread.turns.borrow();
        turns.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    #[test]
    fn the_page_has_a_turn_every_5_ms_or_with_the_next_tick_of_a_coarse_clock() {
        let fine = gaps(1);
        assert!(fine.len() > 10, "{fine:?}");
        assert!(
            fine.iter().all(|gap| (5000..7000).contains(gap)),
            "{fine:?}"
        );
        let coarse = gaps(16_000);
        assert!(coarse.len() > 3, "{coarse:?}");
        assert!(coarse.iter().all(|gap| *gap < 17_500), "{coarse:?}");
    }
}
