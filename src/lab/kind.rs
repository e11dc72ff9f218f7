//! What the runs of the lab are, and in which order they come.

use super::engine::{Engine, engine_order};
use super::sweep::sweep_order;
use crate::config::{Experiment, RunConfig, Where};
use crate::kernels::Kernel;
use crate::record::Record;

/// What one run of the lab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// On the main thread, all at once.
    Main,
    /// On the main thread, in slices.
    Slices,
    /// In a pool of so many workers.
    Pool {
        /// Their number.
        workers: usize,
    },
    /// In a pool of so many workers that run the kernels of this engine.
    Engine {
        /// What runs them.
        engine: Engine,
        /// Their number.
        workers: usize,
    },
    /// Fetches, and jobs in a pool of so many workers.
    Both {
        /// Their number.
        workers: usize,
    },
}

impl RunKind {
    /// The first run that a config describes, on a machine of so many cores.
    #[must_use]
    pub fn of(config: &RunConfig, cores: usize) -> Option<Self> {
        Self::all(config, cores).into_iter().next()
    }

    /// The runs a config describes, in the order in which to run them, on a machine of so many cores.
    pub(super) fn all(config: &RunConfig, cores: usize) -> Vec<Self> {
        let workers = config.work.workers.unwrap_or(cores).max(1);
        match (config.experiment, config.work.place) {
            (Experiment::Both, _) => vec![RunKind::Both { workers }],
            (_, place) if config.work.kernel == Kernel::Own && !place.runs_own() => {
                vec![RunKind::Pool { workers }]
            }
            (_, Where::Main) => vec![RunKind::Main],
            (_, Where::Slices) => vec![RunKind::Slices],
            (_, Where::Pool) => vec![RunKind::Pool { workers }],
            (_, Where::Sweep) => sweep_order(cores, config.seed)
                .into_iter()
                .map(|workers| RunKind::Pool { workers })
                .collect(),
            (_, Where::Engines) => engine_order(workers, config.seed)
                .into_iter()
                .map(|(engine, workers)| RunKind::Engine { engine, workers })
                .collect(),
        }
    }

    /// What a run was, by its settings and its record, on a machine of so many cores: of many runs only the record knows which
    /// of them it is.
    #[must_use]
    pub fn told(config: &RunConfig, record: &Record, cores: usize) -> Option<Self> {
        let kind = Self::of(config, cores)?;
        let kind = match kind {
            RunKind::Engine { workers, .. } => {
                // Its executor is named after it.
                let named = &*record.lanes().first()?.executor;
                let engine = Engine::ALL.into_iter().find(|one| one.name() == named)?;
                RunKind::Engine { engine, workers }
            }
            other => other,
        };
        Some(match (kind, record.limits()) {
            (RunKind::Pool { .. } | RunKind::Engine { .. }, [(_, workers)]) => {
                kind.with_workers(*workers)
            }
            _ => kind,
        })
    }

    /// The same with so many workers, where there are any.
    pub(super) fn with_workers(self, workers: usize) -> Self {
        match self {
            RunKind::Main | RunKind::Slices => self,
            RunKind::Pool { .. } => RunKind::Pool { workers },
            RunKind::Both { .. } => RunKind::Both { workers },
            RunKind::Engine { engine, .. } => RunKind::Engine { engine, workers },
        }
    }

    /// The number of workers, where there are any.
    #[must_use]
    pub fn workers(self) -> Option<usize> {
        match self {
            RunKind::Main | RunKind::Slices => None,
            RunKind::Pool { workers }
            | RunKind::Both { workers }
            | RunKind::Engine { workers, .. } => Some(workers),
        }
    }

    /// The name of the executor of its jobs.
    pub(super) fn executor(self) -> &'static str {
        match self {
            RunKind::Main | RunKind::Slices => "main",
            RunKind::Pool { .. } | RunKind::Both { .. } => "pool",
            RunKind::Engine { engine, .. } => engine.name(),
        }
    }
}
