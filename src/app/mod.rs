//! The page: state, texts and geometry in plain Rust, components and canvases on top of them.

pub mod axis;
pub mod format;
pub mod state;
pub mod texts;
