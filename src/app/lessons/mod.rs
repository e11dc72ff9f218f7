//! The lessons: the playground "What a future is", and where to find the others.

pub mod facts;
pub mod list;
pub mod playground;
pub mod texts;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod screen;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub use screen::LessonsScreen;
