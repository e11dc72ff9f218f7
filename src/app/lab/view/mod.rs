//! The run of the lab that is shown: starting, cancelling and following it.

mod exports;
mod told;

pub use told::{job_ids, workers};

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::charts::Developed;
use super::settings::{Sound, Sounds, is_measured};
use crate::app::browser;
use crate::app::hooks::{Heartbeat, Lookout, Pulse, Startable};
use crate::app::origins::Servers;
use crate::app::state::{Action, Stage};
use crate::config::{Experiment, Lang, RunConfig};
use crate::fetch::BrowserFetcher;
use crate::kernels::{JobsError, Kernel};
use crate::lab::transfer::Transfer;
use crate::lab::{Lab, LabRun, RunKind, Tools, make_pool};
use crate::record::Outcome;
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::stats::elapsed;
use crate::workers::hardware_concurrency;

/// What drives the run.
#[derive(Clone)]
enum Driven {
    Jobs(Lab),
    Passing(Transfer),
}

/// Why there is nothing, or not everything, to show.
pub enum Problem {
    /// The settings make no jobs.
    Jobs(JobsError),
    /// What an executor or a worker said, in English.
    Told(String),
}

/// A run of jobs, to be set beside later ones of the same jobs.
#[derive(Clone)]
pub struct Past {
    jobs: (Kernel, u32, u32),
    /// Where it ran.
    pub kind: RunKind,
    /// Its record.
    pub recorder: Rc<Recorder>,
}

/// The run of the lab that is going or over. Clones are the same run; two compare as equal while
/// nothing new happened.
#[derive(Clone)]
pub struct LabView {
    parts: Rc<Parts>,
    heartbeat: Heartbeat,
    tell: Callback<Action>,
}

#[derive(Default)]
struct Parts {
    driven: RefCell<Option<Driven>>,
    past: RefCell<Vec<Past>>,
    began: Cell<Duration>,
    ended: Cell<Option<Duration>>,
    refused: RefCell<Option<JobsError>>,
    cancelled: Cell<bool>,
    /// Start was pressed, and neither has the run begun nor was Cancel pressed.
    is_due: Cell<bool>,
    lookout: Lookout,
    sounds: Sounds,
    shown: Shown,
}

/// What the pictures and sentences of a run remember from one time to the next.
#[derive(Default)]
pub struct Shown {
    /// The right end of the time axis, in seconds.
    pub axis_end: Cell<f64>,
    /// The tiles that are on the canvas.
    pub developed: RefCell<Developed>,
    /// How many items of the finish order are on the page while the run goes on.
    pub listed: Cell<usize>,
    /// The sentence at the top, and when it was said.
    pub said: RefCell<Option<(Occasion, String)>>,
}

/// When a sentence is said: a new one only at another occasion.
pub type Occasion = (Stage, Lang, u64);

impl PartialEq for LabView {
    fn eq(&self, other: &Self) -> bool {
        self.heartbeat == other.heartbeat && Rc::ptr_eq(&self.parts, &other.parts)
    }
}

/// The lab's run, on the heartbeat of the page. It tells the page when it is over, or does not begin.
#[hook]
pub fn use_lab(heartbeat: &Heartbeat, tell: Callback<Action>) -> LabView {
    let parts = use_memo((), |()| Parts::default());
    LabView {
        parts,
        heartbeat: heartbeat.clone(),
        tell,
    }
}

impl Startable for LabView {
    fn clear(&self) {
        self.parts.driven.borrow_mut().take();
        self.parts.refused.borrow_mut().take();
        self.parts.lookout.forget();
        self.parts.is_due.set(true);
        self.pulse().mark();
    }

    fn start(&self, config: RunConfig, servers: &Servers) {
        if !self.parts.is_due.replace(false) {
            return;
        }
        let config = Sound::of(&config).config;
        self.parts.began.set(BrowserRuntime.now());
        self.parts.ended.set(None);
        self.parts.cancelled.set(false);
        let changed = self.clone();
        let on_change: Rc<dyn Fn()> = Rc::new(move || changed.follow());
        let driven = if config.experiment == Experiment::Transfer {
            Driven::Passing(Transfer::start(config, on_change, &*self.pulse().watcher()))
        } else {
            match Lab::start(
                config.clone(),
                tools(&config, servers, on_change, self.pulse().watcher()),
            ) {
                Ok(lab) => Driven::Jobs(lab),
                Err(error) => {
                    *self.parts.refused.borrow_mut() = Some(error);
                    self.tell.emit(Action::Ended);
                    return;
                }
            }
        };
        *self.parts.driven.borrow_mut() = Some(driven);
        self.pulse().set_running(true);
    }
}

impl LabView {
    /// The heartbeat.
    pub fn pulse(&self) -> &Rc<Pulse> {
        self.heartbeat.pulse()
    }

    fn driven(&self) -> Option<Driven> {
        self.parts.driven.borrow().clone()
    }

    fn jobs(&self) -> Option<Lab> {
        match self.driven()? {
            Driven::Jobs(lab) => Some(lab),
            Driven::Passing(_) => None,
        }
    }

    /// The measurement of passing data, if it is that.
    pub fn passing(&self) -> Option<Transfer> {
        match self.driven()? {
            Driven::Jobs(_) => None,
            Driven::Passing(transfer) => Some(transfer),
        }
    }

    /// Whether something is still to come.
    pub fn is_running(&self) -> bool {
        self.driven().is_some() && self.parts.ended.get().is_none()
    }

