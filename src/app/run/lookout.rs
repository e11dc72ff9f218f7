//! Looks, after a run without any answer, whether there is a server at all.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use crate::environment::Reach;
use crate::executor::{Executor, IoExecutor};
use crate::fetch::reach;
use crate::future::{FutureHandle, TaskError};
use crate::runtime::{BrowserRuntime, Runtime};

/// As long as this is waited for an answer that tells of a server.
const LIMIT: Duration = Duration::from_secs(20);

/// At most one look per run.
#[derive(Default)]
pub struct Lookout(RefCell<Option<FutureHandle<Option<Reach>>>>);

impl Lookout {
    /// Looks at this address, unless it was done since the run began, and calls `then` when it is
    /// known what is there.
    pub fn look(&self, address: String, then: impl FnOnce() + 'static) {
        let mut looked = self.0.borrow_mut();
        if looked.is_some() {
            return;
        }
        let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
        let Ok(executor) = IoExecutor::new(runtime.clone(), 1) else {
            return;
        };
        let asked = executor.submit(move || async move {
            Ok::<_, TaskError>(reach(address, LIMIT, runtime).await)
        });
        if let Ok(future) = &asked {
            future.add_done_callback(move |_| then());
        }
        *looked = asked.ok();
    }

    /// What was found, once it is known.
    pub fn found(&self) -> Option<Reach> {
        let looked = self.0.borrow();
        looked.as_ref()?.inspect(|found| found?.ok().copied()?)
    }

    /// The run is no longer shown: a request that is under way is aborted.
    pub fn forget(&self) {
        if let Some(future) = self.0.take() {
            future.abort();
        }
    }
}
