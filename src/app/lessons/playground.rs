//! The playground: an executor of three workers, real futures, and a transcript of what was asked
//! of them and what they answered. Knows no browser; time comes from the runtime.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;
use std::time::Duration;

use super::transcript::{Line, Said};
use crate::app::format::decimal;
use crate::completion::as_completed;
use crate::executor::{ConfigError, Executor, IoExecutor, SubmitError};
use crate::future::FutureHandle;
use crate::observe::Observer;
use crate::record::{Outcome, Record, Settled};
use crate::recorder::Recorder;
use crate::runtime::Runtime;

/// How many tasks of the playground run at once.
pub const MAX_WORKERS: usize = 3;

/// What tasks are for, one after the other.
const LABELS: [&str; 10] = ["BR", "CN", "ID", "IN", "US", "JP", "NG", "MX", "DE", "EG"];

/// The sequence that plays by itself: five tasks, each with the milliseconds it takes, chosen so
/// that two wait for a worker and they finish in another order than they were submitted.
const CHAPTER: [(&str, u64); 5] = [
    ("BR", 1800),
    ("CN", 1000),
    ("ID", 2300),
    ("IN", 900),
    ("US", 1400),
];

/// The error of a task that was told to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the task failed on purpose")]
pub struct OnPurpose;

/// What can be asked of a future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `cancel()`.
    Cancel,
    /// `abort()`.
    Abort,
    /// `add_done_callback()`, with one that writes into the transcript.
    AddDoneCallback,
    /// `result(timeout)`.
    Result(Duration),
}

/// The playground. Clones are the same one.
#[derive(Clone)]
pub struct Playground(Rc<Inner>);

struct Inner {
    runtime: Rc<dyn Runtime>,
    on_change: Rc<dyn Fn()>,
    recorder: Rc<Recorder>,
    executor: IoExecutor,
    futures: RefCell<Vec<FutureHandle<String>>>,
    lines: RefCell<Vec<Line>>,
    callbacks: RefCell<Vec<Duration>>,
    is_playing: Cell<bool>,
    is_shut_down: Cell<bool>,
}

impl Playground {
    /// An empty playground. `on_change` is called whenever there is something new to show.
    ///
    /// # Errors
    /// Those of the executor; none for a limit above zero.
    pub fn new(runtime: Rc<dyn Runtime>, on_change: Rc<dyn Fn()>) -> Result<Self, ConfigError> {
        let recorder = Recorder::new(runtime.clone(), on_change.clone());
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(MAX_WORKERS)
            .observer(recorder.clone() as Rc<dyn Observer>)
            .build()?;
        Ok(Playground(Rc::new(Inner {
            runtime,
            on_change,
            recorder,
            executor,
            futures: RefCell::default(),
            lines: RefCell::default(),
            callbacks: RefCell::default(),
            is_playing: Cell::new(false),
            is_shut_down: Cell::new(false),
        })))
    }

