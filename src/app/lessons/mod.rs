//! The lessons: the playground "What a future is", and where to find the others.

pub mod facts;
pub mod list;
pub mod playground;
pub mod texts;
pub mod transcript;

#[cfg(target_arch = "wasm32")]
mod screen;

#[cfg(target_arch = "wasm32")]
pub use screen::LessonsScreen;
