//! The transcript of the playground: what was asked, and what was answered.

use std::time::Duration;

use super::OnPurpose;
use crate::executor::SubmitError;
use crate::future::{FutureError, State};

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// The textual form of a future.
    Form(String),
    /// The executor takes no more tasks.
    Refused(SubmitError),
    /// `done()` answered this.
    Done(bool),
    /// `exception()` of a future that has a result.
    NoException,
    /// `exception()` of a task that failed as it was told to: the error is handed out, not raised.
    Exception(OnPurpose),
    /// `cancel()` answered this of a future that was in this state.
    Cancel(bool, State),
    /// `abort()` answered this of a future that was in this state.
    Abort(bool, State),
    /// The callback will be called.
    WillCall,
    /// A callback was called with this future, so long after it was done.
    Called(String, Duration),
    /// A callback was added to a future that was done, and called at once.
    CalledAtOnce(String),
    /// Waits at most this long.
    Waits(Duration),
    /// The result.
    Returned(String),
    /// The task failed as it was told to.
    Raised(OnPurpose),
    /// It ended in a way that no task here asked for: how.
    Lost(FutureError),
    /// Not done in time.
    TimedOut,
    /// Cancelled: there is no result.
    Cancelled,
    /// So many tasks were submitted at once, by `map`.
    Mapped(usize),
    /// An iterator that has raised is over: so many results of it were never taken.
    Exhausted(usize),
    /// No more tasks are accepted; so many are still to end.
    ShutDown(usize),
    /// All tasks have ended.
    Drained,
}

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When it was said, since the start of the record.
    pub at: Duration,
    /// The call as code, or what speaks.
    pub call: String,
    /// Its answer.
    pub said: Said,
}

impl Said {
    /// What a future answers when it is asked for its result.
    #[must_use]
    pub fn of(outcome: Result<String, FutureError>) -> Self {
        match outcome {
            Ok(result) => Said::Returned(result),
            Err(FutureError::Timeout) => Said::TimedOut,
            Err(FutureError::Cancelled | FutureError::Aborted) => Said::Cancelled,
            Err(error) => match error.downcast_ref() {
                Some(on_purpose) => Said::Raised(*on_purpose),
                None => Said::Lost(error),
            },
        }
    }

    /// The same, asked by `exception()`: an error of the task is the answer and is not raised.
    #[must_use]
    pub fn as_exception(self) -> Self {
        match self {
            Said::Returned(_) => Said::NoException,
            Said::Raised(error) => Said::Exception(error),
            other => other,
        }
    }
}
