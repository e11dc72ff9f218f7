//! A program in Python as something that carries out an experiment: its worker, its terminal, the record of its futures.

use std::any::Any;
use std::cell::{Ref, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::worker::PythonWorker;
use crate::app::run::{Driver, Setting, Watched, newest_progress};
use crate::app::service_worker;
use crate::config::{Lang, RunConfig};
use crate::diagnosis::{Sentence, diagnose};
use crate::environment::Environment;
use crate::python::{Message, MessageError, Seen, Story, TIME_LIMIT, Terminal};
use crate::record::{EventKind, FutureId};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, micros};
use crate::stats::Progress;

/// A program, as it is started.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Its text.
    pub text: String,
    /// What its file is called.
    pub file: &'static str,
    /// Its arguments, as one types them.
    pub arguments: String,
}

/// Where a program stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Python is on its way: so many bytes of it have come.
    Loading(u64),
    /// The program runs.
    Running,
    /// It is over.
    Over(End),
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// By itself, with this exit code.
    Code(u8),
    /// It was stopped by hand.
    Stopped,
    /// It took longer than a program may.
    TooLong,
    /// All of its threads waited for each other: where each stood.
    Stuck(Vec<String>),
    /// Python did not come, or broke: why.
    Died(String),
}

/// A program that runs, or ran.
#[derive(Clone)]
pub struct PythonRun(Rc<Inner>);

struct Inner {
    config: RunConfig,
    program: Program,
    recorder: Rc<Recorder>,
    on_change: Rc<dyn Fn()>,
    watch: Rc<dyn Fn(Rc<Recorder>)>,
    terminal: RefCell<Terminal>,
    story: RefCell<Story>,
    phase: RefCell<Phase>,
    python: RefCell<Option<String>>,
    interpreters: RefCell<Vec<Duration>>,
    worker: RefCell<Option<PythonWorker>>,
    limit: RefCell<Option<Timeout>>,
}

impl PythonRun {
    /// Starts a program. What keeps it from starting is how it ends.
    pub fn start(program: Program, setting: Setting<'_>) -> Self {
        let recorder = Recorder::new(Rc::new(BrowserRuntime), setting.on_change.clone());
        let inner = Rc::new(Inner {
            config: setting.config,
            program,
            recorder,
            on_change: setting.on_change,
            watch: setting.watch,
            terminal: RefCell::default(),
            story: RefCell::default(),
            phase: RefCell::new(Phase::Loading(0)),
            python: RefCell::default(),
            interpreters: RefCell::default(),
            worker: RefCell::default(),
            limit: RefCell::default(),
        });
        let me = Rc::downgrade(&inner);
        match PythonWorker::start(move |told| Inner::hear(&me, told)) {
            Ok(worker) => *inner.worker.borrow_mut() = Some(worker),
            Err(why) => {
                *inner.phase.borrow_mut() = Phase::Over(End::Died(why));
                // Told once it has begun, as whoever hears of it expects.
                let tell = inner.on_change.clone();
                spawn_local(async move { tell() });
            }
        }
        PythonRun(inner)
    }

    /// Where it stands.
    pub fn phase(&self) -> Phase {
        self.0.phase.borrow().clone()
    }

    /// What it printed.
    pub fn terminal(&self) -> Ref<'_, Terminal> {
        self.0.terminal.borrow()
    }

    /// How many workers of pools have an interpreter, and how long the slowest took to start; nothing if there are none.
    pub fn interpreters(&self) -> Option<(usize, Duration)> {
        let all = self.0.interpreters.borrow();
        all.iter().max().map(|slowest| (all.len(), *slowest))
    }

    /// The version of Python, once it is there.
    pub fn python(&self) -> Option<String> {
        self.0.python.borrow().clone()
    }
}

impl Inner {
    fn hear(me: &Weak<Self>, told: Result<Message, MessageError>) {
        let Some(inner) = me.upgrade() else { return };
        // Words that were on their way when it ended.
        if matches!(*inner.phase.borrow(), Phase::Over(_)) {
            return;
        }
        match told {
            Ok(message) => Self::take(&inner, message),
            Err(error) => inner.end(End::Died(error.to_string()), None),
        }
    }

