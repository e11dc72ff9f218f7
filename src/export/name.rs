//! What a file of a run is called: so that two of them in one folder are told apart.

use crate::config::{Experiment, RunConfig, Server, Strategy, Where};

/// The name of a file about runs of these descriptions, one each, that were asked for by `whole`: what was tried, how much,
/// how, and the seed. Two that have nothing to do with each other are both named.
#[must_use]
pub fn file_name(whole: &RunConfig, runs: &[RunConfig], extension: &str) -> String {
    let is_of_one = whole.experiment == Experiment::Race && whole.strategy == Strategy::Compare;
    let mut told: Vec<_> = runs.iter().map(tell).collect();
    told.dedup();
    let told = match told.as_slice() {
        [a, b] if !is_of_one => format!("{a}-beside-{b}"),
        [first, _, more @ ..] if !is_of_one => format!("{first}-and-{}-others", more.len() + 1),
        [only] if !is_of_one => only.clone(),
        _ => tell(whole),
    };
    format!("photofinish-{told}.{extension}")
}

/// A run in the words of a file's name.
fn tell(config: &RunConfig) -> String {
    // A program of somebody's own has no settings; a run of the page at least names who answers.
    if *config == RunConfig::default() {
        return "program".to_owned();
    }
    let work = &config.work;
    let what = match config.server {
        Some(Server::List(_)) => ["address", "addresses"],
        _ => ["flag", "flags"],
    };
    let flags = || match config.labels().len() {
        1 => format!("1-{}", what[0]),
        all => format!("{all}-{}", what[1]),
    };
    let jobs = || format!("{}-{}", work.jobs(), work.kernel.name());
    let what = match config.experiment {
        Experiment::Race => {
            let (how, most) = (config.strategy.name(), config.max_workers);
            format!("-{}-{how}-{most}-at-once", flags())
        }
        Experiment::Workers => {
            let place = match (work.place, work.workers) {
                (Where::Pool, Some(workers)) => format!("pool-of-{workers}"),
                (place, _) => place.name().to_owned(),
            };
            format!("-{}-{place}", jobs())
        }
        Experiment::Both => format!("-{}-{}", flags(), jobs()),
        Experiment::Transfer | Experiment::Lessons | Experiment::Open | Experiment::Shared => {
            String::new()
        }
    };
    let (experiment, seed) = (config.experiment.name(), config.seed);
    format!("{experiment}{what}-seed-{seed}")
}
