//! The CPU-bound half of the page: jobs on the main thread, in workers, with fetches, in several
//! engines, and what passing data costs. Figures, sentences and geometry are plain Rust; charts and
//! components are the browser's.

pub mod facts;
pub mod headline;
pub mod own;
pub mod ramp;
pub mod rows;
pub mod scales;
pub mod settings;

#[cfg(target_arch = "wasm32")]
pub mod charts;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod drive;
#[cfg(target_arch = "wasm32")]
pub mod timeline;
#[cfg(target_arch = "wasm32")]
pub mod view;

#[cfg(target_arch = "wasm32")]
pub use components::LabStage;
