//! The run of the lab that is shown: starting, cancelling and following it, and what it shows.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use super::facts::is_fetch;
use super::headline::{Far, Told, curve, engines, passing_findings};
use super::settings::{Sound, is_measured, of_run};
use super::texts;
use crate::app::hooks::{Pulse, Run};
use crate::app::origins::Servers;
use crate::config::{Experiment, Lang, RunConfig, Where};
use crate::diagnosis::{diagnose, diagnose_speedup};
use crate::environment::Environment;
use crate::export::{self, run_json, runs_json};
use crate::fetch::BrowserFetcher;
use crate::kernels::{Kernel, KernelOutput};
use crate::lab::transfer::Transfer;
use crate::lab::{Lab, LabOutput, LabRun, RunKind, Tools, make_pool};
use crate::record::{FutureId, Outcome};
use crate::recorder::Recorder;
use crate::runtime::{BrowserRuntime, Runtime};
use crate::stalls;
use crate::stats::elapsed;
use crate::workers::hardware_concurrency;

/// What drives the run.
#[derive(Clone)]
enum Driven {
    Jobs(Lab),
    Passing(Transfer),
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
    pulse: Rc<Pulse>,
    version: u32,
    on_end: Callback<()>,
}

#[derive(Default)]
struct Parts {
    driven: RefCell<Option<Driven>>,
    past: RefCell<Vec<Past>>,
    began: Cell<Duration>,
    ended: Cell<Option<Duration>>,
    refused: RefCell<Option<String>>,
    cancelled: Cell<bool>,
    sound: RefCell<Option<(RunConfig, Rc<Sound>)>>,
}

impl PartialEq for LabView {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && Rc::ptr_eq(&self.parts, &other.parts)
    }
}

/// The lab's run, on the heartbeat of the page. `on_end` is called when a run is over.
#[hook]
pub fn use_lab(run: &Run, on_end: Callback<()>) -> LabView {
    let parts = use_memo((), |()| Parts::default());
    LabView {
        parts,
        pulse: run.pulse().clone(),
        version: run.version(),
        on_end,
    }
}

