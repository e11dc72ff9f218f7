//! Programs that are no run of requests or jobs: of lessons, and of what workers pass on or share. In Python, whose calls
//! those are.

use super::text::{Lines, Values};
use crate::config::{Experiment, RunConfig};
use crate::lab::shared::{CAPACITY, Plan};
use crate::lessons::{Program, lesson};

/// Python counts so many times slower than what is built into the page that fewer are enough.
const MOST_TIMES: u32 = 100_000;
/// In the page what a process gets becomes a text on the way: that takes several times the room.
const MOST_BYTES: u64 = 16 << 20;

/// The program of such a lesson, if it is one.
pub(super) fn write(config: &RunConfig) -> Option<Lines> {
    let mut values = Values::default();
    let template = match config.experiment {
        Experiment::Lessons => match lesson(config.lesson).python.as_ref()?.own? {
            Program::Chapter => include_str!("templates/py/chapter.py"),
            Program::Deadline => include_str!("templates/py/deadline.py"),
            Program::Places => include_str!("templates/py/places.py"),
        },
        Experiment::Transfer => {
            let (_, largest) = config.transfer.sizes.bounds();
            let largest = largest.clamp(256, MOST_BYTES);
            values.text("bytes", largest);
            include_str!("templates/py/passing.py")
        }
        Experiment::Shared => {
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
