//! What is wrong with a file.

use crate::import::Expected;

/// The words of one language.
pub struct Words {
    /// What should be there.
    pub expected: fn(&Expected) -> String,
    /// What is there instead.
    pub instead: fn(&str) -> String,
    /// Between the place and what should be there.
    pub colon: &'static str,
}

super::in_each_language!(import: Words);