    fn take(inner: &Rc<Self>, message: Message) {
        match message {
            Message::Loaded { bytes } => *inner.phase.borrow_mut() = Phase::Loading(bytes),
            Message::Ready { python, .. } => Self::begin(inner, python),
            Message::Out(text) => {
                inner.terminal.borrow_mut().write(&text);
                if let Some(worker) = &*inner.worker.borrow() {
                    // The worker counts as JavaScript does.
                    worker.shown(text.encode_utf16().count());
                }
            }
            Message::Events(events) => {
                inner.first(&events);
                for seen in events {
                    let told = inner.story.borrow_mut().tell(seen);
                    match told {
                        Ok((at, kind)) => inner.recorder.push_at(at, kind),
                        Err(untrue) => return inner.end(End::Died(untrue.to_string()), None),
                    }
                }
            }
            Message::Interpreter { took } => inner.interpreters.borrow_mut().push(took),
            Message::Stuck { places } => inner.end(End::Stuck(places), None),
            Message::Over { code, at } => inner.end(End::Code(code), Some(at)),
            Message::Died { why } => inner.end(End::Died(why), None),
        }
        (inner.on_change)();
    }

    fn begin(inner: &Rc<Self>, python: String) {
        *inner.python.borrow_mut() = Some(python);
        *inner.phase.borrow_mut() = Phase::Running;
        inner.recorder.restart(Duration::ZERO);
        let me = Rc::downgrade(inner);
        let limit = u32::try_from(micros(TIME_LIMIT) / 1000).unwrap_or(u32::MAX);
        *inner.limit.borrow_mut() = Some(Timeout::new(limit, move || {
            if let Some(inner) = me.upgrade() {
                inner.end(End::TooLong, None);
                (inner.on_change)();
            }
        }));
        let Program {
            text,
            file,
            arguments,
        } = &inner.program;
        if let Some(worker) = &*inner.worker.borrow() {
            worker.run(text, file, arguments);
        }
    }

    /// The first events of the run: the worker's clock began with them, and so does the page's.
    fn first(&self, events: &[Seen]) {
        if let (Some(newest), true) = (events.last(), self.recorder.version() == 0) {
            self.recorder.restart(newest.at);
            (self.watch)(self.recorder.clone());
        }
    }

    /// The worker goes, and with it all that it had begun; what never settled is told as cut off.
    fn end(&self, end: End, at: Option<Duration>) {
        let at = at.unwrap_or_else(|| self.recorder.elapsed());
        if end == End::Stopped {
            self.recorder.push_at(at, EventKind::CancelRequested);
        }
        *self.phase.borrow_mut() = Phase::Over(end);
        for (at, kind) in self.story.borrow_mut().end(at, "the program ended") {
            self.recorder.push_at(at, kind);
        }
        self.limit.borrow_mut().take();
        self.worker.borrow_mut().take();
        if self.python.borrow().is_some() {
            // What is over is disturbed by nothing.
            spawn_local(service_worker::keep_asked());
        }
    }
}

impl Driver for PythonRun {
    fn config(&self) -> &RunConfig {
        &self.0.config
    }

    fn recorders(&self) -> Vec<Rc<Recorder>> {
        vec![self.0.recorder.clone()]
    }

    fn config_of(&self, _: usize) -> RunConfig {
        self.0.config.clone()
    }

    fn is_comparison(&self) -> bool {
        false
    }

    fn is_running(&self) -> bool {
        !matches!(*self.0.phase.borrow(), Phase::Over(_))
    }

    fn is_cancelled(&self) -> bool {
        self.0.recorder.record().is_cancelled()
    }

    /// Ends it at once.
    fn cancel(&self) {
        if self.is_running() {
            self.0.end(End::Stopped, None);
            (self.0.on_change)();
        }
    }

    fn progress(&self, then: &[Rc<Recorder>]) -> Progress {
        newest_progress(&self.recorders(), then)
    }

    /// Its futures are the program's: they can be looked at, and not cancelled from here.
    fn future(&self, _: usize, id: FutureId, _: Lang) -> Option<Watched> {
        let record = self.0.recorder.record();
        let lane = record.lanes().get(id)?;
        let state = match (lane.finished, lane.started) {
            (Some(_), _) => "finished",
            (None, Some(_)) => "running",
            (None, None) => "pending",
        };
        let error = lane.settled.as_ref().and_then(|one| one.error.as_deref());
        Some(Watched {
            form: format!("<Future #{} state={state}>", id + 1),
            is_over: true,
            error: error.map(str::to_owned),
            ask: Rc::new(|_| ()),
        })
    }

    fn environment(&self) -> Option<Environment> {
        let python = self.python()?;
        Some(Environment {
            user_agent: Some(format!("CPython {python} (Pyodide)")),
            ..Environment::default()
        })
    }

    fn findings(
        &self,
        then: &[Rc<Recorder>],
        environment: &Environment,
        lang: Lang,
    ) -> Vec<Sentence> {
        let found = then
            .iter()
            .flat_map(|then| diagnose(&self.0.config, &then.record(), environment));
        found.map(|finding| finding.told(lang)).collect()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
