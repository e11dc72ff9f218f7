//! The parameters a request may carry: its fate, what other origins' pages may see of it, and the run it is counted under.

use std::borrow::Cow;
use std::time::Duration;

use crate::fate::{Fate, FateError, parse_delay, parse_failure, parse_retry_after, parse_status};
use crate::headers::Access;
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
    pub(crate) access: Access,
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
    #[error("{0}={1:?} has a value: it is given without one, or not at all")]
    Flag(&'static str, String),
    #[error("run is empty or longer than {MAX_RUN} bytes")]
    Run,
    #[error("wait={0:?} is unknown: it is busy or idle")]
    Wait(String),
}

impl Query {
    pub(crate) fn parse(query: &str) -> Result<Self, QueryError> {
        let [mut delay, mut status, mut fail, mut retry_after] = [const { None }; 4];
        let [mut no_cors, mut no_tao, mut run, mut wait] = [const { None }; 4];
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let (name, slot): (_, &mut Option<Cow<'_, str>>) = match &*name {
                "delay" => ("delay", &mut delay),
                "status" => ("status", &mut status),
                "fail" => ("fail", &mut fail),
                "retry_after" => ("retry_after", &mut retry_after),
                "nocors" => ("nocors", &mut no_cors),
                "notao" => ("notao", &mut no_tao),
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
        let retry_after = retry_after.as_deref().map(parse_retry_after).transpose()?;
        let given =
            delay.is_some() || status.is_some() || failure.is_some() || retry_after.is_some();
        let fate = given.then(|| {
            let fate = Fate::flag(delay.unwrap_or(Duration::ZERO));
            Fate {
                status: status.unwrap_or(fate.status),
                failure,
                retry_after,
                ..fate
            }
        });
        let access = Access {
            answer: !flag("nocors", no_cors)?,
            timing: !flag("notao", no_tao)?,
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
            access,
            run: run.map(Cow::into_owned),
            wait,
        })
    }
}

/// A parameter that means yes by being there.
fn flag(name: &'static str, value: Option<Cow<'_, str>>) -> Result<bool, QueryError> {
    match value.as_deref() {
        None => Ok(false),
        Some("") => Ok(true),
        Some(text) => Err(QueryError::Flag(name, text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_oneof, proptest};

    use super::*;
    use crate::fate::MAX_DELAY;

    proptest! {
        /// Whatever stands in a query is read within its bounds, or refused in a sentence.
        #[test]
        fn no_query_is_too_strange(
            query in prop_oneof![
                "((delay|status|fail|retry_after|nocors|notao|run|wait|other)(=([0-9.eE+-]{0,8}|reset|stall|busy|%[0-9a-f]{2}|.{0,5}))?&){0,5}",
                ".*",
            ],
        ) {
            match Query::parse(&query) {
                Ok(query) => {
                    prop_assert!(query.fate.is_none_or(|fate| fate.delay <= MAX_DELAY));
                    prop_assert!(query.run.is_none_or(|run| (1..=MAX_RUN).contains(&run.len())));
                }
                Err(error) => prop_assert!(error.to_string().len() > 5),
            }
        }
    }
}
