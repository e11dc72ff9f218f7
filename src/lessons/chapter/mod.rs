//! The lessons of the chapter, one by one.

mod as_completed;
mod cancelling;
mod engines;
mod errors;
mod executors;
mod future;
mod limit;
mod map;
mod once_more;
mod passing;
mod place;
mod progress;
mod shared;
pub mod speedup;
mod waiting;
mod whose;
mod workers;

pub use workers::curve;

use super::Lesson;

pub(super) const ALL: &[&Lesson] = &[
    &future::LESSON,
    &waiting::LESSON,
    &map::LESSON,
    &as_completed::LESSON,
    &whose::LESSON,
    &limit::LESSON,
    &errors::LESSON,
    &progress::LESSON,
    &cancelling::LESSON,
    &place::LESSON,
    &workers::LESSON,
    &passing::LESSON,
    &engines::LESSON,
    &executors::LESSON,
    &shared::LESSON,
    &once_more::LESSON,
];
