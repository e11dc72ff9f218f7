//! The names of the units of time: English.

use crate::tell::words::units::Units;

/// The words.
pub static WORDS: Units = Units {
    nanos: "ns",
    micros: "µs",
    millis: "ms",
    seconds: "s",
};
