//! What goes out of the page: a link to the settings, and the run as files of other tools. It is drawn by the module of
//! the lab, in a sheet over whatever is shown, when somebody asks for it.

pub mod files;
pub mod link;

#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod sheet;

#[cfg(target_arch = "wasm32")]
pub use sheet::open;
