//! One flag of a run: its request and, if asked for, further attempts.

use std::rc::Rc;
use std::time::Duration;

use super::Origin;
use crate::config::{RunConfig, Server};
use crate::fetch::{Exchange, FetchError, FetchRequest, Fetched, Fetcher, Phases};
use crate::plan::Plan;
use crate::record::{Attempt, EventKind, FutureId, Note, Outcome, Pause, Phase};
use crate::recorder::Recorder;
use crate::runtime::Runtime;

/// How a run fetches its flags: from where, with which fate each, and how often. The same in a
/// race and beside the jobs of the lab.
pub(crate) struct Downloads {
    runtime: Rc<dyn Runtime>,
    fetcher: Rc<dyn Fetcher>,
    origin: Origin,
    config: RunConfig,
    plan: Option<Plan>,
    timeout: Duration,
    retries: u32,
    /// Whether the browser's own times of a request are of the request. Of the simulated origin
    /// browsers time its service worker, each in its own way.
    is_timed: bool,
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
            config: config.clone(),
            plan: config.plan(),
            timeout: config.request_timeout(),
            retries: config.retries,
            is_timed: config.server != Some(Server::Sim),
        }
    }

    /// Where they come from.
    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// One flag: the request and, if asked for, its retries with back-off. `id` is the future's
    /// number in the record, where every attempt is told.
    pub(crate) async fn flag(
        &self,
        recorder: &Recorder,
        id: FutureId,
        code: &str,
    ) -> Result<Fetched, FetchError> {
        let mut number = 1;
        loop {
            let from = recorder.elapsed();
            let fate = self.plan.as_ref().map(|plan| plan.fate(code, number));
            let request = FetchRequest {
                url: self.origin.url_in(&self.config, code, fate),
                timeout: self.timeout,
            };
            let Exchange {
                result,
                phases,
                redirected,
            } = self.fetcher.fetch(request).await;
            let error = result.as_ref().err();
            let pause = error.and_then(|error| self.pause(number, error));
            let phases = phases.filter(|_| self.is_timed);
            let attempt = Attempt {
                number,
                from,
                to: recorder.elapsed(),
                outcome: error.map_or(Outcome::Ok, FetchError::outcome),
                http_status: match &result {
                    Ok(fetched) => Some(fetched.status),
                    Err(error) => error.status(),
                },
                error: error.map(|error| error.to_string().into()),
                server: phases.as_ref().and_then(|phases| phases.server),
                phases: phases.map_or_else(Vec::new, |phases| measured(recorder, &phases)),
                redirected,
                pause,
            };
            recorder.push(EventKind::Attempted { id, attempt });
            let Some(pause) = pause else { return result };
            self.runtime.sleep(pause.time).await;
            number += 1;
            recorder.note(id, Note::Attempt(number));
        }
    }

    /// What is waited after an attempt that failed so; `None` if it was the last. As long as the
    /// server asks, but no longer than is waited for an answer.
    fn pause(&self, number: u32, error: &FetchError) -> Option<Pause> {
        let asked = error.retry_after();
        (number <= self.retries && error.worth_retrying()).then(|| Pause {
            time: asked.map_or_else(|| back_off(number), |time| time.min(self.timeout)),
            asked,
        })
    }
}

/// 100 ms, 200 ms, 400 ms, … before the second, third, fourth attempt.
fn back_off(attempt: u32) -> Duration {
    Duration::from_millis(100 << (attempt - 1).min(6))
}

/// The phases of a request on the clock of the run.
fn measured(recorder: &Recorder, phases: &Phases) -> Vec<Phase> {
    let phase = |name: &str, from, to| Phase {
        name: name.into(),
        from: recorder.since_start(from),
        to: recorder.since_start(to),
    };
    vec![
        phase("held", phases.asked, phases.sent),
        phase("waiting", phases.sent, phases.answered),
        phase("receiving", phases.answered, phases.complete),
    ]
}
