//! Sliders are the same on every page.

pub use crate::app::components::slider::{Range, number_with_slider};
