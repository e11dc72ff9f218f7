//! How a fetch ended, in the words of the record.

use crate::fetch::{FetchError, Fetched};
use crate::future::{FutureError, FutureHandle};
use crate::record::{FETCH, FutureId, Outcome, Record, Settled};
use crate::recorder::Recorder;

/// What there is to tell of the future of a flag.
pub(crate) fn describe(_: &Recorder, future: &FutureHandle<Fetched>) -> Settled {
    future.inspect(|outcome| match outcome {
        Some(Ok(fetched)) => came(fetched),
        Some(Err(error)) => failed(error),
        None => Settled::plain(Outcome::Failed),
    })
}

/// What there is to tell of a flag that came.
pub(crate) fn came(fetched: &Fetched) -> Settled {
    Settled {
        outcome: Outcome::Ok,
        http_status: Some(fetched.status),
        bytes: Some(fetched.bytes),
        error: None,
        // Those of its last attempt.
        phases: Vec::new(),
        counts: Vec::new(),
    }
}

/// What there is to tell of a future without a result. An error that is no fetch's is the task's
/// own.
pub(crate) fn failed(error: &FutureError) -> Settled {
    let fetch_error = error.downcast_ref::<FetchError>();
    Settled {
        outcome: match fetch_error {
            _ if error.is_cancelled() => Outcome::Cancelled,
            Some(fetch_error) => fetch_error.outcome(),
            None => Outcome::Failed,
        },
        http_status: fetch_error.and_then(FetchError::status),
        bytes: None,
        error: Some(error.to_string().into()),
        phases: Vec::new(),
        counts: Vec::new(),
    }
}

/// The first fetch to be delivered whose phases were measured: what it came by is what the run is
/// said to have used.
#[must_use]
pub fn first_measured(record: &Record) -> Option<FutureId> {
    let delivered = record.delivered().iter();
    let mut lanes = delivered.filter_map(|id| record.lanes().get(*id));
    let is_measured = |settled: &Settled| !settled.phases.is_empty();
    // Beside jobs the record has their phases too.
    let measured = lanes
        .find(|lane| &*lane.executor == FETCH && lane.settled.as_ref().is_some_and(is_measured))?;
    Some(measured.id)
}
