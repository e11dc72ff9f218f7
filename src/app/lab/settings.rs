//! What of the settings can be run: the kernel has bounds that a field alone does not know.

use std::cell::RefCell;
use std::rc::Rc;

use crate::app::screens::Screen;
use crate::config::{Experiment, Field, RunConfig, Where};
use crate::kernels::mandelbrot::Tile;
use crate::kernels::{JobsError, Kernel, KernelTask};
use crate::lab::shared::Plan;
use crate::lab::transfer::{measurements, steps};
use crate::lab::{engine_order, sweep_order, tasks};

/// The settings that run, and what was left out of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sound {
    /// Settings whose jobs can be made.
    pub config: RunConfig,
    /// Fields whose value is not used, and why; the kernel's own value is used instead.
    pub problems: Vec<(Field, JobsError)>,
    /// The tiles of the picture, in the order of submission; none of other kernels.
    pub tiles: Vec<Tile>,
}

impl Sound {
    /// Replaces a number of jobs or a size that the kernel cannot do by the kernel's own.
    #[must_use]
    pub fn of(config: &RunConfig) -> Self {
        let mut sound = Sound {
            config: config.clone(),
            problems: Vec::new(),
            tiles: Vec::new(),
        };
        // What has no jobs has no kernel either, and its numbers bounds of their own.
        if !matches!(config.experiment, Experiment::Workers | Experiment::Both) {
            return sound;
        }
        let work = &mut sound.config.work;
        if work.kernel == Kernel::Own && !work.place.runs_own() {
            work.place = Where::Pool;
        }
        // Each turn takes one value out, so this ends: with the kernel's own all jobs can be made.
        loop {
            let error = match tasks(&sound.config) {
                Ok(tasks) => {
                    sound.tiles = tasks.iter().filter_map(tile).collect();
                    return sound;
                }
                Err(error) => error,
            };
            let work = &mut sound.config.work;
            let field = match error {
                JobsError::Size { .. } => Field::Size,
                JobsError::Jobs { .. } => Field::Jobs,
                JobsError::Tiles { .. } if work.jobs.is_some() => Field::Jobs,
                JobsError::Tiles { .. } => Field::Size,
            };
            let given = match field {
                Field::Size => work.size.take().is_some(),
                _ => work.jobs.take().is_some(),
            };
            if !given {
                return sound;
            }
            sound.problems.push((field, error));
        }
    }

    /// Why a field's value is not used.
    #[must_use]
    pub fn problem(&self, field: Field) -> Option<&JobsError> {
        let of_field = |(named, _): &&(Field, JobsError)| *named == field;
        self.problems.iter().find(of_field).map(|(_, error)| error)
    }
}

/// A question, and its answer.
type Asked = (RunConfig, Rc<Sound>);

/// Remembers what of the settings can be run. Making thousands of jobs to find that out takes a
/// moment, and the page asks many times a second: of what is shown, and beside it of what comes next.
#[derive(Debug, Default)]
pub struct Sounds(RefCell<[Option<Asked>; 2]>);

impl Sounds {
    /// [`Sound::of`] these settings, made anew only if neither of the last two questions was this one.
    #[must_use]
    pub fn of(&self, config: &RunConfig) -> Rc<Sound> {
        let mut last = self.0.borrow_mut();
        let is_asked =
            |kept: &Option<Asked>| kept.as_ref().is_some_and(|(asked, _)| asked == config);
        if !last.iter().any(is_asked) {
            last[1] = Some((config.clone(), Rc::new(Sound::of(config))));
        }
        if !is_asked(&last[0]) {
            last.swap(0, 1);
        }
        match &last[0] {
            Some((_, sound)) => sound.clone(),
            None => Rc::new(Sound::of(config)),
        }
    }
}

fn tile(task: &KernelTask) -> Option<Tile> {
    match task {
        KernelTask::Mandelbrot { tile, .. } => Some(*tile),
        _ => None,
    }
}

/// How many steps of progress a run has, before it begins: futures, or runs of many.
#[must_use]
pub fn expected(config: &RunConfig, workers: usize, cores: usize) -> usize {
    let jobs = config.work.jobs() as usize;
    match (config.experiment, config.work.place) {
        (Experiment::Shared, _) => Plan::of(config).map_or(0, Plan::futures),
        (Experiment::Transfer, _) => measurements(&steps(&config.transfer, config.seed)).count(),
        (Experiment::Both, _) => config.labels().len() + jobs,
        (_, Where::Sweep) => sweep_order(cores, config.seed).len(),
        (_, Where::Engines) => engine_order(workers, config.seed).len(),
        _ => jobs,
    }
}

/// Whether the number of workers of the settings has a meaning for where the jobs run.
#[must_use]
pub fn takes_workers(config: &RunConfig) -> bool {
    match config.experiment {
        Experiment::Both | Experiment::Shared => true,
        Experiment::Workers => matches!(config.work.place, Where::Pool | Where::Engines),
        _ => false,
    }
}

/// Whether jobs can have a limit of time there: what computes all at once cannot be stopped, and a
/// comparison is of all of the work.
#[must_use]
pub fn takes_timeout(config: &RunConfig) -> bool {
    match config.experiment {
        Experiment::Both => true,
        Experiment::Workers => matches!(config.work.place, Where::Slices | Where::Pool),
        _ => false,
    }
}

/// Whether the seed decides something of the jobs: their bytes, or the order of what is compared.
#[must_use]
pub fn takes_seed(config: &RunConfig) -> bool {
    let has_bytes = matches!(config.work.kernel, Kernel::Sha256 | Kernel::Rc4);
    match config.experiment {
        Experiment::Workers => has_bytes || config.work.place.is_comparison(),
        Experiment::Both => true,
        _ => false,
    }
}

/// Whether the jobs run on the main thread, all at once or in slices.
#[must_use]
pub fn is_main(config: &RunConfig) -> bool {
    config.experiment == Experiment::Workers
        && matches!(config.work.place, Where::Main | Where::Slices)
}

/// Whether the run consists of many that are measured against each other.
#[must_use]
pub fn is_measured(config: &RunConfig) -> bool {
    config.experiment == Experiment::Workers && config.work.place.is_comparison()
}

/// The description of one run of many: what is measured, with the number of workers of this very
/// run. A list of runs has no other place that says so.
#[must_use]
pub fn of_run(config: &RunConfig, workers: usize) -> RunConfig {
    let mut one = config.clone();
    one.work.workers = Some(workers);
    one
}

/// Whether the results of the jobs are a picture.
#[must_use]
pub fn has_picture(config: &RunConfig) -> bool {
    config.work.kernel == Kernel::Mandelbrot && Screen::of(config.experiment).has_jobs()
}
