//! What a file of a run is called: so that two of them in one folder are told apart.

use crate::config::{Experiment, RunConfig, Server, Where};

/// The name of a file about a run of this description: what was tried, how much, how, and the seed.
#[must_use]
pub fn file_name(config: &RunConfig, extension: &str) -> String {
    // A program of somebody's own has no settings; a run of the page at least names who answers.
    if *config == RunConfig::default() {
        return format!("photofinish-program.{extension}");
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
    format!("photofinish-{experiment}{what}-seed-{seed}.{extension}")
}
