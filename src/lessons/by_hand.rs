//! Requests that a person submits one by one, and how many of them the server has at once, by its own count. Knows
//! no browser: who fetches and who asks the server come from outside.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use crate::config::{RunConfig, Server};
use crate::executor::{ConfigError, Executor, IoExecutor};
use crate::fetch::{Fetched, Fetcher};
use crate::future::FutureHandle;
use crate::observe::Observer;
use crate::race::{Downloads, Origin, describe};
use crate::record::{Doing, FETCH, Lane, Outcome, Record};
use crate::recorder::Recorder;
use crate::runtime::{LocalBoxFuture, Runtime};

/// How long the server keeps each: long enough to submit more than a browser sends.
pub const TAKES: Duration = Duration::from_secs(3);

/// More are not taken.
pub const MOST: usize = 30;

/// A shorter wait for a connection is none that is told.
pub const LEAST: Duration = Duration::from_millis(100);

/// How often the server is asked while something is on its way.
const EVERY: Duration = Duration::from_millis(300);

/// How many requests the server has, as it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Now.
    pub in_flight: usize,
    /// The most so far.
    pub max_in_flight: usize,
}

/// Asks the server for its count; `None` if it does not tell.
pub type Ask = Rc<dyn Fn() -> LocalBoxFuture<Option<Count>>>;

/// Where the server tells its count of the requests of `key`, and whether it can be asked at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The address.
    pub url: String,
    /// Whether asking is out of the way of the requests that are counted: else the browser would hold it back with them.
    pub is_aside: bool,
}

/// Where the requests of `key` go, and where they are counted; `None` for servers that count none.
#[must_use]
pub fn counted(server: &Server, origin: &Origin, key: &str) -> (Origin, Option<Counter>) {
    let Origin { base, extension } = origin;
    let root = base.strip_suffix("/flags").or(match &**base {
        "flags" => Some("."),
        _ => None,
    });
    match (server, root) {
        // It counts all requests of the site together, and takes no key. No connection limits it.
        (Server::Sim, Some(root)) => {
            let url = format!("{root}/stats");
            let is_aside = true;
            (origin.clone(), Some(Counter { url, is_aside }))
        }
        // The book's own servers do not count.
        (Server::Local | Server::Delay | Server::Error, Some(root)) if *extension == "svg" => {
            let with_key = Origin {
                base: format!("{base}/{{}}/{{}}.{extension}?run={key}"),
                extension,
            };
            let other = other_name(root);
            let counter = Counter {
                is_aside: other.is_some(),
                url: format!("{}/stats?run={key}", other.as_deref().unwrap_or(root)),
            };
            (with_key, Some(counter))
        }
        _ => (origin.clone(), None),
    }
}

/// The same server by another name: to a browser another host, with connections of its own.
fn other_name(root: &str) -> Option<String> {
    let names = ["://localhost:", "://127.0.0.1:"];
    let pairs = [names, [names[1], names[0]]];
    let found = pairs.iter().find(|[name, _]| root.contains(name));
    found.map(|[name, other]| root.replacen(name, other, 1))
}

/// Requests that are submitted one by one. Clones are the same; when the last is dropped they are aborted.
#[derive(Clone)]
pub struct ByHand(Rc<Inner>);

struct Inner {
    runtime: Rc<dyn Runtime>,
    on_change: Rc<dyn Fn()>,
    recorder: Rc<Recorder>,
    executor: IoExecutor,
    downloads: Rc<Downloads>,
    labels: Vec<String>,
    ask: Option<(Ask, bool)>,
    futures: RefCell<Vec<FutureHandle<Fetched>>>,
    count: Cell<Option<Count>>,
    is_asking: Cell<bool>,
}

/// With what requests are made and counted.
pub struct Tools {
    /// Clock and spawning.
    pub runtime: Rc<dyn Runtime>,
    /// Makes the requests.
    pub fetcher: Rc<dyn Fetcher>,
    /// Asks the server, and whether that may be done while requests are on their way.
    pub ask: Option<(Ask, bool)>,
    /// Called whenever there is something new to show.
    pub on_change: Rc<dyn Fn()>,
}