    /// Whether it consists of many runs that are measured.
    pub fn is_measured(&self) -> bool {
        match self.driven() {
            Some(Driven::Jobs(lab)) => is_measured(lab.config()),
            Some(Driven::Passing(_)) => true,
            None => false,
        }
    }

    /// The settings as they can be run.
    pub fn sound(&self, config: &RunConfig) -> Rc<Sound> {
        self.parts.sounds.of(config)
    }

    /// The jobs under way, if it is that.
    pub fn lab(&self) -> Option<Lab> {
        self.jobs()
    }

    /// The runs of jobs begun so far.
    pub fn runs(&self) -> Vec<LabRun> {
        self.jobs().map(|lab| lab.runs()).unwrap_or_default()
    }

    /// The newest run of jobs, with its number among the runs.
    pub fn newest(&self) -> Option<(usize, LabRun)> {
        let runs = self.runs();
        let last = runs.len().checked_sub(1)?;
        Some((last, runs.get(last)?.clone()))
    }

    /// The newest record.
    pub fn recorder(&self) -> Option<Rc<Recorder>> {
        match self.driven()? {
            Driven::Jobs(lab) => lab.runs().last().map(|run| run.recorder.clone()),
            Driven::Passing(transfer) => Some(transfer.recorder().clone()),
        }
    }

    /// Why there is nothing, or not everything, to show.
    pub fn problem(&self) -> Option<Problem> {
        let refused = self.parts.refused.borrow().clone().map(Problem::Jobs);
        let told = || match self.driven()? {
            Driven::Jobs(lab) => lab.problem(),
            Driven::Passing(transfer) => transfer.problem(),
        };
        refused.or_else(|| told().map(Problem::Told))
    }

    /// Cancels what runs, or takes back a start that still waits for the simulated origin.
    pub fn cancel(&self) {
        if self.parts.ended.get().is_some() && self.driven().is_some() {
            return;
        }
        self.parts.cancelled.set(true);
        match self.driven() {
            Some(Driven::Jobs(lab)) => lab.cancel(),
            Some(Driven::Passing(transfer)) => transfer.cancel(),
            None if self.parts.is_due.replace(false) => self.tell.emit(Action::Withdrawn),
            None => {}
        }
    }

    /// Called with every event, while it is written: only takes note.
    fn follow(&self) {
        self.pulse().mark();
        let is_over = match self.driven() {
            Some(Driven::Jobs(lab)) => !lab.is_running(),
            Some(Driven::Passing(transfer)) => !transfer.is_running(),
            None => false,
        };
        // The first frame after a run may still add a stall to its record.
        if is_over && self.parts.ended.get().is_none() {
            self.parts.ended.set(Some(BrowserRuntime.now()));
            self.remember();
            if let Some(address) = self.jobs().and_then(|lab| lab.unanswered()) {
                let pulse = self.pulse().clone();
                self.parts.lookout.look(address, move || pulse.mark());
            }
            // The page is drawn anew with that frame: with the last result, both would hold it up.
            let view = self.clone();
            spawn_local(async move {
                browser::frames(1).await;
                view.pulse().set_running(false);
                view.tell.emit(Action::Ended);
            });
        }
    }

    /// Keeps a whole run, to be compared with the next one of the same jobs.
    fn remember(&self) {
        let Some(lab) = self.jobs() else { return };
        let (config, runs) = (lab.config(), lab.runs());
        if let ([run], Experiment::Workers) = (runs.as_slice(), config.experiment)
            && !is_measured(config)
            && !self.parts.cancelled.get()
        {
            let mut past = self.parts.past.borrow_mut();
            let jobs = jobs_of(config);
            past.retain(|past| (past.jobs, past.kind) != (jobs, run.kind));
            past.push(Past {
                jobs,
                kind: run.kind,
                recorder: run.recorder.clone(),
            });
        }
    }

    /// Earlier runs of the same jobs, each place once, the newest last.
    pub fn past(&self, config: &RunConfig) -> Vec<Past> {
        let past = self.parts.past.borrow();
        let same = past.iter().filter(|past| past.jobs == jobs_of(config));
        same.cloned().collect()
    }

    /// What the same jobs took on one thread: one worker, or else the main thread.
    fn baseline(&self, config: &RunConfig) -> Option<(RunKind, Duration)> {
        let past = self.past(config);
        let of = |kind| past.iter().find(|past| past.kind == kind);
        let alone = of(RunKind::Pool { workers: 1 }).or_else(|| of(RunKind::Main))?;
        // One in which a job failed did not do the same.
        let is_whole = {
            let record = alone.recorder.record();
            record.count(Outcome::Ok) == record.lanes().len()
        };
        if !is_whole {
            return None;
        }
        Some((alone.kind, elapsed(&alone.recorder.record())))
    }

    /// What pictures and sentences remember.
    pub fn shown(&self) -> &Shown {
        &self.parts.shown
    }
}

fn jobs_of(config: &RunConfig) -> (Kernel, u32, u32) {
    let work = &config.work;
    (work.kernel, work.jobs(), work.size())
}

fn tools(
    config: &RunConfig,
    servers: &Servers,
    on_change: Rc<dyn Fn()>,
    watch: Rc<dyn Fn(Rc<Recorder>)>,
) -> Tools {
    let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
    let server = config.server.clone().unwrap_or_else(|| servers.usual());
    Tools {
        fetcher: Rc::new(BrowserFetcher::new(runtime.clone(), true)),
        runtime,
        make_pool: make_pool(),
        origin: servers.origin(&server),
        cores: hardware_concurrency(),
        on_change,
        watch,
    }
}
