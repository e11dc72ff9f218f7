//! The plan of a run: what will happen to each request, decided before the run.
//!
//! A fate depends on the seed, the label and the attempt alone, never on the order of requests or
//! on which others there are: so every strategy meets the same fates, on every machine, and one
//! more flag in the selection leaves the others as they were. All arithmetic is on integers of
//! fixed width; the error rate is scaled by a power of two, which is exact.

use std::fmt;
use std::time::Duration;

use serde::{Serialize, Serializer};

/// A range of delays in whole milliseconds, both ends included; the first is not above the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayRange {
    min_ms: u32,
    max_ms: u32,
}

impl DelayRange {
    /// No delay at all.
    pub const NONE: DelayRange = DelayRange {
        min_ms: 0,
        max_ms: 0,
    };
    /// What the page uses unless told otherwise: long enough to watch, short enough to wait for.
    pub const USUAL: DelayRange = DelayRange {
        min_ms: 100,
        max_ms: 1000,
    };

    /// From `min_ms` to `max_ms`; `None` if they are the wrong way round.
    #[must_use]
    pub fn new(min_ms: u32, max_ms: u32) -> Option<Self> {
        (min_ms <= max_ms).then_some(DelayRange { min_ms, max_ms })
    }

    /// The shortest delay, in milliseconds.
    #[must_use]
    pub fn min_ms(self) -> u32 {
        self.min_ms
    }

    /// The longest delay, in milliseconds.
    #[must_use]
    pub fn max_ms(self) -> u32 {
        self.max_ms
    }
}

/// `MIN-MAX`, in milliseconds.
impl fmt::Display for DelayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.min_ms, self.max_ms)
    }
}

impl Serialize for DelayRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What will happen to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// How long the origin waits before it answers, in whole milliseconds.
    pub delay: Duration,
    /// How it answers.
    pub outcome: FateOutcome,
}

/// How the origin answers a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FateOutcome {
    /// As it would anyway: the flag, or 404 where there is none.
    Ok,
    /// With this HTTP status.
    Status(u16),
    /// The connection is reset instead of an answer.
    Reset,
    /// The answer breaks off before its announced length.
    Truncate,
    /// The answer begins and never ends.
    Stall,
}

impl Fate {
    /// The query that asks the server, or the simulated origin, for this fate:
    /// `delay=420&status=418`.
    #[must_use]
    pub fn to_query(self) -> String {
        format!("delay={}", self.after_delay())
    }

    /// What follows `delay=` in that query, with which each of them begins: `420&status=418`.
    #[must_use]
    pub fn after_delay(self) -> String {
        let delay = self.delay.as_millis();
        match self.outcome {
            FateOutcome::Ok => delay.to_string(),
            FateOutcome::Status(status) => format!("{delay}&status={status}"),
            FateOutcome::Reset => format!("{delay}&fail=reset"),
            FateOutcome::Truncate => format!("{delay}&fail=truncate"),
            FateOutcome::Stall => format!("{delay}&fail=stall"),
        }
    }
}

/// The status of a planned error: the book's servers answer 418 "I'm a Teapot", which a teapot will
/// answer again.
const TEAPOT: u16 = 418;
/// The status of a planned error that may pass by itself.
const UNAVAILABLE: u16 = 503;

/// The fates of all requests of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    seed: u64,
    delays: DelayRange,
    /// The error rate as so many of 2^32.
    errors: u64,
    /// The status of an error.
    status: u16,
}

impl Plan {
    /// A plan with delays spread evenly over `delays` and so many errors per request,
    /// `error_rate` being 0 to 1 (what lies outside counts as the nearer end, NaN as 0).
    ///
    /// Raising the rate adds errors and leaves those that were there, and all delays, in place.
    #[must_use]
    pub fn new(seed: u64, delays: DelayRange, error_rate: f64) -> Self {
        let errors = (error_rate.clamp(0.0, 1.0) * 4_294_967_296.0) as u64;
        Plan {
            seed,
            delays,
            errors,
            status: TEAPOT,
        }
    }

    /// The same plan, with errors that may pass by themselves: 503 in the place of each 418. For
    /// runs with retries, which would be none if no error was worth another attempt.
    #[must_use]
    pub fn with_passing_errors(self) -> Self {
        Plan {
            status: UNAVAILABLE,
            ..self
        }
    }

    /// The fate of the request for `label`. `attempt` is 1 for the first and counts its retries,
    /// each of which has a fate of its own.
    #[must_use]
    pub fn fate(&self, label: &str, attempt: u32) -> Fate {
        let key = fnv1a(label.bytes().chain([0]).chain(attempt.to_le_bytes()));
        let mut random = SplitMix64(self.seed ^ key);
        let (for_delay, for_outcome) = (random.next(), random.next());

        let choices = u64::from(self.delays.max_ms - self.delays.min_ms) + 1;
        // The upper half of the product maps a number of 64 bits evenly onto 0..choices.
        let above_min = (u128::from(for_delay) * u128::from(choices)) >> 64;
        let delay_ms = u64::from(self.delays.min_ms) + above_min as u64;

        let fails = for_outcome >> 32 < self.errors;
        Fate {
            delay: Duration::from_millis(delay_ms),
            outcome: if fails {
                FateOutcome::Status(self.status)
            } else {
                FateOutcome::Ok
            },
        }
    }
}

/// FNV-1a, 64 bits, by Fowler, Noll and Vo: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// SplitMix64 by Steele, Lea and Flood ("Fast splittable pseudorandom number generators", 2014),
/// with the constants of Sebastiano Vigna's public-domain version,
/// <https://prng.di.unimi.it/splitmix64.c>.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
