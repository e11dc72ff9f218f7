//! What keys do on a timeline: through the rows, and along the axis.

use std::ops::Range;

/// Where to among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many on, or back.
    By(isize),
    /// To the first.
    First,
    /// To the last.
    Last,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pressed {
    /// To another row.
    Row(Step),
    /// To none.
    None,
    /// Into the inspector.
    Inspect,
    /// So many times as close.
    Zoom(f64),
    /// Along the axis, by this share of what is shown.
    Pan(f64),
    /// All that fits.
    Fit,
}

impl Pressed {
    /// What a key asks for; `shift` is held beside it.
    #[must_use]
    pub fn of(key: &str, shift: bool) -> Option<Self> {
        Some(match (key, shift) {
            ("ArrowRight", true) => Pressed::Pan(0.2),
            ("ArrowLeft", true) => Pressed::Pan(-0.2),
            ("ArrowRight" | "ArrowDown", _) => Pressed::Row(Step::By(1)),
            ("ArrowLeft" | "ArrowUp", _) => Pressed::Row(Step::By(-1)),
            ("PageDown", _) => Pressed::Row(Step::By(10)),
            ("PageUp", _) => Pressed::Row(Step::By(-10)),
            ("Home", _) => Pressed::Row(Step::First),
            ("End", _) => Pressed::Row(Step::Last),
            ("Escape", _) => Pressed::None,
            ("Enter", _) => Pressed::Inspect,
            // Where plus is the shifted sign of another key, that key is meant without shift too.
            ("+" | "=", _) => Pressed::Zoom(1.5),
            ("-" | "_", _) => Pressed::Zoom(1.0 / 1.5),
            ("0", _) => Pressed::Fit,
            _ => return None,
        })
    }
}

impl Step {
    /// The future that is chosen after this step from `now`; `None` where there is none to choose.
    #[must_use]
    pub fn from(self, now: Option<usize>, among: Range<usize>) -> Option<usize> {
        let last = among
            .end
            .checked_sub(1)
            .filter(|last| *last >= among.start)?;
        let now = now.filter(|now| among.contains(now));
        Some(match (self, now) {
            (Step::First, _) => among.start,
            (Step::Last, _) => last,
            (Step::By(by), Some(now)) => now.saturating_add_signed(by).clamp(among.start, last),
            (Step::By(by), None) if by < 0 => last,
            (Step::By(_), None) => among.start,
        })
    }
}
