//! The transcript of the playground: what was asked, and what was answered.

use std::time::Duration;

use super::playground::OnPurpose;
use crate::executor::SubmitError;
use crate::future::{FutureError, State};

/// What came of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// The textual form of a future.
    Form(String),
    /// The executor takes no more tasks.
    Refused(SubmitError),
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
    Lost(String),
    /// Not done in time.
    TimedOut,
    /// Cancelled: there is no result.
    Cancelled,
    /// No more tasks are accepted; so many are still to end.
    ShutDown(usize),
    /// All tasks have ended.
    Drained,
}

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
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
            Err(error) => match error.task_error().and_then(|e| e.downcast_ref()) {
                Some(on_purpose) => Said::Raised(*on_purpose),
                None => Said::Lost(error.to_string()),
            },
        }
    }
}
