//! Any moment of a run, shown again: played, paused, stepped through. The work is not done again: what is shown is
//! the record as it was.

pub mod moments;
pub mod speed;

#[cfg(target_arch = "wasm32")]
mod bar;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod playing;

#[cfg(target_arch = "wasm32")]
pub use bar::ReplayBar;
