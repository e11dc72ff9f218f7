//! The lessons: the playground "What a future is", and where to find the others.

pub mod facts;
pub mod list;
pub mod playground;
pub mod texts;
pub mod transcript;

#[cfg(target_arch = "wasm32")]
mod screen;

use crate::config::Lang;

#[cfg(target_arch = "wasm32")]
pub use screen::LessonsScreen;

/// What the lesson that has a screen of its own is called.
#[must_use]
pub fn title(lang: Lang) -> &'static str {
    texts::of(lang).lessons[0].0
}
