//! A run of the lab: the run on show, and what its pictures and sentences remember.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;
use std::time::Duration;

use yew::prelude::*;

use super::charts::Developed;
use super::drive::{output, runs_then};
use super::facts::is_fetch;
use super::headline::{Far, Told};
use super::settings::{Sound, Sounds, is_measured};
use crate::app::inspector::Inspected;
use crate::app::run::Run;
use crate::app::state::{AppState, Stage};
use crate::config::{Experiment, RunConfig, Where};
use crate::kernels::{JobsError, Kernel, KernelOutput};
use crate::lab::shared::{self, Shared};
use crate::lab::transfer::Transfer;
use crate::lab::{self, Lab, LabOutput, LabRun, Missing, RunKind};
use crate::record::{FutureId, Outcome};
use crate::recorder::Recorder;
use crate::stats::elapsed;
use crate::tell::words::lab::Asked;
use crate::workers::hardware_concurrency;

/// Why there is nothing, or not everything, to show.
pub enum Problem {
    /// The settings make no jobs.
    Jobs(JobsError),
    /// What an executor, a worker or a measurement came to.
    Told(lab::Problem),
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

/// The run of an experiment of the lab. Clones are the same run; two compare as equal while nothing new
/// happened.
#[derive(Clone)]
pub struct LabView {
    run: Run,
    parts: Rc<Parts>,
}

#[derive(Default)]
struct Parts {
    past: RefCell<Vec<Past>>,
    sounds: Sounds,
    shown: Shown,
}

/// What the pictures and sentences of a run remember from one time to the next.
#[derive(Default)]
pub struct Shown {
    /// The tiles that are on the canvas.
    pub developed: RefCell<Developed>,
    /// How many items of the finish order are on the page while the run goes on.
    pub listed: Cell<usize>,
}

impl PartialEq for LabView {
    fn eq(&self, other: &Self) -> bool {
        self.run == other.run
    }
}

impl Deref for LabView {
    type Target = Run;

    fn deref(&self) -> &Run {
        &self.run
    }
}

/// The run of an experiment of the lab, which stands at `stage`.
#[hook]
pub fn use_lab(run: &Run, stage: Stage) -> LabView {
    let parts = use_memo((), |()| Parts::default());
    let view = LabView {
        run: run.clone(),
        parts,
    };
    let kept = view.clone();
    use_effect_with(stage, move |stage| {
        if *stage == Stage::Over {
            kept.remember();
        }
    });
    view
}

impl LabView {
    /// The jobs under way, if it is that.
    pub fn lab(&self) -> Option<Lab> {
        self.driven_by()
    }

    /// The measurement of passing data, if it is that.
    pub fn passing(&self) -> Option<Transfer> {
        self.driven_by()
    }

    /// Whether it was carried out before it was opened: of such a run there are no results, only what its record tells.
    pub fn is_opened(&self) -> bool {
        let elsewhere = self.driver().and_then(|driver| driver.environment());
        elsewhere.is_some()
    }

