//! The playground: an executor of three workers, real futures, and a transcript of what was asked
//! of them and what they answered. Knows no browser; time comes from the runtime.

mod facts;
mod script;
mod transcript;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;
use std::time::Duration;

pub use facts::PlayFacts;
pub use script::Script;
pub use transcript::{Line, Said};

use crate::executor::{ConfigError, Executor, IoExecutor, SubmitError};
use crate::format::decimal;
use crate::future::FutureHandle;
use crate::observe::Observer;
use crate::record::{Outcome, Record, Settled};
use crate::recorder::Recorder;
use crate::runtime::Runtime;

/// How many tasks of the playground run at once.
pub const MAX_WORKERS: usize = 3;

/// What tasks are for, one after the other.
const LABELS: [&str; 10] = ["BR", "CN", "ID", "IN", "US", "JP", "NG", "MX", "DE", "EG"];

/// The error of a task that was told to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the task failed on purpose")]
pub struct OnPurpose;

/// What can be asked of a future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `done()`.
    Done,
    /// `exception(timeout)`.
    Exception(Duration),
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

impl PartialEq for Playground {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

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
            Call::Done => self.say(format!("{name}.done()"), Said::Done(future.done())),
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
                let call = self.waits(&future, &format!("{name}.result"), timeout);
                let me = self.clone();
                self.0.runtime.spawn(Box::pin(async move {
                    let outcome = future.result_within(timeout).await;
                    me.say(call, Said::of(outcome));
                }));
            }
            Call::Exception(timeout) => {
                let call = self.waits(&future, &format!("{name}.exception"), timeout);
                let me = self.clone();
                self.0.runtime.spawn(Box::pin(async move {
                    let outcome = future.result_within(timeout).await;
                    me.say(call, Said::of(outcome).as_exception());
                }));
            }
        }
    }

    /// Says that a call waits, and returns its line of code.
    fn waits(&self, future: &FutureHandle<String>, method: &str, timeout: Duration) -> String {
        let call = format!("{method}(timeout={})", decimal(timeout.as_secs_f64(), 1));
        // What is there, or is not waited for, is answered in the next line.
        if !future.done() && !timeout.is_zero() {
            self.say(call.clone(), Said::Waits(timeout));
        }
        call
    }

    /// Shuts the executor down as with `wait=True`: what was submitted still runs.
    pub fn shutdown(&self) {
        let open = self.futures().iter().filter(|f| !f.done()).count();
        self.0.is_shut_down.set(true);
        let drained = self.0.executor.shutdown(false);
        let call = "executor.shutdown(wait=True)";
        self.say(call.to_owned(), Said::ShutDown(open));
        let me = self.clone();
        self.0.runtime.spawn(Box::pin(async move {
            drained.await;
            me.say(call.to_owned(), Said::Drained);
        }));
    }

    /// Plays a script. Does nothing while one plays already.
    pub fn play(&self, script: Script) {
        if self.0.is_playing.replace(true) {
            return;
        }
        let me = self.clone();
        self.0.runtime.spawn(Box::pin(async move {
            script.play(&me).await;
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
        let at = self.0.recorder.elapsed();
        self.0.lines.borrow_mut().push(Line { at, call, said });
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
