//! The time axis: from moments to places, in whole numbers.

use std::fmt;
use std::ops::Sub;
use std::time::Duration;

use super::put;
use crate::runtime::micros;

/// A place or a length on the axis, in hundredths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Px(u64);

impl Px {
    /// So many pixels further on.
    pub(super) fn further(self, pixels: u64) -> Px {
        Px(self.0.saturating_add(pixels * 100))
    }
}

impl Sub for Px {
    type Output = Px;

    fn sub(self, other: Px) -> Px {
        Px(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 100 {
            0 => write!(f, "{}", self.0 / 100),
            rest => write!(f, "{}.{rest:02}", self.0 / 100),
        }
    }
}

pub(super) struct Axis {
    end_us: u64,
    left: u32,
    width: u32,
}

impl Axis {
    /// An axis from 0 to `end`, `width` pixels wide.
    pub(super) fn new(end: Duration, left: u32, width: u32) -> Self {
        let end_us = micros(end).max(1);
        Axis {
            end_us,
            left,
            width,
        }
    }

    pub(super) fn x(&self, at: Duration) -> Px {
        let at = at.as_micros().min(self.end_us.into());
        let offset = at * u128::from(self.width) * 100 / u128::from(self.end_us);
        Px(u64::from(self.left) * 100 + offset as u64)
    }

    /// Vertical lines from `top` to `bottom` at round times, with their labels in seconds below.
    pub(super) fn draw(&self, out: &mut String, top: u32, bottom: u32) {
        let step = self.step();
        out.push_str("<g stroke=\"#15181d\" stroke-opacity=\"0.12\">\n");
        for tick in self.ticks(step) {
            let x = self.x(Duration::from_micros(tick));
            put(
                out,
                format_args!("<line x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>\n"),
            );
        }
        out.push_str("</g>\n<g text-anchor=\"middle\" fill=\"#5b626b\">\n");
        for tick in self.ticks(step) {
            let (x, label) = (self.x(Duration::from_micros(tick)), seconds(tick));
            put(
                out,
                format_args!("<text x=\"{x}\" y=\"{}\">{label} s</text>\n", bottom + 16),
            );
        }
        out.push_str("</g>\n");
    }

    fn ticks(&self, step: u64) -> impl Iterator<Item = u64> + use<> {
        (0..=self.end_us / step).map(move |tick| tick * step)
    }

    /// The least of 1, 2, 5 times a power of ten, in microseconds, that makes at most ten steps.
    fn step(&self) -> u64 {
        (0..19)
            .flat_map(|power| [1, 2, 5].map(|factor| factor * 10u64.saturating_pow(power)))
            .find(|step| self.end_us / step <= 10)
            .unwrap_or(u64::MAX)
    }
}

/// Microseconds as seconds, without zeros at the end: `0`, `0.5`, `12`.
fn seconds(micros: u64) -> String {
    let (whole, part) = (micros / 1_000_000, micros % 1_000_000);
    if part == 0 {
        return whole.to_string();
    }
    let text = format!("{whole}.{part:06}");
    text.trim_end_matches('0').to_owned()
}