    /// What of these settings was asked for, or is, for a sentence.
    pub fn asked<'a>(&self, config: &'a RunConfig) -> Asked<'a> {
        let cores = cores_of(&self.run);
        Asked {
            config,
            workers: config.work.workers.unwrap_or(cores),
            cores,
        }
    }

    /// The workers at shared memory, if it is that.
    pub fn shared(&self) -> Option<Shared> {
        self.driven_by()
    }

    /// The settings as they can be run.
    pub fn sound(&self, config: &RunConfig) -> Rc<Sound> {
        self.parts.sounds.of(config)
    }

    /// The runs of jobs begun so far, as they were at the moment that is shown.
    pub fn runs(&self) -> Vec<LabRun> {
        let runs = (self.lab()).map(|lab| runs_then(&lab, &self.recorders()));
        runs.unwrap_or_default()
    }

    /// The newest run of jobs, with its number among the runs.
    pub fn newest(&self) -> Option<(usize, LabRun)> {
        let runs = self.runs();
        let last = runs.len().checked_sub(1)?;
        Some((last, runs.get(last)?.clone()))
    }

    /// The newest record.
    pub fn recorder(&self) -> Option<Rc<Recorder>> {
        self.run.newest()
    }

    /// Why there is nothing, or not everything, to show; what is said beside the field of a function is not told again.
    pub fn problem(&self) -> Option<Problem> {
        let told = || self.driver()?.problem();
        let told = || told().filter(|problem| problem.of_own().is_none());
        let refused = self.refused().map(Problem::Jobs);
        refused.or_else(|| told().map(Problem::Told))
    }

    /// Why a person's own function did not run, and its text.
    pub fn own_problem(&self) -> Option<(Problem, Rc<str>)> {
        let told = self.driver()?.problem();
        let problem = told.filter(|problem| problem.of_own().is_some())?;
        Some((Problem::Told(problem), self.lab()?.own()?))
    }

    /// Workers that did not come up for a run that began without them: of the last such run.
    pub fn missing(&self) -> Option<Missing> {
        self.runs().iter().rev().find_map(|run| run.missing.clone())
    }

    /// How far the run is. Of many runs, how many are over.
    pub fn far(&self) -> Far {
        let Some(driver) = self.driver() else {
            return Far::default();
        };
        let progress = self.run.progress();
        Far {
            done: progress.done,
            failed: progress.failed,
            gone: progress.cancelled,
            total: progress.total,
            elapsed: progress.elapsed,
            moment: self.run.moment(),
            cancelled: driver.is_cancelled(),
        }
    }

    /// Tells what there is to tell, for the sentence at the top.
    pub fn tell<R>(&self, say: impl FnOnce(Told<'_>) -> R) -> R {
        if let (Some(passing), Some(then)) = (self.passing(), self.recorder()) {
            return say(Told::Passing(&passing.rows(&then.record())));
        }
        if let (Some(_), Some(then)) = (self.shared(), self.recorder()) {
            return say(Told::Shared(&shared::rows(&then.record())));
        }
        let Some(lab) = self.lab() else {
            return say(Told::Nothing);
        };
        let config = lab.config();
        let runs = self.runs();
        match (is_measured(config), config.work.place, runs.last()) {
            (true, Where::Sweep, _) => say(Told::Sweep(&lab.points(&runs))),
            (true, _, _) => say(Told::Engines(&lab.engine_points(&runs))),
            (_, _, Some(run)) => {
                let baseline = self.baseline(config);
                say(Told::Jobs(run.kind, &run.recorder.record(), baseline))
            }
            _ => say(Told::Nothing),
        }
    }

    /// Looks at the job that was chosen.
    pub fn inspected<R>(
        &self,
        state: &AppState,
        look: impl FnOnce(Option<Inspected<'_>>) -> R,
    ) -> R {
        let chosen = state.show().selected.and_then(|(_, id)| {
            let index = self.recorders().len().checked_sub(1)?;
            Some((index, id, self.recorder()?))
        });
        let is_flag = chosen.as_ref().is_some_and(|(_, id, recorder)| {
            let record = recorder.record();
            record.lanes().get(*id).is_some_and(is_fetch)
        });
        let from = if is_flag { "#fetch-rows" } else { "#job-rows" };
        let chosen = chosen.map(|(index, id, _)| (index, id));
        self.run.inspected(state, chosen, from, look)
    }

    /// Looks at a result of a kernel.
    pub fn with_kernel<R>(
        &self,
        run: usize,
        id: FutureId,
        look: impl FnOnce(&KernelOutput) -> Option<R>,
    ) -> Option<R> {
        output(&self.lab()?, run, id, |output| match output {
            LabOutput::Kernel(output) => look(output),
            _ => None,
        })
    }

    /// Keeps a whole run, to be compared with the next one of the same jobs.
    fn remember(&self) {
        let Some(lab) = self.lab().filter(|lab| !lab.is_cancelled()) else {
            return;
        };
        let (config, runs) = (lab.config(), lab.runs());
        if let ([run], Experiment::Workers) = (runs.as_slice(), config.experiment)
            && !is_measured(config)
            // A person's own function may be another one the next time.
            && config.work.kernel != Kernel::Own
        {
            let mut past = self.parts.past.borrow_mut();
            let jobs = jobs_of(config);
            past.retain(|past| (past.jobs, past.kind) != (jobs, run.kind));
            past.push(Past {
                jobs,
                kind: run.kind,
                recorder: run.recorder.clone(),
            });
            self.pulse().mark();
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

/// Cores of the machine on which it ran, or will.
pub fn cores_of(run: &Run) -> usize {
    let elsewhere = run.driver().and_then(|driver| driver.environment());
    let told = elsewhere.and_then(|environment| environment.cores);
    told.unwrap_or_else(hardware_concurrency)
}

fn jobs_of(config: &RunConfig) -> (Kernel, u32, u32) {
    let work = &config.work;
    (work.kernel, work.jobs(), work.size())
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
