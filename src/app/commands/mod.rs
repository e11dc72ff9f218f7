//! What can be done on the page, as a list: the keys of buttons, a sheet of all keys (`?`) and a list to choose from by typing
//! (Ctrl or Cmd and K) follow from it. Both are drawn by the module of the lab, over whatever is shown.

pub mod command;
pub mod labels;

#[cfg(target_arch = "wasm32")]
mod help;
#[cfg(target_arch = "wasm32")]
mod palette;
#[cfg(target_arch = "wasm32")]
mod there;

pub use command::{Command, Place};

#[cfg(target_arch = "wasm32")]
pub use there::carry_out;
