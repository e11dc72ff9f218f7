//! Runs that others wrote, or this page at another time: opened from a file, dropped, pasted, carried by the address, or
//! kept since the visit began, and shown as the page's own are; any two of them beside each other.

#[cfg(target_arch = "wasm32")]
mod driver;
#[cfg(target_arch = "wasm32")]
mod input;
#[cfg(target_arch = "wasm32")]
mod opening;
#[cfg(target_arch = "wasm32")]
mod pair;
#[cfg(target_arch = "wasm32")]
mod stage;

#[cfg(target_arch = "wasm32")]
pub use stage::OpenStage;
