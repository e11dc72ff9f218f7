//! The parts of the lab's screens, each with what it shows and nothing else.

mod clock;
pub mod controls;
mod engines;
mod finish_order;
mod frames;
mod legend;
mod passing;
mod past;
mod picture;
mod place;
mod screen;
mod shared;
mod sweep;
mod utilisation;

pub use frames::use_frames;
pub use screen::{LabStage, lab_beside, lab_results};

use super::view::{LabView, Problem};
use crate::app::hooks::Page;
use crate::config::RunConfig;
use crate::tell::words::lab::LabTexts;
use crate::tell::words::workers;

/// The words of the lab in the language in force.
fn words(page: &Page) -> &'static LabTexts {
    crate::tell::words::lab::of(page.state().lang)
}

/// The settings of what is shown, as they can be run.
fn on_show(page: &Page, view: &LabView) -> RunConfig {
    view.sound(&page.state().on_show()).config.clone()
}

/// A problem in the language of the page.
fn in_words(page: &Page, problem: &Problem) -> String {
    let words = words(page);
    match problem {
        Problem::Jobs(error) => (words.jobs_problem)(error),
        Problem::Told(why) => (words.problem)(&workers::problem(page.state().lang, why)),
    }
}
