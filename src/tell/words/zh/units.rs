//! The names of the units of time: Chinese.

use crate::tell::words::units::Units;

/// The words.
pub static WORDS: Units = Units {
    nanos: "纳秒",
    micros: "微秒",
    millis: "毫秒",
    seconds: "秒",
};
