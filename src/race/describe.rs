//! How a fetch ended, in the words of the record.

use crate::fetch::{FetchError, Fetched};
use crate::future::{FutureError, FutureHandle};
use crate::record::{Outcome, Phase, Settled};
use crate::recorder::Recorder;

pub(super) fn describe(recorder: &Recorder, future: &FutureHandle<Fetched>) -> Settled {
    future.inspect(|outcome| match outcome {
        Some(Ok(fetched)) => Settled {
            outcome: Outcome::Ok,
            http_status: Some(fetched.status),
            bytes: Some(fetched.bytes),
            error: None,
            phases: phases(recorder, fetched),
        },
        Some(Err(error)) => {
            let fetch_error = error
                .task_error()
                .and_then(|e| e.downcast_ref::<FetchError>());
            Settled {
                outcome: match (error, fetch_error) {
                    (FutureError::Cancelled | FutureError::Aborted, _) => Outcome::Cancelled,
                    (_, Some(fetch_error)) => fetch_error.outcome(),
                    _ => Outcome::Failed,
                },
                http_status: fetch_error.and_then(FetchError::status),
                bytes: None,
                error: Some(error.to_string().into()),
                phases: Vec::new(),
            }
        }
        None => Settled::plain(Outcome::Failed),
    })
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
