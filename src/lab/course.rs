//! What measurements of one record have in common, whatever they measure: how they go on, are cancelled and end.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::stop::Stop;
use super::{LabOutput, Problem};
use crate::config::RunConfig;
use crate::future::FutureHandle;
use crate::record::EventKind;
use crate::recorder::Recorder;
use crate::runtime::BrowserRuntime;

/// A measurement under way, or over.
pub struct Course {
    config: RunConfig,
    recorder: Rc<Recorder>,
    on_change: Rc<dyn Fn()>,
    /// What is cancelled with it.
    pub(super) current: RefCell<Vec<FutureHandle<LabOutput>>>,
    problem: RefCell<Option<Problem>>,
    pub(super) stop: Stop,
    running: Cell<bool>,
}

impl Course {
    /// One that begins now. `on_change` and `watch` are as in [`Tools`](super::Tools).
    pub(super) fn new(
        config: RunConfig,
        on_change: Rc<dyn Fn()>,
        watch: &dyn Fn(Rc<Recorder>),
    ) -> Self {
        let recorder = Recorder::new(Rc::new(BrowserRuntime), on_change.clone());
        watch(recorder.clone());
        Course {
            config,
            recorder,
            on_change,
            current: RefCell::default(),
            problem: RefCell::default(),
            stop: Stop::default(),
            running: Cell::new(true),
        }
    }

    /// One that was over before, of which there is this record.
    pub(super) fn over(config: RunConfig, recorder: Rc<Recorder>) -> Self {
        let stop = Stop::default();
        if recorder.record().is_cancelled() {
            stop.ask();
        }
        Course {
            config,
            recorder,
            on_change: Rc::new(|| ()),
            current: RefCell::default(),
            problem: RefCell::default(),
            stop,
            running: Cell::new(false),
        }
    }

    /// It is over, as its driver says.
    pub(super) fn end(&self, result: Result<(), Problem>) {
        *self.problem.borrow_mut() = result.err();
        self.recorder.push(EventKind::Ended);
        self.running.set(false);
        (self.on_change)();
    }

    /// What is measured.
    #[must_use]
    pub fn config(&self) -> &RunConfig {
        &self.config
    }

    /// The record so far.
    #[must_use]
    pub fn recorder(&self) -> &Rc<Recorder> {
        &self.recorder
    }

    /// Whether something is still to come.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.get()
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.stop.is_asked()
    }

    /// Why it ended before its end, if it did by itself.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        self.problem.borrow().clone()
    }

    /// Ends it at once, also while workers start: what runs is aborted, with the workers that sleep, and the rest is
    /// not measured.
    pub fn cancel(&self) {
        self.stop.ask();
        if self.is_running() {
            self.recorder.push(EventKind::CancelRequested);
        }
        self.abort();
    }

    /// Aborts what is not done, the last submitted first: none begins in the place of another.
    pub(super) fn abort(&self) {
        let current = self.current.borrow().clone();
        for future in current.iter().rev().filter(|future| !future.done()) {
            future.abort();
        }
    }
}
