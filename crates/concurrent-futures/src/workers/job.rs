//! What a worker runs: a job type, its context, and its error on the way home.

use std::error::Error;
use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A piece of work that is sent to a worker, run there, and whose result comes back.
///
/// A job is plain data: its fields travel, and the worker's own copy of the program runs them.
/// Closures and references cannot be sent, and statics are the worker's own.
///
/// ```no_run
/// use concurrent_futures::{Error, workers::{Job, JobContext, JobError, WorkerPool}};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize)]
/// struct Square(u64);
///
/// impl Job for Square {
///     type Output = u64;
///     const ENTRY: &'static str = "square_worker";
///
///     fn run(self, _: &mut JobContext<'_>) -> Result<u64, JobError> {
///         self.0.checked_mul(self.0).ok_or_else(|| JobError::message("too large"))
///     }
/// }
///
/// /* In the module, for a browser:
/// #[wasm_bindgen]
/// pub fn square_worker() {
///     concurrent_futures::workers::serve::<Square>();
/// } */
///
/// # async fn run() -> Result<(), Error> {
/// let pool = WorkerPool::<Square>::with_workers(2)?;
/// assert_eq!(pool.submit(Square(7))?.await?, 49);
/// let mut squares = pool.map_chunked(100, 1..=1000, Square)?; // a hundred in each message
/// assert_eq!(squares.next().await, Some(Ok(1)));
/// # Ok(())
/// # }
/// ```
pub trait Job: Serialize + DeserializeOwned + 'static {
    /// What comes back.
    type Output: Serialize + DeserializeOwned + 'static;

    /// The name of the exported function that calls `serve::<Self>()`: where a
    /// worker of this job type begins.
    const ENTRY: &'static str;

    /// Runs in the worker, to its end.
    ///
    /// # Errors
    /// Whatever the job wants its future to fail with: type name, text and sources are kept.
    fn run(self, context: &mut JobContext<'_>) -> Result<Self::Output, JobError>;
}

/// What a running job can ask and tell.
///
/// ```
/// use concurrent_futures::workers::JobContext;
///
/// let report = |part: f64| println!("{:.0} %", 100.0 * part);
/// let mut context = JobContext::new("here", &report);
/// context.progress(0.5);
/// assert_eq!(context.worker(), "here");
/// ```
pub struct JobContext<'a> {
    worker: &'a str,
    report: &'a dyn Fn(f64),
}

impl<'a> JobContext<'a> {
    /// A context outside of any pool, to run a job on the spot; `report` hears of its progress.
    pub fn new(worker: &'a str, report: &'a dyn Fn(f64)) -> Self {
        JobContext { worker, report }
    }

    /// The name of the worker, as in error messages.
    #[must_use]
    pub fn worker(&self) -> &str {
        self.worker
    }

    /// Tells how much of the job is done, from 0 to 1: what lies outside is the nearer of the two, and what is no number
    /// is not told. Cheap: what comes sooner than 10 ms after the last one is not sent.
    pub fn progress(&mut self, fraction: f64) {
        if !fraction.is_nan() {
            (self.report)(fraction.clamp(0.0, 1.0));
        }
    }
}

/// The error of a job as it crosses from worker to page: words only, of any type of error.
///
/// No `std::error::Error` itself, so that every error converts into it with `?`.
///
/// ```
/// use concurrent_futures::workers::JobError;
///
/// let error = JobError::from("many".parse::<u32>().unwrap_err());
/// assert_eq!(error.type_name, "ParseIntError");
/// assert_eq!(JobError::message("too large").message, "too large");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobError {
    /// Last part of the name of the error's type.
    pub type_name: String,
    /// Its text.
    pub message: String,
    /// The texts of the errors behind it, the nearest first.
    pub causes: Vec<String>,
}

impl JobError {
    /// An error that is only a sentence.
    #[must_use]
    pub fn message(text: impl Into<String>) -> Self {
        JobError {
            type_name: "Message".into(),
            message: text.into(),
            causes: Vec::new(),
        }
    }
}

impl<E: Error + 'static> From<E> for JobError {
    fn from(error: E) -> Self {
        let causes = std::iter::successors(error.source(), |cause: &&dyn Error| (*cause).source());
        JobError {
            type_name: crate::future::short_type_name::<E>().to_owned(),
            message: error.to_string(),
            causes: causes.map(ToString::to_string).collect(),
        }
    }
}

impl fmt::Display for JobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