    /// The futures, in the order in which they were submitted.
    pub fn futures(&self) -> Ref<'_, Vec<FutureHandle<String>>> {
        self.0.futures.borrow()
    }

    /// The transcript.
    pub fn lines(&self) -> Ref<'_, Vec<Line>> {
        self.0.lines.borrow()
    }

    /// The record of all that happened.
    pub fn record(&self) -> Ref<'_, Record> {
        self.0.recorder.record()
    }

    /// How long after its result each callback ran that had been added before.
    pub fn callbacks(&self) -> Ref<'_, Vec<Duration>> {
        self.0.callbacks.borrow()
    }

    /// Whether the sequence is playing.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.0.is_playing.get()
    }

    /// Whether the executor takes no more tasks.
    #[must_use]
    pub fn is_shut_down(&self) -> bool {
        self.0.is_shut_down.get()
    }

    /// Submits a task that takes so long, and then gives its label or fails.
    pub fn submit(&self, takes: Duration, fails: bool) {
        let label = LABELS[self.futures().len() % LABELS.len()];
        let call = call_of(label);
        match self.task(label, takes, fails) {
            Ok(future) => {
                let call = format!("f{} = {call}", future.id());
                self.say(call, Said::Form(future.to_string()));
            }
            Err(error) => self.say(call, Said::Refused(error)),
        }
    }

    /// Asks the n-th future. Waiting goes on in the background, and its end is told.
    pub fn ask(&self, nth: usize, call: Call) {
        let Some(future) = self.futures().get(nth).cloned() else {
            return;
        };
        let (name, was) = (format!("f{}", future.id()), future.state());
        match call {
            Call::Cancel => {
                let answer = future.cancel();
                self.say(format!("{name}.cancel()"), Said::Cancel(answer, was));
            }
            Call::Abort => {
                let answer = future.abort();
                self.say(format!("{name}.abort()"), Said::Abort(answer, was));
            }
            Call::AddDoneCallback => self.add_callback(&future, name),
            Call::Result(timeout) => {
                let call = format!(
                    "{name}.result(timeout={})",
                    decimal(timeout.as_secs_f64(), 1)
                );
                // What is there, or is not waited for, is answered in the next line.
                if !future.done() && !timeout.is_zero() {
                    self.say(call.clone(), Said::Waits(timeout));
                }
                let me = self.clone();
                self.0.runtime.spawn(Box::pin(async move {
                    let outcome = future.result_within(timeout).await;
                    me.say(call, Said::of(outcome));
                }));
            }
        }
    }

    /// Shuts the executor down as with `wait=True`: what was submitted still runs.
    pub fn shutdown(&self) {
        let open = self.futures().iter().filter(|f| !f.done()).count();
        self.0.is_shut_down.set(true);
        let drained = self.0.executor.shutdown(false);
        let call = "executor.shutdown()";
        self.say(call.to_owned(), Said::ShutDown(open));
        let me = self.clone();
        self.0.runtime.spawn(Box::pin(async move {
            drained.await;
            me.say(call.to_owned(), Said::Drained);
        }));
    }

    /// Plays the chapter: submits five tasks, tells the state of each, has the first call back, and
    /// takes them as they complete. Does nothing while it plays already.
    pub fn play(&self) {
        if self.0.is_playing.replace(true) {
            return;
        }
        let me = self.clone();
        self.0.runtime.spawn(Box::pin(async move {
            me.play_chapter().await;
            me.0.is_playing.set(false);
            (me.0.on_change)();
        }));
    }

    /// Aborts whatever is not done, from the last to the first, so that no slot is handed a task
    /// that is to go as well.
    pub fn clear(&self) {
        let futures = self.futures().clone();
        for future in futures.iter().rev().filter(|future| !future.done()) {
            future.abort();
        }
    }

    async fn play_chapter(&self) {
        let mut to_do = Vec::new();
        for (label, ms) in CHAPTER {
            match self.task(label, Duration::from_millis(ms), false) {
                Ok(future) => {
                    // A task begins in a later turn: given one, those with a worker run.
                    self.0.runtime.yield_now().await;
                    let call = format!("f{} = {}", future.id(), call_of(label));
                    self.say(call, Said::Form(future.to_string()));
                    to_do.push(future);
                }
                Err(error) => self.say(call_of(label), Said::Refused(error)),
            }
        }
        if let Some(first) = to_do.first() {
            self.add_callback(first, format!("f{}", first.id()));
        }
        let mut completed = as_completed(to_do, None);
        while let Some(Ok(future)) = completed.next().await {
            if let Some(outcome) = future.peek() {
                self.0.recorder.delivered(&future);
                self.say(future.to_string(), Said::of(outcome));
            }
        }
    }

    fn task(
        &self,
        label: &'static str,
        takes: Duration,
        fails: bool,
    ) -> Result<FutureHandle<String>, SubmitError> {
        let Inner {
            runtime,
            recorder,
            executor,
            ..
        } = &*self.0;
        let sleeper = runtime.clone();
        let future = recorder.submit(label.into(), "playground".into(), describe, || {
            executor.submit(move || async move {
                sleeper.sleep(takes).await;
                if fails {
                    return Err(OnPurpose);
                }
                Ok(label.to_owned())
            })
        })?;
        self.0.futures.borrow_mut().push(future.clone());
        Ok(future)
    }

    fn add_callback(&self, future: &FutureHandle<String>, name: String) {
        let call = format!("{name}.add_done_callback(tell)");
        if future.done() {
            let me = self.clone();
            future.add_done_callback(move |future| {
                me.say(call, Said::CalledAtOnce(future.to_string()));
            });
            return;
        }
        self.say(call, Said::WillCall);
        let me = self.clone();
        future.add_done_callback(move |future| {
            let recorder = &me.0.recorder;
            let finished = recorder.id_of(future).and_then(|id| {
                let record = recorder.record();
                record.lanes().get(id)?.finished
            });
            let after = recorder
                .elapsed()
                .saturating_sub(finished.unwrap_or_default());
            me.0.callbacks.borrow_mut().push(after);
            let called = Said::Called(future.to_string(), after);
            me.say(format!("tell({name})"), called);
        });
    }

    fn say(&self, call: String, said: Said) {
        self.0.lines.borrow_mut().push(Line { call, said });
        (self.0.on_change)();
    }
}

/// What submits a task for this label.
fn call_of(label: &str) -> String {
    format!("executor.submit(download, '{label}')")
}

fn describe(_: &Recorder, future: &FutureHandle<String>) -> Settled {
    Settled::plain(if future.cancelled() {
        Outcome::Cancelled
    } else if future.failed() {
        Outcome::Failed
    } else {
        Outcome::Ok
    })
}
