//! The random fate of requests that do not carry their own: delay and refusal.
//!
//! A fate is drawn from the seed, the path, and how often that path was asked for, not from one stream of numbers:
//! requests that race arrive in another order each time, and the same flag should still be the slow one.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::fate::{Fate, MAX_DELAY};

/// The bounds of a random delay: `MIN-MAX` in milliseconds, such as `500-5000`, or one number for a constant delay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayRange {
    min: Duration,
    max: Duration,
}

/// The book's: half a second to five seconds, which its clients, giving up after 3.1 s, meet with timeouts.
impl Default for DelayRange {
    fn default() -> Self {
        Self {
            min: Duration::from_millis(500),
            max: Duration::from_millis(5000),
        }
    }
}

/// A text that is not a delay range.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a delay range: expected MIN-MAX in milliseconds, 0 to 60000, such as 500-5000"
)]
pub struct ParseRangeError(String);

impl FromStr for DelayRange {
    type Err = ParseRangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (min, max) = text.split_once('-').unwrap_or((text, text));
        let milliseconds = |number: &str| number.trim().parse().ok().map(Duration::from_millis);
        match (milliseconds(min), milliseconds(max)) {
            (Some(min), Some(max)) if min <= max && max <= MAX_DELAY => Ok(Self { min, max }),
            _ => Err(ParseRangeError(text.to_owned())),
        }
    }
}

impl fmt::Display for DelayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.min.as_millis(), self.max.as_millis())
    }
}

/// The probability that ERROR refuses a request, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErrorRate(f64);

/// The book's: one in four.
impl Default for ErrorRate {
    fn default() -> Self {
        Self(0.25)
    }
}

/// A text that is not a probability.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an error rate: expected a number from 0 to 1, such as 0.25")]
pub struct ParseRateError(String);

impl FromStr for ErrorRate {
    type Err = ParseRateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().parse() {
            Ok(rate) if (0.0..=1.0).contains(&rate) => Ok(Self(rate)),
            _ => Err(ParseRateError(text.to_owned())),
        }
    }
}

/// Draws fates; shared by all connections of one origin.
pub(crate) struct Chance {
    seed: u64,
    delay: DelayRange,
    error_rate: ErrorRate,
    asked: Mutex<HashMap<String, u64>>,
}

impl Chance {
    pub(crate) fn new(seed: u64, delay: DelayRange, error_rate: Option<ErrorRate>) -> Self {
        let error_rate = error_rate.unwrap_or(ErrorRate(0.0));
        Self {
            seed,
            delay,
            error_rate,
            asked: Mutex::default(),
        }
    }

    /// The fate of the next request for `path`, which is that of a flag or of nothing known.
    pub(crate) fn draw(&self, path: &str, is_known: bool) -> Fate {
        // Of paths that anyone can make up not each is remembered.
        let count = self.count(if is_known { path } else { "" });
        let mut rng = fastrand::Rng::with_seed(hash(self.seed, path, count));
        let span = self.delay.max - self.delay.min;
        let delay = self.delay.min + span.mul_f64(rng.f64());
        let refused = rng.f64() < self.error_rate.0;
        if refused {
            Fate::teapot(delay)
        } else {
            Fate::flag(delay)
        }
    }

    fn count(&self, path: &str) -> u64 {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let count = asked.entry(path.to_owned()).or_default();
        *count += 1;
        *count
    }
}

/// FNV-1a: the same on every machine and in every release, unlike the standard library's hasher.
fn hash(seed: u64, path: &str, count: u64) -> u64 {
    let bytes = seed
        .to_le_bytes()
        .into_iter()
        .chain(count.to_le_bytes())
        .chain(path.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_milliseconds_in_order_and_within_a_minute() {
        for good in ["500-5000", "0-0", "250", " 1 - 2 ", "0-60000"] {
            assert!(good.parse::<DelayRange>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "-",
            "5000-500",
            "-5",
            "1-2-3",
            "0.5-5",
            "0-60001",
            "NaN",
            "99999999999999999999",
        ] {
            assert!(bad.parse::<DelayRange>().is_err(), "{bad}");
        }
    }

    #[test]
    fn rates_are_probabilities() {
        for good in ["0", "1", ".25", "1e-3"] {
            assert!(good.parse::<ErrorRate>().is_ok(), "{good}");
        }
        for bad in ["", "-0.1", "1.01", "25%", "NaN", "inf"] {
            assert!(bad.parse::<ErrorRate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_seed_gives_each_path_its_fates_in_whatever_order_paths_come() {
        let chance = |seed| Chance::new(seed, DelayRange::default(), Some(ErrorRate(0.25)));
        let (one, other, third) = (chance(7), chance(7), chance(8));
        let br = [one.draw("br", true), one.draw("br", true)];
        let _ = other.draw("cn", true);
        assert_eq!(br, [other.draw("br", true), other.draw("br", true)]);
        assert_ne!(br[0], br[1]);
        assert_ne!(br[0], third.draw("br", true));
    }

    #[test]
    fn paths_that_are_made_up_are_not_remembered() {
        let chance = Chance::new(7, DelayRange::default(), Some(ErrorRate(0.25)));
        let before = chance.draw("br", true);
        for made_up in 0..10_000 {
            let _ = chance.draw(&made_up.to_string(), false);
        }
        assert_eq!(chance.asked.lock().unwrap().len(), 2);
        let fresh = Chance::new(7, DelayRange::default(), Some(ErrorRate(0.25)));
        assert_eq!(fresh.draw("br", true), before);
        assert_eq!(fresh.draw("br", true), chance.draw("br", true));
    }

    #[test]
    fn draws_keep_the_range_and_the_rate() {
        let chance = Chance::new(1, "500-5000".parse().unwrap(), Some(ErrorRate(0.25)));
        let fates: Vec<_> = (0..4000).map(|_| chance.draw("br", true)).collect();
        let mean = fates
            .iter()
            .map(|fate| fate.delay.as_secs_f64())
            .sum::<f64>()
            / 4000.0;
        let refused = fates.iter().filter(|fate| fate.status == 418).count();
        assert!(
            fates
                .iter()
                .all(|fate| (500..=5000).contains(&fate.delay.as_millis()))
        );
        assert!((2.65..2.85).contains(&mean), "{mean}");
        assert!((900..1100).contains(&refused), "{refused}");
    }
}
