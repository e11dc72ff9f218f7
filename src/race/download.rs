//! One flag of a run: its request and, if asked for, further attempts.

use std::rc::Rc;
use std::time::Duration;

use super::Origin;
use crate::config::RunConfig;
use crate::fetch::{FetchError, FetchRequest, Fetched, Fetcher};
use crate::plan::Plan;
use crate::record::{FutureId, Note};
use crate::recorder::Recorder;
use crate::runtime::Runtime;

/// How a run fetches its flags: from where, with which fate each, and how often. The same in a
/// race and beside the jobs of the lab.
pub(crate) struct Downloads {
    runtime: Rc<dyn Runtime>,
    fetcher: Rc<dyn Fetcher>,
    origin: Origin,
    plan: Option<Plan>,
    timeout: Duration,
    retries: u32,
}

impl Downloads {
    /// As the config has it.
    pub(crate) fn new(
        config: &RunConfig,
        origin: Origin,
        fetcher: Rc<dyn Fetcher>,
        runtime: Rc<dyn Runtime>,
    ) -> Self {
        Downloads {
            runtime,
            fetcher,
            origin,
            plan: config.plan(),
            timeout: config.request_timeout(),
            retries: config.retries,
        }
    }

    /// One flag: the request and, if asked for, its retries with back-off. `id` is the future's
    /// number in the record, where each further attempt is noted.
    pub(crate) async fn flag(
        &self,
        recorder: &Recorder,
        id: FutureId,
        code: &str,
    ) -> Result<Fetched, FetchError> {
        let mut attempt = 1;
        loop {
            let fate = self.plan.as_ref().map(|plan| plan.fate(code, attempt));
            let request = FetchRequest {
                url: self.origin.url(code, fate),
                timeout: self.timeout,
            };
            match self.fetcher.fetch(request).await {
                Err(error) if attempt <= self.retries && error.worth_retrying() => {
                    self.runtime.sleep(back_off(attempt)).await;
                    attempt += 1;
                    recorder.note(id, Note::Attempt(attempt));
                }
                result => return result,
            }
        }
    }
}

/// 100 ms, 200 ms, 400 ms, … before the second, third, fourth attempt.
fn back_off(attempt: u32) -> Duration {
    Duration::from_millis(100 << (attempt - 1).min(6))
}
