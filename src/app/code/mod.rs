//! The present settings as a program, in four languages, of which one runs where it stands. The module of the lab writes and
//! draws it, when somebody looks, in a card of whichever module shows the settings.

#[cfg(target_arch = "wasm32")]
mod card;
#[cfg(target_arch = "wasm32")]
mod lines;
#[cfg(target_arch = "wasm32")]
mod place;

#[cfg(target_arch = "wasm32")]
pub use card::Asked;
#[cfg(target_arch = "wasm32")]
pub use place::{draw, leave};
