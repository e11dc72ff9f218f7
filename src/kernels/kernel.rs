//! The kernels by name, with the bounds of what can be asked of each.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A kind of CPU-bound work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kernel {
    /// SHA-256 of random bytes.
    Sha256,
    /// RC4 of random bytes, there and back.
    Rc4,
    /// Primality by trial division.
    Primes,
    /// A picture of the Mandelbrot set, in tiles.
    Mandelbrot,
    /// A function in JavaScript that a person wrote.
    Own,
}

impl Kernel {
    /// All of them, in the order to offer them.
    pub const ALL: [Self; 5] = [
        Self::Sha256,
        Self::Rc4,
        Self::Primes,
        Self::Mandelbrot,
        Self::Own,
    ];

    /// The most jobs of one run.
    pub const MAX_JOBS: u32 = 100_000;

    /// The name, as in a URL.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Rc4 => "rc4",
            Self::Primes => "primes",
            Self::Mandelbrot => "mandelbrot",
            Self::Own => "own",
        }
    }

    /// How many jobs to start with: the book's number, and 64 tiles.
    pub fn default_jobs(self) -> u32 {
        match self {
            Self::Sha256 | Self::Rc4 | Self::Own => 12,
            Self::Primes => 20,
            Self::Mandelbrot => 64,
        }
    }

    /// The size to start with: the book's, and a picture of 1024 pixels.
    pub fn default_size(self) -> u32 {
        match self {
            Self::Sha256 => 1 << 20,
            Self::Rc4 => 1 << 18,
            Self::Primes => 16,
            Self::Mandelbrot => 1024,
            Self::Own => 300_000,
        }
    }

    /// The sizes that [`jobs`](super::jobs) takes, in the unit of [`size_unit`](Self::size_unit).
    pub fn sizes(self) -> RangeInclusive<u32> {
        match self {
            Self::Sha256 | Self::Rc4 | Self::Own => 1..=1 << 28,
            Self::Primes => 1..=16,
            Self::Mandelbrot => 1..=8192,
        }
    }

    /// What a size counts.
    pub fn size_unit(self) -> &'static str {
        match self {
            Self::Sha256 | Self::Rc4 => "bytes per job",
            Self::Primes => "digits",
            Self::Mandelbrot => "pixels a side",
            Self::Own => "as n",
        }
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no kernel's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no kernel {0:?}: choose sha256, rc4, primes, mandelbrot or own")]
pub struct UnknownKernel(pub String);

impl FromStr for Kernel {
    type Err = UnknownKernel;

    fn from_str(name: &str) -> Result<Self, UnknownKernel> {
        let known = Self::ALL.into_iter().find(|kernel| kernel.name() == name);
        known.ok_or_else(|| UnknownKernel(name.to_owned()))
    }
}
