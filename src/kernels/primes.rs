//! Primality by trial division: is there an odd number up to the square root that divides?
//!
//! A 64-bit integer remainder is slow and SIMD has none, so divisibility is decided in floating point, exactly. An odd n is
//! 2h + 1, and an odd d divides it just when h leaves (d − 1) / 2 on division by d. For n up to [`MAX_NUMBER`], h and every product
//! below are whole numbers under 2^53, which an `f64` holds exactly. (JavaScript has nothing else: there 9999999999999999 itself
//! is not a `Number`, but its half is.)

use serde::{Deserialize, Serialize};

use super::stepper::{Step, Stepper, fraction};

/// The largest number that can be checked, 10^16.
pub const MAX_NUMBER: u64 = 10_000_000_000_000_000;

/// The book's 20 numbers, in descending order, as its process pool takes them, and whether they are prime.
pub const NUMBERS: [(u64, bool); 20] = [
    (9999999999999999, false),
    (9999999999999917, true),
    (7777777777777777, false),
    (7777777777777753, true),
    (7777777536340681, false),
    (6666667141414921, false),
    (6666666666666719, true),
    (6666666666666666, false),
    (5555555555555555, false),
    (5555555555555503, true),
    (5555553133149889, false),
    (4444444488888889, false),
    (4444444444444444, false),
    (4444444444444423, true),
    (3333335652092209, false),
    (3333333333333333, false),
    (3333333333333301, true),
    (299593572317531, true),
    (142702110479723, true),
    (2, true),
];

/// Odd divisors tried per unit of work: a multiple of [`LANES`].
const CHUNK: u32 = 4096;

/// Divisors tried side by side: enough to hide how long a division takes, with SIMD and without.
const LANES: usize = 4;

/// A number and what divides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Primality {
    /// The number.
    pub number: u64,
    /// Whether it is prime. 0 and 1 are not.
    pub is_prime: bool,
    /// Its smallest divisor above 1, if that is not the number itself.
    pub smallest_divisor: Option<u64>,
}

/// The check of one number.
#[derive(Clone, Debug)]
pub struct PrimalityJob {
    number: u64,
    /// The integer square root: no divisor above it need be tried.
    limit: u32,
    /// The next odd divisor to try.
    next: u32,
    /// The divisor that ended the search.
    divisor: Option<u64>,
}

impl PrimalityJob {
    /// The check of `number`, or `None` if it is above [`MAX_NUMBER`].
    pub fn new(number: u64) -> Option<Self> {
        (number <= MAX_NUMBER).then(|| Self {
            number,
            // The square root of 10^16 is 10^8.
            limit: number.isqrt() as u32,
            next: 3,
            divisor: (number > 2 && number.is_multiple_of(2)).then_some(2),
        })
    }

    fn is_over(&self) -> bool {
        self.divisor.is_some() || self.next > self.limit
    }

    /// Tries the next [`CHUNK`] divisors.
    fn try_chunk(&mut self) {
        let first = self.next;
        self.next += 2 * CHUNK;
        if any_divides(self.number / 2, first) {
            // Which one is found by plain division. The chunk may reach past the root, where a prime meets itself.
            let last = self.next.min(self.limit + 1);
            let mut candidates = (first..last).step_by(2).map(u64::from);
            self.divisor = candidates.find(|divisor| self.number.is_multiple_of(*divisor));
        }
    }
}

/// Whether 2 `half` + 1 is a multiple of any of the [`CHUNK`] odd numbers from `first` on.
fn any_divides(half: u64, first: u32) -> bool {
    let half = half as f64;
    let mut divisor: [f64; LANES] =
        std::array::from_fn(|lane| f64::from(first) + 2.0 * lane as f64);
    let mut hits = [0.0; LANES];
    for _ in 0..CHUNK / LANES as u32 {
        for lane in 0..LANES {
            let d = divisor[lane];
            // Where d divides, the quotient's fraction is near a half, so rounding it cannot move the floor.
            let remainder = half - (half / d).floor() * d;
            hits[lane] += if 2.0 * remainder + 1.0 == d { 1.0 } else { 0.0 };
            divisor[lane] = d + 2.0 * LANES as f64;
        }
    }
    hits.iter().any(|hit| *hit > 0.0)
}

impl Stepper for PrimalityJob {
    type Output = Primality;

    fn step(&mut self, units: u64) -> Step<Primality> {
        for _ in 0..units {
            if !self.is_over() {
                self.try_chunk();
            }
            if self.is_over() {
                return Step::Done(Primality {
                    number: self.number,
                    is_prime: self.number >= 2 && self.divisor.is_none(),
                    smallest_divisor: self.divisor,
                });
            }
        }
        Step::More
    }

    fn progress(&self) -> f64 {
        if self.is_over() {
            1.0
        } else {
            fraction(f64::from(self.next - 3), f64::from(self.limit))
        }
    }
}
