//! Scales of the charts that have no time axis.

/// A scale on which every doubling is as long a way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogScale {
    /// The value at the beginning; above 0.
    pub min: f64,
    /// The value at the end; above `min`.
    pub max: f64,
    /// Where the beginning is, in CSS pixels.
    pub from: f64,
    /// Where the end is.
    pub to: f64,
}

impl LogScale {
    /// The place of a value, cut to the scale.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let value = value.clamp(self.min, self.max);
        self.from + (self.to - self.from) * (value / self.min).ln() / (self.max / self.min).ln()
    }

    /// The powers of ten on the scale.
    #[must_use]
    pub fn decades(&self) -> Vec<f64> {
        let mut power = 1e-9;
        let mut decades = Vec::new();
        while power <= self.max * 1.000_001 {
            if power >= self.min * 0.999_999 {
                decades.push(power);
            }
            power *= 10.0;
        }
        decades
    }
}

/// The next power of ten at or below a value.
#[must_use]
pub fn decade_below(value: f64) -> f64 {
    let mut power = 1e-9;
    while power * 10.0 <= value {
        power *= 10.0;
    }
    power
}

/// The next power of ten at or above a value.
#[must_use]
pub fn decade_above(value: f64) -> f64 {
    let below = decade_below(value);
    if below >= value { below } else { below * 10.0 }
}
