//! Programs in Python that are run where they are shown: an editor, a terminal, and their futures as a run of the page.

#[cfg(target_arch = "wasm32")]
mod beside;
#[cfg(target_arch = "wasm32")]
mod changing;
#[cfg(target_arch = "wasm32")]
mod draft;
#[cfg(target_arch = "wasm32")]
mod driver;
#[cfg(target_arch = "wasm32")]
mod editor;
#[cfg(target_arch = "wasm32")]
mod here;
#[cfg(target_arch = "wasm32")]
mod results;
#[cfg(target_arch = "wasm32")]
mod told;
#[cfg(target_arch = "wasm32")]
mod worker;

#[cfg(target_arch = "wasm32")]
pub use changing::Share;
#[cfg(target_arch = "wasm32")]
pub use here::Here;
#[cfg(target_arch = "wasm32")]
pub use results::results as python_results;
#[cfg(target_arch = "wasm32")]
pub use told::sum_then;
#[cfg(target_arch = "wasm32")]
pub use worker::is_any_alive;
