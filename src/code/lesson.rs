//! Programs of the lessons that make calls of their own instead of a run: in Python, whose calls those are.

use super::text::{Lines, Values};
use crate::config::{Experiment, RunConfig};
use crate::lab::shared::{CAPACITY, Plan};
use crate::lessons::playground::Script;
use crate::lessons::{Show, lesson};

/// Python counts so many times slower than what is built into the page that fewer are enough.
const MOST_TIMES: u32 = 100_000;

/// The program of such a lesson, if it is one.
pub(super) fn write(config: &RunConfig) -> Option<Lines> {
    let mut values = Values::default();
    let template = match (config.experiment, &lesson(config.lesson).show) {
        (Experiment::Lessons, Show::Play(Script::Chapter)) => {
            include_str!("templates/py/chapter.py")
        }
        (Experiment::Lessons, Show::Play(Script::Deadline)) => {
            include_str!("templates/py/deadline.py")
        }
        (Experiment::Shared, _) => {
            let plan = Plan::of(config).ok()?;
            values.text("workers", plan.workers);
            values.text("times", plan.times.min(MOST_TIMES));
            values.text("permits", plan.permits());
            values.text("capacity", CAPACITY);
            include_str!("templates/py/shared.py")
        }
        _ => return None,
    };
    Some(values.fill(template))
}
