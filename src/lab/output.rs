//! What a future of the lab results in, whichever executor it came from.

use serde::{Deserialize, Serialize};

use super::OutOfTime;
use crate::fetch::Fetched;
use crate::future::{FutureError, FutureHandle};
use crate::kernels::KernelOutput;
use crate::race::{came, failed};
use crate::record::{Count, Outcome, Phase, Settled};
use crate::recorder::Recorder;
use crate::workers::{Failure, WorkerError};

/// One type for jobs and fetches, so that the futures of both executors go through one
/// `as_completed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum LabOutput {
    /// Of a job.
    Kernel(KernelOutput),
    /// Of several small jobs sent as one: how many of their numbers were prime.
    SmallJobs {
        /// Their number.
        primes: u32,
    },
    /// Of a check that the engine of a worker is there.
    EngineThere,
    /// Of a worker's part in shared memory: what it counted.
    Counted(Vec<Count>),
    /// Of a measurement of passing data, which is made on the page.
    #[serde(skip)]
    Measured {
        /// Length of the buffer.
        bytes: u64,
        /// The times.
        phases: Vec<Phase>,
    },
    /// Of a fetch, which never crosses a thread.
    #[serde(skip)]
    Flag(Fetched),
}

/// How a future of the lab ended, for the record.
#[must_use]
pub fn describe(_: &Recorder, future: &FutureHandle<LabOutput>) -> Settled {
    future.inspect(|outcome| match outcome {
        Some(Ok(LabOutput::Measured { bytes, phases })) => Settled {
            bytes: Some(*bytes),
            phases: phases.clone(),
            ..Settled::plain(Outcome::Ok)
        },
        Some(Ok(LabOutput::Counted(counts))) => Settled {
            counts: counts.clone(),
            ..Settled::plain(Outcome::Ok)
        },
        Some(Ok(LabOutput::Flag(fetched))) => came(fetched),
        Some(Ok(_)) => Settled::plain(Outcome::Ok),
        Some(Err(error)) if is_out_of_time(error) => Settled {
            outcome: Outcome::Timeout,
            ..failed(error)
        },
        Some(Err(error)) => failed(error),
        None => Settled::plain(Outcome::Failed),
    })
}

/// Whether it was a job that ran longer than it may, wherever it ran.
fn is_out_of_time(error: &FutureError) -> bool {
    error.task_error().is_some_and(|error| {
        let worker = error.downcast_ref::<WorkerError>();
        worker.is_some_and(|error| matches!(error.failure, Failure::Timeout(_)))
            || error.downcast_ref::<OutOfTime>().is_some()
    })
}
