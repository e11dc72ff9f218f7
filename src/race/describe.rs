//! How a fetch ended, in the words of the record.

use crate::fetch::{FetchError, Fetched};
use crate::future::{FutureError, FutureHandle};
use crate::record::{FETCH, FutureId, Outcome, Phase, Record, Settled};
use crate::recorder::Recorder;

pub(super) fn describe(recorder: &Recorder, future: &FutureHandle<Fetched>) -> Settled {
    future.inspect(|outcome| match outcome {
        Some(Ok(fetched)) => came(recorder, fetched),
        Some(Err(error)) => failed(error),
        None => Settled::plain(Outcome::Failed),
    })
}

/// What there is to tell of a flag that came, with its phases where they were measured.
pub(crate) fn came(recorder: &Recorder, fetched: &Fetched) -> Settled {
    Settled {
        outcome: Outcome::Ok,
        http_status: Some(fetched.status),
        bytes: Some(fetched.bytes),
        error: None,
        phases: phases(recorder, fetched),
    }
}

/// What there is to tell of a future without a result. An error that is no fetch's is the task's
/// own.
pub(crate) fn failed(error: &FutureError) -> Settled {
    let fetch_error = error
        .task_error()
        .and_then(|e| e.downcast_ref::<FetchError>());
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

fn phases(recorder: &Recorder, fetched: &Fetched) -> Vec<Phase> {
    let Some(phases) = &fetched.phases else {
        return Vec::new();
    };
    let phase = |name: &str, from, to| Phase {
        name: name.into(),
        from: recorder.since_start(from),
        to: recorder.since_start(to),
    };
    vec![
        phase("queued", phases.asked, phases.sent),
        phase("waiting", phases.sent, phases.answered),
        phase("receiving", phases.answered, phases.complete),
    ]
}
