//! What can go wrong with a job beside its own error, and that error once it has come home.

use std::error::Error;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use super::job::JobError;
use crate::future::TaskError;
use crate::runtime::written;

/// Why a worker, or a job on its way, came to grief. The error of the job that was hit; in a
/// broken pool the reason.
///
/// Find it with [`FutureError::downcast_ref`](crate::future::FutureError::downcast_ref).
///
/// ```
/// use concurrent_futures::future::FutureError;
/// use concurrent_futures::workers::{Failure, WorkerError};
///
/// fn took_too_long(error: &FutureError) -> bool {
///     let error = error.downcast_ref::<WorkerError>();
///     matches!(error, Some(WorkerError { failure: Failure::Timeout(_), .. }))
/// }
/// assert!(!took_too_long(&FutureError::Cancelled));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerError {
    /// The name of the worker; empty if the job never reached one.
    pub worker: Rc<str>,
    /// What happened.
    pub failure: Failure,
}

/// What happened to a worker or a job; part of [`WorkerError`].
///
/// ```
/// # use std::time::Duration;
/// use concurrent_futures::runtime::written;
/// use concurrent_futures::workers::{Failure, WorkerError};
///
/// /// What to tell the person in front of the page.
/// fn advice(error: &WorkerError) -> String {
///     match &error.failure {
///         Failure::Memory(_) => "The picture is too large.".to_owned(),
///         Failure::Timeout(limit) => format!("It took longer than {}.", written(*limit)),
///         _ => error.to_string(), // names the worker too
///     }
/// }
///
/// let failure = Failure::Timeout(Duration::from_secs(5));
/// let error = WorkerError { worker: "worker_0".into(), failure };
/// assert_eq!(advice(&error), "It took longer than 5 s.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser did not start it, or its program could not be loaded: what was said.
    Load(String),
    /// Its script cannot be fetched from this address; browsers do not say why.
    NoScript(String),
    /// Its script threw while it was loaded.
    Script {
        /// What was thrown.
        said: String,
        /// The address of the script.
        script: String,
    },
    /// Script and page are of different builds.
    Version {
        /// The protocol the page speaks.
        page: u32,
        /// What the worker speaks.
        worker: u32,
    },
    /// It was not ready in time.
    Start(Duration),
    /// The initializer failed: its own error.
    Initializer(String),
    /// The worker came to grief at its initializer.
    Initializing(Box<Failure>),
    /// The initializer holds a buffer that would be handed over, and every worker needs it.
    HandedOver,
    /// The job could not be encoded or sent.
    Unsendable(String),
    /// The worker could not decode the job.
    UndecodableJob(String),
    /// The worker could not encode or send the result.
    UnsendableResult(String),
    /// The page could not decode the result.
    UndecodableResult(String),
    /// A message could not be read at all (the `messageerror` event).
    Message,
    /// The Rust code panicked.
    Panic {
        /// What it said.
        message: String,
        /// File, line and column.
        location: String,
    },
    /// The Wasm code trapped, or a JavaScript exception went through it.
    Trap(String),
    /// There was no memory left.
    Memory(String),
    /// The worker closed itself.
    Closed,
    /// The worker is gone, and nobody said why.
    Vanished,
    /// An error outside of any job, which nothing caught.
    Uncaught(String),
    /// The job ran longer than it may.
    Timeout(Duration),
}

impl WorkerError {
    pub(super) fn new(worker: &Rc<str>, failure: Failure) -> Self {
        WorkerError {
            worker: worker.clone(),
            failure,
        }
    }
}

impl fmt::Display for WorkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        told(f, &self.worker, &self.failure)
    }
}

fn told(f: &mut fmt::Formatter<'_>, name: &str, failure: &Failure) -> fmt::Result {
    match failure {
        Failure::Load(cause) => write!(f, "worker {name} could not be started: {cause}"),
        Failure::NoScript(script) => write!(
            f,
            "worker {name} could not be started: its script cannot be fetched: {script}"
        ),
        Failure::Script { said, script } => write!(
            f,
            "worker {name} could not be started: its script failed: {said} ({script})"
        ),
        Failure::Version { page, worker } => write!(
            f,
            "worker {name} is of another build: it speaks protocol {worker}, the page {page}; reload the page"
        ),
        Failure::Start(limit) => {
            write!(f, "worker {name} was not ready within {}", written(*limit))
        }
        Failure::Initializer(cause) => {
            write!(f, "the initializer failed in worker {name}: {cause}")
        }
        Failure::Initializing(failure) => {
            write!(f, "the initializer failed in worker {name}: ")?;
            told(f, name, failure)
        }
        Failure::HandedOver => write!(
            f,
            "a buffer in the initializer would be handed over, and every worker needs it"
        ),
        Failure::Unsendable(cause) => write!(f, "the job could not be sent: {cause}"),
        Failure::UndecodableJob(cause) => {
            write!(f, "worker {name} could not decode the job: {cause}")
        }
        Failure::UnsendableResult(cause) => {
            write!(f, "worker {name} could not send the result: {cause}")
        }
        Failure::UndecodableResult(cause) => {
            write!(
                f,
                "the result from worker {name} could not be decoded: {cause}"
            )
        }
        Failure::Message => write!(
            f,
            "a message between page and worker {name} could not be read (messageerror)"
        ),
        Failure::Panic { message, location } => {
            write!(
                f,
                "the job panicked in worker {name}: {message} ({location})"
            )
        }
        Failure::Trap(cause) => write!(f, "the job trapped in worker {name}: {cause}"),
        Failure::Memory(cause) => write!(f, "worker {name} ran out of memory: {cause}"),
        Failure::Closed => write!(f, "worker {name} closed itself"),
        Failure::Vanished => write!(f, "worker {name} vanished without a word"),
        Failure::Uncaught(cause) => write!(f, "uncaught error in worker {name}: {cause}"),
        Failure::Timeout(limit) => write!(
            f,
            "the job ran longer than {} and worker {name} was stopped",
            written(*limit)
        ),
    }
}

impl Error for WorkerError {}

/// The error a job returned, with where it came from as its source. Its text is the job's own.
///
/// ```
/// use concurrent_futures::future::TaskError;
/// use concurrent_futures::workers::RemoteError;
///
/// /// The name that the error's type has in the worker.
/// fn kind(error: &TaskError) -> Option<&str> {
///     let remote = error.downcast_ref::<RemoteError>()?;
///     Some(&remote.error().type_name)
/// }
/// assert_eq!(kind(&TaskError::message("of this page")), None);
/// ```
#[derive(Clone, Debug)]
pub struct RemoteError {
    error: JobError,
    origin: Origin,
}

/// Where an error came from: the end of the chain of [`RemoteError`]'s sources.
#[derive(Clone, Debug)]
struct Origin(String);

impl RemoteError {
    /// The error as the worker told it.
    #[must_use]
    pub fn error(&self) -> &JobError {
        &self.error
    }

    /// As the error of a future, under the type name it had in the worker.
    pub(super) fn into_task_error(error: JobError, worker: &str) -> TaskError {
        let mut origin = format!("in worker {worker}: {}: {}", error.type_name, error.message);
        for cause in &error.causes {
            origin.push_str("\ncaused by: ");
            origin.push_str(cause);
        }
        let type_name = error.type_name.clone();
        let error = RemoteError {
            error,
            origin: Origin(origin),
        };
        TaskError::with_type_name(error, type_name)
    }
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error.message)
    }
}

impl Error for RemoteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.origin)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Origin {}
