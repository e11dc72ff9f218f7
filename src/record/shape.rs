//! The shape of each way to end, the same in every picture, so that no colour is needed to tell them apart.

use super::Outcome;

/// How far shapes reach to each side of (0, 0).
pub const REACH: f64 = 20.0;

/// A shape around (0, 0) that reaches [`REACH`] to each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The data of a path: <https://www.w3.org/TR/SVG2/paths.html#PathData>.
    pub path: &'static str,
    /// Whether it is filled, and not only drawn as a line.
    pub is_filled: bool,
}

impl Outcome {
    /// Its shape. Disc: a result. Ring: not found. Cross: an error that was answered. Diamond: no answer. Triangle: too late.
    /// Dash: cancelled. Triangle on its tip: the work failed.
    #[must_use]
    pub fn shape(self) -> Shape {
        let (path, is_filled) = match self {
            Outcome::Ok => ("M-20 0A20 20 0 1 0 20 0A20 20 0 1 0-20 0Z", true),
            Outcome::NotFound => ("M-16 0A16 16 0 1 0 16 0A16 16 0 1 0-16 0Z", false),
            Outcome::HttpError => ("M-17-17 17 17M-17 17 17-17", false),
            Outcome::NetworkError => ("M0-22 22 0 0 22-22 0Z", true),
            Outcome::Timeout => ("M0-20 22 18-22 18Z", true),
            Outcome::Cancelled => ("M-20 0H20", false),
            Outcome::Failed => ("M0 20-22-18 22-18Z", true),
        };
        Shape { path, is_filled }
    }
}
