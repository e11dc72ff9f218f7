//! What a program says of itself, and the settings that all programs have.

use super::text::Values;
use crate::config::{Experiment, RunConfig, Server, Strategy, Where};

pub(super) fn say(values: &mut Values, config: &RunConfig, cores: usize) {
    let workers = workers(config, cores);
    let requests = config.labels().len();
    let asked = match (&config.server, requests) {
        (Some(Server::List(_)), 1) => "1 address".to_owned(),
        (Some(Server::List(_)), _) => format!("{requests} addresses"),
        _ => counted(requests, "flag"),
    };
    let jobs = config.work.jobs();
    values.fact("verbose", config.verbose);
    values.text("workers", workers);
    let title = match config.experiment {
        Experiment::Both => format!(
            "{}, at most {} at once, beside {} by {}: each as soon as it is there.",
            asked.clone(),
            config.max_workers,
            counted(jobs as usize, "job"),
            counted(workers, "worker"),
        ),
        Experiment::Workers => {
            let by = match config.work.place {
                Where::Sweep => format!("1 to {workers} workers"),
                _ => counted(workers, "worker"),
            };
            format!(
                "{} by {by}: each result as soon as it is there.",
                counted(jobs as usize, "job")
            )
        }
        _ => {
            let (flags, most) = (asked, config.max_workers);
            match config.strategy {
                Strategy::Sequential => format!("{flags}, one after the other."),
                Strategy::Map => {
                    format!("{flags}, at most {most} at once, in the order of submission.")
                }
                Strategy::AsCompleted => {
                    format!("{flags}, at most {most} at once, each as soon as it is there.")
                }
                Strategy::Compare => format!("{flags} in three ways, at most {most} at once."),
            }
        }
    };
    values.text("title", title);
}

/// How many workers there are for the jobs.
pub(super) fn workers(config: &RunConfig, cores: usize) -> usize {
    match config.work.place {
        // One thread has it all to do.
        Where::Main | Where::Slices if config.experiment == Experiment::Workers => 1,
        _ => config.work.workers.unwrap_or(cores.max(1)),
    }
}

fn counted(number: usize, what: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {what}{end}")
}
