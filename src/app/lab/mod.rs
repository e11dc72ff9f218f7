//! The CPU-bound half of the page: jobs on the main thread, in workers, with fetches, in several
//! engines, and what passing data costs. Figures, sentences and geometry are plain Rust; charts and
//! components are the browser's.

pub mod facts;
pub mod headline;
pub mod pace;
pub mod ramp;
pub mod rows;
pub mod scales;
pub mod settings;
pub mod texts;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod charts;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod components;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
mod view;

#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub use components::lab_screen;
#[cfg(all(target_arch = "wasm32", feature = "app"))]
pub use view::{LabView, use_lab};
