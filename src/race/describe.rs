//! How a fetch ended, in the words of the record.

use crate::fetch::{FetchError, Fetched};
use crate::future::{FutureError, FutureHandle};
use crate::record::{Outcome, Phase, Settled};
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
