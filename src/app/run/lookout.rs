//! Looks, after a run in which nobody or not every host answered, whether there is a server at all.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use crate::app::hooks::Pulse;
use crate::environment::{HostReach, Reach};
use crate::executor::{Executor, IoExecutor};
use crate::fetch::reach;
use crate::future::{FutureHandle, TaskError};
use crate::race::Unanswered;
use crate::runtime::{BrowserRuntime, Runtime};

/// As long as this is waited for an answer that tells of a server.
const LIMIT: Duration = Duration::from_secs(20);

/// A host, where there are several, and what is found there.
type Look = (Option<String>, FutureHandle<Option<Reach>>);

/// At most one look per run at each host.
#[derive(Default)]
pub struct Lookout(RefCell<Vec<Look>>);

impl Lookout {
    /// Looks at these addresses, unless that was done since the run began, and has the page drawn when it is known
    /// what is there.
    pub fn look(&self, asked: Vec<Unanswered>, pulse: &Rc<Pulse>) {
        let mut looked = self.0.borrow_mut();
        let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
        // Of none it is refused, and there is nothing to look at.
        let Ok(executor) = IoExecutor::new(runtime.clone(), asked.len()) else {
            return;
        };
        if !looked.is_empty() {
            return;
        }
        for Unanswered { host, address } in asked {
            let runtime = runtime.clone();
            let look =
                move || async move { Ok::<_, TaskError>(reach(address, LIMIT, runtime).await) };
            if let Ok(future) = executor.submit(look) {
                let pulse = pulse.clone();
                future.add_done_callback(move |_| pulse.mark());
                looked.push((host, future));
            }
        }
    }

    /// What was found, once it is known, where there is one host.
    pub fn found(&self) -> Option<Reach> {
        let looked = self.0.borrow();
        let (_, future) = looked.iter().find(|(host, _)| host.is_none())?;
        known(future)
    }

    /// The same of each of several hosts.
    pub fn hosts(&self) -> Vec<HostReach> {
        let looked = self.0.borrow();
        let host = |(host, future): &Look| {
            let (host, reach) = (host.clone()?, known(future)?);
            Some(HostReach { host, reach })
        };
        looked.iter().filter_map(host).collect()
    }

    /// The run is no longer shown: requests that are under way are aborted.
    pub fn forget(&self) {
        for (_, future) in self.0.take() {
            future.abort();
        }
    }
}

fn known(future: &FutureHandle<Option<Reach>>) -> Option<Reach> {
    future.inspect(|found| found?.ok().copied()?)
}
