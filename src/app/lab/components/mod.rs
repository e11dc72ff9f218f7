//! The parts of the lab's screens, each with what it shows and nothing else.

mod clock;
mod controls;
mod engines;
mod export;
mod findings;
mod finish_order;
mod headline;
mod job_table;
mod legend;
mod outcomes;
mod painter;
mod parts;
mod passing;
mod past;
mod picture;
mod place;
mod progress;
mod screen;
mod slider;
mod sweep;
mod timeline;
mod utilisation;

pub use screen::lab_screen;

use super::settings::is_main;
use super::texts::{self, Asked, LabTexts};
use super::view::LabView;
use crate::app::hooks::Page;
use crate::config::RunConfig;
use crate::workers::hardware_concurrency;

/// The words of the lab in the language in force.
fn words(page: &Page) -> &'static LabTexts {
    texts::of(page.state().lang)
}

/// The settings of what is shown, as they can be run.
fn on_show(page: &Page, view: &LabView) -> RunConfig {
    view.sound(&page.state().on_show()).config.clone()
}

/// How many workers a run of these settings has; 1 on the main thread.
fn planned(config: &RunConfig) -> usize {
    if is_main(config) {
        1
    } else {
        asked(config).workers
    }
}

/// What was asked for, for a sentence.
fn asked(config: &RunConfig) -> Asked<'_> {
    let cores = hardware_concurrency();
    Asked {
        config,
        workers: config.work.workers.unwrap_or(cores),
        cores,
    }
}
