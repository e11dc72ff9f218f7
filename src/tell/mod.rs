//! What is said: every word of the page, of the findings and of the exports, and how figures are written.
//!
//! [`words`] has one folder for each language; [`mod@format`] writes times, numbers and bytes for all of them.

mod fields;
mod findings;
pub mod format;
mod import;
mod report;
mod strong;
pub mod words;

pub use report::{headline, report, report_with_rest};
pub use strong::{parts, plain, strong};