impl ByHand {
    /// None yet, to go to this origin.
    ///
    /// # Errors
    /// Those of the executor; none for a limit above zero.
    pub fn new(server: Server, origin: Origin, tools: Tools) -> Result<Self, ConfigError> {
        let Tools {
            runtime,
            fetcher,
            ask,
            on_change,
        } = tools;
        let takes = TAKES.as_millis();
        let query =
            format!("codes=all&limit={MOST}&delay={takes}-{takes}&error_rate=0&timeout=120000");
        let config = RunConfig {
            server: Some(server),
            ..RunConfig::from_query(&query).0
        };
        let recorder = Recorder::new(runtime.clone(), on_change.clone());
        let executor = IoExecutor::builder(runtime.clone())
            .max_workers(MOST)
            .observer(recorder.clone() as Rc<dyn Observer>)
            .build()?;
        Ok(ByHand(Rc::new(Inner {
            downloads: Rc::new(Downloads::new(&config, origin, fetcher, runtime.clone())),
            labels: config.labels(),
            runtime,
            on_change,
            recorder,
            executor,
            ask,
            futures: RefCell::default(),
            count: Cell::default(),
            is_asking: Cell::new(false),
        })))
    }

    /// Submits one more, unless there are [`MOST`].
    pub fn submit(&self) {
        let id = self.0.futures.borrow().len();
        let Some(code) = self.0.labels.get(id).cloned() else {
            return;
        };
        let (downloads, recorder) = (self.0.downloads.clone(), self.0.recorder.clone());
        let (label, told) = (code.as_str().into(), recorder.clone());
        let submit = || {
            (self.0.executor).submit(move || async move { downloads.flag(&told, id, &code).await })
        };
        // It is never shut down while somebody can press.
        if let Ok(future) = recorder.submit(label, FETCH.into(), describe, submit) {
            self.0.futures.borrow_mut().push(future);
            self.watch();
        }
    }

    /// Aborts what is on its way.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// What happened so far.
    #[must_use]
    pub fn pressed(&self) -> Pressed {
        let record = self.0.recorder.record();
        Pressed {
            count: self.0.count.get(),
            ..Pressed::of(&record)
        }
    }

    /// Asks the server until all are over, and once more then.
    fn watch(&self) {
        let Some((ask, may_interrupt)) = self.0.ask.clone() else {
            return;
        };
        if self.0.is_asking.replace(true) {
            return;
        }
        // What is dropped meanwhile is asked about no more.
        let me = Rc::downgrade(&self.0);
        let runtime = self.0.runtime.clone();
        self.0.runtime.spawn(Box::pin(async move {
            loop {
                runtime.sleep(EVERY).await;
                let Some(open) = me.upgrade().map(|me| me.open()) else {
                    return;
                };
                if open > 0 && !may_interrupt {
                    continue;
                }
                let told = ask().await;
                let Some(me) = me.upgrade() else { return };
                if let Some(told) = told {
                    let most = me.count.get().map_or(0, |before| before.max_in_flight);
                    me.count.set(Some(Count {
                        max_in_flight: told.max_in_flight.max(most),
                        ..told
                    }));
                    (me.on_change)();
                }
                if open == 0 {
                    me.is_asking.set(false);
                    // One may have been submitted while the answer was on its way.
                    if me.open() > 0 {
                        ByHand(me).watch();
                    }
                    return;
                }
            }
        }));
    }
}

impl Inner {
    fn open(&self) -> usize {
        let futures = self.futures.borrow();
        futures.iter().filter(|future| !future.done()).count()
    }

    fn stop(&self) {
        let futures = self.futures.borrow().clone();
        for future in futures.iter().rev().filter(|future| !future.done()) {
            future.abort();
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What happened to what was submitted by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// How many were submitted.
    pub submitted: usize,
    /// How many of them run, as the executor counts.
    pub running: usize,
    /// The most that ran at once.
    pub most: usize,
    /// How many came.
    pub came: usize,
    /// For how long the browser held one back, at most, of those that are over.
    pub held: Duration,
    /// What the server counts, if it tells.
    pub count: Option<Count>,
}

impl Pressed {
    fn of(record: &Record) -> Self {
        let spans = record.lanes().iter().flat_map(Lane::spans);
        let held = spans.filter(|span| span.doing == Doing::Held);
        Pressed {
            submitted: record.lanes().len(),
            running: record.in_flight(),
            most: record.max_in_flight(),
            came: record.count(Outcome::Ok),
            held: held
                .map(|span| span.time(span.from))
                .max()
                .unwrap_or_default(),
            count: None,
        }
    }
}