impl LabView {
    /// The heartbeat.
    pub fn pulse(&self) -> &Rc<Pulse> {
        &self.pulse
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

    /// The settings as they can be run. Making thousands of jobs to find that out takes a moment,
    /// so the answer is kept for as long as the question is the same.
    pub fn sound(&self, config: &RunConfig) -> Rc<Sound> {
        let mut kept = self.parts.sound.borrow_mut();
        match &*kept {
            Some((asked, sound)) if asked == config => sound.clone(),
            _ => {
                let sound = Rc::new(Sound::of(config));
                *kept = Some((config.clone(), sound.clone()));
                sound
            }
        }
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
    pub fn problem(&self) -> Option<String> {
        let refused = self.parts.refused.borrow().clone();
        refused.or_else(|| match self.driven()? {
            Driven::Jobs(lab) => lab.problem(),
            Driven::Passing(transfer) => transfer.problem(),
        })
    }

    /// Forgets the last run: another is about to begin.
    pub fn clear(&self) {
        self.parts.driven.borrow_mut().take();
        self.parts.refused.borrow_mut().take();
        self.pulse.mark();
    }

    /// Starts what `config` describes.
    pub fn start(&self, config: RunConfig, servers: &Servers) {
        let config = Sound::of(&config).config;
        self.parts.began.set(BrowserRuntime.now());
        self.parts.ended.set(None);
        self.parts.cancelled.set(false);
        let changed = self.clone();
        let on_change: Rc<dyn Fn()> = Rc::new(move || changed.follow());
        let driven = if config.experiment == Experiment::Transfer {
            Driven::Passing(Transfer::start(config, on_change, &stalls::watch))
        } else {
            match Lab::start(config.clone(), tools(&config, servers, on_change)) {
                Ok(lab) => Driven::Jobs(lab),
                Err(error) => {
                    *self.parts.refused.borrow_mut() = Some(error.to_string());
                    self.on_end.emit(());
                    return;
                }
            }
        };
        *self.parts.driven.borrow_mut() = Some(driven);
        self.pulse.set_running(true);
    }

    /// Cancels what runs.
    pub fn cancel(&self) {
        self.parts.cancelled.set(true);
        match self.driven() {
            Some(Driven::Jobs(lab)) => lab.cancel(),
            Some(Driven::Passing(transfer)) => transfer.cancel(),
            None => {}
        }
    }

    /// Called with every event, while it is written: only takes note.
    fn follow(&self) {
        self.pulse.mark();
        let is_over = match self.driven() {
            Some(Driven::Jobs(lab)) => !lab.is_running(),
            Some(Driven::Passing(transfer)) => !transfer.is_running(),
            None => false,
        };
        // The first frame after a run may still add a stall to its record.
        if is_over && self.parts.ended.get().is_none() {
            self.parts.ended.set(Some(BrowserRuntime.now()));
            self.remember();
            self.pulse.set_running(false);
            self.on_end.emit(());
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
        Some((alone.kind, elapsed(&alone.recorder.record())))
    }

    /// How far the run is. Of many runs, how many are over.
    pub fn far(&self) -> Far {
        let now = self
            .parts
            .ended
            .get()
            .unwrap_or_else(|| BrowserRuntime.now());
        let elapsed = now.saturating_sub(self.parts.began.get());
        match self.driven() {
            None => Far::default(),
            Some(Driven::Passing(transfer)) => {
                let record = transfer.recorder().record();
                Far {
                    done: record.settled(),
                    total: transfer.total(),
                    elapsed,
                    cancelled: self.parts.cancelled.get(),
                }
            }
            Some(Driven::Jobs(lab)) => Far {
                elapsed,
                cancelled: self.parts.cancelled.get(),
                ..far_of_jobs(&lab)
            },
        }
    }

    /// Tells what there is to tell, for the sentence at the top.
    pub fn tell<R>(&self, say: impl FnOnce(Told<'_>) -> R) -> R {
        match self.driven() {
            None => say(Told::Nothing),
            Some(Driven::Passing(transfer)) => say(Told::Passing(&transfer.rows())),
            Some(Driven::Jobs(lab)) => {
                let config = lab.config();
                match (is_measured(config), config.work.place, lab.runs().last()) {
                    (true, Where::Sweep, _) => say(Told::Sweep(&lab.points())),
                    (true, _, _) => say(Told::Engines(&lab.engine_points())),
                    (_, _, Some(run)) => {
                        let baseline = self.baseline(config);
                        say(Told::Jobs(run.kind, &run.recorder.record(), baseline))
                    }
                    _ => say(Told::Nothing),
                }
            }
        }
    }

    /// The address of a flag's picture.
    pub fn image(&self, run: usize, id: FutureId) -> Option<Rc<str>> {
        self.output(run, id, |output| match output {
            LabOutput::Flag(fetched) => fetched.image.clone(),
            _ => None,
        })
    }

    /// Looks at a result of a kernel.
    pub fn with_kernel<R>(
        &self,
        run: usize,
        id: FutureId,
        look: impl FnOnce(&KernelOutput) -> Option<R>,
    ) -> Option<R> {
        self.output(run, id, |output| match output {
            LabOutput::Kernel(output) => look(output),
            _ => None,
        })
    }

    fn output<R>(
        &self,
        run: usize,
        id: FutureId,
        look: impl FnOnce(&LabOutput) -> Option<R>,
    ) -> Option<R> {
        let future = self.jobs()?.future(run, id)?;
        future.inspect(|outcome| match outcome {
            Some(Ok(output)) => look(output),
            _ => None,
        })
    }

    /// What the run was done with.
    fn environment(&self, servers: &Servers) -> Environment {
        let navigator = web_sys::window().map(|window| window.navigator());
        let config = self.jobs().map(|lab| lab.config().clone());
        let server = config
            .filter(|config| config.experiment == Experiment::Both)
            .and_then(|config| config.server);
        Environment {
            user_agent: navigator.and_then(|navigator| navigator.user_agent().ok()),
            cores: Some(hardware_concurrency()),
            protocol: None,
            origin: server.map(|server| servers.origin(&server).base),
        }
    }

    /// What the run shows, in sentences.
    pub fn findings(&self, servers: &Servers, lang: Lang) -> Vec<String> {
        let environment = self.environment(servers);
        let findings = match self.driven() {
            None => Vec::new(),
            Some(Driven::Passing(transfer)) => {
                return passing_findings(lang, &transfer.rows(), &transfer.chunk_rows());
            }
            Some(Driven::Jobs(lab))
                if is_measured(lab.config()) && lab.config().work.place == Where::Engines =>
            {
                let facts = engines(&lab.engine_points());
                return facts
                    .and_then(|facts| (texts::of(lang).engine_or_workers)(&facts))
                    .into_iter()
                    .collect();
            }
            Some(Driven::Jobs(lab)) if is_measured(lab.config()) => curve(&lab.points())
                .map(|curve| diagnose_speedup(&curve, environment.cores))
                .unwrap_or_default(),
            Some(Driven::Jobs(lab)) => {
                let runs = lab.runs();
                let run = runs.last();
                run.map(|run| diagnose(lab.config(), &run.recorder.record(), &environment))
                    .unwrap_or_default()
            }
        };
        findings
            .iter()
            .map(|finding| finding.sentence(lang))
            .collect()
    }

    /// The record as JSON: `photofinish.run/1`, of many runs `photofinish.runs/1`.
    pub fn export_json(&self, servers: &Servers) -> Option<String> {
        let environment = self.environment(servers);
        let (configs, recorders): (Vec<RunConfig>, Vec<Rc<Recorder>>) = match self.driven()? {
            Driven::Passing(transfer) => (
                vec![transfer.config().clone()],
                vec![transfer.recorder().clone()],
            ),
            Driven::Jobs(lab) => {
                let with = |run: LabRun| (of_run(lab.config(), workers(run.kind)), run.recorder);
                lab.runs().into_iter().map(with).unzip()
            }
        };
        let records: Vec<_> = recorders.iter().map(|recorder| recorder.record()).collect();
        let runs: Vec<export::Run<'_>> = (configs.iter().zip(&records))
            .map(|(config, record)| export::Run { config, record })
            .collect();
        let is_many = self.jobs().is_some_and(|lab| is_measured(lab.config()));
        let json = match runs.as_slice() {
            [] => return None,
            [only] if !is_many => run_json(*only, &environment),
            all => runs_json(all, &environment),
        };
        json.ok()
    }
}

fn far_of_jobs(lab: &Lab) -> Far {
    let runs = lab.runs();
    let (done, total) = if is_measured(lab.config()) {
        let is_over = |run: &&LabRun| run.recorder.record().ended().is_some();
        (runs.iter().filter(is_over).count(), lab.planned())
    } else {
        let record = runs.last().map(|run| run.recorder.record());
        record.map_or((0, 0), |record| {
            let gone = record.count(Outcome::Cancelled);
            (record.settled() - gone, record.lanes().len())
        })
    };
    Far {
        done,
        total: if total == 0 {
            lab.config().work.jobs() as usize
        } else {
            total
        },
        ..Far::default()
    }
}

fn jobs_of(config: &RunConfig) -> (Kernel, u32, u32) {
    let work = &config.work;
    (work.kernel, work.jobs(), work.size())
}

/// Workers of a run; 1 on the main thread.
pub fn workers(kind: RunKind) -> usize {
    match kind {
        RunKind::Main | RunKind::Slices => 1,
        RunKind::Pool { workers } | RunKind::Engine { workers, .. } | RunKind::Both { workers } => {
            workers
        }
    }
}

fn tools(config: &RunConfig, servers: &Servers, on_change: Rc<dyn Fn()>) -> Tools {
    let runtime: Rc<dyn Runtime> = Rc::new(BrowserRuntime);
    let flags = match config.experiment {
        Experiment::Both => config.labels().len() * (config.retries as usize + 1),
        _ => 0,
    };
    let server = config.server.clone().unwrap_or_else(|| servers.usual());
    Tools {
        fetcher: Rc::new(BrowserFetcher::new(runtime.clone(), flags, true)),
        runtime,
        make_pool: make_pool(),
        origin: servers.origin(&server),
        cores: hardware_concurrency(),
        on_change,
        watch: Rc::new(stalls::watch),
    }
}

/// The jobs of a run, without its fetches: the first id, and how many.
pub fn job_ids(recorder: &Recorder) -> (FutureId, usize) {
    let record = recorder.record();
    let lanes = record.lanes();
    let first = lanes
        .iter()
        .position(|lane| !is_fetch(lane))
        .unwrap_or(lanes.len());
    (first, lanes.len() - first)
}
