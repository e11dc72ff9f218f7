//! The names of the units of time.

/// The words of one language.
pub struct Units {
    /// Nanoseconds.
    pub nanos: &'static str,
    /// Microseconds.
    pub micros: &'static str,
    /// Milliseconds.
    pub millis: &'static str,
    /// Seconds.
    pub seconds: &'static str,
}

super::in_each_language!(units: Units);
