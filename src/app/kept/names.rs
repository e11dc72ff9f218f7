//! What kept runs are called: in a list, and beside each other.

use super::shelf::Kept;
use crate::app::screens::Screen;
use crate::config::{Experiment, Lang, RunConfig, Strategy, Where};
use crate::tell::words;

/// The two that stand beside each other.
pub const BOTH: [&str; 2] = ["A", "B"];

/// What is kept, or the run of this number of it, in a few words.
#[must_use]
pub fn title(kept: &Kept, run: Option<usize>, lang: Lang) -> String {
    let is_all = run.is_none() && kept.runs.len() > 1;
    let ran = kept.runs.get(run.unwrap_or_default());
    let told = ran.filter(|ran| has_settings(&ran.config));
    match told.map(|ran| ran.config.clone()) {
        Some(mut config) => {
            if is_all {
                // What the runs of one experiment differ in.
                config.strategy = Strategy::Compare;
                config.work.workers = None;
            }
            name(&config, lang)
        }
        None => words::kept::of(lang).a_program.to_owned(),
    }
}

/// One of several runs of one experiment, in what it differs from the others.
#[must_use]
pub fn part(kept: &Kept, run: usize, lang: Lang) -> String {
    let config = kept.runs.get(run).map(|ran| &ran.config);
    match config.map(|config| (config.experiment, config.strategy, config.work.workers)) {
        Some((Experiment::Race, strategy, _)) => {
            (words::page::of(lang).strategy)(strategy).to_owned()
        }
        Some((_, _, Some(workers))) => (words::kept::of(lang).workers)(workers),
        _ => title(kept, Some(run), lang),
    }
}

/// Whether the settings are those of the run. A program that was changed, or that has nothing to do with this page, has none:
/// then nobody is named who would answer its requests, which every run of the page names.
#[must_use]
pub fn has_settings(config: &RunConfig) -> bool {
    config.server.is_some() || !Screen::of(config.experiment).makes_requests
}

/// A run in a few words: what was done, and in which way.
#[must_use]
pub fn name(config: &RunConfig, lang: Lang) -> String {
    let texts = words::page::of(lang);
    let experiment = (texts.experiment)(config.experiment);
    let details = match config.experiment {
        Experiment::Race => {
            let strategy = match config.strategy {
                Strategy::Compare => config.strategy.name(),
                single => (texts.strategy)(single),
            };
            (texts.in_short)(config.labels().len(), config.at_once(), strategy)
        }
        Experiment::Workers => format!("{}, {}", jobs(config), place(config)),
        Experiment::Both => format!("{} + {}", config.labels().len(), jobs(config)),
        Experiment::Transfer | Experiment::Lessons | Experiment::Open | Experiment::Shared => {
            return experiment.into();
        }
    };
    (words::kept::of(lang).of_experiment)(experiment, &details)
}

fn jobs(config: &RunConfig) -> String {
    format!("{} × {}", config.work.jobs(), config.work.kernel.name())
}

fn place(config: &RunConfig) -> String {
    let name = config.work.place.name();
    match (config.work.place, config.work.workers) {
        (Where::Pool | Where::Sweep, Some(workers)) => format!("{name} × {workers}"),
        _ => name.to_owned(),
    }
}
