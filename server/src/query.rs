//! The parameters a request may carry: its fate, its CORS mode and the run it is counted under.

use std::borrow::Cow;
use std::time::Duration;

use crate::fate::{Fate, FateError, parse_delay, parse_failure, parse_status};
use crate::stats::Wait;

/// The longest query that is read, in bytes.
pub(crate) const MAX_QUERY: usize = 2048;

/// The longest name of a run, in bytes.
const MAX_RUN: usize = 64;

/// The parameters that were given; unknown ones are ignored, so that a page can add one to defeat caches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// The fate, once any part of it is given; the parts not given are "at once", 200 and no failure.
    pub(crate) fate: Option<Fate>,
    pub(crate) cors: bool,
    pub(crate) run: Option<String>,
    /// Only `/stats` waits.
    pub(crate) wait: Option<Wait>,
}

/// Why a query is refused, said in a sentence for the body of a 400.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum QueryError {
    #[error(transparent)]
    Fate(#[from] FateError),
    #[error("{0} is given twice")]
    Twice(&'static str),
    #[error("cors={0:?} is unknown: it is on or off")]
    Cors(String),
    #[error("run is empty or longer than {MAX_RUN} bytes")]
    Run,
    #[error("wait={0:?} is unknown: it is busy or idle")]
    Wait(String),
}

impl Query {
    pub(crate) fn parse(query: &str) -> Result<Self, QueryError> {
        let [mut delay, mut status, mut fail, mut cors, mut run, mut wait] = [const { None }; 6];
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let (name, slot): (_, &mut Option<Cow<'_, str>>) = match &*name {
                "delay" => ("delay", &mut delay),
                "status" => ("status", &mut status),
                "fail" => ("fail", &mut fail),
                "cors" => ("cors", &mut cors),
                "run" => ("run", &mut run),
                "wait" => ("wait", &mut wait),
                _ => continue,
            };
            if slot.replace(value).is_some() {
                return Err(QueryError::Twice(name));
            }
        }

        let delay = delay.as_deref().map(parse_delay).transpose()?;
        let status = status.as_deref().map(parse_status).transpose()?;
        let failure = fail.as_deref().map(parse_failure).transpose()?;
        let given = delay.is_some() || status.is_some() || failure.is_some();
        let fate = given.then(|| {
            let fate = Fate::flag(delay.unwrap_or(Duration::ZERO));
            Fate {
                status: status.unwrap_or(fate.status),
                failure,
                ..fate
            }
        });
        let cors = match cors.as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(QueryError::Cors(other.to_owned())),
        };
        if run
            .as_ref()
            .is_some_and(|run| run.is_empty() || run.len() > MAX_RUN)
        {
            return Err(QueryError::Run);
        }
        let wait = match wait.as_deref() {
            None => None,
            Some("busy") => Some(Wait::Busy),
            Some("idle") => Some(Wait::Idle),
            Some(other) => return Err(QueryError::Wait(other.to_owned())),
        };
        Ok(Self {
            fate,
            cors,
            run: run.map(Cow::into_owned),
            wait,
        })
    }
}
