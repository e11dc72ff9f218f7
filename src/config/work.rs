//! The parts of a run's description that are about CPU-bound jobs and passing data.

use std::fmt;

use serde::{Serialize, Serializer};

use super::choices::Where;
use crate::kernels::Kernel;

/// The CPU-bound work of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkConfig {
    /// The work of a job.
    pub kernel: Kernel,
    /// Number of jobs, 1 to [`Kernel::MAX_JOBS`]; `None`: [`Kernel::default_jobs`].
    pub jobs: Option<u32>,
    /// Size of a job in the kernel's own measure, 1 to 2^28; `None`: [`Kernel::default_size`].
    /// What lies outside [`Kernel::sizes`] is refused when the jobs are made.
    pub size: Option<u32>,
    /// Where they run.
    #[serde(rename = "where")]
    pub place: Where,
    /// Workers of the pool, 1 to 256; `None`: as many as the machine has cores.
    pub workers: Option<usize>,
}

impl WorkConfig {
    /// The number of jobs in force: the one asked for, or else the kernel's own.
    #[must_use]
    pub fn jobs(&self) -> u32 {
        self.jobs.unwrap_or_else(|| self.kernel.default_jobs())
    }

    /// The size in force: the one asked for, or else the kernel's own.
    #[must_use]
    pub fn size(&self) -> u32 {
        self.size.unwrap_or_else(|| self.kernel.default_size())
    }
}

/// What is passed to and from workers in Passing data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TransferConfig {
    /// Smallest and largest message, in bytes, up to 64 MiB; the sizes between are powers of two.
    pub sizes: SizeRange,
    /// Small jobs per message, 1 to [`TransferConfig::MAX_CHUNK`].
    pub chunk: usize,
}

impl TransferConfig {
    /// The most small jobs per message: as many as are measured in a round.
    pub const MAX_CHUNK: usize = 1024;
}

/// A range of sizes in bytes, both ends included; the first is not above the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeRange {
    pub(super) min: u64,
    pub(super) max: u64,
}

impl SizeRange {
    /// The largest size: 64 MiB.
    pub const MAX: u64 = 64 << 20;

    /// From `min` to `max` bytes; `None` if they are the wrong way round, or `max` is above
    /// [`SizeRange::MAX`], or `min` is 0.
    #[must_use]
    pub fn new(min: u64, max: u64) -> Option<Self> {
        (1 <= min && min <= max && max <= Self::MAX).then_some(SizeRange { min, max })
    }

    /// The smallest and the largest size.
    #[must_use]
    pub fn bounds(self) -> (u64, u64) {
        (self.min, self.max)
    }

    /// The sizes to measure: `min`, then doubling, up to `max`.
    pub fn steps(self) -> impl Iterator<Item = u64> {
        std::iter::successors(Some(self.min), |size| Some(size * 2))
            .take_while(move |size| *size <= self.max)
    }
}

impl fmt::Display for SizeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.min, self.max)
    }
}

impl Serialize for SizeRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Default for WorkConfig {
    fn default() -> Self {
        WorkConfig {
            kernel: Kernel::Mandelbrot,
            jobs: None,
            size: None,
            place: Where::default(),
            workers: None,
        }
    }
}

impl Default for TransferConfig {
    fn default() -> Self {
        TransferConfig {
            sizes: SizeRange {
                min: 1 << 10,
                max: SizeRange::MAX,
            },
            chunk: 1,
        }
    }
}
