//! The run on show: started, followed and told of by the same code, whatever carries it out.

pub mod driver;
pub mod memo;
pub mod moment;
pub mod start;

#[cfg(target_arch = "wasm32")]
mod exports;
#[cfg(target_arch = "wasm32")]
mod lookout;
#[cfg(target_arch = "wasm32")]
mod on_show;
#[cfg(target_arch = "wasm32")]
mod press;

pub use driver::{Driver, InTurns, Watched, is_all, newest_progress, progress_in_turn};
#[cfg(target_arch = "wasm32")]
pub use on_show::{Begin, Run, Setting, use_run};
#[cfg(target_arch = "wasm32")]
pub use press::use_start;
