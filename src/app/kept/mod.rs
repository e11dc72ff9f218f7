//! The last runs of a visit: kept as their own exports, so that they survive a reload and any two can be set beside each
//! other, whichever module they ran in.

pub mod difference;
pub mod names;
pub mod shelf;
pub mod twins;

#[cfg(target_arch = "wasm32")]
mod chosen;
#[cfg(target_arch = "wasm32")]
mod list;
#[cfg(target_arch = "wasm32")]
pub mod store;

#[cfg(target_arch = "wasm32")]
pub use chosen::use_shelf;
#[cfg(target_arch = "wasm32")]
pub use list::{KeptList, Wanted, when};
