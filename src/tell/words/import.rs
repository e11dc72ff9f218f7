//! What is wrong with a file.

use crate::import::{Expected, Found};

/// The words of one language.
pub struct Words {
    /// What should be there.
    pub expected: fn(&Expected) -> String,
    /// What is there instead.
    pub instead: fn(&Found) -> String,
    /// Where a sentence ends.
    pub stop: char,
    /// Between the place and what should be there.
    pub colon: &'static str,
}

super::in_each_language!(import: Words);
