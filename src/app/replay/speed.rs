//! How fast a run is played.

/// A speed, against that of the run itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// A quarter.
    Quarter,
    /// Half.
    Half,
    /// As it was.
    #[default]
    Real,
    /// Twice.
    Double,
    /// Four times.
    Four,
    /// Eight times.
    Eight,
}

impl Speed {
    /// All of them, the slowest first.
    pub const ALL: &'static [Speed] = &[
        Speed::Quarter,
        Speed::Half,
        Speed::Real,
        Speed::Double,
        Speed::Four,
        Speed::Eight,
    ];

    /// How many seconds of the run one second shows.
    #[must_use]
    pub fn factor(self) -> f64 {
        match self {
            Speed::Quarter => 0.25,
            Speed::Half => 0.5,
            Speed::Real => 1.0,
            Speed::Double => 2.0,
            Speed::Four => 4.0,
            Speed::Eight => 8.0,
        }
    }

    /// How it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Speed::Quarter => "¼ ×",
            Speed::Half => "½ ×",
            Speed::Real => "1 ×",
            Speed::Double => "2 ×",
            Speed::Four => "4 ×",
            Speed::Eight => "8 ×",
        }
    }
}
