//! Writes the record of a run while it happens: what the executors tell, on the run's clock.

use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use crate::executor::SubmitError;
use crate::future::FutureHandle;
use crate::observe::{Observer, TaskEvent};
use crate::record::{EventKind, FutureId, Note, Phase, Record, Settled};
use crate::runtime::Runtime;

/// The record of one run, open for appending. Give it to executors as their observer and submit
/// through [`Recorder::submit`].
pub struct Recorder {
    clock: Clock,
    record: RefCell<Record>,
    on_change: Rc<dyn Fn()>,
    ids: RefCell<HashMap<u64, FutureId>>,
    next: RefCell<Option<(Rc<str>, Rc<str>)>>,
    phases: RefCell<HashMap<u64, Vec<Phase>>>,
    version: Cell<u64>,
}

/// What time it is for a run.
enum Clock {
    /// The time of a runtime, since the run's start.
    Going(Rc<dyn Runtime>, Cell<Duration>),
    /// Always the same: the run is looked at as it was.
    Stopped(Duration),
}

impl Recorder {
    /// An empty record that starts now. `on_change` is called after every append, synchronously:
    /// it should only take note that there is something new to show.
    #[must_use]
    pub fn new(runtime: Rc<dyn Runtime>, on_change: Rc<dyn Fn()>) -> Rc<Self> {
        let start = runtime.now();
        Rc::new(Recorder {
            clock: Clock::Going(runtime, Cell::new(start)),
            record: RefCell::default(),
            on_change,
            ids: RefCell::default(),
            next: RefCell::default(),
            phases: RefCell::default(),
            version: Cell::new(0),
        })
    }

    /// A record that is looked at, `elapsed` after the start of its run; its clock stands still, and nothing is appended.
    #[must_use]
    pub fn of(record: Record, elapsed: Duration) -> Rc<Self> {
        Rc::new(Recorder {
            clock: Clock::Stopped(elapsed),
            version: Cell::new(record.events().len() as u64),
            record: RefCell::new(record),
            on_change: Rc::new(|| ()),
            ids: RefCell::default(),
            next: RefCell::default(),
            phases: RefCell::default(),
        })
    }

    /// The same run as it was at `at`, since its start: every event up to and including that moment.
    #[must_use]
    pub fn at(&self, at: Duration) -> Rc<Self> {
        Self::of(self.record.borrow().until(at), at)
    }

    /// Makes room for so many futures that are about to be submitted, [`Record::reserve`].
    pub fn expect(&self, futures: usize) {
        self.record.borrow_mut().reserve(futures);
        self.ids.borrow_mut().reserve(futures);
    }

    /// The record so far.
    pub fn record(&self) -> Ref<'_, Record> {
        self.record.borrow()
    }

    /// Makes the moment that was so long ago the run's start. Only before the first event: what is recorded stays.
    pub fn restart(&self, ago: Duration) {
        if let Clock::Going(runtime, start) = &self.clock
            && self.record.borrow().events().is_empty()
        {
            start.set(runtime.now().saturating_sub(ago));
        }
    }

    /// How many events there are; tells whether something changed since the last look.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version.get()
    }

    /// Time since the run's start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        match &self.clock {
            Clock::Going(runtime, start) => runtime.now().saturating_sub(start.get()),
            Clock::Stopped(elapsed) => *elapsed,
        }
    }

    /// How long its run took, or how long it has been going.
    #[must_use]
    pub fn reached(&self) -> Duration {
        let ended = self.record.borrow().ended();
        ended.unwrap_or_else(|| self.elapsed())
    }

    /// A moment on the runtime's clock as time since the run's start; zero for what lies before.
    #[must_use]
    pub fn since_start(&self, at: Duration) -> Duration {
        match &self.clock {
            Clock::Going(_, start) => at.saturating_sub(start.get()),
            Clock::Stopped(_) => at,
        }
    }

    /// Appends an event that happens now.
    pub fn push(&self, kind: EventKind) {
        self.push_at(self.elapsed(), kind);
    }

    /// Appends an event that happened at `at`, since the run's start.
    pub fn push_at(&self, at: Duration, kind: EventKind) {
        self.record.borrow_mut().push(at, kind);
        self.version.set(self.version.get() + 1);
        (self.on_change)();
    }

    /// Appends a note on one future.
    pub fn note(&self, id: FutureId, note: Note) {
        self.push(EventKind::Noted { id, note });
    }

    /// The future's number in this run.
    #[must_use]
    pub fn id_of<T>(&self, future: &FutureHandle<T>) -> Option<FutureId> {
        self.number(future.id())
    }

    /// Submits through `submit` to an executor that has this recorder as its observer, under
    /// `label`, and records how it settles as `describe` tells.
    ///
    /// # Errors
    /// Those of the executor; nothing is recorded then.
    pub fn submit<T: 'static>(
        self: &Rc<Self>,
        label: Rc<str>,
        executor: Rc<str>,
        describe: impl Fn(&Self, &FutureHandle<T>) -> Settled + 'static,
        submit: impl FnOnce() -> Result<FutureHandle<T>, SubmitError>,
    ) -> Result<FutureHandle<T>, SubmitError> {
        *self.next.borrow_mut() = Some((label, executor));
        let submitted = submit();
        self.next.borrow_mut().take();
        let future = submitted?;
        let recorder = self.clone();
        future.add_done_callback(move |future| {
            if let Some(id) = recorder.id_of(future) {
                let mut settled = describe(&recorder, future);
                if let Some(phases) = recorder.phases.borrow_mut().remove(&future.id()) {
                    settled.phases = phases;
                }
                recorder.push(EventKind::Settled { id, settled });
            }
        });
        Ok(future)
    }

    /// Records that a worker began a future's task.
    pub fn started(&self, id: FutureId, worker: usize) {
        let worker = Some(worker);
        self.push(EventKind::Started { id, worker });
    }

    /// Keeps what was measured of a future elsewhere, until it settles. `future` is its handle's id.
    pub fn measured(&self, future: u64, phases: Vec<Phase>) {
        self.phases.borrow_mut().insert(future, phases);
    }

    /// The number in this run of the future with this handle's id.
    #[must_use]
    pub fn number(&self, future: u64) -> Option<FutureId> {
        self.ids.borrow().get(&future).copied()
    }

    /// Records that the consumer got the future.
    pub fn delivered<T>(&self, future: &FutureHandle<T>) {
        if let Some(id) = self.id_of(future) {
            self.push(EventKind::Delivered { id });
        }
    }
}

impl Observer for Recorder {
    fn observe(&self, future: u64, event: TaskEvent) {
        if event == TaskEvent::Submitted {
            // A task submitted past `Recorder::submit` has no label and no lane.
            if let Some((label, executor)) = self.next.borrow_mut().take() {
                let id = self.record.borrow().lanes().len();
                self.ids.borrow_mut().insert(future, id);
                self.push(EventKind::Submitted {
                    id,
                    label,
                    executor,
                });
            }
            return;
        }
        let Some(id) = self.number(future) else {
            return;
        };
        match event {
            TaskEvent::Started { slot } => self.started(id, slot),
            TaskEvent::Polled => self.note(id, Note::Polled),
            TaskEvent::Woken => self.note(id, Note::Woken),
            TaskEvent::CallbackRan => self.note(id, Note::CallbackRan),
            TaskEvent::CancelAsked { answer } => self.note(id, Note::CancelAsked { answer }),
            TaskEvent::AbortAsked { answer } => self.note(id, Note::AbortAsked { answer }),
            // Told with its outcome by the done-callback of `submit`.
            TaskEvent::Settled | TaskEvent::Submitted => {}
        }
    }
}
