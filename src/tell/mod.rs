//! What is said: every word of the page, of the findings and of the exports, and how figures are written.
//!
//! [`words`] has one folder for each language; [`format`] writes times, numbers and bytes for all of them.

pub mod format;
mod strong;
pub mod words;

pub use strong::{parts, plain, strong};
