//! An executor on the virtual clock, and tasks for it.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use concurrent_futures::executor::{Executor, IoExecutor};
use concurrent_futures::future::{FutureHandle, TaskError};
use concurrent_futures::runtime::{Runtime, VirtualRuntime};

/// A runtime and an executor on it.
pub struct Lab {
    pub runtime: Rc<VirtualRuntime>,
    pub executor: IoExecutor,
}

pub fn lab(max_workers: usize) -> Lab {
    let runtime = Rc::new(VirtualRuntime::new());
    let executor = IoExecutor::new(runtime.clone(), max_workers).unwrap();
    Lab { runtime, executor }
}

pub fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

impl Lab {
    /// Runs to the end of `body`.
    pub fn run<T: 'static>(&self, body: impl Future<Output = T> + 'static) -> T {
        self.runtime.block_on(body).expect("everybody waits")
    }

    pub fn now(&self) -> u64 {
        u64::try_from(self.runtime.now().as_millis()).unwrap()
    }

    /// A task that takes `millis` and then has this outcome.
    pub fn submit_with<T: 'static>(
        &self,
        millis: u64,
        outcome: Result<T, TaskError>,
    ) -> FutureHandle<T> {
        let runtime = self.runtime.clone();
        let task = move || async move {
            runtime.sleep(ms(millis)).await;
            outcome
        };
        self.executor.submit(task).unwrap()
    }

    pub fn submit<T: 'static>(&self, millis: u64, value: T) -> FutureHandle<T> {
        self.submit_with(millis, Ok(value))
    }

    pub fn submit_failing(&self, millis: u64, text: &str) -> FutureHandle<u32> {
        self.submit_with(millis, Err(TaskError::message(text)))
    }

    /// A future in each state. The two that are not done take a second each.
    pub fn states(&self) -> States {
        self.executor.set_max_workers(2).unwrap();
        let succeeded = self.submit(0, 42);
        let failed = self.submit_failing(0, "boom");
        let cancelled = self.submit(0, 0);
        assert!(cancelled.cancel());
        let running = self.submit(1000, 1);
        self.submit(1000, 1);
        let pending = self.submit(1000, 2);
        self.runtime.run_until_stalled();
        States {
            pending,
            running,
            cancelled,
            failed,
            succeeded,
        }
    }
}

pub struct States {
    pub pending: FutureHandle<u32>,
    pub running: FutureHandle<u32>,
    pub cancelled: FutureHandle<u32>,
    pub failed: FutureHandle<u32>,
    pub succeeded: FutureHandle<u32>,
}

/// What happened, in order.
#[derive(Clone, Default)]
pub struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    pub fn push(&self, what: impl Into<String>) {
        self.0.borrow_mut().push(what.into());
    }

    pub fn take(&self) -> Vec<String> {
        self.0.take()
    }
}
